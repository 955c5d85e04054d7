from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from sessions.actions import noting, running
from sessions.actions.noting import IncomingQuestion, Marking
from sessions.storage.moves import Move, make_move
from sessions.storage.outbox import waiting_letters
from sessions.storage.tellings import spread, untold
from sessions.storage.unit import Beside, Letter, TalkRow, Unit
from tests.sessions.storage.hall import CASUS, POLL, QUESTION, Hall

AT = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)

Told = tuple[str, int | None]


async def reachable(hall: Hall, address: str = "telegram:1") -> None:
    meeting = (await hall.record()).meeting.id
    await hall.store.writer.keep(Unit(meeting, beside=Beside(chat=address)))


async def told(hall: Hall) -> list[Told]:
    found = await hall.store.read(untold)
    assert {each.code for each in found} <= {hall.code}
    return [(each.tiding.what, each.tiding.number) for each in found]


async def test_with_nobody_at_a_channel_there_is_nothing_to_tell(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("reveal", POLL)

    assert await told(hall) == []


async def test_every_move_that_people_notice_is_told_in_its_order(hall: Hall) -> None:
    await reachable(hall)
    await hall.does("open", POLL)
    await hall.does("extend", POLL)
    await hall.does("open", CASUS)
    await hall.does("advance", CASUS)
    await hall.does("reveal", CASUS)

    assert await told(hall) == [
        ("invited", POLL), ("closed", POLL), ("invited", CASUS), ("invited", CASUS),
        ("revealed", CASUS),
    ]  # fmt: skip


async def test_undo_is_told_as_what_it_does(hall: Hall) -> None:
    await reachable(hall)
    await hall.does("open", POLL)
    await hall.undoes()
    await hall.does("open", POLL)
    await hall.does("reveal", POLL)
    await hall.undoes()

    assert await told(hall) == [
        ("invited", POLL), ("taken_back", POLL), ("invited", POLL), ("revealed", POLL),
        ("invited", POLL),
    ]  # fmt: skip


async def test_a_message_is_told_and_that_it_went_away_is_not(hall: Hall) -> None:
    await reachable(hall)
    for text in ("Koffie", ""):
        await running.announce(hall.store, await hall.record(), hall.facilitator, text)

    assert await told(hall) == [("announced", None)]


async def test_the_end_is_told_after_what_it_closed(hall: Hall) -> None:
    await reachable(hall)
    await hall.does("open", POLL)
    await running.end(hall.store, await hall.record(), hall.facilitator)

    assert await told(hall) == [("invited", POLL), ("closed", POLL), ("ended", None)]


async def test_a_persons_answer_to_a_question_is_told(hall: Hall) -> None:
    await reachable(hall)
    await noting.write_down(
        hall.store, await hall.record(), IncomingQuestion("Hoe laat?", "abstain")
    )
    given = noting.PersonsAnswer(1, "Om tien uur")
    await noting.answer_question(hall.store, await hall.record(), hall.facilitator, given)

    assert await told(hall) == [("answered", 1)]


async def test_what_comes_to_the_screen_is_told_while_its_item_is_open(hall: Hall) -> None:
    await reachable(hall)
    who = await hall.joins()
    await hall.does("open", QUESTION)
    await hall.says(who, QUESTION, text="De bus")
    await noting.mark(
        hall.store, await hall.record(), hall.facilitator, Marking("B1.3-001", "show")
    )
    await hall.does("close", QUESTION)
    await noting.mark(
        hall.store, await hall.record(), hall.facilitator, Marking("B1.3-001", "hide")
    )

    assert await told(hall) == [
        ("invited", QUESTION),
        ("shown", QUESTION),
        ("closed", QUESTION),
    ]


async def test_a_move_that_came_again_is_not_told_again(hall: Hall) -> None:
    await reachable(hall)
    for _ in range(2):
        await hall.does("open", POLL, key="u:1")
        await running.announce(hall.store, await hall.record(), hall.facilitator, "Koffie", "u:2")
        await running.undo(hall.store, await hall.record(), hall.facilitator, "u:3")

    assert await told(hall) == [("invited", POLL), ("announced", None)]


async def test_a_move_that_fails_is_not_told_either(hall: Hall) -> None:
    """The telling stands in the same transaction as what it tells of."""
    await reachable(hall)
    meeting = (await hall.record()).meeting.id
    move = Move("open", {POLL: {"state": "open"}}, "admin:0", AT)

    def stumble(connection: Connection) -> None:
        make_move(connection, meeting, move)
        raise LookupError

    with pytest.raises(LookupError):
        await hall.store.writer.run(meeting, stumble)

    assert await told(hall) == []


async def test_what_was_told_is_over_and_everybody_has_their_letter(hall: Hall) -> None:
    await reachable(hall)
    await hall.does("open", POLL)
    await hall.does("close", POLL)
    first, _ = await hall.store.read(untold)
    meeting = (await hall.record()).meeting.id
    talk, letter = TalkRow("telegram:1", '{"current":2}'), Letter("telegram:1", "{}")

    await hall.store.writer.run(None, lambda c: spread(c, meeting, [talk], [letter], first))

    waiting = await hall.store.read(lambda c: waiting_letters(c, "telegram", 0))
    assert await told(hall) == [("closed", POLL)]
    assert [each.letter for each in waiting] == [letter]
    assert await noting.recall(hall.store, await hall.record(), "telegram:1") == talk.state


async def test_counts_are_spread_without_anything_that_was_to_be_told(hall: Hall) -> None:
    await reachable(hall)
    await hall.does("open", POLL)
    meeting = (await hall.record()).meeting.id

    await hall.store.writer.run(
        None, lambda c: spread(c, meeting, [], [Letter("telegram:1", "{}")], None)
    )

    assert await told(hall) == [("invited", POLL)]
