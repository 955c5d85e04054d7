"""Everything in one file and back, between both engines, with people who go on as before."""

from pathlib import Path
from stat import S_IMODE
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from sessions.actions import running
from sessions.actions.answering import IncomingAnswer, answer
from sessions.actions.arriving import Introduction, join
from sessions.actions.planning import ADMIN, invite, load, sign_in, staff_of
from sessions.people import Role
from sessions.record import Record
from sessions.storage.store import Store
from tests.engines import furnish
from tests.sessions.storage.hall import agenda


def samenspel(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


async def an_evening(url: str) -> tuple[str, str]:
    """A meeting with one answer, and somebody who is signed in; gives code and token."""
    furnish(url)
    store = Store(url)
    code = await load(store, ADMIN, agenda())
    joined = await join(store, Introduction(code, name="Anna", organisation=""))
    await running.carry_out(store, await store.record(code), ADMIN, running.RunOrder("open", 2))
    record = await store.record_now(code)
    who = record.participants[joined.pseudonym]
    await answer(store, record, who, IncomingAnswer(2, {"choice": [1]}, "k1"))
    _, link = await invite(store, "Bea", Role.COORDINATOR, frozenset({record.programme.id}))
    token = await sign_in(store, link, "Firefox")
    store.close()
    return code, token


async def seen(url: str, code: str) -> Record:
    store = Store(url)
    record = await store.record(code)
    store.close()
    return record


async def test_a_backup_brings_everything_back(
    sqlite_url: str, database_url: str, tmp_path: Path
) -> None:
    source = f"sqlite:///{tmp_path / 'source.db'}"
    code, token = await an_evening(source)
    file = tmp_path / "kept.zip"

    kept = samenspel("backup", file, "--database", source)
    back = samenspel("restore", file, "--database", database_url)

    assert (kept.exit_code, back.exit_code) == (0, 0), kept.output + back.output
    assert await seen(database_url, code) == await seen(source, code)
    store = Store(database_url)
    bea = await staff_of(store, token)
    assert bea is not None
    assert (bea.name, bea.role) == ("Bea", Role.COORDINATOR)
    newcomer = await join(store, Introduction(code, name="Bert"))
    assert newcomer.pseudonym == "D002"
    store.close()


async def test_a_house_moves_to_the_other_engine_and_back(
    postgresql_url: str, tmp_path: Path
) -> None:
    first, third = (f"sqlite:///{tmp_path / name}.db" for name in ("first", "third"))
    code, _ = await an_evening(first)

    assert samenspel("move", "--to", postgresql_url, "--database", first).exit_code == 0
    assert samenspel("move", "--to", third, "--database", postgresql_url).exit_code == 0

    assert await seen(third, code) == await seen(first, code)


async def test_a_backup_is_only_for_its_owner_and_overwrites_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    await an_evening(sqlite_url)
    file = tmp_path / "kept.zip"
    samenspel("backup", file, "--database", sqlite_url)
    before = file.read_bytes()

    again = samenspel("backup", file, "--database", sqlite_url)

    assert S_IMODE(file.stat().st_mode) == 0o600
    assert (again.exit_code, file.read_bytes()) == (2, before)
    assert "bestaat al" in again.output


async def test_nothing_is_put_over_what_is_there(sqlite_url: str, tmp_path: Path) -> None:
    code, _ = await an_evening(sqlite_url)
    before = await seen(sqlite_url, code)
    file = tmp_path / "kept.zip"
    samenspel("backup", file, "--database", sqlite_url)

    refused = samenspel("restore", file, "--database", sqlite_url)

    assert refused.exit_code == 2
    assert "staat al iets" in refused.output
    assert await seen(sqlite_url, code) == before


@pytest.mark.parametrize("damage", ["cut", "changed", "something else"])
async def test_a_damaged_file_is_refused_and_fills_nothing(
    sqlite_url: str, tmp_path: Path, damage: str
) -> None:
    await an_evening(sqlite_url)
    file, target = tmp_path / "kept.zip", f"sqlite:///{tmp_path / 'target.db'}"
    samenspel("backup", file, "--database", sqlite_url)
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-200])
    elif damage == "something else":
        file.write_text("geen zip")
    else:
        with ZipFile(file) as old:
            parts = {name: old.read(name) for name in old.namelist()}
        parts["participants.jsonl"] = parts["participants.jsonl"].replace(b"Anna", b"Mallory")
        with ZipFile(file, "w") as new:
            for name, content in parts.items():
                new.writestr(name, content)

    refused = samenspel("restore", file, "--database", target)

    assert refused.exit_code == 2
    assert "beschadigd" in refused.output
    assert samenspel("backup", tmp_path / "empty.zip", "--database", target).exit_code == 2
