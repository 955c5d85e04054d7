"""What goes wrong between Telegram and us: nothing is lost, and nothing counted twice."""

import asyncio
from collections import Counter
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.rehearsal.chat import Chat
from tests.serving import PATIENCE
from tests.telegram.evenings import KEPT, Evening, evening, shows

pytestmark = pytest.mark.slow

GUESTS = 8

FAULTS: dict[str, list[dict[str, Any]]] = {
    "a line cut before the work": [
        {"method": m, "drop": "before", "times": None, "probability": 0.25}
        for m in ("getUpdates", "answerCallbackQuery", "editMessageText")
    ],
    "a line cut after the work": [
        {"method": m, "drop": "after", "times": None, "probability": 0.25}
        for m in ("getUpdates", "answerCallbackQuery", "editMessageText", "sendMessage")
    ],
    "told to slow down": [
        {"method": m, "retry_after": 1, "times": 9, "probability": 0.5}
        for m in ("sendMessage", "editMessageText", "getUpdates")
    ],
    "a server that stumbles": [
        {"method": "", "status": 502, "description": "Bad Gateway", "times": 30, "probability": 0.3}
    ],
    "slow answers": [{"method": "", "delay": 0.3, "times": 60, "probability": 0.4}],
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
async def test_everybody_is_counted_once_whatever_goes_wrong(what: str, tmp_path: Path) -> None:
    async with evening(tmp_path, limits=False) as night:
        guests = await night.guests(GUESTS)
        await night.opens(1, *guests)
        for rule in FAULTS[what]:
            await night.outside.fault(**rule)

        keys = await asyncio.gather(*(taps_and_types(guest) for guest in guests))

        assert await recorded(night, 2 * GUESTS) == Counter(k for pair in keys for k in pair)


async def taps_and_types(guest: Chat) -> list[str]:
    """Choose by a tap, and think better of it by typing; the updates come in twice."""
    tapped = await guest.press(data="pick:1:1:2", twice=True)
    typed = await guest.type("3", twice=True)
    return [f"telegram:{guest.number}:{update}" for update in (tapped, typed)]


async def recorded(night: Evening, how_many: int) -> Counter[str]:
    """The keys in the record, once so many are there."""
    until = monotonic() + PATIENCE
    while len(keys := night.keys()) < how_many and monotonic() < until:  # noqa: ASYNC110 -- a record has no bell
        await asyncio.sleep(0.25)
    return keys


async def test_a_thank_you_whose_line_was_cut_is_not_said_twice(tmp_path: Path) -> None:
    async with evening(tmp_path, limits=False) as night:
        anna = await night.guest(7001)
        await night.opens(2, anna)
        await night.outside.fault("sendMessage", drop="after", times=1)

        await anna.type("Het buurthuis")
        await anna.until(lambda: shows(anna, "Opgeslagen als B1.2-001"), "the thank-you")
        await anna.type("De bus")
        await anna.until(lambda: shows(anna, "Opgeslagen als B1.2-002"), "the next one")

        said = [m["text"] for m in anna.newest if "Opgeslagen als B1.2-001" in m["text"]]
        assert len(said) == 1


async def test_while_telegram_is_away_everything_waits_and_nothing_gets_lost(
    tmp_path: Path,
) -> None:
    async with evening(tmp_path, limits=False) as night:
        guests = await night.guests(4)
        await night.outside.fault(status=503, description="Service Unavailable")
        night.hall.facilitator.does("items/2/open")
        for guest in guests:
            await guest.type(f"Antwoord van {guest.number}")
        await asyncio.sleep(2)
        assert not any(shows(guest, "Wat werkt nu al goed?") for guest in guests)
        await night.outside.no_faults()

        for guest in guests:  # typed before the question came: kept, or held for one tap
            await guest.until(lambda c=guest: has_place(c), "a place for what was typed")  # type: ignore[misc]

        kept = [c["answer"]["text"] for c in night.hall.record()["contributions"]]
        held = [g for g in guests if not shows(g, "Opgeslagen als")]
        assert len(kept) + len(held) == len(guests)


def has_place(chat: Chat) -> bool | None:
    held = any(data.startswith("question:") for data in chat.buttons())
    return held or bool(shows(chat, "Opgeslagen als")) or None


async def test_after_a_silence_the_open_question_is_asked_once_more(tmp_path: Path) -> None:
    """Telegram forgets a tap after 150 s; people hear that theirs did not arrive."""
    database = tmp_path / "samenspel.db"
    async with evening(tmp_path, limits=False) as night:
        anna = await night.guest(7001)
        await night.opens(1, anna)
        mark = await anna.mark()
        await fall_silent(night, database, minutes=10)

        again = await anna.reaction(mark, "Wij waren even niet bereikbaar.")

        assert "Wat eerst?" in again["text"]
        assert [b["data"] for b in again["buttons"]] == [f"pick:1:1:{n}" for n in (1, 2, 3)]


async def fall_silent(night: Evening, database: Path, *, minutes: int) -> None:
    """As if the last word from Telegram came in so long ago; then somebody passes by.

    Each poll moves it once more, and somebody who writes ends the one that is under way.
    """
    from datetime import UTC, datetime, timedelta

    import pysqlite3  # type: ignore[import-untyped]

    then = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat(timespec="microseconds")
    passer = await night.outside.person("Voorbijganger", id=7999, language_code="nl")
    until = monotonic() + PATIENCE
    while monotonic() < until:
        with pysqlite3.connect(database, timeout=5) as connection:
            connection.execute("UPDATE leases SET seen_at = ?", (then,))
        await passer.starts()
        await asyncio.sleep(0.6)
        with pysqlite3.connect(database, timeout=5) as connection:
            if connection.execute("SELECT count(*) FROM outbox WHERE lane = 1").fetchone()[0] > 1:
                return


async def test_another_poller_with_the_same_token_loses_nothing(tmp_path: Path) -> None:
    async with evening(tmp_path, limits=False) as night:
        anna = await night.guest(7001)
        await night.opens(2, anna)
        async with ClientSession(night.api.base) as thief:
            for _ in range(3):
                await thief.get(f"/bot{night.api.token}/getUpdates", params={"timeout": "0"})
                await anna.type("Het buurthuis")

        assert sum((await recorded(night, 3)).values()) == 3


async def test_a_webhook_brings_everything_in_order_and_once(tmp_path: Path) -> None:
    async with evening(tmp_path, limits=False, telegram_webhook=True) as night:
        anna = await night.guest(7001)
        await night.opens(2, anna)
        for word in ("een", "twee", "drie"):
            await anna.type(word, twice=True)
        await anna.until(lambda: shows(anna, "B1.2-003"), "three thank-yous")

        given = [c["answer"]["text"] for c in night.hall.record()["contributions"]]
        said = [found[1] for m in anna.newest[::-1] if (found := KEPT.search(m["text"]))]

        assert given == ["een", "twee", "drie"]
        assert said == ["B1.2-001", "B1.2-002", "B1.2-003"]
        [set_up] = await night.calls("setWebhook")
        assert set_up["parameters"]["url"].endswith("/telegram/updates")
