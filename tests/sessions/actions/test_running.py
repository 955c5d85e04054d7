import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from sessions.actions.running import (
    MESSAGE_LIMIT,
    VERBS,
    RunOrder,
    add_on_the_spot,
    announce,
    carry_out,
    end,
    undo,
)
from sessions.items import read_item
from sessions.items.item import Item
from sessions.meeting import ItemState
from sessions.people import Role
from tests.sessions.storage.hall import (
    CASUS,
    POLL,
    QUESTION,
    RANKING,
    SCALE,
    WELCOME,
    Hall,
    refusal,
)

PAUSE: Item = read_item.validate_python({"kind": "notice", "title": "Pauze"})


async def states(hall: Hall) -> dict[int, str]:
    """The items that are not waiting."""
    items = (await hall.record()).items
    return {i.number: i.state.value for i in items if i.state is not ItemState.WAITING}


async def order(hall: Hall) -> list[int]:
    return [i.number for i in (await hall.record()).running_order]


async def says_to_all(hall: Hall, text: str) -> None:
    await announce(hall.store, await hall.record(), hall.facilitator, text)


async def ends(hall: Hall) -> None:
    await end(hall.store, await hall.record(), hall.facilitator)


async def adds(hall: Hall, item: Item = PAUSE) -> int:
    return await add_on_the_spot(hall.store, await hall.record(), hall.facilitator, item)


async def test_opening_an_item_opens_the_meeting(hall: Hall) -> None:
    began = datetime.now(UTC)

    await hall.does("open", WELCOME)

    record = await hall.record()
    welcome = record.items[0]
    assert record.open_item == welcome
    assert welcome.opened_at == record.meeting.opened_at
    assert welcome.opened_at
    assert began <= welcome.opened_at <= datetime.now(UTC)


async def test_opening_the_next_closes_the_one_before(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("open", QUESTION)

    assert await states(hall) == {POLL: "closed", QUESTION: "open"}
    assert (await hall.item(POLL)).closed_at
    assert await refusal(hall.does("open", QUESTION)) == "item.already_open"


async def test_closing(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("close", POLL)

    assert await states(hall) == {POLL: "closed"}
    assert await refusal(hall.does("close", POLL)) == "item.not_open"
    assert await refusal(hall.does("close", QUESTION)) == "item.not_open"


async def test_a_result_is_shown_when_the_facilitator_says_so(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("reveal", POLL)

    poll = await hall.item(POLL)
    assert (poll.state, poll.revealed) == (ItemState.CLOSED, True)
    assert await refusal(hall.does("reveal", POLL)) == "item.already_revealed"


async def test_what_is_never_shown_is_not_shown(hall: Hall) -> None:
    await hall.does("open", RANKING)

    assert await refusal(hall.does("reveal", RANKING)) == "item.results_never"
    assert await refusal(hall.does("reveal", WELCOME)) == "item.results_never"
    assert await refusal(hall.does("reveal", POLL)) == "item.nothing_to_reveal"
    assert (await hall.item(RANKING)).is_open


async def test_more_time(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("extend", POLL)
    await hall.does("extend", POLL, minutes=5)

    assert (await hall.item(POLL)).extra_minutes == 7
    assert await refusal(hall.does("extend", QUESTION)) == "item.not_open"


async def test_a_closed_poll_with_two_rounds_opens_its_second(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("reveal", POLL)
    await hall.does("open", POLL)

    poll = await hall.item(POLL)
    assert (poll.state, poll.round, poll.revealed, poll.closed_at) == (
        ItemState.OPEN,
        2,
        False,
        None,
    )
    await hall.does("close", POLL)
    assert await refusal(hall.does("open", POLL)) == "item.already_closed"


async def test_reopening_goes_on_in_the_same_round_or_another(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("advance", POLL)
    await hall.does("close", POLL)

    await hall.does("reopen", POLL)
    assert (await hall.item(POLL)).round == 2
    await hall.does("open", QUESTION)
    await hall.does("reopen", POLL, round=1)
    assert (await hall.item(POLL)).round == 1
    assert await states(hall) == {POLL: "open", QUESTION: "closed"}

    assert await refusal(hall.does("reopen", POLL)) == "item.not_closed"
    assert await refusal(hall.does("reopen", QUESTION, round=2)) == "item.no_such_round"


async def test_an_item_is_left_out_and_taken_after_all(hall: Hall) -> None:
    await hall.does("skip", POLL)
    assert await states(hall) == {POLL: "skipped"}
    assert await refusal(hall.does("skip", POLL)) == "item.not_waiting"

    await hall.does("reopen", POLL)
    assert await states(hall) == {POLL: "open"}
    assert (await hall.item(POLL)).opened_at


async def test_the_steps_of_a_casus_are_taken_one_by_one(hall: Hall) -> None:
    assert await refusal(hall.does("advance", CASUS)) == "item.not_open"
    await hall.does("open", CASUS)

    await hall.does("advance", CASUS)

    assert (await hall.item(CASUS)).step == 2
    assert await refusal(hall.does("advance", CASUS)) == "item.no_next_step"
    await hall.does("open", QUESTION)
    assert await refusal(hall.does("advance", QUESTION)) == "item.no_next_step"


async def test_another_order_keeps_numbers_and_references(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", SCALE)
    await hall.says(who, SCALE, value=5)

    await hall.does("move", SCALE, to=2)
    assert await order(hall) == [1, 5, 2, 3, 4, 6, 7]
    await hall.does("move", WELCOME, to=7)
    assert await order(hall) == [5, 2, 3, 4, 6, 7, 1]

    assert [i.number for i in (await hall.record()).items] == list(range(1, 8))
    assert [c.reference for c in await hall.given(SCALE)] == ["B1.5-001"]
    assert await refusal(hall.does("move", WELCOME, to=8)) == "item.no_such_place"
    assert await refusal(hall.does("move", WELCOME, to=0)) == "item.no_such_place"


async def test_an_item_made_on_the_spot_takes_the_next_number_and_comes_next(hall: Hall) -> None:
    await hall.does("open", POLL)

    assert await adds(hall) == 8
    assert await order(hall) == [1, 2, 8, 3, 4, 5, 6, 7]
    record = await hall.record()
    assert record.next_item
    assert record.next_item.number == 8

    await hall.does("open", 8)
    assert await adds(hall) == 9
    assert await order(hall) == [1, 2, 8, 9, 3, 4, 5, 6, 7]
    await hall.does("move", 9, to=2)
    assert await order(hall) == [1, 9, 2, 8, 3, 4, 5, 6, 7]


async def test_before_anything_was_shown_an_item_on_the_spot_comes_first(hall: Hall) -> None:
    await adds(hall)

    assert await order(hall) == [8, 1, 2, 3, 4, 5, 6, 7]


async def test_items_made_at_once_get_numbers_of_their_own(hall: Hall) -> None:
    record = await hall.record()

    numbers = await asyncio.gather(
        *(add_on_the_spot(hall.store, record, hall.facilitator, PAUSE) for _ in range(5))
    )

    assert sorted(numbers) == [8, 9, 10, 11, 12]


async def test_a_poll_made_on_the_spot_is_a_poll_like_any_other(hall: Hall) -> None:
    who = await hall.joins()
    poll = {"kind": "poll", "title": "Gaan wij door?", "options": ["Ja", "Nee"]}
    number = await adds(hall, read_item.validate_python(poll))
    await hall.does("open", number)

    given = await hall.says(who, number, choice=[1])

    assert given.reference == "B1.8-001"
    assert (await hall.record()).tally(number).last.n == 1


async def test_a_message_to_everybody_comes_and_goes(hall: Hall) -> None:
    await says_to_all(hall, "  Koffie\x00 staat klaar ")
    assert (await hall.record()).meeting.message == "Koffie staat klaar"

    await says_to_all(hall, "")
    assert (await hall.record()).meeting.message == ""
    assert await refusal(says_to_all(hall, "x" * (MESSAGE_LIMIT + 1))) == "answer.too_long"


async def test_at_the_end_everything_closes(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)

    await ends(hall)

    record = await hall.record()
    assert record.meeting.closed_at
    assert (await hall.item(POLL)).closed_at == record.meeting.closed_at
    assert await states(hall) == {POLL: "closed"}
    assert await refusal(hall.says(who, POLL, choice=[1])) == "answer.closed"
    assert await refusal(hall.does("open", QUESTION)) == "meeting.closed"
    assert await refusal(adds(hall)) == "meeting.closed"
    assert await refusal(ends(hall)) == "meeting.closed"


async def test_an_item_that_does_not_exist_is_told_so(hall: Hall) -> None:
    for verb in VERBS:
        assert await refusal(hall.does(verb, 99)) == "item.unknown"


async def test_only_who_runs_this_meeting_may_do_so(hall: Hall) -> None:
    record = await hall.record()
    await hall.does("open", POLL)
    open_poll = await hall.record()
    strangers = [
        await hall.colleague(Role.EXPERT),
        await hall.colleague(Role.CURATOR),
        await hall.colleague(Role.PARTICIPANT),
        await hall.colleague(Role.FACILITATOR, programme=record.programme.id),
    ]
    elsewhere = frozenset({record.programme.id + 1})
    strangers[-1] = type(strangers[-1])(9, "Collega", Role.FACILITATOR, elsewhere)

    for stranger in strangers:
        tries: list[Any] = [
            carry_out(hall.store, record, stranger, RunOrder("open", QUESTION)),
            announce(hall.store, record, stranger, "Hallo"),
            undo(hall.store, record, stranger),
            end(hall.store, record, stranger),
            add_on_the_spot(hall.store, record, stranger, PAUSE),
        ]
        assert [await refusal(each) for each in tries] == ["staff.not_yours"] * 5
    assert await hall.record() == open_poll


async def test_a_facilitator_of_this_programme_may_run_it(hall: Hall) -> None:
    programme = (await hall.record()).programme.id
    hall.facilitator = await hall.colleague(Role.FACILITATOR, programme)

    await hall.does("open", POLL)

    assert await states(hall) == {POLL: "open"}


async def both(hall: Hall, *orders: RunOrder) -> list[str]:
    """Two facilitators press in the same moment; what each is told."""
    page = await hall.record()

    async def presses(order: RunOrder) -> str:
        try:
            await carry_out(hall.store, page, hall.facilitator, order)
        except Exception as refused:  # noqa: BLE001 -- the key of the refusal is the outcome
            return str(getattr(refused, "key", refused))
        return "done"

    return list(await asyncio.gather(*map(presses, orders)))


@pytest.mark.parametrize(
    "orders",
    [
        (RunOrder("close", POLL), RunOrder("close", POLL)),
        (RunOrder("close", POLL), RunOrder("extend", POLL)),
        (RunOrder("extend", POLL), RunOrder("extend", POLL)),
        (RunOrder("advance", POLL), RunOrder("advance", POLL)),
        (RunOrder("reveal", POLL), RunOrder("reveal", POLL)),
        (RunOrder("open", QUESTION), RunOrder("open", QUESTION)),
        (RunOrder("open", QUESTION), RunOrder("open", SCALE)),
        (RunOrder("open", QUESTION), RunOrder("close", POLL)),
        (RunOrder("skip", SCALE), RunOrder("open", SCALE)),
        (RunOrder("move", SCALE, to=1), RunOrder("move", QUESTION, to=1)),
    ],
    ids=lambda pair: "-".join(f"{order.verb} {order.item}" for order in pair),
)
async def test_of_two_facilitators_at_once_the_second_looks_again(
    hall: Hall, orders: tuple[RunOrder, RunOrder]
) -> None:
    await hall.does("open", POLL)

    assert await both(hall, *orders) == ["done", "item.just_changed"]

    assert sum(i.is_open for i in (await hall.record()).items) <= 1
    await hall.undoes()
    assert await states(hall) == {POLL: "open"}
    assert await order(hall) == list(range(1, 8))


async def test_pressing_while_somebody_ends_the_meeting_opens_nothing(hall: Hall) -> None:
    page = await hall.record()
    await ends(hall)

    opening = carry_out(hall.store, page, hall.facilitator, RunOrder("open", POLL))

    assert await refusal(opening) == "meeting.closed"
    assert await states(hall) == {}


async def test_two_who_undo_at_once_undo_one_thing(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("close", POLL)
    page = await hall.record()

    undone = await asyncio.gather(
        *(undo(hall.store, page, hall.facilitator) for _ in range(2)), return_exceptions=True
    )

    assert undone[0] == ("close", POLL)
    assert getattr(undone[1], "key", "") == "item.just_changed"
    assert await states(hall) == {POLL: "open"}
