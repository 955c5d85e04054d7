"""A whole database in one file, and back: the same file for SQLite and PostgreSQL."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sqlalchemy import Connection, Engine, MetaData, Table, func, insert, select, text

from sessions.errors import Clash, Malformed
from sessions.storage.engine import open_migrating, open_reading
from sessions.storage.migrating import HEAD, migrate, move_to, version_of
from sessions.storage.reaching import reached

FORMAT = 1
MANIFEST = "manifest.json"
AT_ONCE = 500
"""Rows that go in by one statement."""

Rows = Mapping[str, int]
"""How many rows each table has."""


def backup(url: str, file: Path) -> Rows:
    """Write every table in one snapshot; the house may go on meanwhile. The file is ours alone."""
    engine = open_reading(url)
    try:
        with reached(engine):
            version = version_of(engine)
        if version is None:
            raise Clash("backup.empty")
        with engine.connect() as connection, _private(file) as zipped:
            return _write(connection, zipped, version)
    finally:
        engine.dispose()


def _private(file: Path) -> ZipFile:
    """A new file that nobody else on the machine can read."""
    try:
        file.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise Clash("backup.exists", name=file.name) from None
    return ZipFile(file, "w", ZIP_DEFLATED)


def _write(connection: Connection, zipped: ZipFile, version: str) -> Rows:
    tables = _tables(connection)
    counts: dict[str, int] = {}
    digests: dict[str, str] = {}
    for table in tables:
        lines = [json.dumps(list(row), ensure_ascii=False) for row in _rows(connection, table)]
        written = "\n".join([json.dumps(table.columns.keys()), *lines]).encode()
        counts[table.name], digests[table.name] = len(lines), sha256(written).hexdigest()
        zipped.writestr(f"{table.name}.jsonl", written)
    manifest = {"format": FORMAT, "version": version, "rows": counts, "sha256": digests}
    zipped.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return counts


def _tables(connection: Connection) -> list[Table]:
    """Our tables as they are in this database, those that others refer to first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _rows(connection: Connection, table: Table) -> Iterator[Any]:
    yield from connection.execute(select(table).order_by(*table.primary_key.columns))


def restore(file: Path, url: str) -> Rows:
    """Put a backup into an empty database and bring it to this version.

    Raise `Clash` when there is something in the database already, `Malformed` when the file is
    damaged or none of ours.
    """
    try:
        with ZipFile(file) as zipped:
            manifest = _manifest(zipped)
            _make_tables(url, manifest["version"])
            engine = open_migrating(url)
            try:
                with engine.begin() as connection:
                    _fill(connection, zipped, manifest)
            finally:
                engine.dispose()
    except (BadZipFile, OSError, KeyError, ValueError, TypeError):
        raise Malformed("backup.damaged", name=file.name) from None
    migrate(url)
    rows: Rows = manifest["rows"]
    return rows


def _manifest(zipped: ZipFile) -> Any:
    """What the file says of itself, after every table was held against it."""
    manifest = json.loads(zipped.read(MANIFEST))
    if manifest["format"] != FORMAT or manifest["version"] > HEAD:
        raise Clash("backup.newer")
    for name, digest in manifest["sha256"].items():
        if sha256(zipped.read(f"{name}.jsonl")).hexdigest() != digest:
            raise ValueError(name)
    return manifest


def _make_tables(url: str, version: str) -> None:
    """Empty tables as they were when the backup was made."""
    engine = _engine(url)
    try:
        with reached(engine):
            found = version_of(engine)
        if found not in {None, version}:
            _check_empty(engine)
            move_to(engine, "base")
        if version_of(engine) != version:
            move_to(engine, version)
        _check_empty(engine)
    finally:
        engine.dispose()


def _engine(url: str) -> Engine:
    from sessions.storage.engine import sqlite_file

    if path := sqlite_file(url):
        path.parent.mkdir(parents=True, exist_ok=True)
    return open_migrating(url)


def _check_empty(engine: Engine) -> None:
    with engine.connect() as connection:
        for table in _tables(connection):
            if connection.scalar(select(func.count()).select_from(table)):
                raise Clash("backup.not_empty")


def _fill(connection: Connection, zipped: ZipFile, manifest: Any) -> None:
    known = {table.name: table for table in _tables(connection)}
    if set(known) != set(manifest["rows"]):
        raise ValueError("tables")
    for name, table in known.items():
        head, *lines = zipped.read(f"{name}.jsonl").decode().split("\n")
        names = json.loads(head)
        rows = [dict(zip(names, json.loads(line), strict=True)) for line in lines]
        for start in range(0, len(rows), AT_ONCE):
            connection.execute(insert(table), rows[start : start + AT_ONCE])
    if connection.dialect.name == "postgresql":
        _set_counters(connection, known.values())


def _set_counters(connection: Connection, tables: Any) -> None:
    """PostgreSQL gives numbers from a counter that knows nothing of rows with their own."""
    for table in tables:
        if "id" not in table.columns or not table.columns["id"].server_default:
            continue
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608 -- the table's name is ours
                f"GREATEST((SELECT MAX(id) FROM {table.name}), 1), "
                f"(SELECT COUNT(*) > 0 FROM {table.name}))"
            )
        )
