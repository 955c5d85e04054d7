"""A hall with so many chairs: who comes when they are taken, and who may come all the same."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing

import pytest

from sessions.actions.arriving import Correction, correct, digest
from sessions.actions.planning import ADMIN, load
from sessions.actions.returning import come_back, show_code
from sessions.actions.running import end, make_room
from sessions.errors import Refusal
from sessions.people import Role
from sessions.storage.store import Store
from tests.sessions.storage.hall import QUESTION, Hall, agenda, open_hall, refusal

PLACES = 5


@pytest.fixture
async def full(hall: Hall) -> Hall:
    """Another meeting in the same house, all places taken."""
    code = await load(hall.store, ADMIN, agenda(nummer=f"2\n  plaatsen: {PLACES}"))
    there = Hall(hall.store, code)
    for _ in range(PLACES):
        await there.joins("Gemeente Proefstad")
    return there


async def tries(hall: Hall) -> str:
    """Somebody who comes in, or reads that it is full."""
    try:
        return await hall.joins()
    except Refusal as refused:
        return refused.key


async def test_who_comes_when_all_places_are_taken_reads_so(full: Hall) -> None:
    assert await refusal(full.joins()) == "meeting.full"
    record = await full.record()
    assert (record.places_taken, record.is_full) == (PLACES, True)


async def test_a_meeting_without_a_limit_is_never_full(hall: Hall) -> None:
    await asyncio.gather(*(hall.joins() for _ in range(20)))

    assert not (await hall.record()).is_full
    assert await refusal(make_room(hall.store, await hall.record(), ADMIN)) == "meeting.no_limit"


async def test_of_many_who_come_at_once_as_many_get_in_as_fit(hall: Hall) -> None:
    code = await load(hall.store, ADMIN, agenda(nummer=f"2\n  plaatsen: {PLACES}"))
    came = await asyncio.gather(*(tries(Hall(hall.store, code)) for _ in range(20)))

    assert sorted(came) == [f"D00{n}" for n in range(1, 6)] + ["meeting.full"] * 15


async def test_paper_cards_and_the_crew_take_no_place(full: Hall) -> None:
    await full.colleague(Role.FACILITATOR)
    await full.does("open", QUESTION)
    kept = await full.enters(QUESTION, text="De koffie op dinsdag.")

    assert kept.reference == "B2.3-001"
    assert (await full.record()).places_taken == PLACES


async def test_who_is_in_comes_back_on_another_phone(full: Hall) -> None:
    record = await full.record()
    code = await show_code(full.store, record, record.participants["D002"], "a token")
    joined = await come_back(full.store, record, code)

    assert joined.pseudonym == "D002"
    assert await full.store.seat(digest(joined.token))


async def test_who_is_in_by_an_address_may_knock_again(hall: Hall) -> None:
    code = await load(hall.store, ADMIN, agenda(nummer="2\n  plaatsen: 1"))
    chat = Hall(hall.store, code)
    first = await chat.joins(origin="telegram", address="telegram:1")

    assert await chat.joins(origin="telegram", address="telegram:1") == first
    assert await tries(Hall(hall.store, code)) == "meeting.full"


async def test_who_left_leaves_a_place_and_may_still_return(full: Hall) -> None:
    anna = await full.person("D001")
    await correct(full.store, await full.record(), anna, Correction(left=True))
    assert await full.joins() == "D006"

    await correct(full.store, await full.record(), anna, Correction(left=False))
    assert (await full.record()).places_taken == PLACES + 1
    assert await refusal(full.joins()) == "meeting.full"


async def test_the_facilitator_makes_ten_places_and_takes_that_back(full: Hall) -> None:
    await make_room(full.store, await full.record(), ADMIN, "key")
    await make_room(full.store, await full.record(), ADMIN, "key")
    assert (await full.record()).meeting.places == PLACES + 10
    assert await full.joins() == "D006"

    assert await full.undoes() == ("places", None)
    record = await full.record()
    assert (record.meeting.places, record.places_taken) == (PLACES, PLACES + 1)
    assert await refusal(full.joins()) == "meeting.full"


async def test_after_the_end_no_room_is_made(full: Hall) -> None:
    await end(full.store, await full.record(), ADMIN)

    assert await refusal(make_room(full.store, await full.record(), ADMIN)) == "meeting.closed"


@pytest.fixture
async def halls(postgresql_url: str) -> AsyncIterator[tuple[Hall, Hall]]:
    async with open_hall(postgresql_url) as here:
        code = await load(here.store, ADMIN, agenda(nummer=f"2\n  plaatsen: {PLACES}"))
        with closing(Store(postgresql_url)) as abroad:
            yield Hall(here.store, code), Hall(abroad, code)


async def test_two_processes_do_not_give_the_last_place_twice(halls: tuple[Hall, Hall]) -> None:
    came = await asyncio.gather(*(tries(hall) for _ in range(10) for hall in halls))

    assert sorted(came) == [f"D00{n}" for n in range(1, 6)] + ["meeting.full"] * 15


async def test_of_two_who_make_room_at_once_the_later_looks_first(full: Hall) -> None:
    seen = await full.record()
    await make_room(full.store, seen, ADMIN, "bea")

    assert await refusal(make_room(full.store, seen, ADMIN, "kees")) == "meeting.moved_on"
    assert (await full.record()).meeting.places == PLACES + 10
