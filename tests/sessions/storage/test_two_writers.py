"""Beyond one process: two stores on one PostgreSQL, as two processes would have them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing, suppress
from dataclasses import replace
from threading import Barrier, BrokenBarrierError

import pytest

from sessions.actions import noting, running
from sessions.actions.envisioning import Making, change, open_dossier
from sessions.actions.planning import ADMIN
from sessions.actions.reviewing import (
    Saying,
    adopt,
    as_adopted,
    kept_copies,
    open_round,
    react,
    today,
)
from sessions.actions.running import add_on_the_spot, announce
from sessions.composing import add
from sessions.errors import Clash
from sessions.items import read_item
from sessions.record import NoteKind
from sessions.reviewing import Review
from sessions.storage import store as reading
from sessions.storage.store import Store
from sessions.vision import Vision
from sessions.vision_entries import Changes
from tests.sessions.storage.hall import POLL, QUESTION, SCALE, Hall, open_hall


@pytest.fixture
async def halls(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Hall, Hall]]:
    """The same evening through two stores, that look at what the other did all the time."""
    monkeypatch.setattr(reading, "LOOKS_ABROAD", 0.0)
    async with open_hall(postgresql_url) as here:
        with closing(Store(postgresql_url)) as abroad:
            yield here, Hall(abroad, here.code)


async def test_people_who_join_at_both_get_numbers_of_their_own(halls: tuple[Hall, Hall]) -> None:
    joined = await asyncio.gather(*(hall.joins() for _ in range(30) for hall in halls))

    assert sorted(joined) == [f"D{n:03d}" for n in range(1, 61)]


async def test_answers_at_both_are_numbered_without_clash(halls: tuple[Hall, Hall]) -> None:
    here, there = halls
    people = [await here.joins() for _ in range(40)]
    await here.does("open", QUESTION)

    given = await asyncio.gather(
        *(
            hall.says(who, QUESTION, f"{n}-{who}", text="Koffie")
            for n in range(3)
            for who, hall in zip(people, [here, there] * 20, strict=True)
        )
    )

    assert {each.reference for each in given} == {f"B1.3-{n:03d}" for n in range(1, 121)}
    assert {each.revision for each in given} == {1}


async def test_the_same_key_at_both_is_kept_once(halls: tuple[Hall, Hall]) -> None:
    here, there = halls
    who = await here.joins()
    await here.does("open", POLL)

    one, other = await asyncio.gather(
        here.says(who, POLL, "key", choice=[1]), there.says(who, POLL, "key", choice=[1])
    )

    assert one == other
    assert await there.rows() == [("B1.2-001", 1, "key")]


async def test_each_sees_what_the_other_keeps_while_both_are_busy(
    halls: tuple[Hall, Hall], postgresql_url: str
) -> None:
    """Rows become visible in the order of their numbers, so that reading on misses none."""
    here, there = halls
    people = [await here.joins() for _ in range(10)]
    await here.does("open", SCALE)
    done = asyncio.Event()

    async def watch(hall: Hall) -> None:
        while not done.is_set():
            await hall.record()

    async def phone(who: str, hall: Hall) -> None:
        for value in range(1, 11):
            await hall.says(who, SCALE, value=value)
            await hall.enters(SCALE, value=value)

    watching = [asyncio.ensure_future(watch(hall)) for hall in halls]
    await asyncio.gather(*map(phone, people, [here, there] * 5))
    done.set()
    await asyncio.gather(*watching)

    records = [await hall.record() for hall in halls]
    with closing(Store(postgresql_url)) as anew:
        assert records[0] == records[1] == await anew.record(here.code)
    assert len(records[0].contributions) == 200


async def test_running_and_answering_at_both_lock_nobody_out(halls: tuple[Hall, Hall]) -> None:
    here, there = halls
    people = [await here.joins() for _ in range(8)]
    await here.does("open", QUESTION)
    item = read_item.validate_python({"kind": "notice", "title": "Pauze"})

    async def talk(hall: Hall, n: int) -> None:
        record = await hall.record()
        await announce(hall.store, record, hall.facilitator, f"Nog {n} minuten")
        await noting.note(
            hall.store, record, hall.facilitator, noting.Remark(NoteKind.NOTE, "Gezegd")
        )
        await add_on_the_spot(hall.store, record, hall.facilitator, item)

    await asyncio.gather(
        *(talk(hall, n) for hall in halls for n in range(8)),
        *(hall.says(who, QUESTION, text="Koffie") for hall in halls for who in people * 4),
    )

    record = await there.record()
    assert [i.number for i in record.items] == list(range(1, 8 + 16))
    assert [n.reference for n in record.notes] == [f"B1.notitie-{n:02d}" for n in range(1, 17)]
    assert len(record.contributions) == 64


async def test_two_facilitators_at_once_open_one_item(halls: tuple[Hall, Hall]) -> None:
    here, there = halls

    done = await asyncio.gather(
        here.does("open", POLL), there.does("open", QUESTION), return_exceptions=True
    )

    assert sorted(map(type, done), key=str) == sorted([type(None), Clash], key=str)
    assert sum(i.is_open for i in (await here.record()).items) == 1


async def test_what_is_decided_about_the_vision_at_both_is_numbered_without_clash(
    halls: tuple[Hall, Hall],
) -> None:
    programme = (await halls[0].record()).programme.id
    both_are_deciding = Barrier(2)

    def decides(vision: Vision) -> Changes:
        with suppress(BrokenBarrierError):  # they never are: one waits for the other
            both_are_deciding.wait(timeout=2)
        return add("source", {"title": "Woonzorganalyse"})(vision)

    subjects = await asyncio.gather(
        *(
            change(hall.store, ADMIN, programme, Making("bron", decides, f"{hall is halls[0]}"))
            for hall in halls
        )
    )

    assert sorted(subjects) == [("source/R1",), ("source/R2",)]
    seen = (await open_dossier(halls[1].store, programme)).vision
    assert [act.number for act in seen.acts] == [1, 2]


async def test_of_two_who_adopt_at_once_one_is_told_and_the_files_are_kept_once(
    halls: tuple[Hall, Hall],
) -> None:
    here, there = halls
    await running.end(here.store, await here.record(), ADMIN)
    ready = as_adopted(await here.record(), ADMIN)

    told = await asyncio.gather(
        *(adopt(hall.store, ready, ADMIN, {("public", "md"): b"Verslag"}) for hall in halls),
        return_exceptions=True,
    )

    assert sorted(getattr(each, "key", "") for each in told) == ["", "review.final"]
    assert await kept_copies(there.store, await there.record()) == {("public", "md"): b"Verslag"}


async def test_a_reaction_that_arrives_while_minutes_are_adopted_is_heard_or_refused(
    halls: tuple[Hall, Hall],
) -> None:
    here, there = halls
    anna = await here.joins()
    await running.end(here.store, await here.record(), ADMIN)
    await open_round(here.store, await here.record(), ADMIN, today())
    seen = await here.record()
    ready = as_adopted(replace(seen, review=Review()), ADMIN)
    said = Saying(0, "Er was ook koffie", "een")

    told = await asyncio.gather(
        adopt(here.store, ready, ADMIN, {}),
        react(there.store, seen, seen.participants[anna], said),
        return_exceptions=True,
    )

    review = (await there.record()).review
    assert (told[0].key, told[1]) == ("review.still_open", 1)  # type: ignore[union-attr]
    assert (review.adopted, [r.text for r in review.reactions]) == (None, [said.text])
