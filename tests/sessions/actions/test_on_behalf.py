"""Paper, plenary and phone are equal: what somebody else types over counts the same."""

import asyncio
from typing import Any

from sessions.actions.answering import KEY_LIMIT, IncomingAnswer
from sessions.actions.arriving import pass_pen
from sessions.actions.entering import enter
from sessions.people import Role
from tests.sessions.storage.hall import CASUS, POLL, QUESTION, SCALE, Hall, refusal

NEIGHBOUR = {"organisation": "", "origin": "paper", "name": "Buurvrouw"}


async def test_a_card_counts_as_a_phone_and_shows_where_it_came_from(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)
    await hall.says(who, POLL, choice=[1])

    given = await hall.enters(
        POLL, choice=[1], on_behalf_of={"organisation": "gemeente proefstad", "origin": "paper"}
    )

    record = await hall.record()
    card = record.find(given.reference)
    assert card
    assert (given.reference, card.origin, card.entered_by) == ("B1.2-002", "paper", "admin:0")
    assert (card.owner, card.participant) == ("person:D002", "D002")
    assert record.voices["D002"].kind == "gemeente"
    tally = record.tally(POLL).last
    assert (tally.n, tally.on_behalf, tally.options[0].count) == (2, 1, 2)
    assert [p.pseudonym for p in record.present] == [who]


async def test_two_cards_never_overwrite_each_other(hall: Hall) -> None:
    await hall.does("open", POLL)

    cards = await asyncio.gather(
        *(hall.enters(POLL, choice=[1], on_behalf_of=NEIGHBOUR) for _ in range(10))
    )

    assert len({card.reference for card in cards}) == 10
    assert len(await hall.given(POLL)) == 10


async def test_the_same_card_twice_is_one_card(hall: Hall) -> None:
    await hall.does("open", QUESTION)
    first = await hall.enters(QUESTION, "card", text="Koffie")
    before = await hall.record()

    assert await hall.enters(QUESTION, "card", text="Koffie") == first

    after = await hall.record()
    assert after.contributions == before.contributions
    assert after.participants == before.participants


async def test_the_same_key_for_another_card_is_refused(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.enters(POLL, "card", choice=[1], on_behalf_of=NEIGHBOUR)

    other_answer = hall.enters(POLL, "card", choice=[2], on_behalf_of=NEIGHBOUR)
    assert await refusal(other_answer) == "answer.key_reused"
    other_person = hall.enters(POLL, "card", choice=[1], on_behalf_of=NEIGHBOUR | {"name": "Jan"})
    assert await refusal(other_person) == "answer.key_reused"
    assert len((await hall.record()).participants) == 1


async def test_keys_of_cards_may_be_as_long_as_any(hall: Hall) -> None:
    await hall.does("open", POLL)

    await hall.enters(POLL, "k" * KEY_LIMIT, choice=[1])

    assert [key for _, _, key in await hall.rows()] == ["k" * KEY_LIMIT]


async def test_cards_are_typed_over_after_closing_but_not_before_opening(hall: Hall) -> None:
    assert await refusal(hall.enters(POLL, choice=[1])) == "answer.not_open_yet"
    await hall.does("open", POLL)
    await hall.does("close", POLL)

    assert (await hall.enters(POLL, choice=[1])).reference == "B1.2-001"

    await hall.does("skip", SCALE)
    assert await refusal(hall.enters(SCALE, value=1)) == "answer.skipped"
    record = await hall.record()
    assert list(record.participants) == ["D001"]  # nobody arrived with what was refused


async def test_cards_of_the_first_round_are_typed_over_during_the_second(hall: Hall) -> None:
    await hall.does("open", POLL)
    assert await refusal(hall.enters(POLL, choice=[1], round=2)) == "answer.other_round"
    await hall.does("advance", POLL)

    await hall.enters(POLL, choice=[1], round=1)
    await hall.enters(POLL, choice=[2])

    rounds = (await hall.record()).tally(POLL).rounds
    assert [[o.count for o in turn.options] for turn in rounds] == [[1, 0, 0], [0, 1, 0]]


async def test_the_facilitator_says_for_whom(hall: Hall) -> None:
    await hall.does("open", POLL)

    assert await refusal(hall.enters(POLL, choice=[1], on_behalf_of=None)) == (
        "answer.on_behalf_of_whom"
    )


async def test_only_who_runs_this_meeting_types_over(hall: Hall) -> None:
    await hall.does("open", POLL)
    card = IncomingAnswer(POLL, {"choice": [1], "on_behalf_of": NEIGHBOUR}, "card")

    for stranger in (await hall.colleague(Role.EXPERT), await hall.colleague(Role.CURATOR)):
        entering = enter(hall.store, await hall.record(), stranger, card)
        assert await refusal(entering) == "staff.not_yours"
    assert await hall.rows() == []


async def seat_two(hall: Hall) -> tuple[str, str]:
    """Anna with the pen, and Bram beside her."""
    anna, bram = await hall.joins(), await hall.joins()
    await hall.sits(anna, 1)
    await hall.sits(bram, 1)
    return anna, bram


def card(hall: Hall, who: str, key: str, item: int = POLL, **more: Any) -> Any:
    body = {"choice": [1]} if item == POLL else {"step": 1, "text": "Een leuning"}
    return hall.says(who, item, key, **body, **more, on_behalf_of=NEIGHBOUR)


async def test_whoever_holds_the_pen_types_over_for_the_table(hall: Hall) -> None:
    anna, bram = await seat_two(hall)
    await hall.does("open", POLL)
    await hall.says(anna, POLL, choice=[2])

    first = await card(hall, anna, "card-1")
    second = await card(hall, anna, "card-2")

    assert [first.reference, second.reference] == ["B1.2-002", "B1.2-003"]
    assert await refusal(card(hall, bram, "card-3")) == "answer.not_your_pen"
    assert await refusal(card(hall, anna, "card-3", table=2)) == "answer.not_your_pen"
    record = await hall.record()
    assert [c.entered_by for c in record.given(POLL)] == [None, anna, anna]
    assert (record.tally(POLL).last.n, record.tally(POLL).last.tables) == (3, 0)


async def test_after_closing_the_pen_types_nothing_over(hall: Hall) -> None:
    anna, _ = await seat_two(hall)
    await hall.does("open", POLL)
    first = await card(hall, anna, "card-1")
    await hall.does("close", POLL)

    assert await refusal(card(hall, anna, "card-2")) == "answer.closed"
    assert await card(hall, anna, "card-1") == first
    assert len((await hall.record()).participants) == 3


async def test_a_card_that_was_kept_gets_its_thanks_also_without_the_pen(hall: Hall) -> None:
    anna, bram = await seat_two(hall)
    await hall.does("open", POLL)
    first = await card(hall, anna, "card-1")
    record = await hall.record()
    await pass_pen(hall.store, record, record.participants[anna], bram)

    assert await card(hall, anna, "card-1") == first


async def test_a_card_from_a_table_stands_beside_what_the_table_wrote(hall: Hall) -> None:
    anna, _ = await seat_two(hall)
    await hall.does("open", CASUS)
    await hall.says(anna, CASUS, step=1, text="Een alarm")

    await card(hall, anna, "card-1", CASUS, table=1)
    await hall.enters(CASUS, step=1, text="Een drempel", table=1)

    rows = await hall.given(CASUS)
    assert [(c.owner, c.table) for c in rows] == [
        ("table:1", 1),
        ("person:D003", 1),
        ("person:D004", 1),
    ]


async def test_a_card_can_recognise_what_was_said(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", QUESTION)
    await hall.says(who, QUESTION, text="Koffie")

    for _ in range(2):
        await hall.enters(QUESTION, recognise="B1.3-001")

    assert (await hall.record()).tally(QUESTION).recognitions == {"B1.3-001": 2}
    missing = hall.enters(QUESTION, recognise="B1.3-009")
    assert await refusal(missing) == "answer.nothing_to_recognise"
