import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from sessions.errors import Clash
from sessions.storage.engine import SoleOwner, open_reading, open_writing, sqlite_file
from sessions.storage.migrating import migrate
from sessions.storage.store import Store
from tests.tree import ROOT

HOLDER = """
import sys
from pathlib import Path
from sessions.storage.engine import SoleOwner
owner = SoleOwner(Path(sys.argv[1]))
owner.take()
print("taken", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file::memory:?uri=true",
        "sqlite:///file:evening?mode=memory&cache=shared&uri=true",
    ],
)
def test_a_database_in_memory_is_refused(url: str) -> None:
    """It would be gone with the process, and every connection would see another one."""
    with pytest.raises(Clash) as caught:
        Store(url)

    assert caught.value.key == "storage.memory_refused"


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(Clash) as caught:
        sqlite_file("samenspel.db")

    assert caught.value.key == "storage.bad_address"


def test_sqlite_waits_for_the_disk_and_keeps_references_whole(sqlite_url: str) -> None:
    engine = open_writing(sqlite_url)
    with engine.connect() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys")
        set_to = [connection.scalar(text(f"PRAGMA {name}")) for name in names]

    assert set_to == ["wal", 2, 1]
    engine.dispose()


def test_sqlite_is_free_of_the_bug_that_breaks_its_log(sqlite_url: str) -> None:
    engine = open_writing(sqlite_url)
    version = engine.dialect.dbapi.sqlite_version_info  # type: ignore[union-attr]

    assert version >= (3, 51, 3)
    engine.dispose()


def test_whoever_reads_cannot_write(sqlite_url: str) -> None:
    migrate(sqlite_url)
    engine = open_reading(sqlite_url)

    with engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("DELETE FROM meetings"))
    engine.dispose()


def test_no_word_of_a_participant_is_in_an_error(database_url: str) -> None:
    engine = open_writing(database_url)
    with engine.connect() as connection, pytest.raises(Exception, match="nowhere") as caught:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "geheim"})

    assert "geheim" not in str(caught.value)
    engine.dispose()


def test_one_file_is_served_by_one_house(tmp_path: Path) -> None:
    first, second = SoleOwner(tmp_path / "evening.db"), SoleOwner(tmp_path / "evening.db")
    first.take()

    with pytest.raises(Clash) as caught:
        second.take()
    assert caught.value.key == "storage.already_served"

    first.release()
    second.take()
    second.release()


def test_another_name_for_the_file_does_not_help(tmp_path: Path) -> None:
    (tmp_path / "evening.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "evening.db")
    first, second = SoleOwner(tmp_path / "evening.db"), SoleOwner(tmp_path / "link.db")
    first.take()

    with pytest.raises(Clash):
        second.take()
    first.release()


def test_a_house_that_is_killed_leaves_the_file_to_the_next(tmp_path: Path) -> None:
    database = tmp_path / "new" / "evening.db"
    house = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with house:
        assert house.stdout
        assert house.stdout.readline() == "taken\n"
        next_house = SoleOwner(database)
        with pytest.raises(Clash):
            next_house.take()

        house.kill()
        house.wait()
        next_house.take()
        next_house.release()
