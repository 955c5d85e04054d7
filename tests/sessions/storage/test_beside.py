"""An answer, where it leaves somebody in the talk, and what they are told are one unit."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from sessions.storage import tables
from sessions.storage.chats import Chat, find_chat
from sessions.storage.inbox import keep_updates
from sessions.storage.noting import find_talk
from sessions.storage.outbox import waiting_letters
from sessions.storage.unit import Beside, Keeping, Kept, Letter, TalkRow, Unit
from tests.sessions.storage.hall import POLL, Hall, count_updates

ANNA = "telegram:1"


async def with_update(hall: Hall, number: int = 7) -> None:
    now = (await hall.keeping(await hall.joins(), POLL, "k")).at
    await hall.store.writer.run(None, lambda c: keep_updates(c, [(number, "{}")], now))


def thanks(kept: list[Kept]) -> list[Letter]:
    return [Letter(ANNA, f'"kept under {each.number}, revision {each.revision}"') for each in kept]


async def turn(hall: Hall, *keepings: Keeping) -> list[Kept]:
    """These answers with all that stands beside them."""
    beside = Beside(TalkRow(ANNA, '{"current":2}'), lambda kept: thanks(list(kept)), ANNA, 7)
    meeting = (await hall.record()).meeting.id
    return await hall.store.writer.keep(Unit(meeting, keepings, beside))


Stood = tuple[str | None, list[str], Chat, dict[str, int]]


async def stands_beside(hall: Hall) -> Stood:
    meeting = (await hall.record()).meeting.id
    return (
        await hall.store.read(lambda c: find_talk(c, meeting, ANNA)),
        [w.letter.body for w in await hall.store.read(lambda c: waiting_letters(c, "telegram", 0))],
        await hall.store.read(lambda c: find_chat(c, ANNA)),
        await hall.store.read(count_updates),
    )


NOTHING: Stood = (None, [], Chat(ANNA), {"waiting": 1})


async def test_all_of_it_is_kept_and_the_thank_you_knows_the_number(hall: Hall) -> None:
    await with_update(hall)
    await hall.does("open", POLL)

    await turn(hall, await hall.keeping("D001", POLL, "u:7"))

    assert await stands_beside(hall) == (
        '{"current":2}',
        ['"kept under 1, revision 1"'],
        Chat(ANNA, hall.code),
        {"done": 1},
    )


async def test_nothing_of_it_is_kept_when_the_item_is_closed(hall: Hall) -> None:
    await with_update(hall)
    await hall.does("open", POLL)
    await hall.does("close", POLL)

    kept = await turn(hall, await hall.keeping("D001", POLL, "u:7"))

    assert kept == [Kept(None)]
    assert await stands_beside(hall) == NOTHING
    assert await hall.rows() == []


async def test_nothing_beside_it_is_kept_when_the_key_was_used_for_something_else(
    hall: Hall,
) -> None:
    await with_update(hall)
    await hall.does("open", POLL)
    other = await hall.keeping("D001", POLL, "u:7")
    meeting = (await hall.record()).meeting.id
    await hall.store.writer.keep(Unit(meeting, (other,)))

    await turn(hall, replace(other, digest="something else"))

    assert await stands_beside(hall) == NOTHING


async def test_nothing_beside_it_is_kept_when_one_of_two_answers_is_refused(hall: Hall) -> None:
    await with_update(hall)
    await hall.does("open", POLL)
    good = await hall.keeping("D001", POLL, "u:7")
    bad = await hall.keeping("D001", 3, "u:7b")

    await turn(hall, good, bad)

    assert await stands_beside(hall) == NOTHING


async def test_all_of_it_goes_back_when_any_of_it_fails(hall: Hall) -> None:
    await with_update(hall)
    await hall.does("open", POLL)
    meeting = (await hall.record()).meeting.id

    def stumble(_kept: object) -> list[Letter]:
        raise LookupError

    beside = Beside(TalkRow(ANNA, "{}"), stumble, ANNA, 7)
    keeping = await hall.keeping("D001", POLL, "u:7")
    with pytest.raises(LookupError):
        await hall.store.writer.keep(Unit(meeting, (keeping,), beside))

    assert await stands_beside(hall) == NOTHING
    assert await hall.rows() == []


async def test_a_turn_without_an_answer_moves_no_version(hall: Hall) -> None:
    await with_update(hall)
    versions = select(tables.meetings.c.version)
    before = await hall.store.read(lambda c: c.scalar(versions))

    await turn(hall)

    assert await hall.store.read(lambda c: c.scalar(versions)) == before
    talk, _, chat, updates = await stands_beside(hall)
    assert (talk, chat, updates) == ('{"current":2}', Chat(ANNA, hall.code), {"done": 1})


async def test_the_last_of_two_turns_in_one_batch_is_where_somebody_is(hall: Hall) -> None:
    meeting = (await hall.record()).meeting.id
    states = [f'{{"current":{n}}}' for n in range(20)]

    await asyncio.gather(
        *(
            hall.store.writer.keep(Unit(meeting, beside=Beside(TalkRow(ANNA, state))))
            for state in states
        )
    )

    assert await hall.store.read(lambda c: find_talk(c, meeting, ANNA)) == states[-1]
    rows = select(func.count()).select_from(tables.talks)
    assert await hall.store.read(lambda c: c.scalar(rows)) == 1
