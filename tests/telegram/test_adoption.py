"""From a word typed in Telegram to the letter that the vision is adopted, over a restart too."""

from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.botapi.pretend import Pretend, pretend
from bot.rehearsal.botapi.process import running_botapi
from bot.rehearsal.chat import Chat
from tests.rehearsal.botapi.document import bot_api_document
from tests.serving import Hall, hall_with, open_house
from tests.telegram.evenings import AGENDA, Evening, house_with, shows
from tests.web.browsing import Visitor
from tests.web.test_vision import signed_in

pytestmark = pytest.mark.slow

HEARD = "De visie “Woonzorgvisie Proefstad” is vastgesteld."
TOLD = "sendMessage"


async def letters(outside: Pretend) -> list[int]:
    """In which chats the bot said that the vision is adopted, each time that it did."""
    calls = [call for call in await outside.journal() if call["method"] == TOLD]
    return [int(c["parameters"]["chat_id"]) for c in calls if HEARD in str(c["parameters"])]


async def gave_words(night: Evening, chat: Chat, words: str) -> None:
    await chat.type(words)
    await chat.until(lambda: shows(chat, "Opgeslagen als"), "the thank-you")


async def asks_to_hear(chat: Chat) -> dict[str, Any]:
    await chat.type("/mijninbreng")
    await chat.until(lambda: "adopted:yes" in chat.buttons() or None, "the button")
    await chat.press(data="adopted:yes")
    return await chat.until(lambda: shows(chat, "U krijgt één bericht"), "that it is noted")


def adopts(hall: Hall) -> Visitor:
    """The coordinator takes up what was said, and every step until it is adopted."""
    carla = signed_in(hall, "coordinator")
    carla.goes_to(f"/visie/{hall.code}")
    carla.presses("Neem op", chapter="themes")
    carla.presses("Bewaar", words="Wij drinken elke week koffie.", cites="")
    carla.goes_to(f"/visie/{hall.code}/versies")
    for state in ("college", "consultation", "council", "adopted"):
        carla.presses("Bewaar", state=state, day="2027-06-20")
    assert "Vastgesteld, 20 juni 2027" in carla.sees
    return carla


async def test_one_letter_to_who_asked_for_it_and_none_after_a_restart(tmp_path: Path) -> None:
    database = tmp_path / "samenspel.db"
    async with (
        running_botapi(tmp_path, bot_api_document()) as api,
        pretend(api.control) as outside,
    ):
        with house_with(api, database) as hall:
            night = Evening(api, outside, hall)
            anna, bram = await night.guests(2)
            await night.opens(2, anna, bram)
            await gave_words(night, anna, "De koffie op dinsdag.")
            assert hall.facilitator.does("end").status_code == 200
            await anna.until(lambda: shows(anna, "De bijeenkomst is afgelopen"), "the end")
            await asks_to_hear(anna)
            carla = adopts(hall)

            carla.presses("Stuur het bericht")
            await anna.until(lambda: shows(anna, HEARD), "the letter")
            assert await letters(outside) == [anna.person.id]

            await anna.type("/mijninbreng")
            became = await anna.until(lambda: shows(anna, "hoofdstuk 6"), "what became of it")
            assert "→ Versie 1 van de visie, hoofdstuk 6, " in became["text"]
            assert "“Wij drinken elke week koffie.”" in became["text"]
            code = hall.code

        with (
            open_house(database, telegram_token=api.token, telegram_api=api.base) as base,
            hall_with(base, AGENDA.replace("Proefstad", "Verderop")) as elsewhere,
        ):
            carla = signed_in(elsewhere, "coordinator")
            carla.goes_to(f"/visie/{code}/versies")
            carla.presses("Stuur het bericht")
            assert "Niemand krijgt het twee keer." in carla.sees
            await bram.type("/mijninbreng")
            await bram.until(lambda: shows(bram, "U gaf nog geen antwoord."), "an answer")
            assert await letters(outside) == [anna.person.id]
        assert await outside.violations() == []
