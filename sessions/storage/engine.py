"""Opening the database: SQLite with one writing connection, or PostgreSQL."""

import fcntl
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from sessions.errors import Clash

BUSY_MS = 5_000
"""How long a second process waits for SQLite's write lock before it gives up."""


def sqlite_file(url: str) -> Path | None:
    """The file behind a SQLite URL; None for another engine."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise Clash("storage.bad_address") from None
    if parsed.get_backend_name() != "sqlite":
        return None
    name = parsed.database or ":memory:"
    if ":memory:" in name or parsed.query.get("mode") == "memory":
        raise Clash("storage.memory_refused")
    return Path(name)


def open_writing(url: str) -> Engine:
    """The engine with the single connection that writes."""
    if sqlite_file(url) is None:
        return create_engine(
            url, poolclass=QueuePool, pool_size=1, max_overflow=0, hide_parameters=True
        )
    engine = _sqlite(url)
    event.listen(engine, "connect", _prepare_writing)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def open_migrating(url: str) -> Engine:
    """The engine that changes tables, without foreign keys.

    SQLite changes a table by making it anew: dropping the old one would take along whatever
    refers to it.
    """
    engine = open_writing(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _ignore_references)
    return engine


def open_reading(url: str) -> Engine:
    """An engine that can only read."""
    if sqlite_file(url) is None:
        return create_engine(
            url, pool_size=2, isolation_level="REPEATABLE READ", hide_parameters=True
        )
    engine = _sqlite(url)
    event.listen(engine, "connect", _prepare_reading)
    event.listen(engine, "begin", _begin)
    return engine


def _sqlite(url: str) -> Engine:
    return create_engine(
        url,
        module=_driver(),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=1,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
    )


def _driver() -> Any:
    """SQLite 3.53 from the wheel: Debian's own still has the WAL-reset bug (3.7.0 to 3.51.2)."""
    try:
        import pysqlite3  # type: ignore[import-untyped]  # only where the engine is SQLite
    except ImportError:  # the wheel exists for Linux only
        import sqlite3

        return sqlite3
    return pysqlite3


def _prepare_writing(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # BEGIN is ours, see _begin_immediate
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _ignore_references(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")


def _prepare_reading(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only=ON")


def _begin_immediate(connection: Any) -> None:
    """Take the write lock first: a transaction that reads before it writes cannot upgrade."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    """One snapshot for all that is read together."""
    connection.exec_driver_sql("BEGIN")


class SoleOwner:
    """An OS lock beside a SQLite file that dies with the process."""

    def __init__(self, database: Path) -> None:
        file = database.resolve()  # one lock for one file, by whatever name it is opened
        self._path = file.with_name(file.name + ".lock-file")
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Raise `Clash` when another process serves this file."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("w")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise Clash("storage.already_served", path=str(self._path.name)) from None

    def release(self) -> None:
        if self._file:
            self._file.close()
