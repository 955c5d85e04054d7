"""What curators make of entries is kept version by version, with who did it and when."""

import asyncio
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sessions.actions import curating
from sessions.errors import Clash, Forbidden, Unknown
from sessions.people import Role, Staff
from sessions.storage.entry_versions import (
    DRAFT,
    EDIT,
    LIVE,
    NEW,
    TRYING,
    EntryChange,
    find_versions,
)
from sessions.storage.gaps import add_gap, find_gaps
from sessions.storage.store import Store
from tests.sessions.storage.hall import Hall, open_hall

NOW = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)
CARLA = Staff(7, "Carla", Role.CURATOR)
MADE = ("0123456789abcdef", "core", {"precision": 1.0})


async def gap_in(hall: Hall) -> int:
    await hall.store.writer.run(None, lambda c: add_gap(c, "wat is een buurtpunt", "abstain", NOW))
    return (await curating.waiting_gaps(hall.store))[0].id


async def changed(hall: Hall, text: str, *gaps: int, replaces: int | None = None) -> int:
    wanted = EntryChange("dorpshuis", text, NEW, text.title(), gaps, replaces)
    await curating.change(hall.store, CARLA, wanted)
    return (await curating.versions_in(hall.store, TRYING))[-1].id


async def live(hall: Hall) -> list[str]:
    return [version.text for version in await curating.changed_entries(hall.store)]


async def published(hall: Hall, number: int) -> bool:
    (version,) = [v for v in await curating.versions_in(hall.store, TRYING) if v.id == number]
    seen = {v.id for v in await curating.changed_entries(hall.store)}
    return await curating.publish(hall.store, version, seen, MADE)


async def test_a_change_is_live_once_it_was_tried_and_taken_back_gives_the_one_before(
    hall: Hall,
) -> None:
    gap = await gap_in(hall)
    first = await changed(hall, "first")
    assert await live(hall) == []

    assert await published(hall, first)
    second = await changed(hall, "second", gap)
    assert await published(hall, second)

    assert await live(hall) == ["second"]
    assert await hall.store.read(lambda c: find_gaps(c, "waiting")) == []
    with pytest.raises(Unknown):
        await curating.undo(hall.store, CARLA, first)

    await curating.undo(hall.store, CARLA, second)

    assert await live(hall) == ["first"]
    assert [each.id for each in await curating.waiting_gaps(hall.store)] == [gap]
    assert await curating.calibration_of(hall.store, *MADE[:2]) == MADE[2]


async def test_a_question_is_dealt_with_once(hall: Hall) -> None:
    gap = await gap_in(hall)
    await changed(hall, "first", gap)

    with pytest.raises(Unknown):
        await changed(hall, "second", gap)

    assert len(await curating.versions_in(hall.store, TRYING)) == 1


async def test_of_two_who_change_one_entry_at_once_the_later_is_told_and_the_first_stays(
    database_url: str,
) -> None:
    async with open_hall(database_url) as hall:
        with closing(Store(database_url)) as store:
            await of_two(hall, Hall(store, hall.code))


async def of_two(hall: Hall, beside: Hall) -> None:
    wanted = [EntryChange("dorpshuis", text, NEW, text, over="") for text in ("een", "twee")]

    told = await asyncio.gather(
        *(curating.change(each.store, CARLA, change)
          for each, change in zip((hall, beside), wanted, strict=True)),
        return_exceptions=True,
    )  # fmt: skip

    assert sorted(getattr(each, "key", "") for each in told) == [
        "", "knowledge.changed_meanwhile"
    ]  # fmt: skip
    (kept,) = await curating.versions_in(hall.store, TRYING)
    assert await published(hall, kept.id)
    late = EntryChange("dorpshuis", "drie", EDIT, "drie", over="")
    with pytest.raises(Clash):
        await curating.change(beside.store, CARLA, late)
    await curating.change(beside.store, CARLA, replace(late, over=kept.text))


async def test_what_was_tried_beside_something_else_is_tried_again(hall: Hall) -> None:
    number = await changed(hall, "first")
    (version,) = await curating.versions_in(hall.store, TRYING)

    assert not await curating.publish(hall.store, version, {number + 1}, MADE)
    assert await live(hall) == []

    await curating.undo(hall.store, CARLA, number)

    assert not await curating.publish(hall.store, version, set(), MADE)
    assert await live(hall) == []


async def test_a_draft_that_is_rewritten_makes_way_and_its_questions_go_along(hall: Hall) -> None:
    gap = await gap_in(hall)
    number = await changed(hall, "first", gap)
    (version,) = await curating.versions_in(hall.store, TRYING)
    why = {"sentences": [["knowledge.not_tried", {}]]}
    await curating.keep_draft(hall.store, version, why)
    (draft,) = await curating.versions_in(hall.store, DRAFT)

    await changed(hall, "second", replaces=draft.id)

    assert (draft.id, draft.why) == (number, why)
    found = await hall.store.read(lambda c: find_versions(c, {TRYING, DRAFT, LIVE}))
    assert [(v.text, v.gaps, v.state) for v in found] == [("second", (gap,), TRYING)]
    assert await curating.waiting_gaps(hall.store) == []


async def test_everything_is_logged_with_who_and_when(hall: Hall) -> None:
    gap = await gap_in(hall)
    before = datetime.now(UTC)
    await curating.drop(hall.store, CARLA, [gap])
    await curating.put_back(hall.store, CARLA, [gap])
    number = await changed(hall, "first", gap)
    await published(hall, number)
    await curating.undo(hall.store, CARLA, number)

    lines = await curating.log_of(hall.store)

    assert [(line.role, line.verb, line.subject, line.entry) for line in reversed(lines)] == [
        ("curator", "drop", "wat is een buurtpunt", ""),
        ("curator", "back", "wat is een buurtpunt", ""),
        ("curator", "new", "First", "dorpshuis"),
        ("", "live", "First", "dorpshuis"),
        ("curator", "undo", "First", "dorpshuis"),
    ]
    assert all(before <= line.at <= datetime.now(UTC) for line in lines)


async def test_only_who_looks_after_the_base_changes_it(hall: Hall) -> None:
    gap = await gap_in(hall)
    other = Staff(8, "Farid", Role.FACILITATOR)

    for refused in (
        curating.drop(hall.store, other, [gap]),
        curating.change(hall.store, other, EntryChange("dorpshuis", "x", NEW, "x")),
        curating.undo(hall.store, other, 1),
    ):
        with pytest.raises(Forbidden):
            await refused

    assert await curating.log_of(hall.store) == []
