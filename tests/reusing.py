"""Databases of PostgreSQL that are emptied and used again: making one takes longer than most tests.

Creating, copying and dropping one is work of some hundred files. A new name for one is none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

EMPTIED = """
SET session_replication_role = replica;
DO $$ DECLARE each regclass; BEGIN
  FOR each IN SELECT c.oid FROM pg_class c WHERE relkind = 'r'
      AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
  LOOP EXECUTE 'DELETE FROM ' || each; END LOOP;
  FOR each IN SELECT c.oid FROM pg_class c WHERE relkind = 'S'
  LOOP PERFORM setval(each, 1, false); END LOOP;
END $$;
SET session_replication_role = DEFAULT;
"""
"""Every row gone and every number at its start; the tables stay."""

SHAPE = """
SELECT md5(string_agg(line, ';' ORDER BY line)) FROM (
  SELECT concat_ws(' ', c.relkind, c.relname, a.attname, a.atttypid, a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid)) AS line
    FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT concat_ws(' ', conname, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT concat_ws(' ', tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT concat_ws(' ', 'schema', nspname) FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')
) AS lines
"""
"""All that a test could have changed but rows; NULL where there is nothing."""

GONE = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s"


@dataclass
class Spares:
    """The databases of one cluster that nobody uses now, by what they hold."""

    of: dict[str | None, list[str]] = field(default_factory=dict)
    model: str | None = None
    numbers: "count[int]" = field(default_factory=count)


Connect = Callable[[str], "psycopg.Connection[Any]"]

_SPARES: dict[Path, Spares] = {}


def spares_of(folder: Path) -> Spares:
    return _SPARES.setdefault(folder, Spares())


def shape_of(connection: "psycopg.Connection[Any]") -> str | None:
    found = connection.execute(SHAPE.encode()).fetchone()
    assert found
    shape: str | None = found[0]
    return shape


def put_away(folder: Path, connect: Connect, name: str) -> None:
    """Empty a database and keep it as a spare; one whose tables were changed is dropped."""
    spares = spares_of(folder)
    with connect("postgres") as keeper:
        keeper.execute(GONE, [name])
        with connect(name) as connection:
            shape = shape_of(connection)
            if shape is not None and shape == spares.model:
                connection.execute(EMPTIED.encode())
        spare = f"spare_{next(spares.numbers)}"
        if shape in {None, spares.model} and renamed(keeper, name, spare):
            spares.of.setdefault(shape, []).append(spare)
        else:
            keeper.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def renamed(keeper: "psycopg.Connection[Any]", name: str, other: str) -> bool:
    """False when somebody who was shown out came back already."""
    try:
        keeper.execute(f"ALTER DATABASE {name} RENAME TO {other}".encode())
    except psycopg.errors.ObjectInUse:
        return False
    return True


def lay_out(folder: Path, connect: Connect, name: str, *, model: str = "") -> None:
    """A database of this name: empty, or as the model is."""
    spares = spares_of(folder)
    if model and spares.model is None:
        with connect(model) as connection:
            spares.model = shape_of(connection)
    ready = spares.of.get(spares.model if model else None)
    copied = f"TEMPLATE {model} STRATEGY FILE_COPY" if model else ""
    with connect("postgres") as keeper:
        if ready:
            keeper.execute(f"ALTER DATABASE {ready.pop()} RENAME TO {name}".encode())
        else:
            keeper.execute(f"CREATE DATABASE {name} {copied}".encode())
