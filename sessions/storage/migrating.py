"""Bringing a database to the tables that this version knows."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import NoSuchModuleError

from sessions.errors import Clash
from sessions.storage.engine import open_migrating, sqlite_file
from sessions.storage.reaching import reached

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0026"
"""The newest migration; a test holds it against the folder."""


def migrate(url: str) -> None:
    """Make or upgrade the database; quick when there is nothing to do."""
    if file := sqlite_file(url):
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        engine = open_migrating(url)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise Clash("storage.no_driver", engine=url.partition(":")[0]) from None
    try:
        with reached(engine):
            if version_of(engine) != HEAD:
                move_to(engine, "head")
    finally:
        engine.dispose()


def version_of(engine: Engine) -> str | None:
    """The migration at which a database stands; None when it is empty."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def move_to(engine: Engine, revision: str) -> None:
    """Upgrade to a revision, or go back to an earlier one."""
    from alembic import command  # 0.2 s of import that only a migration needs

    with engine.begin() as connection:
        config = alembic_config(connection)
        if _is_behind(connection, revision):
            command.upgrade(config, revision)
        else:
            command.downgrade(config, revision)


def alembic_config(connection: Connection) -> "Config":
    from alembic.config import Config  # see move_to

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _is_behind(connection: Connection, revision: str) -> bool:
    if revision == "head" or not inspect(connection).has_table("alembic_version"):
        return True
    now = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    return revision != "base" and str(now) < revision
