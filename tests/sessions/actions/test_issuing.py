"""The draft gets a number when it is put before people, and not at every change of the meeting."""

from datetime import timedelta

from sessions.actions import noting, reviewing, running
from sessions.actions.noting import Remark
from sessions.actions.reviewing import Saying, today
from sessions.people import Role, Staff
from sessions.record import NoteKind
from sessions.reviewing import content_digest, is_newer
from tests.sessions.actions.test_reviewing import adopting, is_over
from tests.sessions.storage.hall import Hall, refusal

WEEK = timedelta(days=7)


async def ended(hall: Hall) -> Staff:
    carla = await hall.colleague(Role.COORDINATOR)
    await running.end(hall.store, await hall.record(), carla)
    return carla


async def adds(hall: Hall, carla: Staff, words: str) -> None:
    await reviewing.add(hall.store, await hall.record(), carla, Saying(0, words))


async def opens(hall: Hall, carla: Staff, days: int = 7) -> None:
    until = today() + timedelta(days=days)
    await reviewing.open_round(hall.store, await hall.record(), carla, until)


async def numbers(hall: Hall) -> list[int]:
    return [each.number for each in (await hall.record()).review.issues]


async def test_before_anybody_was_asked_a_draft_has_no_number(hall: Hall) -> None:
    carla = await ended(hall)
    await adds(hall, carla, "Zie ook de bijlage.")

    record = await hall.record()
    assert (record.review.issue, is_newer(record)) == (0, True)


async def test_a_round_numbers_what_goes_round_and_a_later_day_does_not(hall: Hall) -> None:
    carla = await ended(hall)
    await opens(hall, carla)
    record = await hall.record()
    [issue] = record.review.issues
    assert (issue.number, issue.by, issue.digest) == (1, carla.label, content_digest(record))
    assert not is_newer(record)

    await adds(hall, carla, "Zie ook de bijlage.")
    await opens(hall, carla, days=14)

    assert await numbers(hall) == [1]
    assert is_newer(await hall.record())


async def test_a_second_round_about_another_text_is_another_number(hall: Hall) -> None:
    carla = await ended(hall)
    await opens(hall, carla)
    await is_over(hall)
    await opens(hall, carla)
    assert await numbers(hall) == [1]

    await adds(hall, carla, "Zie ook de bijlage.")
    await is_over(hall)
    await opens(hall, carla)

    assert await numbers(hall) == [1, 2]


async def test_the_coordinator_numbers_what_she_sends_elsewhere_once(hall: Hall) -> None:
    carla, fatma = await ended(hall), await hall.colleague(Role.FACILITATOR)
    record = await hall.record()

    assert await refusal(reviewing.issue(hall.store, record, fatma)) == "review.coordinator_only"
    assert [await reviewing.issue(hall.store, record, carla) for _ in range(2)] == [1, 1]
    note = Remark(NoteKind.DECISION, "Wij bouwen een hofje")
    await noting.note(hall.store, record, carla, note)
    assert await reviewing.issue(hall.store, record, carla) == 2


async def test_adopted_minutes_have_the_number_after_the_drafts(hall: Hall) -> None:
    carla = await ended(hall)
    await opens(hall, carla)
    await is_over(hall)
    ready = reviewing.as_adopted(await hall.record(), carla)

    await adopting(hall, carla)

    final = await hall.record()
    assert (ready.review.issue, final.review.issue) == (2, 2)
    assert await refusal(reviewing.issue(hall.store, final, carla)) == "review.final"


async def test_nothing_is_issued_while_the_meeting_goes_on(hall: Hall) -> None:
    carla = await hall.colleague(Role.COORDINATOR)

    issuing = reviewing.issue(hall.store, await hall.record(), carla)

    assert await refusal(issuing) == "review.meeting_open"
