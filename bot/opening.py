"""Opening the database of this house, for a command that needs no house around it."""

from bot.settings import Settings
from sessions.storage.migrating import migrate
from sessions.storage.store import Store


def open_store(database: str | None) -> tuple[Store, Settings]:
    """The database of the settings, brought up to date."""
    settings = Settings() if database is None else Settings(database=database)
    migrate(settings.database)
    return Store(settings.database), settings
