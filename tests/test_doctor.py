"""`samenspel doctor`: what it finds, and that it finds it in a moment."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.commands.doctor import Check, examine
from bot.rehearsal.botapi.pretend import Pretend, pretend
from bot.rehearsal.botapi.process import BotApi, running_botapi
from bot.settings import Settings
from sessions.storage.migrating import migrate

HEALTHY = [
    "De database is bij.",
    "Mail staat uit: er is geen SAMENSPEL_SMTP.",
    "Het token is van @samenspel_bot.",
    "De klok loopt gelijk met die van Telegram.",
    "De bot leest mee in groepen. Dat is niet nodig: zie /setprivacy bij @BotFather.",
    "Berichten worden opgehaald; er staat geen webhook in de weg.",
    "Geen ander proces haalt berichten op met dit token.",
]


@pytest.fixture
async def botapi(tmp_path: Path) -> AsyncIterator[BotApi]:
    async with running_botapi(tmp_path) as running:
        yield running


@pytest.fixture
async def outside(botapi: BotApi) -> AsyncIterator[Pretend]:
    async with pretend(botapi.control) as fresh:
        yield fresh


def house(sqlite_url: str, botapi: BotApi, **other: Any) -> Settings:
    known: dict[str, Any] = {
        "database": sqlite_url,
        "telegram_token": botapi.token,
        "telegram_api": botapi.base,
    }
    return Settings(**{**known, **other})


async def found(settings: Settings) -> list[Check]:
    return [finding async for finding in examine(settings)]


async def test_a_healthy_house_hears_what_is_fine(sqlite_url: str, botapi: BotApi) -> None:
    migrate(sqlite_url)

    findings = await found(house(sqlite_url, botapi))

    assert findings == [Check(True, sentence) for sentence in HEALTHY]


async def test_a_house_without_telegram_or_tables_hears_so(sqlite_url: str) -> None:
    sick = [f.sentence for f in await found(Settings(database=sqlite_url)) if not f.fine]

    assert len(sick) == 1
    assert sick[0].startswith("De database ")


async def test_a_wrong_token_is_told(sqlite_url: str, botapi: BotApi) -> None:
    migrate(sqlite_url)

    findings = await found(house(sqlite_url, botapi, telegram_token="2:OTHER"))

    assert findings[-1] == Check(False, "Telegram kent dit token niet: Unauthorized.")


async def test_a_webhook_that_was_left_is_told(sqlite_url: str, botapi: BotApi) -> None:
    migrate(sqlite_url)
    async with ClientSession(botapi.base) as session:
        address = "https://elders.example/haak"
        await session.post(f"/bot{botapi.token}/setWebhook", json={"url": address})

    findings = await found(house(sqlite_url, botapi))

    assert [f.sentence for f in findings if not f.fine] == [
        f"Er staat nog een webhook: {address}. Bij het starten gaat hij weg."
    ]


async def test_a_telegram_that_is_away_is_told(sqlite_url: str, botapi: BotApi) -> None:
    migrate(sqlite_url)
    settings = house(sqlite_url, botapi, telegram_api="http://127.0.0.1:9")

    findings = await found(settings)

    assert [f.sentence for f in findings if not f.fine] == [
        "Telegram is niet te bereiken (ClientConnectorError)."
    ]


async def test_another_poller_is_told(sqlite_url: str, botapi: BotApi, outside: Pretend) -> None:
    migrate(sqlite_url)
    await outside.fault("getUpdates", status=409, description="Conflict: terminated by other")

    findings = await found(house(sqlite_url, botapi))

    assert [f.sentence for f in findings if not f.fine] == [
        "Een ander proces haalt berichten op met hetzelfde token."
    ]


async def test_a_theme_that_is_hard_to_read_is_found(tmp_path: Path, sqlite_url: str) -> None:
    migrate(sqlite_url)
    theme = tmp_path / "thema.css"
    theme.write_text(":root { --utrecht-document-color: #9a9a9a }", encoding="utf-8")

    found = [f async for f in examine(Settings(database=sqlite_url, theme=str(theme)))]

    assert (
        Check(
            False,
            "Het contrast van tekst op het papier (#9a9a9a op #ffffff) is 2,8; WCAG AA vraagt 4,5.",
        )
        in found
    )
    theme.write_text(":root { --utrecht-link-color: #00594f }", encoding="utf-8")
    found = [f async for f in examine(Settings(database=sqlite_url, theme=str(theme)))]
    assert "In het donker is de kleur van links #00b8a3; #00594f haalt daar contrast 2,1." in [
        f.sentence for f in found if f.fine
    ]
    theme.write_text("body { color: red }", encoding="utf-8")
    [_, refused, *_] = [f async for f in examine(Settings(database=sqlite_url, theme=str(theme)))]
    assert not refused.fine
    assert refused.sentence.startswith("thema.css, regel 1: “color” kan niet.")
