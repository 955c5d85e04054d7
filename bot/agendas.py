"""The commands about agendas, meetings and who runs them."""

from pathlib import Path

from bot.conversation.texts import sentence
from bot.settings import Settings
from bot.unusable import Unusable
from sessions.actions import planning
from sessions.agenda import Agenda, FaultyAgendaError, read_agenda
from sessions.people import Role
from sessions.storage.migrating import migrate
from sessions.storage.store import Store

SHIPPED = Path(__file__).parent.parent / "sessions" / "agendas"

LARGEST_FILE = 1_000_000
"""Bytes in an agenda file; the longest shipped one has under ten thousand."""


def read_agenda_file(path: Path) -> Agenda:
    """Read a file, or a shipped agenda by its name; tell every mistake with its line."""
    found = path if path.exists() or path.parent != Path() else SHIPPED / path.name
    try:
        if found.stat().st_size > LARGEST_FILE:
            raise Unusable(f"{path}: dit bestand is te groot voor een draaiboek.")
        text = found.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Unusable(f"{path}: dit is geen tekst in UTF-8.") from None
    except OSError as error:
        raise Unusable(f"{path}: dit bestand kan niet worden gelezen ({error.strerror}).") from None
    try:
        return read_agenda(text)
    except FaultyAgendaError as error:
        told = [
            f"{path.name}, regel {m.line}: {sentence(m.key, m.values, 'nl')}"
            for m in error.mistakes
        ]
        raise Unusable("\n".join(told)) from None


def open_store(database: str | None) -> tuple[Store, Settings]:
    """The database of the settings, brought up to date."""
    settings = Settings() if database is None else Settings(database=database)
    migrate(settings.database)
    return Store(settings.database), settings


def address(settings: Settings) -> str:
    return settings.public_url.rstrip("/") or "http://127.0.0.1:8080"


async def load_agenda(agenda: Agenda, code: str | None, database: str | None) -> list[str]:
    """Make or replace a meeting; return what to tell."""
    store, settings = open_store(database)
    try:
        if code:
            code = await planning.replace(store, planning.ADMIN, agenda, code)
        else:
            code = await planning.load(store, planning.ADMIN, agenda)
    finally:
        store.close()
    base = address(settings)
    return [
        f"{agenda.meeting.title}: code {code[:3]} {code[3:]}",
        f"Deelnemers: {base}/m/{code}",
        f"Scherm:     {base}/scherm/{code}",
        f"Regie:      {base}/regie/{code}",
    ]


async def invite(name: str, role: str, database: str | None) -> str:
    """A one-time link for somebody: for the browser or, once, for a chat with the bot."""
    store, settings = open_store(database)
    try:
        _, token = await planning.invite(store, name, Role(role))
    finally:
        store.close()
    link = f"{address(settings)}/in/{token}"
    if not settings.telegram_token:
        return link
    return f"{link}\nOf in Telegram: stuur de bot  /start in_{token}"


async def staff_lines(database: str | None) -> list[str]:
    store, _ = open_store(database)
    try:
        return [f"{s.id}\t{s.role.value}\t{s.name}" for s in await planning.staff_list(store)]
    finally:
        store.close()
