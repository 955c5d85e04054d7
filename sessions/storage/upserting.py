"""Adding rows where some may be there already, in the words of either engine."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def upsert(connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Row]) -> None:
    """Add rows, or change those with the same keys; all rows have the same columns."""
    if rows:
        connection.execute(
            _changing(connection.dialect.name, table, tuple(keys), tuple(rows[0])), rows
        )


def add_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows; one that is there already stays as it is."""
    if rows:
        statement = _insert(connection.dialect.name, table, tuple(rows[0]))
        connection.execute(statement.on_conflict_do_nothing(), rows)


@cache
def _changing(dialect: str, table: Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Any:
    """Made once: making it takes longer than running it."""
    statement = _insert(dialect, table, columns)
    others = {name: statement.excluded[name] for name in columns if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=others)


def _insert(dialect: str, table: Table, columns: tuple[str, ...]) -> Any:
    return _INSERTS[dialect](table).values({name: bindparam(name) for name in columns})
