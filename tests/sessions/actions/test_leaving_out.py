"""A question of the evening itself stays out of minutes and vision, and can come back."""

from sessions.actions import leaving_out, noting, ruling
from sessions.actions.leaving_out import Leaving
from sessions.actions.ruling import matter_of_meeting
from sessions.people import Role, Staff
from sessions.reviewing import content_digest, has_moved
from tests.sessions.actions.test_noting import asks, replies
from tests.sessions.actions.test_reviewing import adopting, checked, forget, is_over
from tests.sessions.storage.hall import Hall, refusal

WIFI, BUS = "Wat is het wifi-wachtwoord?", "Wie betaalt de buurtbus?"
REASON = "Over de avond zelf"


async def leaves_out(hall: Hall, *numbers: int, reason: str = REASON, key: str = "") -> None:
    leaving = Leaving(numbers, reason, key or None)
    await leaving_out.leave_out(hall.store, await hall.record(), hall.facilitator, leaving)


async def takes_in(hall: Hall, *numbers: int) -> None:
    await leaving_out.take_in(hall.store, await hall.record(), hall.facilitator, numbers)


async def out(hall: Hall) -> dict[str, str]:
    return {each.reference: each.reason for each in (await hall.record()).review.out.values()}


async def test_a_question_is_left_out_with_a_reason_and_taken_in_again(hall: Hall) -> None:
    await asks(hall, WIFI)
    await asks(hall, BUS)
    before = content_digest(await hall.record())

    await leaves_out(hall, 1, reason=f"  {REASON} ")
    assert await out(hall) == {"B1.vraag-01": REASON}
    assert list((await hall.record()).questions_waiting) == [1, 2]
    assert content_digest(await hall.record()) != before

    await takes_in(hall, 1)
    record = await hall.record()
    assert (record.review.out, list(record.questions_waiting)) == ({}, [1, 2])
    assert content_digest(record) == before
    (kept,) = record.review.left_out
    by = hall.facilitator.label
    assert (kept.reason, kept.by, kept.back_by, kept.at <= (kept.back_at or kept.at)) == (
        REASON, by, by, True,
    )  # fmt: skip


async def test_several_go_for_one_reason_and_a_later_reason_counts(hall: Hall) -> None:
    for question in (WIFI, BUS, WIFI):
        await asks(hall, question)

    await leaves_out(hall, 3, 1, 3)
    await leaves_out(hall, 1, reason="Al beantwoord in de zaal")

    assert await out(hall) == {
        "B1.vraag-01": "Al beantwoord in de zaal", "B1.vraag-03": REASON,
    }  # fmt: skip
    await takes_in(hall, 1)
    assert await out(hall) == {"B1.vraag-03": REASON}


async def test_the_same_press_twice_is_one_decision_and_does_not_undo_a_later_one(
    hall: Hall,
) -> None:
    await asks(hall, WIFI)
    for _ in range(2):
        await leaves_out(hall, 1, key="page")
    await leaves_out(hall, 1)
    assert len((await hall.record()).review.left_out) == 1

    for _ in range(2):
        await takes_in(hall, 1)

    assert await refusal(leaves_out(hall, 1, key="page")) == "review.again"
    assert await out(hall) == {}


async def test_whoever_asked_still_gets_an_answer(hall: Hall) -> None:
    await asks(hall, WIFI)
    await leaves_out(hall, 1)

    await replies(hall, 1, "Dat staat op het bord.")

    assert [each.answer for each in (await hall.record()).asked] == ["Dat staat op het bord."]
    assert await out(hall) == {"B1.vraag-01": REASON}


async def test_it_takes_a_question_and_a_reason_of_a_readable_length(hall: Hall) -> None:
    await asks(hall, WIFI)

    assert await refusal(leaves_out(hall, reason=REASON)) == "leaving_out.nothing"
    assert await refusal(leaves_out(hall, 1, reason=" ")) == "leaving_out.no_reason"
    assert await refusal(leaves_out(hall, 1, reason="x" * 301)) == "answer.too_long"
    assert await refusal(leaves_out(hall, 1, 2)) == "ask.unknown"
    assert await refusal(takes_in(hall, 0)) == "ask.unknown"
    assert await out(hall) == {}


async def test_only_who_runs_the_meeting_leaves_out(hall: Hall) -> None:
    await asks(hall, WIFI)
    expert: Staff = await hall.colleague(Role.EXPERT)
    record = await hall.record()

    for doing in (
        leaving_out.leave_out(hall.store, record, expert, Leaving((1,), REASON)),
        leaving_out.take_in(hall.store, record, expert, [1]),
    ):
        assert await refusal(doing) == "staff.not_yours"


async def test_in_adopted_minutes_every_question_stays_where_it_is(hall: Hall) -> None:
    await asks(hall, WIFI)
    await asks(hall, BUS)
    await leaves_out(hall, 1)
    _, carla = await checked(hall)
    await is_over(hall)
    await adopting(hall, carla)

    assert await refusal(leaves_out(hall, 2)) == "leaving_out.final"
    assert await refusal(takes_in(hall, 1)) == "leaving_out.final"
    assert await refusal(noting.park(hall.store, await hall.record(), carla, 2)) == "ask.final"

    assert await out(hall) == {"B1.vraag-01": REASON}
    assert not has_moved(await hall.record())


async def test_a_reason_is_looked_through_for_personal_data(hall: Hall) -> None:
    await asks(hall, WIFI)
    await leaves_out(hall, 1, reason="Bel 06-12345678")

    (found,) = (await matter_of_meeting(await hall.record())).found

    assert (found.place, found.written) == ("B1.vraag-01", "06-12345678")
    assert found.where.value == "question"
    assert ruling.LONGEST_REASON == leaving_out.LONGEST_REASON


async def test_who_is_forgotten_takes_the_reason_along(hall: Hall) -> None:
    who = await hall.person(await hall.joins(name="Anna de Vries"))
    await asks(hall, WIFI, asker=who.pseudonym)
    await asks(hall, BUS)
    await leaves_out(hall, 1, reason="Wifi is van de zaal")
    await leaves_out(hall, 2, reason="Anna de Vries vroeg het al")

    await forget(hall, who, remove=True)

    assert await out(hall) == {"B1.vraag-01": "", "B1.vraag-02": ""}
