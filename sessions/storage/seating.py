"""The SQL of tables as the crew sees them: moving on together, and who leads which table."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from sessions.storage.arrivals import deal_seats
from sessions.storage.hall_tables import table_leaders
from sessions.storage.moves import Move, is_made, write_down
from sessions.storage.tables import participants


def move_on(
    connection: Connection,
    meeting_id: int,
    moved: Sequence[tuple[int, int]],
    open_item: int | None,
    move: Move,
) -> None:
    """Seat people elsewhere, once per key; undo brings back whoever is still there."""
    if move.key and is_made(connection, meeting_id, move.key):
        return
    columns = participants.c
    seats = select(columns.id, columns.table_number).where(columns.meeting_id == meeting_id)
    sat = {row.id: row.table_number for row in connection.execute(seats)}
    deal_seats(connection, meeting_id, moved, open_item)
    write_down(
        connection, meeting_id, move, {f"seat:{who}": {"table": sat[who]} for who, _ in moved}
    )


def set_leader(connection: Connection, meeting_id: int, table: int, name: str) -> None:
    """Who leads the talk at a table; an empty name: nobody does."""
    columns = table_leaders.c
    connection.execute(
        delete(table_leaders).where(columns.meeting_id == meeting_id, columns.table_number == table)
    )
    if name:
        row = {"meeting_id": meeting_id, "table_number": table, "name": name}
        connection.execute(insert(table_leaders).values(row))
