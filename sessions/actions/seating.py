"""Tables as the crew arranges them: who leads, and everybody one table on (the carrousel)."""

from datetime import UTC, datetime

from sessions.actions.arriving import NAME_LIMIT, tables_tonight
from sessions.actions.running import check_runs
from sessions.errors import Clash, Unknown
from sessions.items.item import told
from sessions.people import Participant, Staff
from sessions.record import Record
from sessions.storage import seating
from sessions.storage.moves import Move
from sessions.storage.store import Store
from sessions.storage.unit import Stirs

FEWEST = 2
"""Tables with people, below which nobody can move on."""


async def lead(store: Store, record: Record, staff: Staff, table: int, name: str) -> None:
    """Write down who leads the talk at a table.

    Raise `Forbidden` for who does not run this meeting, `Unknown` for a table that is not there.
    """
    check_runs(staff, record)
    if not 1 <= table <= (last := tables_tonight(record)):
        raise Unknown("table.unknown", table=table, last=last)
    meeting, leader = record.meeting.id, told(name)[:NAME_LIMIT]
    await store.writer.run(
        meeting, lambda c: seating.set_leader(c, meeting, table, leader), Stirs.HALL
    )


async def rotate(store: Store, record: Record, staff: Staff, key: str | None = None) -> None:
    """Everybody moves one table on; who leads a table or holds its pen stays to tell the next.

    Raise `Clash` with fewer than two tables.
    """
    check_runs(staff, record)
    used = sorted({p.table for p in record.present if p.table and p.left_at is None})
    if len(used) < FEWEST:
        raise Clash("table.too_few_to_rotate")
    following = dict(zip(used, [*used[1:], used[0]], strict=True))
    moved = [(p.id, following[t]) for t in used for p in record.seated(t) if not stays(record, p)]
    meeting, asking = record.meeting.id, record.open_item.number if record.open_item else None
    move = Move("rotate", {}, staff.label, datetime.now(UTC), key=key)
    await store.writer.run(
        meeting,
        lambda c: seating.move_on(c, meeting, moved, asking, move),
        Stirs.CROWD | Stirs.HALL,
    )


def stays(record: Record, who: Participant) -> bool:
    """Whether somebody is the host of their table."""
    leader = record.leaders.get(who.table or 0, "")
    return who.holds_pen or (bool(leader) and leader in {who.name, who.pseudonym})
