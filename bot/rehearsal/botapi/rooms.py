"""Chats and what was said in them, kept the way each of its people sees them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from telegram import Chat, Message, User

from bot.rehearsal.botapi.bell import Bell
from bot.rehearsal.botapi.failures import (
    BLOCKED,
    CANNOT_BEGIN,
    DEACTIVATED,
    KICKED,
    MIGRATED,
    ApiError,
    bad_request,
    forbidden,
)

State = Literal["unknown", "open", "blocked", "deactivated", "kicked", "migrated"]


@dataclass
class Posted:
    """A message, as the arguments of its telegram.Message: an edit replaces some of them."""

    parts: dict[str, Any]
    revision: int = 0
    deleted: bool = False
    by_bot: bool = False
    votes: dict[int, list[int]] = field(default_factory=dict)
    """In a poll, by person."""

    @property
    def message(self) -> Message:
        return Message(**self.parts)

    @property
    def number(self) -> int:
        return int(self.parts["message_id"])


@dataclass
class Room:
    """One chat. Every change in it gets the next revision, so that readers ask for news only."""

    chat: Chat
    numbers: Iterator[int]
    state: State = "open"
    migrated_to: int = 0
    members: dict[int, User] = field(default_factory=dict)
    posts: dict[int, Posted] = field(default_factory=dict)
    revision: int = 0
    menu_button: dict[str, Any] | None = None
    keyboard: list[list[str]] = field(default_factory=list)
    """What lies under the text field in place of the letters."""
    bell: Bell = field(default_factory=Bell)
    _revisions: list[int] = field(default_factory=list)
    _changed: list[int] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        return self.chat.type == Chat.PRIVATE

    def refusal(self) -> ApiError | None:
        """Why the bot cannot reach it, when it cannot."""
        if self.state == "migrated":
            return bad_request(MIGRATED, migrate_to_chat_id=self.migrated_to)
        reasons = {
            "unknown": CANNOT_BEGIN,
            "blocked": BLOCKED,
            "deactivated": DEACTIVATED,
            "kicked": KICKED.format(self.chat.type),
        }
        reason = reasons.get(self.state)
        return forbidden(reason) if reason else None

    def add(self, parts: dict[str, Any], *, by_bot: bool = False) -> Posted:
        number = next(self.numbers)
        posted = Posted({"message_id": number, "chat": self.chat} | parts, by_bot=by_bot)
        self.posts[number] = posted
        self.touch(posted)
        return posted

    def touch(self, posted: Posted) -> None:
        self.revision += 1
        posted.revision = self.revision
        self._revisions.append(self.revision)
        self._changed.append(posted.number)
        self.bell.ring()

    def news(self, since: int) -> list[Posted]:
        """What changed after this revision, in the order of the chat."""
        changed = self._changed[bisect_right(self._revisions, since) :]
        return [self.posts[number] for number in sorted(set(changed))]

    def post(self, number: int | None) -> Posted | None:
        posted = self.posts.get(number or 0)
        return None if posted is None or posted.deleted else posted
