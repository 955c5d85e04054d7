"""People with a phone and Telegram on it, for tests and rehearsals: what they do, what they see."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, TCPConnector

PATIENCE = 60.0
"""Seconds in which something is to appear, unless the caller says otherwise."""

Seen = dict[str, Any]


class UnableError(Exception):
    """What was tried cannot be done, on a real phone either."""


@asynccontextmanager
async def pretend(control: str) -> AsyncIterator["Pretend"]:
    """The control side of a stand-in, at its address."""
    async with ClientSession(connector=TCPConnector(limit=0)) as session:
        yield Pretend(session, control)


@dataclass(frozen=True)
class Pretend:
    """Everything outside the bot: people, time, and what goes wrong."""

    session: ClientSession
    control: str

    async def ask(self, verb: str, **asked: Any) -> Any:
        """Say one verb to the control side; raise `UnableError` with its reason."""
        given = {key: value for key, value in asked.items() if value is not None}
        async with self.session.post(f"{self.control}/{verb}", json=given) as response:
            told = await response.json()
        if not response.ok:
            raise UnableError(told["error"])
        return told

    async def person(self, first_name: str, **more: Any) -> "PretendPerson":
        """Somebody new; `id`, `last_name`, `username` and `language_code` as you like."""
        made = await self.ask("person", first_name=first_name, **more)
        return PretendPerson(self, made["id"], first_name)

    async def group(self, title: str, by: "PretendPerson", **more: Any) -> int:
        """Make a group or, with `kind`, a supergroup or a channel; tells its number."""
        return int((await self.ask("group", title=title, user=by.id, **more))["chat"])

    async def raw(self, body: Seen) -> int:
        """Put anything before the bot as an update, wrong as it may be."""
        return int((await self.ask("raw", body=body))["update"])

    async def fault(self, method: str = "", **rule: Any) -> int:
        """Let something go wrong from now on; tells the number of the rule."""
        return int((await self.ask("add_fault", method=method, **rule))["number"])

    async def no_faults(self, number: int | None = None) -> None:
        await self.ask("clear_faults", number=number)

    async def faults(self) -> list[Seen]:
        """The rules, with how often each met."""
        told: list[Seen] = await self.ask("faults")
        return told

    async def advance(self, seconds: float) -> None:
        await self.ask("clock", advance=seconds)

    async def freeze(self) -> None:
        await self.ask("clock", frozen=True)

    async def thaw(self) -> None:
        await self.ask("clock", frozen=False)

    async def limits(self, **rates: Any) -> Seen:
        """Set rates: `on`, `edits`, and [count, seconds] for `overall`, `private`, `group`."""
        told: Seen = await self.ask("limits", **rates)
        return told

    async def pending(self) -> int:
        """How many updates the bot has not acknowledged."""
        return int((await self.ask("pending"))["pending"])

    async def journal(
        self, method: str | None = None, since: int = 0, within: float = 0
    ) -> list[Seen]:
        """The calls after that many, at once or as soon as there is one."""
        told: list[Seen] = await self.ask("journal", method=method, since=since, timeout=within)
        return told

    async def violations(self) -> list[str]:
        """All that was not as the Bot API is specified."""
        return [each for entry in await self.journal() for each in entry["violations"]]

    async def changes(self, since: int = 0, within: float = 0) -> Seen:
        """What changed in any chat after a revision."""
        told: Seen = await self.ask("changes", since=since, timeout=within)
        return told

    async def chat(self, number: int, since: int = 0, within: float = 0) -> Seen:
        """What changed in one chat after a revision."""
        told: Seen = await self.ask("news", chat=number, since=since, timeout=within)
        return told


@dataclass
class PretendPerson:
    """One of them, in the private chat with the bot unless another chat is named."""

    pretend: Pretend
    id: int
    first_name: str
    revision: int = 0
    messages: dict[int, Seen] = field(default_factory=dict)
    """As far as this phone was looked at."""
    keyboard: list[list[str]] = field(default_factory=list)

    async def starts(self, payload: str = "") -> int | None:
        """Open the deep link and press Start; tells the update's number, as others here do."""
        return await self._does("start", payload=payload)

    async def says(self, text: str, **more: Any) -> int | None:
        return await self._does("say", text=text, **more)

    async def sends(self, kind: str, content: bytes = b"", **more: Any) -> int | None:
        """A sticker, voice, photo, document, forwarded_poll, forwarded, location, contact, dice."""
        encoded = b64encode(content).decode()
        return await self._does("send", kind=kind, content=encoded, **more)

    async def edits(self, message: int, text: str, **more: Any) -> int | None:
        return await self._does("edit", message=message, text=text, **more)

    async def presses(self, label: str | None = None, **more: Any) -> "PretendTap":
        """A button by its label or its `data`, on any message or on the `message` named."""
        told = await self.pretend.ask("press", user=self.id, label=label, **more)
        return PretendTap(self.pretend, told)

    async def votes(self, message: int, *options: int, **more: Any) -> None:
        chosen = list(options)
        await self.pretend.ask("vote", user=self.id, message=message, options=chosen, **more)

    async def asks_inline(self, text: str) -> None:
        await self.pretend.ask("ask_inline", user=self.id, text=text)

    async def blocks(self) -> None:
        await self.pretend.ask("block", user=self.id)

    async def leaves_telegram(self) -> None:
        await self.pretend.ask("deactivate", user=self.id)

    async def init_data(self, start_param: str = "") -> str:
        """What Telegram would give a Mini App that this person opens."""
        told = await self.pretend.ask("init_data", user=self.id, start_param=start_param)
        return str(told["init_data"])

    async def looks(self, within: float = 0) -> list[Seen]:
        """What is new from the bot since the last look, waiting for it this long."""
        told = await self.pretend.chat(self.id, self.revision, within)
        self.revision, self.keyboard = told["revision"], told["keyboard"]
        self.messages |= {each["message"]: each for each in told["messages"]}
        return [each for each in told["messages"] if each["by_bot"]]

    async def waits_for(self, text: str, within: float = PATIENCE, *, after: int = 0) -> Seen:
        """The newest message with these words in it, as soon as it is there.

        With `after` only one that is new, or was changed, since that revision.
        """
        async with asyncio.timeout(within):
            while True:
                await self.looks()
                for each in reversed(self.messages.values()):
                    if each["revision"] > after and _says(each, text):
                        return each
                await self.looks(within)

    async def screen(self) -> list[Seen]:
        """The whole chat as it stands, from the top."""
        await self.looks()
        return [each for _, each in sorted(self.messages.items()) if not each.get("deleted")]

    async def _does(self, verb: str, **asked: Any) -> int | None:
        told = await self.pretend.ask(verb, user=self.id, **asked)
        update: int | None = told["update"]
        return update


def _says(seen: Seen, text: str) -> bool:
    return seen["by_bot"] and text in seen["text"] and not seen.get("deleted")


@dataclass(frozen=True)
class PretendTap:
    """What came of pressing a button: an update for the bot, or a page that opens."""

    pretend: Pretend
    told: Seen

    @property
    def opens(self) -> str:
        """The page's address, for a button that opens one."""
        return str(self.told.get("open", ""))

    @property
    def query(self) -> str:
        return str(self.told["query"])

    async def toast(self, within: float = PATIENCE) -> Seen | None:
        """What the bot said to it, as soon as it does; None when it did not in time."""
        told: Seen | None = await self.pretend.ask("toast", query=self.query, timeout=within)
        return told
