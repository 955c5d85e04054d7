"""The curator's queue: questions that the knowledge base was not sure of."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sessions.errors import Forbidden
from sessions.people import Role, Staff
from sessions.storage.entry_versions import Version, add_version, newest_versions, take_back
from sessions.storage.gaps import Gap, find_gaps, move_gap
from sessions.storage.store import Store


def check_curates(staff: Staff) -> None:
    """Whoever looks after the base, and administrators; raise `Forbidden` for anybody else."""
    if staff.role not in {Role.CURATOR, Role.ADMIN}:
        raise Forbidden("knowledge.not_curator")


async def waiting_gaps(store: Store) -> Sequence[Gap]:
    return await store.read(lambda c: find_gaps(c, "waiting"))


async def dropped_gaps(store: Store) -> Sequence[Gap]:
    return await store.read(lambda c: find_gaps(c, "dropped"))


async def drop(store: Store, staff: Staff, number: int) -> None:
    """Nothing needs to be done with this question."""
    check_curates(staff)
    await store.writer.run(None, lambda c: move_gap(c, number, "dropped"))


async def put_back(store: Store, staff: Staff, number: int) -> None:
    """It was dropped by mistake."""
    check_curates(staff)
    await store.writer.run(None, lambda c: move_gap(c, number, "waiting"))


async def changed_entries(store: Store) -> Sequence[Version]:
    """The entries that curators changed, the last change first."""
    return await store.read(newest_versions)


async def attach(
    store: Store, staff: Staff, entry: tuple[str, str], added: str, gaps: Sequence[int]
) -> None:
    """Keep an entry's new text (its name, its Markdown); these questions are dealt with by it."""
    check_curates(staff)
    change, now = (added, gaps), datetime.now(UTC)
    await store.writer.run(None, lambda c: add_version(c, *entry, change, now))


async def undo(store: Store, staff: Staff, number: int) -> None:
    """Take the last change of an entry back; its questions wait again."""
    check_curates(staff)
    await store.writer.run(None, lambda c: take_back(c, number))
