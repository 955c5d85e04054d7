"""Making minutes final lasts: one at a time, in any process, and who fell over is seen."""

from datetime import UTC, datetime, timedelta

from sessions.actions import adopting
from sessions.storage.under_way import LASTS, UnderWay, begin, standing
from tests.sessions.storage.hall import Hall, refusal


async def in_a_while(hall: Hall, wait: timedelta) -> UnderWay | None:
    """What anybody sees then."""
    meeting, then = (await hall.record()).meeting.id, datetime.now(UTC) + wait
    return await hall.store.read(lambda c: standing(c, meeting, then))


async def test_one_at_a_time_and_nothing_is_left_when_it_ends(hall: Hall) -> None:
    store, record = hall.store, await hall.record()
    assert await adopting.standing(store, record) is None

    await adopting.begin(store, record, "een")
    assert await adopting.standing(store, record) is UnderWay.BUSY
    assert await refusal(adopting.begin(store, record, "twee")) == "review.under_way"

    await adopting.end(store, record, "twee")
    assert await adopting.standing(store, record) is UnderWay.BUSY
    await adopting.end(store, record, "een")

    assert await adopting.standing(store, record) is None
    await adopting.begin(store, record, "twee")


async def test_who_fell_over_halfway_is_seen_and_makes_way(hall: Hall) -> None:
    store, record = hall.store, await hall.record()
    await adopting.begin(store, record, "een")
    assert await in_a_while(hall, LASTS * 2) is UnderWay.BROKEN

    later = datetime.now(UTC) + LASTS * 2
    await store.writer.run(None, lambda c: begin(c, record.meeting.id, "twee", later))

    assert await in_a_while(hall, LASTS * 2.5) is UnderWay.BUSY


async def test_a_sign_of_life_holds_off_the_next(hall: Hall) -> None:
    store, record = hall.store, await hall.record()
    long_ago, meeting = datetime.now(UTC) - LASTS * 2, record.meeting.id
    await store.writer.run(None, lambda c: begin(c, meeting, "een", long_ago))
    assert await adopting.standing(store, record) is UnderWay.BROKEN

    await adopting.go_on(store, record, "een")

    assert await adopting.standing(store, record) is UnderWay.BUSY
