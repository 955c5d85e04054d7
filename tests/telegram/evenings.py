"""Evenings with Telegram: a real house, the stand-in as a process, and people with a chat."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.rehearsal.botapi.pretend import Pretend, pretend
from bot.rehearsal.botapi.process import BotApi, running_botapi
from bot.rehearsal.chat import Chat
from tests.rehearsal.botapi.document import bot_api_document
from tests.serving import PATIENCE, Hall, hall_with, open_house

AGENDA = """
traject: Woonzorgvisie Proefstad
bijeenkomst: {titel: Startbijeenkomst, kleinste_groep: 2}
organisaties:
  - {naam: Gemeente Proefstad, soort: gemeente}
onderdelen:
  - peiling: Wat eerst?
    opties: [Wonen, Zorg, Welzijn]
  - vraag: Wat werkt nu al goed?
"""

KEPT = re.compile(r"[Oo]pgeslagen als (B1\.\d-\d+)")


@dataclass
class Evening:
    """One meeting in which people take part by Telegram."""

    api: BotApi
    outside: Pretend
    hall: Hall

    async def guest(self, number: int) -> Chat:
        """Somebody who came in by the link."""
        chat = Chat(self.outside, number)
        await chat.open(f"Gast {number}", self.hall.code)
        await chat.until(lambda: "org:self" in chat.buttons() or None, "the greeting")
        await chat.press(data="org:self")
        await chat.until(lambda: shows(chat, "U doet mee voor uzelf"), "to be in")
        return chat

    async def guests(self, how_many: int) -> list[Chat]:
        """Several people, who come in at the same time."""
        return await asyncio.gather(*(self.guest(7001 + n) for n in range(how_many)))

    async def opens(self, number: int, *guests: Chat) -> None:
        """The facilitator opens an item in the console; everybody sees it."""
        assert self.hall.facilitator.does(f"items/{number}/open").status_code == 200
        title = {1: "Wat eerst?", 2: "Wat werkt nu al goed?"}[number]
        for chat in guests:
            await chat.until(lambda c=chat: shows(c, title), title)  # type: ignore[misc]

    def keys(self) -> Counter[str]:
        """How often each answer is in the record."""
        return Counter(each["key"] for each in self.hall.record()["contributions"])

    async def calls(self, *methods: str) -> list[dict[str, Any]]:
        """What the bot asked of Telegram, and what became of it."""
        journal = await self.outside.journal()
        return [call for call in journal if call["method"] in methods]


def shows(chat: Chat, words: str) -> dict[str, Any] | None:
    """The newest message with these words."""
    return next((m for m in chat.newest if words in m["text"]), None)


async def at_work(outside: Pretend, starts: int = 1) -> None:
    """Wait until a bot began, for the first or a later time: reading its code takes long."""
    async with asyncio.timeout(PATIENCE):
        while len(await outside.journal("setMyCommands")) < starts:  # noqa: ASYNC110 -- another process does it
            await asyncio.sleep(0.05)


@contextmanager
def house_with(api: BotApi, database: Path, **other: Any) -> Iterator[Hall]:
    """A house that has its bot at this stand-in, and a meeting in it."""
    with (
        open_house(database, telegram_token=api.token, telegram_api=api.base, **other) as base,
        hall_with(base, AGENDA) as hall,
    ):
        yield hall


@asynccontextmanager
async def evening(folder: Path, *, limits: bool = True, **other: Any) -> AsyncIterator[Evening]:
    """A house, its bot, and nobody in it yet; nothing said against the specification."""
    async with running_botapi(folder, bot_api_document()) as api, pretend(api.control) as outside:
        await outside.limits(on=limits)
        with house_with(api, folder / "samenspel.db", **other) as hall:
            await at_work(outside)
            yield Evening(api, outside, hall)
            violations = await outside.violations()
            assert violations == [], violations
