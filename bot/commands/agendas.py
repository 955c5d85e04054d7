"""The commands about agendas, meetings and who runs them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.commands.roles import NAMES
from bot.conversation.texts import sentence
from bot.opening import open_store
from bot.settings import Settings
from bot.unusable import Unusable, read_at_most
from sessions.actions import planning, staffing
from sessions.actions.programmes import programme_titles
from sessions.agenda import SHIPPED, Agenda, FaultyAgendaError, read_agenda
from sessions.errors import Unknown
from sessions.people import Role, Staff
from sessions.storage.store import Store

LARGEST_FILE = 1_000_000
"""Bytes in an agenda file; the longest shipped one has under ten thousand."""

LONGEST_NAME = 120
"""Signs in the name of somebody who runs meetings, as in the form of the coordinator."""


def read_agenda_file(path: Path) -> Agenda:
    """Read a file, or a shipped agenda by its name; tell every mistake with its line."""
    found = path if path.exists() or path.parent != Path() else SHIPPED / path.name
    try:
        text = read_at_most(found, LARGEST_FILE).decode()
    except UnicodeDecodeError:
        raise Unusable(f"{path}: dit is geen tekst in UTF-8.") from None
    try:
        return read_agenda(text)
    except FaultyAgendaError as error:
        told = [
            f"{path.name}, regel {m.line}: {sentence(m.key, m.values, 'nl')}"
            for m in error.mistakes
        ]
        raise Unusable("\n".join(told)) from None


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


async def invite(name: str, role: str, database: str | None, wanted: Sequence[str] = ()) -> str:
    """A one-time link for somebody: for the browser or, once, for a chat with the bot."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise Unusable(f"Geef een naam van hooguit {LONGEST_NAME} tekens.")
    store, settings = open_store(database)
    try:
        programmes = await _programmes(store, wanted) if wanted else None
        _, token = await planning.invite(store, name, Role(role), programmes)
    finally:
        store.close()
    link = f"{address(settings)}/in/{token}"
    if not settings.telegram_token:
        return link
    return f"{link}\nOf in Telegram: stuur de bot  /start in_{token}"


async def _programmes(store: Store, wanted: Sequence[str]) -> frozenset[int]:
    """The programmes that were named, by their title or their number."""
    known = await programme_titles(store)
    numbers = {title.casefold(): n for n, title in known.items()} | {str(n): n for n in known}
    if strange := next((each for each in wanted if each.casefold() not in numbers), None):
        raise Unusable(f"Dit traject is er niet: {strange}. Wel: {', '.join(known.values())}.")
    return frozenset(numbers[each.casefold()] for each in wanted)


async def change_role(
    number: int, role: str, wanted: Sequence[str] | None, database: str | None
) -> str:
    """Another role or other programmes; `wanted` is None for all, empty for as it was."""
    store, _ = open_store(database)
    try:
        now = next((s for s in await planning.staff_list(store) if s.id == number), None)
        if now is None:
            raise Unknown("staff.unknown", number=number)
        programmes = now.programmes if wanted is not None else None
        if wanted:
            programmes = await _programmes(store, wanted)
        changed = await staffing.change(
            store, planning.ADMIN, number, Role(role) if role else now.role, programmes
        )
        return _line(changed, await programme_titles(store))
    finally:
        store.close()


async def staff_lines(database: str | None) -> list[str]:
    store, _ = open_store(database)
    try:
        titles = await programme_titles(store)
        return [_line(each, titles) for each in await planning.staff_list(store)]
    finally:
        store.close()


def _line(staff: Staff, titles: Mapping[int, str]) -> str:
    where = "alle trajecten"
    if staff.programmes is not None:
        where = ", ".join(titles[n] for n in sorted(staff.programmes) if n in titles) or "geen"
    return f"{staff.id}\t{NAMES[staff.role.value]}\t{staff.name}\t{where}"
