"""What curators make of entries is kept version by version."""

from datetime import UTC, datetime

import pytest

from sessions.errors import Unknown
from sessions.storage.entry_versions import add_version, newest_versions, take_back
from sessions.storage.gaps import add_gap, find_gaps
from tests.sessions.storage.hall import Hall

NOW = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)


async def test_the_newest_counts_and_taking_it_back_gives_the_one_before(hall: Hall) -> None:
    run, read = hall.store.writer.run, hall.store.read
    await run(None, lambda c: add_gap(c, "wat is een buurtpunt", "abstain", NOW))
    gap = (await read(lambda c: find_gaps(c, "waiting")))[0].id

    await run(None, lambda c: add_version(c, "dorpshuis", "first", ("een", ()), NOW))
    await run(None, lambda c: add_version(c, "dorpshuis", "second", ("twee", (gap,)), NOW))
    (newest,) = await read(newest_versions)

    assert newest.text == "second"
    assert await read(lambda c: find_gaps(c, "waiting")) == []
    with pytest.raises(Unknown):
        await run(None, lambda c: take_back(c, newest.id - 1))

    await run(None, lambda c: take_back(c, newest.id))

    assert [version.text for version in await read(newest_versions)] == ["first"]
    assert [each.id for each in await read(lambda c: find_gaps(c, "waiting"))] == [gap]
