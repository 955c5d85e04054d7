"""The SQL of entries that curators changed: tried first, then live or kept as a draft."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, update
from sqlalchemy import select as choose

from sessions.errors import Clash, Unknown
from sessions.storage.curating_tables import entry_calibrations, entry_versions
from sessions.storage.curator_log import CuratorAct, add_act
from sessions.storage.gaps import gaps_in_state, move_gap
from sessions.storage.upserting import upsert

TRYING, LIVE, DRAFT, UNDONE = "trying", "live", "draft", "undone"
PHRASING, EDIT, NEW = "phrasing", "edit", "new"
"""One more way to ask an entry, an entry that was rewritten, and one that was not there."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What a curator makes of an entry: its whole Markdown text, and the gaps it deals with.

    `added` says in a few words what is new; `replaces` is the version that it comes instead of.
    `over` is the text that curators had made of the entry when this was written, empty where they
    had made none.
    """

    name: str
    text: str
    kind: str
    added: str
    gaps: Sequence[int] = ()
    replaces: int | None = None
    over: str | None = None


@dataclass(frozen=True, slots=True)
class EntryVersion:
    """A change as it was kept: by whom, when, and what came of it."""

    id: int
    name: str
    text: str
    kind: str
    added: str
    gaps: tuple[int, ...]
    by: str
    at: datetime
    state: str
    why: Mapping[str, Any] = field(default_factory=dict)


def add_version(connection: Connection, change: EntryChange, by: str, at: datetime) -> None:
    """Keep a change that is to be tried; raise `Unknown` when a gap of it waits no more.

    Raise `Clash` when somebody else changed the entry since: nobody's words go under another's.
    """
    _take_turns(connection)
    if change.over is not None and _coming(connection, change.name) != change.over:
        raise Clash("knowledge.changed_meanwhile")
    gaps = set(change.gaps)
    if change.replaces is not None:
        gaps |= set(_end(connection, change.replaces).gaps)
    if gaps_in_state(connection, gaps, "waiting") != gaps:
        raise Unknown("knowledge.gap_unknown")
    connection.execute(
        insert(entry_versions).values(
            name=change.name, text=change.text, kind=change.kind, added=change.added,
            gaps=sorted(gaps), by=by, at=at, state=TRYING, why={},
        )
    )  # fmt: skip
    for number in gaps:
        move_gap(connection, number, "attached")
    add_act(connection, CuratorAct(at, by, change.kind, change.added, change.name))


def _take_turns(connection: Connection) -> None:
    """One house after another; on SQLite the transaction sees to it already."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE entry_versions IN SHARE ROW EXCLUSIVE MODE")


def _coming(connection: Connection, name: str) -> str:
    """What curators made of an entry: what is to be tried last, else what is live."""
    c = entry_versions.c
    query = choose(c.text).where(c.name == name, c.state.in_([TRYING, LIVE]))
    newest = connection.scalars(query.order_by(c.state == LIVE, c.id.desc()).limit(1))
    return newest.first() or ""


def find_versions(connection: Connection, states: Collection[str]) -> Sequence[EntryVersion]:
    """The versions in these states, the first change first."""
    c = entry_versions.c
    rows = connection.execute(
        choose(entry_versions).where(c.state.in_(sorted(states))).order_by(c.id)
    ).mappings()
    return [EntryVersion(**{**row, "gaps": tuple(row["gaps"])}) for row in rows]


def newest_versions(connection: Connection) -> Sequence[EntryVersion]:
    """Of each entry that was changed the version that is live, the last change first."""
    newest = {version.name: version for version in find_versions(connection, {LIVE})}
    return sorted(newest.values(), key=lambda version: -version.id)


def publish(connection: Connection, version: EntryVersion, seen: Collection[int]) -> bool:
    """Make a version live; not when others are live than were `seen` when it was tried."""
    if {live.id for live in newest_versions(connection)} != set(seen):
        return False
    return _judged(connection, version, "live", state=LIVE, text=version.text)


def keep_draft(connection: Connection, version: EntryVersion, why: Mapping[str, Any]) -> None:
    """Keep a version that may not go live, with what keeps it from that."""
    _judged(connection, version, "draft", state=DRAFT, why=dict(why))


def _judged(connection: Connection, version: EntryVersion, verb: str, **values: Any) -> bool:
    """What came of a try, unless the version was taken back meanwhile."""
    if not _moved(connection, version.id, TRYING, **values):
        return False
    add_act(connection, CuratorAct(datetime.now(UTC), "", verb, version.added, version.name))
    return True


def _moved(connection: Connection, number: int, before: str, **values: Any) -> bool:
    c = entry_versions.c
    moved = update(entry_versions).where(c.id == number, c.state == before).values(**values)
    return connection.execute(moved.returning(c.id)).scalar_one_or_none() is not None


def take_back(connection: Connection, number: int, by: str, at: datetime) -> None:
    """Undo a version, whose gaps wait again; raise `Unknown` for what is not there to undo."""
    ended = _end(connection, number)
    add_act(connection, CuratorAct(at, by, "undo", ended.added, ended.name))


def _end(connection: Connection, number: int) -> EntryVersion:
    """Of the live ones of an entry only the newest can end: it was built on the ones before."""
    ends = {v.id: v for v in find_versions(connection, {TRYING, DRAFT})}
    ends |= {v.id: v for v in newest_versions(connection)}
    if (found := ends.get(number)) is None:
        raise Unknown("knowledge.version_unknown")
    _moved(connection, number, found.state, state=UNDONE)
    for gap in found.gaps:
        move_gap(connection, gap, "waiting")
    return found


def keep_calibration(connection: Connection, base: str, mode: str, made: Mapping[str, Any]) -> None:
    row = {"base": base, "mode": mode, "made": dict(made)}
    upsert(connection, entry_calibrations, ["base", "mode"], [row])


def find_calibration(connection: Connection, base: str, mode: str) -> Mapping[str, Any] | None:
    """What was made for a base with this fingerprint; None when nothing was."""
    c = entry_calibrations.c
    query = choose(c.made).where(c.base == base, c.mode == mode)
    found: Mapping[str, Any] | None = connection.execute(query).scalar_one_or_none()
    return found
