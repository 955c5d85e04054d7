"""Of several houses with one bot one talks; the next takes over when that one is gone."""

from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pysqlite3  # type: ignore[import-untyped]
import pytest

from bot.rehearsal.botapi.pretend import pretend
from bot.rehearsal.botapi.process import running_botapi
from sessions.storage.migrating import migrate
from tests.serving import hall_with, open_house
from tests.telegram.evenings import AGENDA, Evening, at_work, evening, shows


async def test_a_house_that_was_killed_goes_on_at_once(tmp_path: Path) -> None:
    """What it held when it was killed is its own again: nobody waits for its turn to end."""
    database = tmp_path / "samenspel.db"
    migrate(f"sqlite:///{database}")
    expires = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="microseconds")
    with pysqlite3.connect(database) as connection:
        connection.execute("INSERT INTO leases VALUES ('telegram', 'alone', ?, NULL)", (expires,))

    async with evening(tmp_path, limits=False) as night:
        anna = await night.guest(7001)
        await night.opens(2, anna)
        await anna.type("Het buurthuis")
        await anna.until(lambda: shows(anna, "B1.2-001"), "the thank-you")


@pytest.mark.slow
async def test_two_houses_say_everything_once_and_the_second_takes_over(
    tmp_path: Path, postgresql_url: str
) -> None:
    migrate(postgresql_url)
    async with running_botapi(tmp_path) as api, pretend(api.control) as outside:
        await outside.limits(on=False)
        bot = {
            "database": postgresql_url, "telegram_token": api.token, "telegram_api": api.base
        }  # fmt: skip
        with ExitStack() as first, ExitStack() as second:
            first.enter_context(open_house(tmp_path, **bot))
            await at_work(outside, 1)
            base = second.enter_context(open_house(tmp_path, **bot))
            await at_work(outside, 2)
            hall = second.enter_context(hall_with(base, AGENDA))
            night = Evening(api, outside, hall)
            anna, bert = await night.guest(7001), await night.guest(7002)
            await night.opens(2, anna, bert)
            for guest in (anna, bert):
                await guest.type("Het buurthuis")
            await anna.until(lambda: shows(anna, "B1.2-00"), "a thank-you")
            await bert.until(lambda: shows(bert, "B1.2-00"), "a thank-you")
            first.close()
            await anna.type("De bus")
            await anna.until(lambda: shows(anna, "B1.2-003"), "the thank-you of the other house")

            said = await night.calls("sendMessage")
            given = [c["answer"]["text"] for c in hall.record()["contributions"]]

    heard = Counter((m["parameters"]["chat_id"], m["parameters"]["text"]) for m in said)
    assert [m for m, times in heard.items() if times > 1] == []
    assert given == ["Het buurthuis", "Het buurthuis", "De bus"]
