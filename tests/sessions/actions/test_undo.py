"""Undo: whatever was pressed, everything is as it was before."""

from typing import Any

import pytest

from sessions.actions.running import add_on_the_spot, announce, end
from sessions.items import read_item
from sessions.record import Record
from tests.sessions.storage.hall import CASUS, POLL, QUESTION, SCALE, Hall, refusal

Before = list[tuple[str, int, dict[str, Any]]]


def standing(record: Record) -> object:
    """What undo puts back: everything but the version and the scene, that only go up."""
    meeting = record.meeting
    return record.items, meeting.message, meeting.opened_at, meeting.closed_at


EVERY_VERB: list[tuple[Before, tuple[str, int, dict[str, Any]]]] = [
    ([], ("open", POLL, {})),
    ([("open", POLL, {})], ("open", QUESTION, {})),
    ([("open", POLL, {}), ("reveal", POLL, {})], ("open", POLL, {})),
    ([("open", POLL, {})], ("close", POLL, {})),
    ([("open", POLL, {})], ("reveal", POLL, {})),
    ([("open", POLL, {}), ("close", POLL, {})], ("reveal", POLL, {})),
    ([("open", POLL, {})], ("extend", POLL, {"minutes": 7})),
    ([("open", POLL, {}), ("open", CASUS, {})], ("reopen", POLL, {})),
    ([("skip", POLL, {})], ("reopen", POLL, {})),
    ([], ("skip", SCALE, {})),
    ([("open", POLL, {})], ("skip", POLL, {})),
    ([("open", CASUS, {})], ("move", SCALE, {"to": 1})),
    ([("open", CASUS, {})], ("move", SCALE, {"to": 5})),
    ([("open", CASUS, {})], ("advance", CASUS, {})),
    ([("open", POLL, {})], ("advance", POLL, {})),
]


@pytest.mark.parametrize(
    ("before", "move"),
    EVERY_VERB,
    ids=lambda x: x[0] if isinstance(x, tuple) else f"after {len(x)}",
)
async def test_undoing_restores_exactly_what_was(
    hall: Hall, before: Before, move: tuple[str, int, dict[str, Any]]
) -> None:
    for verb, item, more in before:
        await hall.does(verb, item, **more)
    as_it_was = await hall.record()
    verb, item, more = move
    await hall.does(verb, item, **more)
    changed = standing(await hall.record()) != standing(as_it_was)

    assert await hall.undoes() == (verb, item)

    assert changed == (more != {"to": 5})  # moving it to where it stands changes nothing
    assert standing(await hall.record()) == standing(as_it_was)


async def test_a_message_and_the_end_are_undone(hall: Hall) -> None:
    await hall.does("open", POLL)
    at_first = await hall.record()
    await announce(hall.store, at_first, hall.facilitator, "Koffie")
    with_message = await hall.record()
    await end(hall.store, with_message, hall.facilitator)

    assert await hall.undoes() == ("end", POLL)
    assert standing(await hall.record()) == standing(with_message)
    assert await hall.undoes() == ("message", None)
    assert standing(await hall.record()) == standing(at_first)


async def test_an_evening_is_undone_step_by_step(hall: Hall) -> None:
    steps = [
        ("open", POLL), ("advance", POLL), ("close", POLL), ("reveal", POLL), ("skip", QUESTION),
        ("move", SCALE), ("open", CASUS), ("advance", CASUS), ("extend", CASUS), ("close", CASUS),
    ]  # fmt: skip
    seen = [standing(await hall.record())]
    for verb, item in steps:
        await hall.does(verb, item)
        seen.append(standing(await hall.record()))

    for (verb, item), before in zip(reversed(steps), reversed(seen[:-1]), strict=True):
        assert await hall.undoes() == (verb, item)
        assert standing(await hall.record()) == before
    assert await refusal(hall.undoes()) == "meeting.nothing_to_undo"


async def test_answers_that_came_in_meanwhile_stay(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)
    await hall.says(who, POLL, choice=[1])

    await hall.undoes()

    assert [c.answer for c in await hall.given(POLL)] == [{"choice": [1]}]
    assert await refusal(hall.says(who, POLL, choice=[2])) == "answer.not_open_yet"
    await hall.does("open", POLL)
    assert (await hall.says(who, POLL, choice=[2])).revision == 2


async def test_an_item_made_on_the_spot_stays_in_its_place(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("move", SCALE, to=3)
    pause = read_item.validate_python({"kind": "notice", "title": "Pauze"})
    await add_on_the_spot(hall.store, await hall.record(), hall.facilitator, pause)

    await hall.undoes()

    order = [i.number for i in (await hall.record()).running_order]
    assert order == [1, 2, 8, 3, 4, 5, 6, 7]
