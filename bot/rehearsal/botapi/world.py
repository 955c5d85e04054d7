"""Everything on the other side: people, chats, what is in them, and what waits for the bot."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from telegram import CallbackQuery, Chat, Message, User

from bot.rehearsal.botapi import objects
from bot.rehearsal.botapi.clock import Clock
from bot.rehearsal.botapi.errors import bad, forbidden
from bot.rehearsal.botapi.faults import Faults
from bot.rehearsal.botapi.limits import Limits
from bot.rehearsal.botapi.spec import Specification

TAPS_LIVE = 150.0
MESSAGES_LIVE = 24 * 3600.0
"""Seconds for which an update waits for a bot that does not fetch it."""

BOT = objects.user(1, "Samenspel", is_bot=True)


@dataclass
class Shown:
    """A message as people see it; `content` is what it was made of."""

    number: int
    at: float
    content: dict[str, Any]
    by_bot: bool
    edited: float | None = None
    change: int = 0


@dataclass
class Room:
    """A chat; `change` counts on whenever something in it does."""

    chat: Chat
    person: User
    shown: dict[int, Shown] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    moved_to: int | None = None
    change: int = 0
    moved: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Pending:
    """An update that waits for the bot, and until when."""

    number: int
    body: dict[str, Any]
    until: float


@dataclass
class Webhook:
    """Where updates are brought; empty where the bot fetches them."""

    url: str = ""
    secret: str = ""
    allowed: list[str] | None = None
    most: int = 40
    last_error: str = ""
    last_error_at: float = 0.0


@dataclass
class World:
    """One bot's Telegram."""

    token: str
    spec: Specification
    clock: Clock = field(default_factory=Clock)
    limits: Limits = field(default_factory=Limits)
    faults: Faults = field(default_factory=Faults)
    rooms: dict[int, Room] = field(default_factory=dict)
    pending: list[Pending] = field(default_factory=list)
    webhook: Webhook = field(default_factory=Webhook)
    journal: list[dict[str, Any]] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    toasts: dict[str, str] = field(default_factory=dict)
    queries: dict[str, float] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    commands: list[Any] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    fetching: int = 0
    _messages: Iterator[int] = field(default_factory=lambda: count(1))
    _updates: Iterator[int] = field(default_factory=lambda: count(100_001))
    _queries: Iterator[int] = field(default_factory=lambda: count(1))

    def enter(self, number: int, name: str, *, language: str = "", sort: str = "private") -> Room:
        """Somebody with an account, or a group."""
        person = objects.user(abs(number), name, language=language)
        room = self.rooms.setdefault(number, Room(objects.chat(number, sort, name), person))
        room.started = room.started or sort != "private"
        return room

    def room(self, number: int) -> Room:
        """The chat in which a bot wants to do something, if it may."""
        room = self.rooms.get(number)
        if room is None:
            raise bad("chat not found")
        if room.blocked:
            raise forbidden("bot was blocked by the user")
        if not room.started:
            raise forbidden("bot can't initiate conversation with a user")
        return room

    def put(self, room: Room, content: Mapping[str, Any], *, by_bot: bool) -> Shown:
        """A new message in a chat. One counter for all chats, as a bot sees it."""
        shown = Shown(next(self._messages), self.clock.now(), dict(content), by_bot)
        room.shown[shown.number] = shown
        self.touch(room, shown)
        return shown

    def touch(self, room: Room, shown: Shown) -> None:
        """Something in a chat changed; whoever looks at it sees so."""
        room.change += 1
        shown.change = room.change
        room.moved.set()
        room.moved = asyncio.Event()

    def message(self, room: Room, shown: Shown) -> Message:
        who = BOT if shown.by_bot else room.person
        content = shown.content | ({"edit_date": shown.edited} if shown.edited else {})
        return objects.message(shown.number, shown.at, room.chat, who, **content)

    def push(self, kind: str, thing: dict[str, Any], *, times: int = 1) -> int:
        """An update for the bot, once or more often under the same number."""
        number = next(self._updates)
        body = {"update_id": number, kind: thing}
        self.violations += self.spec.update(body)
        self.queue(number, body, times=times)
        return number

    def queue(self, number: int, body: dict[str, Any], *, times: int = 1) -> None:
        lives = TAPS_LIVE if "callback_query" in body else MESSAGES_LIVE
        until = self.clock.now() + lives
        self.pending += [Pending(number, body, until)] * times
        self.arrived.set()
        self.arrived = asyncio.Event()

    def raw(self, body: dict[str, Any]) -> int:
        """Any update at all, also one that nobody can read."""
        number = int(body.setdefault("update_id", next(self._updates)))
        self.queue(number, body)
        return number

    def waiting(self) -> list[Pending]:
        """What still waits; what waited too long is gone."""
        now = self.clock.now()
        self.pending = [each for each in self.pending if each.until > now]
        return self.pending

    def tap(self, room: Room, shown: Shown, data: str) -> CallbackQuery:
        number = str(next(self._queries))
        self.queries[number] = self.clock.now()
        return objects.query(number, room.person, self.message(room, shown), data)
