"""Outgoing messages: in their lanes, at a pace, and in one message for one thing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from sqlalchemy import Connection

from bot import delivery
from bot.channel import TooFastError, UnsentError
from bot.conversation.reply import Choice, Say
from bot.delivery import as_letter
from bot.pace import Pace
from sessions.storage.unit import Lane
from tests.posting import Arrived, Office, at_once, letter, open_office

ANNA, BRAM, CHRIS = "telegram:1", "telegram:2", "telegram:3"


@pytest.fixture
async def office(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    monkeypatch.setattr(delivery, "FIRST_RETRY", 0.01)
    async with open_office(sqlite_url) as opened:
        yield opened


async def test_what_waits_is_sent_and_its_words_are_gone(office: Office) -> None:
    await office.sends(letter(ANNA, "Dag"), letter(BRAM, "Hallo"))

    assert office.chats.arrived == [Arrived(ANNA, "Dag"), Arrived(BRAM, "Hallo")]
    assert await office.states() == [("sent", "")] * 2


async def test_what_is_put_there_later_goes_out_at_once(office: Office) -> None:
    async with office.works():
        await office.put(letter(ANNA, "Dag"))
        await office.until(lambda: len(office.chats.arrived) == 1)
        await office.put(letter(ANNA, "Hallo"))
        await office.settled()

    assert office.chats.texts(ANNA) == ["Dag", "Hallo"]


async def test_a_word_that_comes_in_while_the_outbox_is_read_wakes_it_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for the second in which the outbox is looked at anyway."""
    read = office.store.read
    late = [letter(ANNA, "Dag")]

    async def slow(work: Callable[[Connection], Any]) -> Any:
        found = await read(work)
        if late:
            await office.put(late.pop())
        return found

    monkeypatch.setattr(office.store, "read", slow)
    monkeypatch.setattr(delivery, "LOOKS_AGAIN", 1_000.0)
    async with office.works():
        await office.until(lambda: office.chats.texts(ANNA) == ["Dag"])


async def test_a_letter_for_another_channel_is_left_alone(office: Office) -> None:
    await office.put(letter("signal:1", "Dag"))
    await office.put(letter(ANNA, "Dag"))
    async with office.works():
        await office.until(lambda: len(office.chats.arrived) == 1)

    assert office.chats.arrived == [Arrived(ANNA, "Dag")]
    assert sorted(await office.endings()) == ["sent", "waiting"]


async def test_whoever_just_did_something_waits_for_nobody(office: Office) -> None:
    await office.sends(
        letter("telegram:8", "stand", Lane.LIVE), letter("telegram:7", "vraag", Lane.NEWS),
        letter("telegram:6", "vraag", Lane.NEWS), letter("telegram:5", "Opgeslagen"),
        letter("telegram:4", "Opgeslagen"),
    )  # fmt: skip

    assert [each.address for each in office.chats.arrived] == [
        "telegram:5", "telegram:4", "telegram:7", "telegram:6", "telegram:8",
    ]  # fmt: skip


async def test_one_chat_gets_its_messages_one_after_the_other(office: Office) -> None:
    inside: list[str] = []
    most: list[int] = []

    async def stay(call: Arrived) -> None:
        inside.append(call.address)
        most.append(inside.count(call.address))
        await asyncio.sleep(0.002)
        inside.remove(call.address)

    office.chats.at_the_door = stay
    office.delivery.pace = at_once()
    await office.sends(*(letter(ANNA, str(n)) for n in range(6)), letter(BRAM, "Hallo"))

    assert max(most) == 1
    assert office.chats.texts(ANNA) == list("012345")


async def test_of_news_about_one_thing_only_the_newest_is_told(office: Office) -> None:
    texts = [letter(ANNA, f"{n} antwoorden", Lane.LIVE, about="control") for n in range(5)]
    await office.sends(*texts, letter(ANNA, "iets anders", Lane.LIVE, about="item:1:1"))

    assert office.chats.texts(ANNA) == ["4 antwoorden", "iets anders"]
    assert await office.endings() == ["sent"] * 6


async def test_what_one_person_hears_takes_no_place_in_the_chat_of_another(office: Office) -> None:
    await office.sends(
        letter(ANNA, "een", Lane.LIVE, about="control"),
        letter(BRAM, "twee", Lane.LIVE, about="control"),
    )

    assert (office.chats.texts(ANNA), office.chats.texts(BRAM)) == (["een"], ["twee"])


async def test_a_thank_you_is_never_replaced_by_news(office: Office) -> None:
    await office.sends(
        letter(ANNA, "Opgeslagen", about="item:1:1"),
        letter(ANNA, "Gesloten", Lane.NEWS, about="item:1:1"),
    )

    assert office.chats.texts(ANNA) == ["Opgeslagen", "Gesloten"]


async def test_the_next_word_about_a_thing_changes_its_message(office: Office) -> None:
    await office.sends(letter(ANNA, "Vraag", Lane.NEWS, about="item:1:1"))
    await office.sends(letter(ANNA, "Gesloten", Lane.NEWS, about="item:1:1"))
    await office.sends(letter(ANNA, "Ander", Lane.NEWS, about="item:2:1"))

    assert office.chats.arrived == [
        Arrived(ANNA, "Vraag"), Arrived(ANNA, "Gesloten", edits=101), Arrived(ANNA, "Ander"),
    ]  # fmt: skip


async def test_a_message_that_must_be_noticed_is_a_new_one(office: Office) -> None:
    fresh = as_letter(Say("Vraag", about="item:1:1", fresh=True), ANNA, lane=Lane.NEWS)
    await office.sends(fresh)
    await office.sends(fresh)
    await office.sends(letter(ANNA, "Gesloten", Lane.NEWS, about="item:1:1"))

    assert [each.edits for each in office.chats.arrived] == [None, None, 102]


async def test_news_that_must_be_noticed_stays_so_when_something_newer_is_told_with_it(
    office: Office,
) -> None:
    fresh = as_letter(Say("Vraag", about="item:1:1", fresh=True), ANNA, lane=Lane.NEWS)
    await office.sends(letter(ANNA, "Oud", Lane.NEWS, about="item:1:1"))
    await office.sends(fresh, letter(ANNA, "Gesloten", Lane.NEWS, about="item:1:1"))

    assert office.chats.arrived == [Arrived(ANNA, "Oud"), Arrived(ANNA, "Gesloten")]


async def test_a_tap_changes_the_message_whose_button_it_was(office: Office) -> None:
    await office.sends(letter(ANNA, "Vraag", Lane.NEWS, about="item:1:1"))
    await office.sends(letter(ANNA, "Gekozen", about="item:1:1", replaces=101))

    assert office.chats.arrived[-1] == Arrived(ANNA, "Gekozen", edits=101)


async def test_an_answer_to_something_further_down_stands_at_the_bottom(office: Office) -> None:
    """It was typed, or tapped on an old copy of the question."""
    for pressed in (None, 55):
        await office.sends(letter(ANNA, "Vraag", Lane.NEWS, about=f"item:{pressed}"))
        await office.sends(letter(ANNA, "Gekozen", about=f"item:{pressed}", replaces=pressed))

    assert [each.edits for each in office.chats.arrived] == [None] * 4


async def test_after_a_restart_what_waits_is_sent_and_a_message_is_still_changed(
    office: Office,
) -> None:
    await office.sends(letter(ANNA, "Vraag", Lane.NEWS, about="item:1:1"))
    closed = letter(ANNA, "Gesloten", Lane.NEWS, about="item:1:1")
    await office.put(closed, letter(BRAM, "Dag", Lane.NEWS))
    office.delivery = office.opened()

    async with office.works():
        await office.settled()

    assert office.chats.arrived[1:] == [
        Arrived(ANNA, "Gesloten", edits=101), Arrived(BRAM, "Dag"),
    ]  # fmt: skip


async def test_stopping_gives_what_is_on_its_way_its_time(office: Office) -> None:
    may_go = asyncio.Event()

    async def wait(_call: Arrived) -> None:
        await may_go.wait()

    office.chats.at_the_door = wait
    await office.put(letter(ANNA, "Dag"))
    task = asyncio.create_task(office.delivery.run())
    await office.until(lambda: len(office.chats.calls) == 1)

    task.cancel()
    await asyncio.sleep(0.01)
    may_go.set()
    await asyncio.gather(task, return_exceptions=True)

    assert await office.states() == [("sent", "")]


async def test_what_another_process_committed_late_is_found(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its number is lower than what was sent already; nobody wakes us for it."""
    monkeypatch.setattr(delivery, "LOOKS_AGAIN", 0.02)
    await office.put(letter(ANNA, "een"))
    async with office.works():
        await office.until(lambda: office.chats.texts(ANNA) == ["een"])
        office.delivery._last = 1_000
        await office.put(letter(ANNA, "twee"))
        await office.settled()

    assert office.chats.texts(ANNA) == ["een", "twee"]


async def test_a_message_with_a_document_waits_for_it_and_holds_nobody_up(office: Office) -> None:
    may_go = asyncio.Event()

    async def make(name: str) -> bytes:
        await may_go.wait()
        return name.encode()

    office.delivery.make = make
    minutes = as_letter(Say("Hier is het verslag.", document="482716/minutes.docx"), ANNA)
    await office.put(minutes, letter(ANNA, "Dag"))
    async with office.works():
        await office.until(lambda: office.chats.texts(ANNA) == ["Dag"])
        may_go.set()
        await office.settled()

    assert office.chats.arrived[-1] == Arrived(
        ANNA, "Hier is het verslag.", file=b"482716/minutes.docx"
    )


async def test_a_document_that_cannot_be_made_gets_a_sentence(office: Office) -> None:
    await office.sends(as_letter(Say("Hier is het verslag.", document="482716/minutes.pdf"), ANNA))

    assert office.chats.arrived == [
        Arrived(ANNA, "Het verslag maken lukte niet. Probeer het zo nog eens.")
    ]
    assert await office.states() == [("sent", "")]


async def test_a_document_that_was_parked_is_not_made_twice(office: Office) -> None:
    made: list[str] = []

    async def make(name: str) -> bytes:
        made.append(name)
        return b"x"

    office.delivery.make = make
    office.chats.troubles = [TooFastError(0.01), UnsentError("away")]
    await office.sends(as_letter(Say("Hier", document="1/minutes.odt"), ANNA))

    assert (made, office.chats.arrived) == (["1/minutes.odt"], [Arrived(ANNA, "Hier", file=b"x")])


async def test_buttons_and_all_survive_the_outbox(office: Office) -> None:
    say = Say("Vraag?", (Choice("Ja", "pick:1:1:1"), Choice("Ga", "", "https://x")), "item:1:1")
    await office.sends(as_letter(say, ANNA))

    assert office.chats.shows(ANNA) == {101: say}


async def test_a_hall_is_told_without_going_too_fast(office: Office) -> None:
    """The real pace, on the clock of the machine: 40 people, of whom 30 at once."""
    loop, times = asyncio.get_running_loop(), list[float]()

    async def note(_call: Arrived) -> None:
        times.append(loop.time())

    office.chats.at_the_door = note
    office.delivery.pace = Pace()
    await office.sends(*(letter(f"telegram:{n}", "Vraag", Lane.NEWS) for n in range(40)))

    assert len(times) == 40
    assert [b - a for a, b in zip(times, times[30:], strict=False) if b - a < 1.0] == []
