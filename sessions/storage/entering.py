"""The SQL of an entry on behalf of somebody: the participant and the answer."""

from collections.abc import Callable

from sqlalchemy import Connection

from sessions.storage.arrivals import Arrival, entry_participant
from sessions.storage.keeping import keep_contributions
from sessions.storage.reviewing import check_not_final
from sessions.storage.unit import Keeping, Kept


def keep_entry(
    connection: Connection,
    meeting_id: int,
    arrival: Arrival,
    compose: Callable[[int, str], Keeping],
) -> Kept:
    """Keep what `compose` makes for the entry's participant; a repetition finds the same one.

    Nothing new comes in once the minutes were adopted.
    """
    row_id, name = entry_participant(connection, meeting_id, arrival)
    keeping = compose(row_id, name)
    kept = keep_contributions(connection, [(meeting_id, keeping)])[row_id, keeping.key]
    if kept.fresh:
        check_not_final(connection, meeting_id)
    return kept
