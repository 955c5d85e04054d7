"""The letter about the adopted vision: who asked for it gets one, whatever happens in between."""

from collections.abc import AsyncIterator, Iterable
from functools import partial

import pytest

from bot.conversation.telling import adopted
from bot.conversation.texts import words_in
from bot.delivery import as_letter
from sessions.actions import envisioning, running
from sessions.actions.envisioning import Drafted, Making, open_dossier, take_step
from sessions.actions.planning import ADMIN
from sessions.composing import advance
from sessions.dossier import Dossier
from sessions.storage.tellings import untold
from sessions.storage.unit import Lane, Letter
from sessions.vision_entries import State
from sessions.vision_versions import KeptSentence
from tests.sessions.storage.hall import refusal
from tests.town import AGENDA, Phone, Town, another_meeting, open_town

ASKS = "Laat het mij weten als de visie klaar is"
ASKS_NOT = "Laat het mij toch niet weten"
HEARD = "De visie “Woonzorgvisie Proefstad” is vastgesteld."
LINES = [KeptSentence("summary/0", "summary", 0, "Samenvatting", "Wij bouwen.", (), ("B1",))]
WAY = (State.COLLEGE, State.CONSULTATION, State.COUNCIL, State.ADOPTED)


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with open_town(database_url) as opened:
        yield opened


async def dossier(town: Town) -> Dossier:
    return await open_dossier(town.store, (await town.record()).programme.id)


async def ended(town: Town, code: str = "") -> None:
    await running.end(town.store, await town.record(code), ADMIN)
    await town.tells()


async def steps(town: Town, *states: State, turn: str = "") -> None:
    """The vision goes through these steps in every municipality."""
    for state in states:
        for name in (await dossier(town)).municipalities:
            making = Making("stap", advance(name, state, ""), f"{turn}{name}.{state}")
            programme = (await town.record()).programme.id
            await take_step(town.store, ADMIN, programme, making, Drafted("Stap", LINES))
    town.store.look_again()


def letter(title: str, address: str, language: str) -> Letter:
    """As the console words it."""
    return as_letter(adopted(title, words_in(language)), address, lane=Lane.NEWS)


async def tells_of_it(town: Town) -> int:
    """The coordinator presses the button; nothing has left the house yet."""
    found = await dossier(town)
    write = partial(letter, found.programme.title)
    return await envisioning.tell_adopted(town.store, ADMIN, found, write)


def heard(phones: Iterable[Phone]) -> list[int]:
    """How often each of them reads it."""
    return [sum(text.startswith(HEARD) for text in phone.texts) for phone in phones]


async def asks(phone: Phone) -> None:
    await phone.says("/mijninbreng")
    await phone.presses(ASKS)


async def test_only_who_asked_for_it_hears_and_once(town: Town) -> None:
    anna, bram, carla = [await town.joined(number) for number in (1, 2, 3)]
    await ended(town)
    await asks(anna)
    await asks(bram)
    await bram.says("/mijninbreng")
    await bram.presses(ASKS_NOT)
    await steps(town, *WAY)

    assert await tells_of_it(town) == 1
    await town.tells()
    assert heard([anna, bram, carla]) == [1, 0, 0]

    assert await refusal(tells_of_it(town)) == "vision.already_told"
    await town.tells()
    town.restarts()
    await town.tells()

    assert heard([anna, bram, carla]) == [1, 0, 0]
    await anna.says("/mijninbreng")
    assert anna.buttons == []


async def test_a_house_that_falls_over_tells_it_once(town: Town) -> None:
    anna = await town.joined(1)
    await ended(town)
    await asks(anna)
    await steps(town, *WAY)

    await tells_of_it(town)
    town.restarts()
    assert heard([anna]) == [0]
    for telling in await town.store.read(untold):
        await town.crier.tell(telling)
    town.restarts()
    await town.tells()

    assert heard([anna]) == [1]


async def test_a_vision_that_goes_back_and_is_adopted_again_is_told_once(town: Town) -> None:
    anna = await town.joined(1)
    await ended(town)
    await asks(anna)
    await steps(town, *WAY)
    await tells_of_it(town)
    await town.tells()

    await steps(town, State.COUNCIL, turn="again")
    await anna.says("/mijninbreng")
    await anna.presses(ASKS_NOT)
    await anna.says("/mijninbreng")
    await anna.says("/mijninbreng")
    assert anna.buttons == [ASKS_NOT]  # who was told stays told
    await steps(town, State.ADOPTED, turn="again")

    assert await refusal(tells_of_it(town)) == "vision.already_told"
    await town.tells()
    assert heard([anna]) == [1]


async def test_who_went_on_to_another_programme_or_another_evening_hears_it_once(
    town: Town,
) -> None:
    anna, bram = [await town.joined(number) for number in (1, 2)]
    await ended(town)
    await asks(anna)
    await asks(bram)
    elsewhere = await another_meeting(town)
    second = await another_meeting(
        town, AGENDA.replace("nummer: 1", "nummer: 2").replace("Start", "Tweede ")
    )
    await town.joined(1, elsewhere)
    await town.joined(2, second)
    await ended(town, second)
    await asks(bram)
    await steps(town, *WAY)

    await tells_of_it(town)
    await town.tells()

    assert heard([anna, bram]) == [1, 1]
