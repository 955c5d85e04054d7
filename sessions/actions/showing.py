"""How the wall shows what it shows: light or dark, and which page of a long list.

Both say where to go, not how far, so that a press that arrives twice does no harm; and neither
changes the evening, so that undo stays with the steps of the evening.
"""

from sessions.actions.running import check_runs
from sessions.errors import Malformed
from sessions.meeting import Light
from sessions.people import Staff
from sessions.record import Record
from sessions.storage import walls
from sessions.storage.store import Store
from sessions.storage.unit import Stirs

MOST_LEAVES = 999


async def light(store: Store, record: Record, staff: Staff, how: Light) -> None:
    """Make the wall light or dark, or leave it to the device in the hall."""
    check_runs(staff, record)
    meeting = record.meeting.id
    await store.writer.run(meeting, lambda c: walls.set_light(c, meeting, how), Stirs.HALL)


async def turn(store: Store, record: Record, staff: Staff, leaf: int) -> None:
    """Show this page of what the hall looks at.

    Raise `Malformed` for a page below 1 or beyond `MOST_LEAVES`.
    """
    check_runs(staff, record)
    if not 1 <= leaf <= MOST_LEAVES:
        raise Malformed("form.unclear")
    meeting = record.meeting.id
    await store.writer.run(meeting, lambda c: walls.set_leaf(c, meeting, leaf), Stirs.HALL)
