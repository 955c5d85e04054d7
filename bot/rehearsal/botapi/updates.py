"""The queue of updates: in order, for a while only, and gone once they are acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, takewhile
from typing import Any

from bot.rehearsal.botapi.bell import Bell
from bot.rehearsal.botapi.clock import Clock
from bot.rehearsal.botapi.faults import Faults

TAP_LIVES = 150.0
LIVES = 24 * 3_600.0
QUERY_LIVES = 30.0
"""Seconds in the queue: for a tap, for most others, and for an inline query."""

LIFETIMES = {"callback_query": TAP_LIVES, "inline_query": QUERY_LIVES}

ONLY_ASKED_FOR = {"chat_member", "message_reaction", "message_reaction_count"}
KINDS = {
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages", "inline_query",
    "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_join_request",
    "chat_boost", "removed_chat_boost", "managed_bot", "guest_message", *ONLY_ASKED_FOR,
}  # fmt: skip
FIRST = 700_000_001


@dataclass
class Pending:
    """An update that waits; those with one `queue` come one after the other."""

    number: int
    body: dict[str, Any]
    queue: str
    expires: float
    again: int = 0
    """How often it still comes back after somebody acknowledged it."""
    raw: bool = False
    """Made by hand, whatever is in it: nobody checks it."""


@dataclass
class Updates:
    """What the bot has not acknowledged yet."""

    clock: Clock
    faults: Faults
    allowed: list[str] = field(default_factory=list)
    """The kinds that were asked for; none asked means all but a few."""
    arrived: Bell = field(default_factory=Bell)
    made: int = 0
    _pending: dict[int, Pending] = field(default_factory=dict)
    _queues: dict[str, dict[int, Pending]] = field(default_factory=dict)
    _returning: dict[int, Pending] = field(default_factory=dict)
    _soonest: float = 0.0
    """Nothing expires before this moment."""

    def add(self, kind: str, body: Any, queue: str, chat: int | None = None) -> Pending | None:
        """Put an update in; None when the bot does not want its kind."""
        if not self._wanted(kind):
            return None
        expires = self.clock.now() + LIFETIMES.get(kind, LIVES)
        number = FIRST + self.made
        update = Pending(number, {"update_id": number, kind: body}, queue, expires)
        update.again = int(self.faults.for_update(kind, chat) is not None)
        return self._put(update)

    def add_raw(self, body: dict[str, Any]) -> Pending:
        """Put in anything; it gets the next number, unless it brings one, of whatever kind."""
        number = FIRST + self.made
        whole = {"update_id": number} | body
        return self._put(Pending(number, whole, "raw", self.clock.now() + LIVES, raw=True))

    def _put(self, update: Pending) -> Pending:
        self.made += 1
        self._pending[update.number] = update
        self._soonest = min(self._soonest, update.expires)
        self._queues.setdefault(update.queue, {})[update.number] = update
        self.arrived.ring()
        return update

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_ASKED_FOR

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Ask for these kinds from now on; None leaves it as it was."""
        if kinds is not None:
            self.allowed = [each for each in kinds if each in KINDS]

    def page(self, limit: int) -> list[Pending]:
        """The next ones to give out, oldest first; what comes back comes before, and once."""
        self._forget_expired()
        page = list(islice(chain(self._returning.values(), self._pending.values()), limit))
        for each in page:
            self._returning.pop(each.number, None)
        return page

    def acknowledge(self, before: int) -> None:
        """Forget all with a lower number; those that come twice come once more."""
        for number in list(takewhile(lambda each: each < before, self._pending)):
            self._done(self._pending[number])

    def queues(self) -> set[str]:
        """Those in which something waits."""
        self._forget_expired()
        return set(self._queues) | {each.queue for each in self._returning.values()}

    def head(self, queue: str) -> Pending | None:
        """What is to go first in a queue."""
        self._forget_expired()
        back = (each for each in self._returning.values() if each.queue == queue)
        return next(back, None) or next(iter(self._queues.get(queue, {}).values()), None)

    def taken(self, update: Pending) -> None:
        """A webhook took it; one that comes twice is offered once more."""
        if self._returning.pop(update.number, None) is None and update.number in self._pending:
            self._done(update)

    def keep_last(self, count: int) -> None:
        for update in list(self._pending.values())[:-count]:
            self._forget(update)

    def drop(self) -> None:
        self._pending.clear()
        self._queues.clear()
        self._returning.clear()

    def count(self) -> int:
        self._forget_expired()
        return len(self._pending)

    def _done(self, update: Pending) -> None:
        self._forget(update)
        if update.again:
            update.again -= 1
            self._returning[update.number] = update

    def _forget(self, update: Pending) -> None:
        del self._pending[update.number]
        queue = self._queues[update.queue]
        del queue[update.number]
        if not queue:
            del self._queues[update.queue]

    def _forget_expired(self) -> None:
        """Look at each again only when the first of them can have become too old."""
        now = self.clock.now()
        if now < self._soonest:
            return
        for update in [each for each in self._pending.values() if each.expires <= now]:
            self._forget(update)
        left = (each.expires for each in self._pending.values())
        self._soonest = min(left, default=now + QUERY_LIVES)
