import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy import Connection

from sessions.actions import planning
from sessions.actions.arriving import Introduction, digest, join
from sessions.actions.planning import ADMIN
from sessions.actions.running import announce
from sessions.record import Record
from sessions.storage import store as reading
from sessions.storage.store import Seat, Store
from sessions.storage.unit import Stirs
from tests.sessions.storage.hall import POLL, QUESTION, SCALE, Hall, agenda, refusal


async def test_a_code_that_no_meeting_has_is_refused(hall: Hall) -> None:
    codes = [f"{n:06d}" for n in range(20)]

    refused = await asyncio.gather(*(refusal(hall.store.record(code)) for code in codes))

    assert set(refused) == {"meeting.unknown"}
    assert hall.store._readings == {}


async def test_a_meeting_that_is_made_later_is_found(hall: Hall) -> None:
    code = await planning.load(hall.store, ADMIN, agenda(nummer="2", titel="Themabijeenkomst"))

    assert (await hall.store.record(code)).meeting.title == "Themabijeenkomst"
    assert (await hall.record()).meeting.title == "Startbijeenkomst"


async def test_what_was_thanked_for_is_in_the_next_record(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)

    for choice in (1, 2, 3):
        await hall.says(who, POLL, choice=[choice])
        [current] = await hall.given(POLL)
        assert current.answer == {"choice": [choice]}


async def test_nothing_changed_means_the_same_record(hall: Hall) -> None:
    assert await hall.record() is await hall.record()


def count_readings(hall: Hall, then: Callable[[], Awaitable[object]]) -> list[str]:
    """Note every reading from now on, and let something happen while its result is under way."""
    readings: list[str] = []
    read = hall.store.read

    async def noted(work: Callable[[Connection], object]) -> object:
        readings.append("read")
        found = await read(work)
        await then()
        return found

    hall.store.read = noted  # type: ignore[method-assign,assignment]
    return readings


async def test_many_who_ask_at_once_share_one_reading(hall: Hall) -> None:
    await hall.joins()
    readings = count_readings(hall, then=partial(asyncio.sleep, 0))

    records = await asyncio.gather(*(hall.record() for _ in range(50)))

    assert readings == ["read"]
    assert all(record is records[0] for record in records)


async def test_while_answers_pour_in_nobody_reads_for_everybody_else(hall: Hall) -> None:
    """Each reading is outdated when it is there; whoever asked before it began has enough of it."""
    meeting = (await hall.record()).meeting
    await hall.joins()
    readings = count_readings(
        hall, then=lambda: hall.store.writer.run(meeting.id, lambda _: None, Stirs.HALL)
    )

    records = await asyncio.gather(*(hall.record() for _ in range(50)))

    assert readings == ["read"] * 2
    assert {len(record.participants) for record in records} == {1}
    assert {record.meeting.version for record in records} == {
        meeting.version + 1,
        meeting.version + 2,
    }


async def test_whoever_asks_in_the_turn_where_a_reading_ends_waits_for_the_next(hall: Hall) -> None:
    """Who looked for a seat goes on in the same turn as who read: else they go round for good."""
    read, waits = hall.store.read, asyncio.Event()
    gate = asyncio.get_running_loop().create_future()

    async def held(work: Callable[[Connection], object]) -> object:
        found = await read(work)
        waits.set()
        await gate
        return found

    async def comes_behind() -> Record:
        await gate
        return await hall.store.record_now(hall.code)

    hall.store.read = held  # type: ignore[method-assign,assignment]
    first = asyncio.ensure_future(hall.store.record_now(hall.code))
    await waits.wait()
    behind = asyncio.ensure_future(comes_behind())
    await asyncio.sleep(0)
    gate.set_result(None)

    assert {(await each).meeting.code for each in (first, behind)} == {hall.code}


async def test_whoever_hangs_up_while_reading_hurts_nobody_else(hall: Hall) -> None:
    await hall.joins()
    asking = [asyncio.ensure_future(hall.record()) for _ in range(3)]
    await asyncio.sleep(0)
    asking[0].cancel()

    patient = await asyncio.gather(*asking[1:])

    assert len(patient[0].participants) == 1


async def test_a_glance_never_waits_and_knows_what_the_hall_sees(hall: Hall) -> None:
    assert hall.store.glance(hall.code) is None
    who = await hall.joins()
    await hall.does("open", POLL)
    record = await hall.record()

    await hall.says(who, POLL, choice=[1])
    assert hall.store.glance(hall.code) is record  # the hall sees no results yet

    await hall.does("close", POLL)
    assert hall.store.glance(hall.code) is None
    assert await hall.record() is hall.store.glance(hall.code)


async def test_a_glance_notices_answers_that_everybody_sees(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", SCALE)
    await hall.record()

    await hall.says(who, SCALE, value=7)

    assert hall.store.glance(hall.code) is None


async def test_a_glance_gets_too_old(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    await hall.record()
    monkeypatch.setattr(reading, "GLANCES", 0.0)

    assert hall.store.glance(hall.code) is None


async def test_what_another_process_changes_is_noticed(
    hall: Hall, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store(database_url)) as abroad:
        before = await hall.record()
        await announce(abroad, await abroad.record(hall.code), ADMIN, "Koffie")
        assert await hall.record() is before  # not looked yet

        monkeypatch.setattr(reading, "LOOKS_ABROAD", 0.0)
        assert (await hall.record()).meeting.message == "Koffie"

        who = await Hall(abroad, hall.code).joins("Gemeente Proefstad")
        assert (await hall.person(who)).organisation == "Gemeente Proefstad"


async def test_a_token_gives_back_its_seat(hall: Hall, database_url: str) -> None:
    joined = await join(hall.store, Introduction(hall.code))
    seat = Seat(hall.code, joined.pseudonym, joined.participant_id)

    assert await hall.store.seat(digest(joined.token)) == seat
    assert await hall.store.seat(digest("made up")) is None
    with closing(Store(database_url)) as after_restart:
        assert await after_restart.seat(digest(joined.token)) == seat


async def test_a_meeting_laid_anew_is_read_anew_and_keeps_its_people(hall: Hall) -> None:
    who = await hall.joins()
    await hall.sits(who, 2)
    old = (await hall.record()).items

    await planning.replace(hall.store, ADMIN, agenda(titel="Andere avond", nummer="4"), hall.code)

    record = await hall.record()
    assert (record.meeting.title, record.meeting.number) == ("Andere avond", 4)
    assert [i.item for i in record.items] == [i.item for i in old]
    assert record.participants[who].table == 2
    await hall.does("open", QUESTION)
    given = await hall.says(who, QUESTION, text="Koffie")
    assert given.reference == "B4.3-001"
    assert (await hall.record()).contributions[0].reference == "B4.3-001"
