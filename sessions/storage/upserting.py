"""Adding rows where some may be there already, in the words of either engine."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def upsert(connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Row]) -> None:
    """Add rows, or change those with the same keys; all rows have the same columns."""
    if not rows:
        return
    statement = _insert(connection, table, rows[0])
    others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others), rows)


def add_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add rows; one that is there already stays as it is."""
    if rows:
        statement = _insert(connection, table, rows[0])
        connection.execute(statement.on_conflict_do_nothing(), rows)


def _insert(connection: Connection, table: Table, row: Row) -> Any:
    into = _INSERTS[connection.dialect.name](table)
    return into.values({name: bindparam(name) for name in row})
