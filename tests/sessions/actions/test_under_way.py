"""Making minutes final lasts: one at a time, in any process, and who fell over is seen."""

from datetime import UTC, datetime, timedelta

from sessions.actions import under_way
from sessions.storage.under_way import LASTS, UnderWay, begin, standing
from tests.sessions.storage.hall import Hall, refusal


async def in_a_while(hall: Hall, wait: timedelta) -> UnderWay | None:
    """What anybody sees then."""
    meeting, then = (await hall.record()).meeting.id, datetime.now(UTC) + wait
    return await hall.store.read(lambda c: standing(c, meeting, then))


async def test_one_at_a_time_and_nothing_is_left_when_it_ends(hall: Hall) -> None:
    store, record = hall.store, await hall.record()
    assert await under_way.standing(store, record) is None

    await under_way.begin(store, record, "een")
    assert await under_way.standing(store, record) is UnderWay.BUSY
    assert await refusal(under_way.begin(store, record, "twee")) == "review.under_way"

    await under_way.end(store, record, "twee")
    assert await under_way.standing(store, record) is UnderWay.BUSY
    await under_way.end(store, record, "een")

    assert await under_way.standing(store, record) is None
    await under_way.begin(store, record, "twee")


async def test_who_fell_over_halfway_is_seen_and_makes_way(hall: Hall) -> None:
    store, record = hall.store, await hall.record()
    await under_way.begin(store, record, "een")
    assert await in_a_while(hall, LASTS * 2) is UnderWay.BROKEN

    later = datetime.now(UTC) + LASTS * 2
    await store.writer.run(None, lambda c: begin(c, record.meeting.id, "twee", later))

    assert await in_a_while(hall, LASTS * 2.5) is UnderWay.BUSY


async def test_a_sign_of_life_holds_off_the_next(hall: Hall) -> None:
    store, record = hall.store, await hall.record()
    long_ago, meeting = datetime.now(UTC) - LASTS * 2, record.meeting.id
    await store.writer.run(None, lambda c: begin(c, meeting, "een", long_ago))
    assert await under_way.standing(store, record) is UnderWay.BROKEN

    await under_way.go_on(store, record, "een")

    assert await under_way.standing(store, record) is UnderWay.BUSY
