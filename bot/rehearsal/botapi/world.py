"""Everything that the stand-in knows, and how a message or an update comes into it."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import PurePath
from typing import Any

from telegram import BotCommand, Chat, Message, TelegramObject, User

from bot.rehearsal.botapi.bell import Bell
from bot.rehearsal.botapi.clock import Clock
from bot.rehearsal.botapi.failures import CHAT_NOT_FOUND, EMPTY_CHAT, bad_request
from bot.rehearsal.botapi.faults import Faults
from bot.rehearsal.botapi.journal import Journal
from bot.rehearsal.botapi.limits import Limits
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.rooms import Posted, Room
from bot.rehearsal.botapi.updates import Pending, Updates

ANSWER_WITHIN = 60.0
"""Seconds in which a tap can be answered. Telegram does not say; people saw about so many."""

BOT_NAME = "samenspel_bot"


@dataclass
class Tap:
    """A button that somebody pressed; `answer` is what the bot said to it."""

    query: str
    user: int
    chat: int
    at: float
    answer: dict[str, Any] | None = None


@dataclass
class Stored:
    """A file that somebody sent."""

    identifier: str
    unique: str
    name: str
    kind: str
    content: bytes
    path: str
    """Under the address of files."""


@dataclass
class World:
    """One bot, its people and its chats."""

    token: str
    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    limits: Limits = field(default_factory=Limits)
    journal: Journal = field(default_factory=Journal)
    people: dict[int, User] = field(default_factory=dict)
    rooms: dict[int, Room] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    files: dict[str, Stored] = field(default_factory=dict)
    commands: dict[str, list[BotCommand]] = field(default_factory=dict)
    menu_button: dict[str, Any] = field(default_factory=lambda: {"type": "commands"})
    answer_within: float = ANSWER_WITHIN
    changed: Bell = field(default_factory=Bell)
    changes: list[tuple[int, int]] = field(default_factory=list)
    """Chat and message of everything that changed, oldest first; its length is the revision."""
    updates: Updates = field(init=False)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _identifiers: Iterator[int] = field(default_factory=lambda: count(5_000_000_000_000_000_001))

    def __post_init__(self) -> None:
        self.updates = Updates(self.clock, self.faults)
        number = int(self.token.partition(":")[0])
        self.bot = User(
            number, "Samenspel", is_bot=True, username=BOT_NAME,
            can_join_groups=True, can_read_all_group_messages=True,
            supports_inline_queries=False, can_connect_to_business=False,
            has_main_web_app=False,
        )  # fmt: skip

    @property
    def bot_as_sender(self) -> User:
        """The bot beside its messages, without what only getMe tells."""
        return User(self.bot.id, self.bot.first_name, is_bot=True, username=self.bot.username)

    def open_room(self, chat: Chat, **more: Any) -> Room:
        """Supergroups and channels count their own messages; the others count together."""
        own = chat.type in (Chat.SUPERGROUP, Chat.CHANNEL)
        room = Room(chat, count(1) if own else self._numbers, **more)
        self.rooms[chat.id] = room
        return room

    def room_of(self, call: Parameters) -> Room:
        """The chat that a call names, when the bot can reach it."""
        named = call.text("chat_id")
        if not named:
            raise bad_request(EMPTY_CHAT)
        room = self._named(named) if named.startswith("@") else self._numbered(named)
        if room is None:
            raise bad_request(CHAT_NOT_FOUND)
        if refusal := room.refusal():
            raise refusal
        return room

    def _named(self, name: str) -> Room | None:
        named = (r for r in self.rooms.values() if not r.is_private)
        return next((r for r in named if r.chat.username == name[1:]), None)

    def _numbered(self, named: str) -> Room | None:
        return self.rooms.get(int(named)) if named.lstrip("-").isdigit() else None

    def said(self, room: Room, user: User, **parts: Any) -> Posted:
        """What a person puts in a chat."""
        who = {} if room.chat.type == Chat.CHANNEL else {"from_user": user}
        posted = room.add({"date": self.clock.moment()} | who | parts)
        self._note(room, posted)
        return posted

    def sent(self, room: Room, **parts: Any) -> Message:
        """What the bot puts in a chat, within the limits."""
        self.limits.take(room.chat.id, self.clock.now())
        who = {"from_user": self.bot_as_sender} if room.chat.type != Chat.CHANNEL else {}
        posted = room.add({"date": self.clock.moment()} | who | parts, by_bot=True)
        self._note(room, posted)
        return posted.message

    def touch(self, room: Room, posted: Posted) -> None:
        room.touch(posted)
        self._note(room, posted)

    def _note(self, room: Room, posted: Posted) -> None:
        self.changes.append((room.chat.id, posted.number))
        self.changed.ring()

    def tell(self, kind: str, thing: TelegramObject, queue: str, chat: int) -> Pending | None:
        """Put an update before the bot."""
        return self.updates.add(kind, thing.to_dict(), queue, chat)

    def next_identifier(self) -> str:
        """For what has no number of its own: a tap, a poll. Long, as Telegram's are."""
        return str(next(self._identifiers))

    def store(self, name: str, kind: str, content: bytes) -> Stored:
        unique = secrets.token_urlsafe(11)
        folder = "photos" if kind.startswith("image/") else "documents"
        path = f"{folder}/file_{len(self.files)}{PurePath(name).suffix}"
        stored = Stored(f"BQAD{secrets.token_urlsafe(24)}", unique, name, kind, content, path)
        self.files[stored.identifier] = stored
        return stored
