"""The queue of updates: in order, for a while only, and gone once they are acknowledged."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
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
    kind: str
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
    counted: Counter[str] = field(default_factory=Counter)
    _pending: dict[int, Pending] = field(default_factory=dict)
    _returning: dict[int, Pending] = field(default_factory=dict)
    _next: int = FIRST

    def add(self, kind: str, body: Any, queue: str, chat: int | None = None) -> Pending | None:
        """Put an update in; None when the bot does not want its kind."""
        if not self._wanted(kind):
            return None
        expires = self.clock.now() + LIFETIMES.get(kind, LIVES)
        update = Pending(self._next, kind, {"update_id": self._next, kind: body}, queue, expires)
        update.again = int(self.faults.for_update(kind, chat) is not None)
        return self._put(update)

    def add_raw(self, body: dict[str, Any]) -> Pending:
        """Put in anything; it gets the next number, unless it brings one, of whatever kind."""
        expires = self.clock.now() + LIVES
        whole = {"update_id": self._next} | body
        return self._put(Pending(self._next, "raw", whole, "raw", expires, raw=True))

    def _put(self, update: Pending) -> Pending:
        self._next += 1
        self._pending[update.number] = update
        self.counted[update.kind] += 1
        self.arrived.ring()
        return update

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_ASKED_FOR

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Ask for these kinds from now on; None leaves it as it was."""
        if kinds is not None:
            self.allowed = [each for each in kinds if each in KINDS]

    def waiting(self) -> Iterator[Pending]:
        """Everything that is still good, oldest first; what comes back comes before."""
        self._forget_expired()
        yield from list(self._returning.values())
        yield from list(self._pending.values())

    def page(self, limit: int) -> list[Pending]:
        """The next ones to give out. What comes back was acknowledged: it is given once."""
        page = list(islice(self.waiting(), limit))
        for each in page:
            self._returning.pop(each.number, None)
        return page

    def acknowledge(self, before: int) -> None:
        """Forget all with a lower number; those that come twice come once more."""
        for number in [each for each in self._pending if each < before]:
            self.done(number)

    def done(self, number: int) -> None:
        update = self._pending.pop(number, None)
        if update and update.again:
            update.again -= 1
            self._returning[number] = update

    def taken(self, update: Pending) -> None:
        """A webhook took it; one that comes twice is offered once more."""
        if self._returning.pop(update.number, None) is None:
            self.done(update.number)

    def keep_last(self, count: int) -> None:
        for number in list(self._pending)[:-count]:
            del self._pending[number]

    def drop(self) -> None:
        self._pending.clear()
        self._returning.clear()

    def __len__(self) -> int:
        return sum(1 for _ in self.waiting())

    def _forget_expired(self) -> None:
        now = self.clock.now()
        for number in [n for n, each in self._pending.items() if each.expires <= now]:
            del self._pending[number]
