"""What curators do: with questions that the base was not sure of, and with its entries.

Everything is logged in the same transaction: who did it, and when.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sessions.errors import Forbidden
from sessions.people import Role, Staff
from sessions.storage import entry_versions as versions
from sessions.storage.curator_log import find_acts, move_gaps
from sessions.storage.entry_versions import EntryChange, EntryVersion
from sessions.storage.gaps import Gap, find_gaps
from sessions.storage.staffing import list_staff
from sessions.storage.store import Store

Calibrated = tuple[str, str, Mapping[str, Any]]
"""What was calibrated: the fingerprint of the base, the mode, and what was made."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log: when, who by role and name, and what they did with what."""

    at: datetime
    role: str
    name: str
    verb: str
    subject: str
    entry: str


def check_curates(staff: Staff) -> None:
    """Whoever looks after the base, and administrators; raise `Forbidden` for anybody else."""
    if staff.role not in {Role.CURATOR, Role.ADMIN}:
        raise Forbidden("knowledge.not_curator")


async def waiting_gaps(store: Store) -> Sequence[Gap]:
    return await store.read(lambda c: find_gaps(c, "waiting"))


async def dropped_gaps(store: Store) -> Sequence[Gap]:
    return await store.read(lambda c: find_gaps(c, "dropped"))


async def drop(store: Store, staff: Staff, numbers: Sequence[int]) -> None:
    """Nothing needs to be done with these questions."""
    await _put(store, staff, numbers, ("dropped", "drop"))


async def put_back(store: Store, staff: Staff, numbers: Sequence[int]) -> None:
    """They were dropped by mistake."""
    await _put(store, staff, numbers, ("waiting", "back"))


async def _put(store: Store, staff: Staff, numbers: Sequence[int], into: tuple[str, str]) -> None:
    check_curates(staff)
    (state, verb), now = into, datetime.now(UTC)
    act = (now, staff.label, verb)
    await store.writer.run(None, lambda c: move_gaps(c, numbers, state, act))


async def changed_entries(store: Store) -> Sequence[EntryVersion]:
    """The entries that curators changed and that are live, the last change first."""
    return await store.read(versions.newest_versions)


async def versions_in(store: Store, *states: str) -> Sequence[EntryVersion]:
    """Changes in one of these states, the first change first."""
    return await store.read(lambda c: versions.find_versions(c, states))


async def change(store: Store, staff: Staff, wanted: EntryChange) -> None:
    """Keep what an entry is to become; it is tried before anybody is answered by it."""
    check_curates(staff)
    now = datetime.now(UTC)
    await store.writer.run(None, lambda c: versions.add_version(c, wanted, staff.label, now))


async def undo(store: Store, staff: Staff, number: int) -> None:
    """Take the last change of an entry back, live or not; its questions wait again."""
    check_curates(staff)
    now = datetime.now(UTC)
    await store.writer.run(None, lambda c: versions.take_back(c, number, staff.label, now))


async def publish(
    store: Store, version: EntryVersion, seen: Collection[int], calibrated: Calibrated
) -> bool:
    """Make a version live that was tried beside the live ones that were `seen`."""
    await keep_calibration(store, calibrated)
    return await store.writer.run(None, lambda c: versions.publish(c, version, seen))


async def keep_draft(store: Store, version: EntryVersion, why: Mapping[str, Any]) -> None:
    """Keep a version that may not go live, with the sentence that says why."""
    await store.writer.run(None, lambda c: versions.keep_draft(c, version, why))


async def keep_calibration(store: Store, calibrated: Calibrated) -> None:
    await store.writer.run(None, lambda c: versions.keep_calibration(c, *calibrated))


async def calibration_of(store: Store, base: str, mode: str) -> Mapping[str, Any] | None:
    """What was calibrated for a base with this fingerprint."""
    return await store.read(lambda c: versions.find_calibration(c, base, mode))


async def log_of(store: Store) -> Sequence[LogLine]:
    """What curators and the house did with the base, the last first."""
    acts = await store.read(find_acts)
    names = {staff.label.partition(":")[2]: staff.name for staff in await store.read(list_staff)}
    lines = []
    for act in acts:
        role, _, number = act.by.partition(":")
        name = names.get(number, "")
        lines.append(LogLine(act.at, role, name, act.verb, act.subject, act.entry))
    return lines
