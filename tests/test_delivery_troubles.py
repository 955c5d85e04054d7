"""What a messenger answers when it goes wrong, and what becomes of the message."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import pytest
from sqlalchemy import select

from bot import delivery
from bot.channel import (
    GoneError,
    RefusedError,
    TooFastError,
    UnsentError,
    UnsureError,
    VanishedError,
)
from sessions.storage.tables import chats
from sessions.storage.unit import Beside, Lane, Unit
from tests.posting import Arrived, Office, at_once, letter, open_office

ANNA, BRAM, CHRIS = "telegram:1", "telegram:2", "telegram:3"


@pytest.fixture
async def office(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    monkeypatch.setattr(delivery, "FIRST_RETRY", 0.01)
    async with open_office(sqlite_url) as opened:
        opened.delivery._retry = 0.01
        yield opened


async def test_too_fast_parks_one_chat_and_the_others_go_on(office: Office) -> None:
    office.chats.troubles = [TooFastError(0.1)]
    await office.sends(letter(ANNA, "Dag"), letter(BRAM, "Hallo"), letter(CHRIS, "Hoi"))

    assert [each.address for each in office.chats.calls] == [ANNA, BRAM, CHRIS, ANNA]
    assert await office.endings() == ["sent"] * 3


async def test_too_fast_in_three_chats_parks_everybody(office: Office) -> None:
    office.chats.troubles = [TooFastError(0.2)] * 3
    others = [letter(f"telegram:{n}", "Dag") for n in range(4, 9)]
    await office.put(letter(ANNA, "Dag"), letter(BRAM, "Dag"), letter(CHRIS, "Dag"), *others)
    async with office.works():
        await office.until(lambda: len(office.chats.calls) == 3)
        assert office.pace.wait(monotonic()) > 0
        await office.settled()

    assert {each.address for each in office.chats.calls[:3]} == {ANNA, BRAM, CHRIS}
    assert len(office.chats.calls) == 3 + 8


async def test_too_fast_in_one_chat_three_times_parks_only_that_one(office: Office) -> None:
    office.chats.of[ANNA] = TooFastError(0.02)
    await office.put(letter(ANNA, "Dag"))
    async with office.works():
        await office.until(lambda: len(office.chats.calls) >= 4)
        office.chats.of[ANNA] = TooFastError(1_000.0)
        await office.put(letter(BRAM, "Dag"))
        await office.until(lambda: office.chats.texts(BRAM) == ["Dag"])

    assert await office.endings() == ["waiting", "sent"]


async def test_while_a_chat_is_parked_the_newest_words_take_the_place_of_the_older(
    office: Office,
) -> None:
    office.chats.troubles = [TooFastError(0.1)]
    await office.put(letter(ANNA, "1 antwoord", Lane.LIVE, about="control"))
    async with office.works():
        await office.until(lambda: len(office.chats.calls) == 1)
        await office.put(letter(ANNA, "2 antwoorden", Lane.LIVE, about="control"))
        await office.settled()

    assert office.chats.texts(ANNA) == ["2 antwoorden"]


async def test_who_is_gone_gets_nothing_more_and_everybody_else_does(office: Office) -> None:
    await office.store.writer.keep(Unit(None, beside=Beside(chat=ANNA)))
    office.chats.of[ANNA] = GoneError("blocked")
    await office.sends(*(letter(ANNA, str(n)) for n in range(3)), letter(BRAM, "Hallo"))

    assert [each.address for each in office.chats.calls] == [ANNA, BRAM]
    assert await office.states() == [("dropped", "")] * 3 + [("sent", "")]
    gone = select(chats.c.address).where(chats.c.gone_at.is_not(None))
    assert await office.store.read(lambda c: list(c.scalars(gone))) == [ANNA]


async def test_what_will_never_be_taken_is_not_tried_again(office: Office) -> None:
    office.chats.troubles = [RefusedError("too long")]
    await office.sends(letter(ANNA, "x"), letter(ANNA, "y"))

    assert office.chats.texts(ANNA) == ["y"]
    assert await office.states() == [("failed", ""), ("sent", "")]


async def test_what_cannot_have_left_is_sent_again_in_its_order(office: Office) -> None:
    office.chats.troubles = [UnsentError("away")] * 4
    await office.sends(letter(ANNA, "een"), letter(BRAM, "twee"))

    assert [each.text for each in office.chats.calls] == ["een"] * 5 + ["twee"]
    assert await office.endings() == ["sent", "sent"]


async def test_a_message_that_may_have_arrived_is_not_sent_again(office: Office) -> None:
    office.chats.troubles = [UnsureError("timeout")]
    await office.sends(letter(ANNA, "een"), letter(ANNA, "twee"))

    assert [each.text for each in office.chats.calls] == ["een", "twee"]
    assert await office.states() == [("unsure", ""), ("sent", "")]


async def test_a_change_that_may_have_arrived_is_made_again(office: Office) -> None:
    await office.sends(letter(ANNA, "Vraag", Lane.NEWS, about="item:1:1"))
    office.chats.troubles = [UnsureError("timeout")] * 3
    await office.sends(letter(ANNA, "Gesloten", Lane.NEWS, about="item:1:1"))

    assert [each.edits for each in office.chats.calls] == [None, 101, 101, 101, 101]
    assert [say.text for say in office.chats.shows(ANNA).values()] == ["Gesloten"]
    assert await office.endings() == ["sent", "sent"]


async def test_a_change_that_nobody_ever_confirms_ends_at_last(office: Office) -> None:
    await office.sends(letter(ANNA, "Vraag", Lane.NEWS, about="item:1:1"))
    office.chats.of[ANNA] = UnsureError("timeout")
    await office.sends(letter(ANNA, "Gesloten", Lane.NEWS, about="item:1:1"))

    assert len(office.chats.calls) == 1 + delivery.MOST_CHANGES
    assert await office.states() == [("sent", ""), ("unsure", "")]


async def test_a_message_that_vanished_becomes_a_new_one_that_is_changed_from_then_on(
    office: Office,
) -> None:
    await office.sends(letter(ANNA, "Vraag", Lane.NEWS, about="item:1:1"))
    office.chats.troubles = [VanishedError("not found")]
    await office.sends(letter(ANNA, "Gesloten", Lane.NEWS, about="item:1:1"))
    office.delivery = office.opened()
    await office.sends(letter(ANNA, "Uitslag", Lane.NEWS, about="item:1:1"))

    assert [each.edits for each in office.chats.arrived] == [None, None, 102]
    assert await office.endings() == ["sent"] * 3


async def test_a_mistake_of_ours_holds_nobody_up_and_waits_for_the_next_start(
    office: Office,
) -> None:
    office.chats.of[ANNA] = ZeroDivisionError()
    await office.put(letter(ANNA, "Dag"), letter(BRAM, "Hallo"), letter(ANNA, "Nog iets"))
    async with office.works():
        await office.until(lambda: len(office.chats.calls) == 3)
        await office.until(lambda: office.delivery.idle)
    assert await office.endings() == ["waiting", "sent", "waiting"]

    office.chats.of.clear()
    office.delivery = office.opened()
    async with office.works():
        await office.settled()

    assert office.chats.texts(ANNA) == ["Dag", "Nog iets"]


async def test_one_that_hangs_does_not_hold_up_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "LOOKS_AGAIN", 0.02)
    hangs = asyncio.Event()

    async def hang(call: Arrived) -> None:
        if call.address == ANNA:
            await hangs.wait()

    office.chats.at_the_door = hang
    office.delivery.pace = at_once()
    await office.put(letter(ANNA, "Dag"), *(letter(f"telegram:{n}", "Dag") for n in range(5, 15)))
    async with office.works():
        await office.until(lambda: len(office.chats.arrived) == 10)
        hangs.set()
        await office.settled()

    assert office.chats.arrived[-1].address == ANNA
