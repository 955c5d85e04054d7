"""Who holds which phone: with a browser, with Telegram, or every other one."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from aiohttp import ClientSession

from bot.rehearsal.botapi.pretend import Pretend, pretend
from bot.rehearsal.botapi.process import BotApi, running_botapi
from bot.rehearsal.characters import person
from bot.rehearsal.chat import Chat
from bot.rehearsal.hall import Phone
from bot.rehearsal.line import Line
from bot.rehearsal.messenger_phone import FIRST_NUMBER, ChatLine, MessengerPhone
from bot.rehearsal.phone import BrowserPhone
from bot.rehearsal.script import Script
from bot.rehearsal.timings import Ledger
from bot.unusable import Unusable


class Wanted(Protocol):
    """How many phones, and over what."""

    @property
    def phones(self) -> int:
        """How many."""
        ...

    @property
    def over(self) -> str:
        """`web`, `telegram` or `both`."""
        ...


@dataclass(frozen=True, slots=True)
class MessengerStandIn:
    """The stand-in for Telegram, and what the server must know of it."""

    api: BotApi
    outside: Pretend

    @property
    def settings(self) -> Mapping[str, str]:
        return {"SAMENSPEL_TELEGRAM_TOKEN": self.api.token, "SAMENSPEL_TELEGRAM_API": self.api.base}


@dataclass(frozen=True, slots=True)
class Cast:
    """What every phone needs to come to one meeting."""

    script: Script
    code: str
    ledger: Ledger
    session: ClientSession
    messenger: MessengerStandIn | None


@asynccontextmanager
async def messenger_for(over: str, folder: Path) -> AsyncIterator[MessengerStandIn | None]:
    """The stand-in, where phones use it; refused where its extra is not installed."""
    if over == "web":
        yield None
        return
    if find_spec("telegram") is None:
        raise Unusable("Dit vraagt om een extra pakket: pip install 'samenspel[rehearsal]'")
    async with running_botapi(folder) as api, pretend(api.control) as outside:
        yield MessengerStandIn(api, outside)


def phones_for(wanted: Wanted, cast: Cast) -> list[Phone]:
    """Everybody's phone; with `both` the odd ones have Telegram."""
    return [_phone(wanted.over, number, cast) for number in range(1, wanted.phones + 1)]


def _phone(over: str, number: int, cast: Cast) -> Phone:
    who = person(cast.script, number)
    if cast.messenger and (over == "telegram" or number % 2):
        chat = Chat(cast.messenger.outside, FIRST_NUMBER + number)
        return MessengerPhone(who, cast.script, ChatLine(chat, cast.ledger), cast.code)
    return BrowserPhone(who, cast.script, Line(cast.session, cast.ledger), cast.code)
