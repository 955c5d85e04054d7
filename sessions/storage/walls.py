"""The SQL of how the wall looks: it changes nothing that was said, so it is no move."""

from sqlalchemy import Connection, update

from sessions.storage import tables


def set_light(connection: Connection, meeting: int, light: str) -> None:
    _set(connection, meeting, light=light)


def set_leaf(connection: Connection, meeting: int, leaf: int) -> None:
    _set(connection, meeting, leaf=leaf)


def _set(connection: Connection, meeting: int, **values: str | int) -> None:
    columns = tables.meetings.c
    connection.execute(update(tables.meetings).where(columns.id == meeting).values(**values))
