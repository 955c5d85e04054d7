"""Changes are tried one by one, each beside what is live by then."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest

from bot.knowing import Knowledge
from bot.trying import Trials
from knowledge_base.overlaying import shipped_texts, with_phrasing
from sessions.actions import curating
from sessions.people import Role, Staff
from sessions.storage.entry_versions import DRAFT, PHRASING, TRYING, EntryChange, EntryVersion
from sessions.storage.store import Store
from tests.engines import furnish

CARLA = Staff(7, "Carla", Role.CURATOR)
LONGEST = 400
QUESTION = "Hoe werkt het pijlenspel?"


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    furnish(sqlite_url)
    store = Store(sqlite_url)
    yield store
    store.close()


async def attached(store: Store, name: str, line: str = QUESTION) -> EntryVersion:
    text = with_phrasing(name, shipped_texts()[name], line)
    await curating.change(store, CARLA, EntryChange(name, text, PHRASING, line))
    return (await curating.versions_in(store, TRYING))[-1]


async def runs_until(trials: Trials, done: Callable[[], Awaitable[bool]]) -> None:
    running = asyncio.create_task(trials.run())
    try:
        async with asyncio.timeout(LONGEST):
            while not await done():  # noqa: ASYNC110 -- what is awaited is in the database
                await asyncio.sleep(0.1)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def drafts_after_trying(store: Store) -> list[tuple[str, str]]:
    """The drafts by entry, with the key of what keeps them from going live."""

    async def nothing_waits() -> bool:
        return not await curating.versions_in(store, TRYING)

    await runs_until(Trials(Knowledge(), store), nothing_waits)
    drafts = await curating.versions_in(store, DRAFT)
    return [(draft.name, draft.why["sentences"][0][0]) for draft in drafts]


async def test_a_machine_on_which_nothing_can_be_tried_keeps_a_draft(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    await attached(store, "boce-drietrapsraket")

    assert await drafts_after_trying(store) == [("boce-drietrapsraket", "knowledge.not_tried")]
    assert await curating.changed_entries(store) == []


async def test_a_change_that_came_too_late_says_what_is_in_its_way(store: Store) -> None:
    live = await attached(store, "boce-drietrapsraket")
    assert await curating.publish(store, live, set(), ("abc", "core", {}))
    await attached(store, "ijktabel")

    assert await drafts_after_trying(store) == [("ijktabel", "knowledge.mistake")]
    assert [version.name for version in await curating.changed_entries(store)] == [live.name]


@pytest.mark.slow
async def test_what_is_live_without_a_calibration_gets_one(store: Store) -> None:
    live = await attached(store, "boce-drietrapsraket")
    assert await curating.publish(store, live, set(), ("another", "core", {}))
    knowledge = Knowledge()
    await knowledge.reload(store)
    assert not knowledge.is_calibrated

    async def calibrated() -> bool:
        return knowledge.is_calibrated

    await runs_until(Trials(knowledge, store), calibrated)

    assert knowledge.find(QUESTION).entry == next(
        entry for entry in knowledge.entries if entry.id == "boce-drietrapsraket"
    )
