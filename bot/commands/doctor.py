"""What may be wrong with this house, found in a second: database, theme, mail, Telegram."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from bot.settings import Settings
from sessions.errors import Refusal

OFFICIAL = "https://api.telegram.org"
WITHIN = 1.5
"""Seconds that Telegram gets for everything: a doctor that takes long is not asked."""

CLOCK_MAY_DIFFER = 60.0
"""Seconds; a page inside Telegram is believed for an hour, so that a minute is harmless."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and whether it is as it should be."""

    fine: bool
    sentence: str


async def examine(settings: Settings) -> AsyncIterator[Check]:
    """Look at everything, the nearest first."""
    yield _database(settings)
    for finding in _dress(settings):
        yield finding
    yield await _mail(settings)
    if not settings.telegram_token:
        yield Check(True, "Telegram staat uit: er is geen SAMENSPEL_TELEGRAM_TOKEN.")
        return
    try:
        async with asyncio.timeout(WITHIN):
            async for finding in _telegram(settings):
                yield finding
    except TimeoutError:
        yield Check(False, f"Telegram gaf binnen {WITHIN} seconden geen antwoord.")


def _database(settings: Settings) -> Check:
    from sessions.storage.engine import open_reading
    from sessions.storage.migrating import HEAD, version_of

    try:
        engine = open_reading(settings.database)
        found = version_of(engine)
        engine.dispose()
    except Refusal:
        return Check(False, "SAMENSPEL_DATABASE is geen adres van een database.")
    except Exception as error:  # noqa: BLE001 -- whatever keeps us out, the person hears of it
        return Check(False, f"De database kan niet worden gelezen ({type(error).__name__}).")
    if found != HEAD:
        return Check(False, f"De database is van versie {found or 'geen'}: samenspel migrate.")
    return Check(True, "De database is bij.")


def _dress(settings: Settings) -> Iterator[Check]:
    """The theme and the logo, and which pairs of colours are hard to read."""
    from bot.dress.dark import Dark
    from bot.dress.wardrobe import worn
    from bot.unusable import Unusable

    try:
        theme, logo = worn(settings)
    except Unusable as error:
        yield Check(False, error.message)
        return
    weak = list(theme.weak_pairs())
    for pair, found, least in weak:
        said = [f"{n:.1f}".replace(".", ",") for n in (found, least)]
        yield Check(False, f"Het contrast van {pair} is {said[0]}; WCAG AA vraagt {said[1]}.")
    if settings.theme and not weak:
        yield Check(True, "Het thema is goed te lezen.")
    for name, there, here, contrast in Dark(theme).changed():
        light = f"{contrast:.1f}".replace(".", ",")
        yield Check(
            True,
            f"In het donker is de kleur van {name} {there}; {here} haalt daar contrast {light}.",
        )
    if logo:
        yield Check(True, f"Het logo is van {logo.owner}.")


async def _mail(settings: Settings) -> Check:
    """Whether the mail server lets us in; no mail is sent for it."""
    from bot.mail.postage import read_postage
    from bot.unusable import Unusable

    try:
        postage = read_postage(settings)
    except Unusable as error:
        return Check(False, error.message)
    if postage is None:
        return Check(True, "Mail staat uit: er is geen SAMENSPEL_SMTP.")
    from bot.mail.line import trouble_with

    if trouble := await asyncio.to_thread(trouble_with, postage, WITHIN):
        return Check(False, trouble)
    return Check(True, f"Mail gaat via {postage.place}, als {postage.sender.addr_spec}.")


async def _telegram(settings: Settings) -> AsyncIterator[Check]:
    """Without aiogram: its import alone takes longer than all of this."""
    from aiohttp import ClientError, ClientSession

    base = settings.telegram_api or OFFICIAL
    async with ClientSession() as session:
        bot = Bot(session, f"{base.rstrip('/')}/bot{settings.telegram_token}")
        try:
            me = await bot.ask("getMe")
        except (ClientError, OSError) as error:
            yield Check(False, f"Telegram is niet te bereiken ({type(error).__name__}).")
            return
        if not me["ok"]:
            yield Check(False, f"Telegram kent dit token niet: {me.get('description', '')}.")
            return
        yield Check(True, f"Het token is van @{me['result']['username']}.")
        yield _clock(bot.away)
        yield _rights(me["result"])
        hook = (await bot.ask("getWebhookInfo"))["result"]
        yield _webhook(settings, hook)
        if not settings.telegram_webhook and not hook.get("url"):
            yield await _poller(settings, bot)


class Bot:
    """A bot, asked without any library; `away` is how far its clock is from ours."""

    def __init__(self, session: Any, address: str) -> None:
        self._session = session
        self._address = address
        self.away = 0.0

    async def ask(self, method: str, **asked: Any) -> Any:
        async with self._session.post(f"{self._address}/{method}", json=asked) as response:
            if date := response.headers.get("Date"):
                self.away = (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds()
            return await response.json(content_type=None)


def _clock(away: float) -> Check:
    if abs(away) > CLOCK_MAY_DIFFER:
        return Check(False, f"De klok loopt {abs(away):.0f} seconden af van die van Telegram.")
    return Check(True, "De klok loopt gelijk met die van Telegram.")


def _rights(me: dict[str, Any]) -> Check:
    """A bot for conversations of two needs nothing in groups."""
    if me.get("can_read_all_group_messages"):
        return Check(
            True, "De bot leest mee in groepen. Dat is niet nodig: zie /setprivacy bij @BotFather."
        )
    return Check(True, "De bot leest niet mee in groepen.")


def _webhook(settings: Settings, hook: dict[str, Any]) -> Check:
    url = hook.get("url", "")
    if not settings.telegram_webhook:
        if url:
            return Check(False, f"Er staat nog een webhook: {url}. Bij het starten gaat hij weg.")
        return Check(True, "Berichten worden opgehaald; er staat geen webhook in de weg.")
    wanted = settings.public_url.rstrip("/")
    if not wanted.startswith("https://"):
        return Check(False, "Voor een webhook moet SAMENSPEL_PUBLIC_URL met https:// beginnen.")
    if hook.get("last_error_message"):
        return Check(False, f"Telegram kon niets brengen: {hook['last_error_message']}.")
    if not url.startswith(wanted):
        return Check(True, "De webhook wordt gezet bij het starten.")
    return Check(True, f"Telegram brengt berichten naar {url}.")


async def _poller(settings: Settings, bot: Bot) -> Check:
    """Whether somebody else fetches with this token; asking lets go of no update.

    Not while this house fetches: Telegram would cut its line for ours.
    """
    if await asyncio.to_thread(_is_fetching, settings):
        return Check(True, "Dit huis haalt op dit moment berichten op.")
    if (await bot.ask("getUpdates", timeout=0, limit=1)).get("error_code") == 409:  # noqa: PLR2004 -- Conflict
        return Check(False, "Een ander proces haalt berichten op met hetzelfde token.")
    return Check(True, "Geen ander proces haalt berichten op met dit token.")


def _is_fetching(settings: Settings) -> bool:
    from sessions.storage.engine import open_reading
    from sessions.storage.leases import holds

    engine = open_reading(settings.database)
    try:
        with engine.connect() as connection:
            return holds(connection, "telegram", datetime.now(UTC))
    except Exception:  # noqa: BLE001 -- the database has its own finding
        return False
    finally:
        engine.dispose()
