from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Row, select

from sessions.storage import outbox
from sessions.storage.outbox import WaitingLetter
from sessions.storage.tables import outbox as letters_table
from sessions.storage.unit import Beside, Lane, Letter, Unit
from tests.sessions.storage.hall import Hall

ANNA, BRAM = "telegram:1", "telegram:2"
NEWS = Letter(ANNA, '{"text":"Zorg?"}', Lane.NEWS, "item:2")


async def put(hall: Hall, *letters: Letter) -> list[WaitingLetter]:
    """Put these in the outbox, of this meeting; return what waits now."""
    meeting = (await hall.record()).meeting.id
    beside = Beside(letters=lambda _kept: letters)
    await hall.store.writer.keep(Unit(meeting, beside=beside))
    return await waiting(hall)


async def waiting(hall: Hall, after: int = 0) -> list[WaitingLetter]:
    return await hall.store.read(lambda c: outbox.waiting_letters(c, "telegram", after))


async def sent(hall: Hall, letters: Sequence[WaitingLetter], message: int) -> None:
    await hall.store.writer.run(None, lambda c: outbox.letters_sent(c, letters, message))


async def ended(hall: Hall, letters: Sequence[WaitingLetter], state: str) -> None:
    numbers = [each.id for each in letters]
    await hall.store.writer.run(None, lambda c: outbox.end_letters(c, numbers, state))


async def rows(hall: Hall) -> list[Row[tuple[str, str, int | None]]]:
    c = letters_table.c
    query = select(c.state, c.body, c.message_id).order_by(c.id)
    return await hall.store.read(lambda connection: list(connection.execute(query)))


async def screen(hall: Hall, letter: Letter) -> int | None:
    return await hall.store.read(lambda c: outbox.shown_in(c, letter))


async def reach(hall: Hall, subject: str = "item:2") -> tuple[int, int]:
    meeting = (await hall.record()).meeting.id
    return await hall.store.read(lambda c: outbox.reach_of(c, meeting, subject))


async def test_letters_wait_in_the_order_in_which_they_were_put_there(hall: Hall) -> None:
    reply = Letter(BRAM, "{}", Lane.REPLY, replaces=2**40)

    first, second = await put(hall, NEWS, reply)

    assert [first.letter, second.letter] == [NEWS, reply]
    assert await waiting(hall, after=first.id) == [second]
    assert await waiting(hall, after=second.id) == []


async def test_a_letter_is_for_one_channel(hall: Hall) -> None:
    await put(hall, Letter("telegrams:1", "{}"), Letter("signal:1", "{}"), NEWS)

    assert [each.letter for each in await waiting(hall)] == [NEWS]


async def test_what_was_sent_no_longer_waits_and_its_words_are_gone(hall: Hall) -> None:
    letters = await put(hall, NEWS)
    await sent(hall, letters, 2**40)

    assert await waiting(hall) == []
    assert await rows(hall) == [("sent", "", 2**40)]


@pytest.mark.parametrize("state", ["dropped", "failed", "unsure"])
async def test_what_ended_otherwise_says_how_and_its_words_are_gone(hall: Hall, state: str) -> None:
    [first, _] = await put(hall, NEWS, replace(NEWS, address=BRAM))
    await ended(hall, [first], state)

    assert await rows(hall) == [(state, "", None), ("waiting", NEWS.body, None)]


async def test_a_message_shows_its_subject_from_then_on(hall: Hall) -> None:
    letters = await put(hall, NEWS)
    assert await screen(hall, NEWS) is None

    await sent(hall, letters, 55)

    assert await screen(hall, NEWS) == 55
    assert await screen(hall, replace(NEWS, address=BRAM)) is None
    assert await screen(hall, replace(NEWS, subject="item:3")) is None


async def test_a_newer_message_about_the_same_takes_its_place(hall: Hall) -> None:
    await sent(hall, await put(hall, NEWS), 55)
    await sent(hall, await put(hall, NEWS), 60)

    assert await screen(hall, NEWS) == 60


async def test_a_message_about_nothing_takes_no_place(hall: Hall) -> None:
    thanks = replace(NEWS, subject="")
    await sent(hall, await put(hall, thanks), 55)

    assert await screen(hall, thanks) is None


async def test_letters_that_went_out_as_one_are_all_sent(hall: Hall) -> None:
    await sent(hall, await put(hall, NEWS, NEWS), 55)

    assert await rows(hall) == [("sent", "", 55)] * 2


async def test_reach_counts_people_and_not_letters(hall: Hall) -> None:
    to_bram = replace(NEWS, address=BRAM)
    first, second, again = await put(hall, NEWS, to_bram, NEWS)
    assert await reach(hall) == (0, 2)

    await sent(hall, [first], 55)
    await ended(hall, [second], "dropped")
    await sent(hall, [again], 56)

    assert await reach(hall) == (1, 2)


async def test_reach_is_about_a_question_that_was_put_to_people(hall: Hall) -> None:
    """Neither replies count, nor live counts, nor another question or meeting."""
    others = [
        replace(NEWS, lane=Lane.REPLY), replace(NEWS, lane=Lane.LIVE), replace(NEWS, subject="x"),
    ]  # fmt: skip
    await put(hall, *others)
    await hall.store.writer.keep(Unit(None, beside=Beside(letters=lambda _kept: [NEWS])))

    assert await reach(hall) == (0, 0)


async def test_what_ended_long_ago_is_forgotten_but_never_what_waits(hall: Hall) -> None:
    [first, _] = await put(hall, NEWS, replace(NEWS, address=BRAM))
    await sent(hall, [first], 55)
    later = datetime.now(UTC) + timedelta(days=1)

    await hall.store.writer.run(None, lambda c: outbox.forget_letters(c, later))

    assert await rows(hall) == [("waiting", NEWS.body, None)]


async def test_what_ended_a_moment_ago_is_not_forgotten(hall: Hall) -> None:
    await sent(hall, await put(hall, NEWS), 55)
    before = datetime.now(UTC) - timedelta(days=1)

    await hall.store.writer.run(None, lambda c: outbox.forget_letters(c, before))

    assert await rows(hall) == [("sent", "", 55)]
