from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from sessions.storage.beside import save_chats
from sessions.storage.leases import end_lease, saw, take_lease
from sessions.storage.receiving import TAPS_LIVE, receive
from sessions.storage.tables import updates
from sessions.storage.tellings import untold
from tests.sessions.storage.hall import POLL, Hall

NOW = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)
LASTS = timedelta(seconds=90)
MOMENT = timedelta(microseconds=1)


async def take(hall: Hall, holder: str, now: datetime = NOW) -> bool:
    return await hall.store.writer.run(None, lambda c: take_lease(c, "fetch", holder, now, LASTS))


async def lets_go(hall: Hall, holder: str, now: datetime) -> None:
    await hall.store.writer.run(None, lambda c: end_lease(c, "fetch", holder, now))


async def hears(hall: Hall, now: datetime, *posted: tuple[int, str]) -> list[str]:
    """What people must be told once this came in."""
    await hall.store.writer.run(None, lambda c: receive(c, "fetch", posted, now))
    return [telling.tiding.what for telling in await hall.store.read(untold)]


async def with_somebody(hall: Hall) -> None:
    meeting = (await hall.record()).meeting.id
    row = (meeting, "telegram:1")
    await hall.store.writer.run(meeting, lambda c: save_chats(c, [row]))


async def test_one_holds_it_and_the_other_waits(hall: Hall) -> None:
    assert await take(hall, "first")
    assert not await take(hall, "second")


async def test_whoever_holds_it_renews_it(hall: Hall) -> None:
    await take(hall, "first")

    assert await take(hall, "first", NOW + timedelta(seconds=60))
    assert not await take(hall, "second", NOW + timedelta(seconds=120))


async def test_it_is_taken_over_after_it_ran_out_and_not_before(hall: Hall) -> None:
    await take(hall, "first")

    assert not await take(hall, "second", NOW + LASTS - MOMENT)
    assert not await take(hall, "second", NOW + LASTS)
    assert await take(hall, "second", NOW + LASTS + MOMENT)
    assert not await take(hall, "first", NOW + LASTS + MOMENT)


async def test_whoever_stops_lets_the_next_have_it_at_once(hall: Hall) -> None:
    await take(hall, "first")
    await lets_go(hall, "first", NOW + MOMENT)

    assert await take(hall, "second", NOW + 2 * MOMENT)


async def test_only_its_holder_ends_it(hall: Hall) -> None:
    await take(hall, "first")
    await lets_go(hall, "second", NOW + MOMENT)

    assert not await take(hall, "second", NOW + 2 * MOMENT)


async def test_two_sorts_of_work_are_two_leases(hall: Hall) -> None:
    await take(hall, "first")

    other = await hall.store.writer.run(
        None, lambda c: take_lease(c, "something else", "second", NOW, LASTS)
    )

    assert other


async def test_when_it_went_well_is_remembered_also_where_nobody_holds_it(hall: Hall) -> None:
    """Where Telegram brings the updates, nobody fetches them."""
    run = hall.store.writer.run

    assert await run(None, lambda c: saw(c, "webhook", NOW)) is None
    assert await run(None, lambda c: saw(c, "webhook", NOW + MOMENT)) == NOW
    assert await run(None, lambda c: take_lease(c, "webhook", "first", NOW, LASTS))


async def test_what_came_in_is_in_the_inbox(hall: Hall) -> None:
    await hears(hall, NOW, (7, "{}"), (8, "{}"))

    kept = await hall.store.read(lambda c: c.scalars(select(updates.c.id)).all())
    assert sorted(kept) == [7, 8]


async def test_after_a_long_silence_the_open_question_is_asked_again(hall: Hall) -> None:
    await with_somebody(hall)
    await hears(hall, NOW)
    await hall.does("open", POLL)

    assert await hears(hall, NOW + TAPS_LIVE) == ["invited"]
    later = NOW + 2 * TAPS_LIVE + MOMENT
    assert await hears(hall, later) == ["invited", "interrupted"]
    assert await hears(hall, later + TAPS_LIVE) == ["invited", "interrupted"]


async def test_a_silence_while_nothing_is_asked_needs_no_word(hall: Hall) -> None:
    await with_somebody(hall)
    await hears(hall, NOW)
    await hall.does("open", POLL)
    await hall.does("close", POLL)

    assert await hears(hall, NOW + timedelta(hours=1)) == ["invited", "closed"]


async def test_a_silence_with_nobody_at_a_channel_needs_no_word(hall: Hall) -> None:
    await hears(hall, NOW)
    await hall.does("open", POLL)

    assert await hears(hall, NOW + timedelta(hours=1)) == []


async def test_the_very_first_word_follows_no_silence(hall: Hall) -> None:
    await with_somebody(hall)
    await hall.does("open", POLL)

    assert await hears(hall, NOW) == ["invited"]
