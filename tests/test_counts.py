"""Counts that move: the message with which a meeting is run, and results that show live."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot import crier
from sessions.actions import running
from sessions.actions.planning import ADMIN
from tests.town import Phone, Town, open_town


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with open_town(database_url) as opened:
        yield opened


async def hall(town: Town, size: int = 3) -> list[Phone]:
    """People who came in."""
    return [await town.joined(number) for number in range(1, size + 1)]


async def test_the_message_of_whoever_runs_the_meeting_shows_how_it_stands(town: Town) -> None:
    fatma = await town.staff(5)
    [anna, *_] = await hall(town)
    await fatma.presses("Verder: Wat eerst?")
    await town.tells()
    await anna.presses("Zorg")

    await town.counts()

    [control] = [text for text in fatma.texts if "Regie:" in text]
    assert "1. Wat eerst?: open" in control
    assert "3 deelnemers\nVia Telegram: 3 van 3 bereikt\nEén antwoord" in control


async def test_people_who_come_in_before_anything_is_opened_are_counted(town: Town) -> None:
    fatma = await town.staff(5)
    assert "0 deelnemers" in fatma.last
    await hall(town)

    await town.counts()

    assert "3 deelnemers" in fatma.last


async def test_counts_go_on_after_a_restart(town: Town) -> None:
    fatma = await town.staff(5)
    [anna, *_] = await hall(town)
    await town.does("open", 1)
    town.restarts()
    await anna.presses("Zorg")

    await town.counts()

    assert "Eén antwoord" in fatma.last


async def test_the_message_is_changed_only_when_its_words_are_others(town: Town) -> None:
    fatma = await town.staff(5)
    [anna, *_] = await hall(town)
    await town.does("open", 1)
    await anna.presses("Zorg")
    await town.counts()
    await town.counts()
    before = len(town.office.chats.calls)

    await anna.presses("Wonen")
    await town.counts()
    await town.counts()

    calls = town.office.chats.calls[before:]
    assert [each.address for each in calls] == [anna.address]
    assert "Eén antwoord" in fatma.last


async def test_what_we_answered_there_makes_way_for_the_counts_again(town: Town) -> None:
    """Two minutes more change nothing in the counts, and yet they must come back."""
    fatma = await town.staff(5)
    await hall(town)
    await town.does("open", 1)
    await town.counts()
    shown = fatma.last

    await fatma.presses("2 minuten erbij")
    assert fatma.last == "Onderdeel 1 duurt 2 minuten langer."
    await town.counts()

    assert fatma.last == shown


async def test_live_results_come_under_the_question_of_who_answered(town: Town) -> None:
    phones = await hall(town)
    await town.does("open", 3)
    for phone in phones[:2]:
        await phone.presses("4")

    await town.counts()

    assert "Tot nu toe:\n\n2 mensen gaven antwoord." in phones[0].last
    assert "Tot nu toe" not in phones[2].last
    before = len(town.office.chats.calls)
    await town.counts()
    assert len(town.office.chats.calls) == before


async def test_it_runs_by_itself(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crier, "LIVE_PACE", 0.02)
    fatma = await town.staff(5)
    [anna, *_] = await hall(town)
    crying = asyncio.create_task(town.crier.run())
    async with town.office.works():
        record = await town.record()
        await running.carry_out(town.store, record, ADMIN, running.RunOrder("open", 1))
        await town.office.until(lambda: "Wat eerst?" in anna.starts())
        await town.office.until(lambda: "3 van 3 bereikt" in fatma.last)
    crying.cancel()

    with pytest.raises(asyncio.CancelledError):
        await crying
