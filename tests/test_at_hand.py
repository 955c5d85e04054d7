"""Whose examples a command asks, and that nothing is made or changed by asking."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.commands.at_hand import BEHIND, SHIPPED
from knowledge_base.overlaying import shipped_texts
from sessions.storage.engine import open_migrating
from sessions.storage.entry_versions import (
    EDIT,
    TRYING,
    EntryChange,
    add_version,
    find_versions,
    publish,
)
from sessions.storage.migrating import migrate, move_to
from sessions.storage.store import Store

OWN = "Wat is de woondeal van Zorgdorp?"


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without a house, and no settings of the machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAMENSPEL_DATABASE", raising=False)


@pytest.fixture
def house() -> str:
    """The database that the settings name when nobody chose another one."""
    url = "sqlite:///var/samenspel.db"
    migrate(url)
    return url


def run(*command: str) -> Result:
    return CliRunner().invoke(main, list(command))


def curated(url: str) -> None:
    """A curator asks one example in other words, and it is live."""
    before = "Wat is de woondeal van de Groene Metropoolregio?"
    text = shipped_texts()["woondeal"]
    assert before in text
    change = EntryChange("woondeal", text.replace(before, OWN), EDIT, "De vraag")

    async def keep() -> None:
        store = Store(url)
        try:
            now = datetime.now(UTC)
            await store.writer.run(None, lambda c: add_version(c, change, "curator:1", now))
            (version,) = await store.read(lambda c: find_versions(c, {TRYING}))
            assert await store.writer.run(None, lambda c: publish(c, version, ()))
        finally:
            store.close()

    asyncio.run(keep())


def test_without_a_house_the_shipped_examples_are_asked_and_nothing_is_made(
    tmp_path: Path,
) -> None:
    done = run("knowledge", "list")

    assert done.stderr == f"{SHIPPED}\n"
    assert "Metropoolregio" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_house_at_hand_lays_its_own_examples_over_them(house: str) -> None:
    same = run("knowledge", "list")
    curated(house)
    own = run("knowledge", "list")

    assert same.stderr == f"In dit huis is niets veranderd. {SHIPPED}\n"
    assert own.stderr == "Dit zijn de voorbeelden van dit huis: 1 voorbeeld veranderd of nieuw.\n"
    assert (OWN in same.stdout, OWN in own.stdout) == (False, True)
    assert len(own.stdout.splitlines()) == len(same.stdout.splitlines())


def test_a_question_is_answered_from_the_house_that_was_named(
    house: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    curated(house)
    monkeypatch.setenv("SAMENSPEL_DATABASE", "sqlite:///elders.db")

    shipped = run("ask", OWN)
    own = run("ask", OWN, "--database", house)

    assert (shipped.exit_code, own.exit_code) == (0, 0)
    assert shipped.stderr == f"{SHIPPED}\n"
    assert OWN in own.stdout


def test_who_names_a_database_that_cannot_be_read_hears_why(tmp_path: Path) -> None:
    (tmp_path / "brief.db").write_text("Dit is een brief. " * 100, encoding="utf-8")

    for name in ("sqlite:///weg.db", "sqlite:///brief.db", "geen adres"):
        refused = run("ask", OWN, "--database", name)
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert refused.stderr.endswith(".\n")
    assert not (tmp_path / "weg.db").exists()


def test_a_database_of_another_version_is_left_as_it_is(house: str) -> None:
    engine = open_migrating(house)
    move_to(engine, "0001")
    engine.dispose()

    unnamed, named = run("knowledge", "list"), run("knowledge", "list", "--database", house)

    assert unnamed.stderr == f"{BEHIND}. {SHIPPED}\n"
    assert "Metropoolregio" in unnamed.stdout
    assert (named.exit_code, named.stderr) == (2, f"{BEHIND}.\n")
