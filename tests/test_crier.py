"""What happens in a meeting reaches everybody once, through the real desk and store."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.conversation.heard import Posted
from bot.conversation.room import Reach, Room
from bot.conversation.talk import Talk
from bot.crier import news_of
from bot.desk import Desk, Person
from sessions.actions import answering, arriving, noting, running
from sessions.actions.answering import IncomingAnswer
from sessions.actions.noting import Marking
from sessions.actions.planning import ADMIN
from sessions.record import Record
from sessions.storage.chats import mark_gone
from sessions.storage.receiving import TAPS_LIVE, receive
from sessions.storage.store import Store
from sessions.storage.tellings import untold
from sessions.tidings import Tiding
from tests.town import Phone, Town, another_meeting, open_town

QUESTION = "Wat eerst?"
CLOSED = "Gesloten: Wat eerst?"
RESULT = "Uitslag: Wat eerst?"


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with open_town(database_url) as opened:
        yield opened


async def hall(town: Town, size: int = 3) -> list[Phone]:
    """People who came in; what they were told so far is the greeting and that they are in."""
    return [await town.joined(number) for number in range(1, size + 1)]


def new(phone: Phone) -> list[str]:
    """The first lines after the greeting and the welcome."""
    return phone.starts()[2:]


async def test_an_item_that_is_opened_on_the_console_reaches_every_chat_once(town: Town) -> None:
    phones = await hall(town)

    await town.does("open", 1)
    await town.tells()
    await town.counts()

    assert [new(phone) for phone in phones] == [[QUESTION]] * 3
    assert [phone.buttons for phone in phones] == [["Wonen", "Zorg", "Welzijn"]] * 3
    assert await town.store.read(untold) == []


async def test_closing_and_the_result_change_the_question_in_place(town: Town) -> None:
    [anna, bram, _] = await hall(town)
    await town.does("open", 1)
    await anna.presses("Zorg")

    await town.does("close", 1)
    assert [new(anna), new(bram)] == [[CLOSED], [CLOSED]]
    assert anna.last == f"{CLOSED}\n\nUw antwoord: Zorg"
    assert anna.buttons == []

    await town.does("reveal", 1)
    assert [new(anna), new(bram)] == [[RESULT], [RESULT]]
    assert "Zorg: 1 van 1" in bram.last


async def test_closed_and_shown_quickly_becomes_one_message(town: Town) -> None:
    [anna, *_] = await hall(town)
    await town.does("open", 1)
    before = len(town.office.chats.calls)
    record = await town.record()
    for verb in ("close", "reveal"):
        await running.carry_out(town.store, record, ADMIN, running.RunOrder(verb, 1))
        record = await town.record()

    await town.tells()

    assert new(anna) == [RESULT]
    assert len(town.office.chats.calls) - before == 3


async def test_a_result_that_is_taken_back_is_covered_again(town: Town) -> None:
    [anna, *_] = await hall(town)
    await town.does("open", 1)
    await town.does("close", 1)
    await town.does("reveal", 1)

    await running.undo(town.store, await town.record(), ADMIN)
    await town.tells()

    assert new(anna) == [CLOSED]


async def test_an_item_that_was_opened_by_mistake_says_so_where_it_stands(town: Town) -> None:
    [anna, *_] = await hall(town)
    await town.does("open", 1)

    await running.undo(town.store, await town.record(), ADMIN)
    await town.tells()

    assert anna.last == "De begeleider nam deze vraag terug. U hoeft niets te doen: Wat eerst?"
    assert anna.buttons == []


async def test_a_late_joiner_gets_what_is_open_and_then_the_rest_as_everybody(town: Town) -> None:
    await hall(town, 1)
    await town.does("open", 1)

    late = await town.joined(9)
    assert late.last.endswith("Anoniem: zaal en verslag tonen niet wie dit antwoord gaf.")
    assert late.buttons == ["Wonen", "Zorg", "Welzijn"]

    await town.does("close", 1)
    assert late.starts()[-1] == CLOSED


async def test_who_joined_after_the_closing_sees_the_result_as_a_new_message(town: Town) -> None:
    await hall(town, 1)
    await town.does("open", 1)
    await town.does("close", 1)
    late = await town.joined(9)

    await town.does("reveal", 1)

    assert new(late) == [RESULT]


async def test_the_result_of_another_meeting_changes_nothing_of_this_one(town: Town) -> None:
    """Anna's chat holds the first item of two meetings."""
    [anna] = await hall(town, 1)
    await town.does("open", 1)
    await town.does("close", 1)
    other = await another_meeting(town)
    kees = await town.joined(7, other)
    await town.does("open", 1, other)
    await town.does("close", 1, other)
    await town.joined(1, other)
    assert kees.starts()[-1] == CLOSED

    await town.does("reveal", 1, other)

    assert CLOSED in anna.starts()
    assert anna.starts()[-1] == RESULT


async def test_two_meetings_do_not_hear_of_each_other(town: Town) -> None:
    other = await another_meeting(town)
    [anna] = await hall(town, 1)
    kees = await town.joined(7, other)

    await town.does("open", 1)
    await running.announce(town.store, await town.record(other), ADMIN, "Koffie")
    await town.tells()

    assert [new(anna), new(kees)] == [[QUESTION], ["Bericht van de begeleider:"]]


async def test_who_went_to_another_meeting_hears_of_that_one_only(town: Town) -> None:
    other = await another_meeting(town)
    [anna] = await hall(town, 1)
    await town.joined(1, other)

    await town.does("open", 1)
    assert QUESTION not in anna.starts()

    await town.does("open", 1, other)
    assert anna.starts()[-1] == QUESTION


async def test_who_stopped_or_left_is_left_in_peace(town: Town) -> None:
    [anna, bram, chris] = await hall(town)
    now = datetime.now(UTC)
    await anna.says("/stop")
    await town.store.writer.run(None, lambda c: mark_gone(c, bram.address, now))

    await town.does("open", 1)

    assert [QUESTION in phone.starts() for phone in (anna, bram, chris)] == [False, False, True]


async def test_an_answer_of_a_person_reaches_only_who_asked(town: Town) -> None:
    fatma = await town.staff(5)
    [anna, bram, _] = await hall(town)
    await anna.says("Wordt het morgen droog?")
    assert "Eén vraag wacht op uw antwoord" in (await fatma.says("/regie"))

    await fatma.presses("Vragen die wachten")
    await fatma.presses("Beantwoord vraag 1")
    await fatma.says("Dat weet niemand.")
    await town.tells()

    assert anna.last == (
        "U vroeg: Wordt het morgen droog?\nDe begeleider antwoordt:\n\nDat weet niemand."
    )
    assert "Dat weet niemand." not in "".join(bram.texts)


async def test_what_comes_to_the_screen_can_be_recognised_by_the_others(town: Town) -> None:
    [anna, bram, _] = await hall(town)
    await town.does("open", 2)
    await anna.says("De bus rijdt weer")

    await noting.mark(town.store, await town.record(), ADMIN, Marking("B1.2-001", "show"))
    await town.tells()
    assert bram.buttons == ["Herken ik ook: De bus rijdt weer"]
    await bram.presses("Herken ik ook: De bus rijdt weer")

    assert bram.buttons[0] == "✓ Herken ik ook: De bus rijdt weer"
    given = [(c.participant, dict(c.answer)) for c in (await town.record()).given(2)]
    assert given == [
        ("D001", {"text": "De bus rijdt weer"}),
        ("D002", {"recognise": "B1.2-001"}),
    ]


async def test_at_the_end_everybody_hears_it(town: Town) -> None:
    fatma = await town.staff(5)
    [anna, *_] = await hall(town)
    await town.does("open", 1)

    await fatma.says("/einde")
    await town.tells()

    assert new(anna) == [CLOSED, "De bijeenkomst is afgelopen. Dank u wel voor uw inbreng."]


async def test_after_a_silence_the_question_is_at_the_bottom_again(town: Town) -> None:
    [anna, *_] = await hall(town)
    now = datetime.now(UTC)
    await town.store.writer.run(None, lambda c: receive(c, "telegram", [], now))
    await town.does("open", 1)
    await anna.hears(Posted("other"))

    later = now + 2 * TAPS_LIVE
    await town.store.writer.run(None, lambda c: receive(c, "telegram", [], later))
    await town.tells()

    assert anna.last.startswith("Wij waren even niet bereikbaar.")
    assert anna.buttons == ["Wonen", "Zorg", "Welzijn"]


async def test_who_came_in_by_the_page_at_the_same_address_hears_it_too(town: Town) -> None:
    anna = town.phone(1)
    await anna.opens(town.code)
    await arriving.join(town.store, arriving.Introduction(town.code, address=anna.address))

    await town.does("open", 1)

    assert anna.starts()[-1] == QUESTION


async def test_who_came_in_at_that_very_moment_is_asked_a_little_later(town: Town) -> None:
    """They were in no chat yet when everybody was told, and nothing was open when they came."""
    await hall(town, 1)
    late = town.phone(9)
    await late.opens(town.code)
    record = await town.record()
    order = running.RunOrder("open", 1)
    await running.carry_out(town.store, record, ADMIN, order)
    [telling] = await town.store.read(untold)
    await town.crier.tell(telling)
    said = arriving.Introduction(town.code, address=late.address)
    await arriving.join(town.store, said)

    await town.counts()
    await town.counts()

    assert late.starts().count(QUESTION) == 1


async def test_a_stop_between_two_people_tells_everybody_once(town: Town) -> None:
    """All letters and that it was told are one transaction; the next start begins it anew."""
    phones = await hall(town)
    record = await town.record()
    await running.carry_out(town.store, record, ADMIN, running.RunOrder("open", 1))
    [telling] = await town.store.read(untold)
    interrupted = asyncio.create_task(town.crier.tell(telling))
    await asyncio.sleep(0)
    interrupted.cancel()
    await asyncio.gather(interrupted, return_exceptions=True)

    town.restarts()
    await town.tells()

    assert [new(phone) for phone in phones] == [[QUESTION]] * 3


async def test_a_mistake_about_one_person_keeps_the_news_from_nobody_else(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    phones = await hall(town)
    see = Desk.seen_by

    def stumble(self: Desk, person: Person, record: Record, talk: Talk, reach: Reach) -> Room:
        if person.address == phones[1].address:
            raise ZeroDivisionError
        return see(self, person, record, talk, reach)

    monkeypatch.setattr(Desk, "seen_by", stumble)
    await town.does("open", 1)

    assert [new(phone) for phone in phones] == [[QUESTION], [], [QUESTION]]


@pytest.mark.parametrize(
    "what",
    ["invited", "closed", "revealed", "shown", "taken_back", "pen", "answered", "announced",
     "ended", "interrupted", "check"],
)  # fmt: skip
def test_every_tiding_is_news(what: str) -> None:
    assert news_of(Tiding(what, 3))


async def test_counts_move_by_what_another_house_took_in(postgresql_url: str) -> None:
    async with open_town(postgresql_url) as town:
        boss = await town.staff(1)
        await boss.opens(town.code)
        await town.joined(2)
        await town.does("open", 1)
        await town.crier._look_around()
        elsewhere = Store(postgresql_url)
        try:
            record = await elsewhere.record(town.code)
            who = next(iter(record.participants.values()))
            vote = IncomingAnswer(1, {"choice": [1]}, "elsewhere")
            await answering.answer(elsewhere, record, who, vote)
        finally:
            elsewhere.close()
        before = list(boss.texts)

        town.crier._looked = float("-inf")  # so much later
        town.store.look_again()
        await town.crier._look_around()
        await town.counts()

        assert "0 antwoorden" in before[-1]
        assert "Eén antwoord" in boss.last
