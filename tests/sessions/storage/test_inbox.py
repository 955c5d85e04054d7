from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from sessions.storage.beside import finish_updates
from sessions.storage.inbox import (
    Posted,
    forget_updates,
    keep_updates,
    set_aside,
    waiting_updates,
)
from sessions.storage.tables import updates
from sessions.storage.unit import Beside, Unit
from tests.sessions.storage.hall import Hall, count_updates

NOW = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)
FIRST, SECOND, THIRD = (7, '{"a":1}'), (8, '{"b":2}'), (2**40, '{"ë":"😀"}')


async def post(hall: Hall, *posted: Posted, at: datetime = NOW) -> None:
    await hall.store.writer.run(None, lambda c: keep_updates(c, posted, at))


async def waiting(hall: Hall, known: frozenset[int] = frozenset(), most: int = 9) -> list[Posted]:
    return await hall.store.read(lambda c: waiting_updates(c, known, most))


async def finish(hall: Hall, number: int) -> None:
    await hall.store.writer.keep(Unit(None, beside=Beside(update=number)))


async def counts(hall: Hall) -> dict[str, int]:
    return await hall.store.read(count_updates)


async def bodies(hall: Hall) -> dict[int, str]:
    rows = await hall.store.read(lambda c: c.execute(select(updates.c.id, updates.c.body)).all())
    return {row[0]: row[1] for row in rows}


async def test_what_came_in_waits_in_its_order(hall: Hall) -> None:
    await post(hall, THIRD, FIRST)
    await post(hall, SECOND)

    assert await waiting(hall) == [FIRST, SECOND, THIRD]


async def test_nothing_came_in(hall: Hall) -> None:
    assert await waiting(hall) == []
    assert await counts(hall) == {}


async def test_an_update_that_is_brought_twice_is_kept_as_it_came_first(hall: Hall) -> None:
    await post(hall, FIRST)
    await post(hall, (7, "something else"), SECOND)

    assert await waiting(hall) == [FIRST, SECOND]


async def test_an_update_that_was_dealt_with_stays_dealt_with_when_it_comes_again(
    hall: Hall,
) -> None:
    await post(hall, FIRST)
    await finish(hall, 7)
    await post(hall, FIRST)

    assert await waiting(hall) == []
    assert await counts(hall) == {"done": 1}


async def test_the_words_go_once_an_update_was_dealt_with(hall: Hall) -> None:
    await post(hall, FIRST, SECOND)
    await finish(hall, 7)

    assert await bodies(hall) == {7: "", 8: '{"b":2}'}


async def test_what_cannot_be_dealt_with_is_put_aside_with_its_words(hall: Hall) -> None:
    await post(hall, FIRST, SECOND)
    await hall.store.writer.run(None, lambda c: set_aside(c, 7))

    assert await waiting(hall) == [SECOND]
    assert await counts(hall) == {"quarantine": 1, "waiting": 1}
    assert await bodies(hall) == dict([FIRST, SECOND])


async def test_what_was_put_aside_is_not_called_done_when_the_person_hears_of_it(
    hall: Hall,
) -> None:
    await post(hall, FIRST)
    await hall.store.writer.run(None, lambda c: set_aside(c, 7))
    await finish(hall, 7)

    assert await counts(hall) == {"quarantine": 1}
    assert await bodies(hall) == dict([FIRST])


async def test_what_is_in_hand_is_not_handed_out_again_and_a_lower_number_is(hall: Hall) -> None:
    """Two webhook requests overtake each other, and Telegram may begin to count anew."""
    await post(hall, SECOND)
    assert await waiting(hall) == [SECOND]

    await post(hall, FIRST)

    assert await waiting(hall, known=frozenset({8})) == [FIRST]


@pytest.mark.parametrize("most", [1, 2])
async def test_a_pile_is_taken_in_portions(hall: Hall, most: int) -> None:
    await post(hall, FIRST, SECOND, THIRD)

    assert await waiting(hall, most=most) == [FIRST, SECOND, THIRD][:most]
    assert await waiting(hall, frozenset({7}), most) == [SECOND, THIRD][:most]


async def test_old_updates_are_forgotten_but_never_one_that_waits(hall: Hall) -> None:
    long_ago = NOW - timedelta(days=60)
    await post(hall, FIRST, SECOND, at=long_ago)
    await post(hall, THIRD)
    for number in (FIRST[0], THIRD[0]):
        await finish(hall, number)

    await hall.store.writer.run(None, lambda c: forget_updates(c, NOW - timedelta(days=30)))

    assert await counts(hall) == {"done": 1, "waiting": 1}
    assert await waiting(hall) == [SECOND]


async def test_finishing_nothing_is_nothing(hall: Hall) -> None:
    await hall.store.writer.run(None, lambda c: finish_updates(c, []))
    await finish(hall, 99)

    assert await counts(hall) == {}
