"""A full meeting in Telegram: who comes too late reads so, and the same button works later."""

from pathlib import Path

import pytest

from bot.rehearsal.chat import Chat
from tests.telegram import evenings
from tests.telegram.evenings import AGENDA, Evening, evening, shows

pytestmark = pytest.mark.slow

FULL = "Deze bijeenkomst is vol. Vraag de begeleider om plaats te maken"
ONE = AGENDA.replace("kleinste_groep: 2}", "kleinste_groep: 2, plaatsen: 1}")


async def at_the_door(night: Evening, number: int) -> Chat:
    chat = Chat(night.outside, number)
    await chat.open(f"Gast {number}", night.hall.code)
    await chat.until(lambda: "org:self" in chat.buttons() or None, "the greeting")
    return chat


async def test_the_one_too_many_reads_so_and_comes_in_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evenings, "AGENDA", ONE)
    async with evening(tmp_path) as night:
        anna, bram = [await at_the_door(night, number) for number in (7001, 7002)]
        await anna.press(data="org:self")
        await anna.until(lambda: shows(anna, "U doet mee voor uzelf"), "to be in")
        mark = await bram.mark()
        await bram.press(data="org:self")
        refused = await bram.reaction(mark, FULL)
        carl = await at_the_door(night, 7003)

        assert "kan ook: vraag om een kaart" in refused["text"]
        assert shows(carl, FULL)
        assert night.hall.facilitator.does("places").status_code == 200
        for late in (bram, carl):
            await late.press(data="org:self")
            await late.until(lambda c=late: shows(c, "U doet mee voor uzelf"), "to be in")  # type: ignore[misc]
        assert len(night.hall.record()["participants"]) == 3
