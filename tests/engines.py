"""The real parts that tests drive: a PostgreSQL of their own, and Debian's Chromium."""

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import psycopg
import pytest
from sqlalchemy import make_url

from sessions.storage.engine import sqlite_file
from sessions.storage.migrating import migrate
from tests.reusing import lay_out, put_away

# A container has no user namespaces for the sandbox, a small /dev/shm and no graphics; and a
# browser under test calls nobody.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)

# Tests end with a database that is thrown away: nothing needs to reach the disk.
POSTGRESQL_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running PostgreSQL that listens on a socket in its own folder."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @contextmanager
    def database(self) -> Iterator[str]:
        """An empty database, as the URL that SQLAlchemy takes; put away at the end."""
        name = f"samenspel_{next(self.numbers)}"
        lay_out(self.folder, self.connected, name)
        try:
            yield f"postgresql+psycopg://postgres@/{name}?host={self.folder}"
        finally:
            put_away(self.folder, self.connected, name)

    def run(self, statement: str) -> None:
        with self.connected("postgres") as connection:
            connection.execute(statement.encode())

    def has_tables(self, database: str) -> bool:
        with self.connected(database) as connection:
            found = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
        return found is not None and found[0] is not None

    def connected(self, database: str) -> psycopg.Connection[Any]:
        where = f"host={self.folder} user=postgres dbname={database}"
        return psycopg.connect(where, autocommit=True)


def furnish(url: str) -> None:
    """Give an empty database its tables: a copy of one that was migrated earlier in this run.

    All migrations one after the other take longer than most tests; they have tests of their own.
    """
    if file := sqlite_file(url):
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(_furnished_file(), file)
        return
    where = make_url(url)
    cluster = Cluster(Path(str(where.query["host"])))
    if not cluster.has_tables(str(where.database)):
        model, name = _furnished_database(cluster.folder), str(where.database)
        put_away(cluster.folder, cluster.connected, name)
        lay_out(cluster.folder, cluster.connected, name, model=model)


@cache
def _furnished_file() -> Path:
    folder = tempfile.TemporaryDirectory(prefix="samenspel-furnished-")
    atexit.register(folder.cleanup)
    file = Path(folder.name) / "furnished.db"
    migrate(f"sqlite:///{file}")
    return file


@cache
def _furnished_database(folder: Path) -> str:
    cluster = Cluster(folder)
    cluster.run("CREATE DATABASE furnished")
    migrate(f"postgresql+psycopg://postgres@/furnished?host={folder}")
    return "furnished"


@contextmanager
def postgresql_cluster() -> Iterator[Cluster]:
    """Make a cluster in a short-lived folder, start it, and stop it at the end."""
    programs = postgresql_programs()
    if programs is None:
        missing("PostgreSQL", package="postgresql")
    # Not pytest's own folder: that is closed to the user postgres, and its name is too long for
    # a socket.
    folder = Path(tempfile.mkdtemp(prefix="samenspel-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    try:
        as_postgres(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync")
        options = f"-k {folder} {POSTGRESQL_OPTIONS}"
        log = folder / "log"
        as_postgres(programs / "pg_ctl", "-D", data, "-o", options, "-l", log, "-w", "start")
        try:
            yield Cluster(folder)
        finally:
            as_postgres(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder)


def postgresql_programs() -> Path | None:
    """The folder of initdb and pg_ctl: Debian keeps them outside PATH, the newest is taken."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(versions, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


def as_postgres(program: Path, *arguments: str | Path) -> None:
    """Run one of PostgreSQL's programs; they refuse to run as root."""
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*become, program, *arguments],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""Debian's Chromium without a window first: the same pages for a fifth of the work a visitor."""


def chromium_program() -> Path:
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    return Path(found) if found else missing("Chromium", package=CHROMIUMS[0])


def missing(what: str, *, package: str) -> NoReturn:
    """Leave the test out where people work; where CI decides, nothing may be left out."""
    sentence = f"{what} is not installed; on Debian and Ubuntu: apt-get install {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
