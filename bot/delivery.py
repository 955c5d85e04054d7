"""Outgoing messages: from a durable queue, at a pace that is allowed, until they are there."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

import structlog
from pydantic import TypeAdapter

from bot.bell import Bell
from bot.channel import (
    Channel,
    GoneError,
    NotNowError,
    RefusedError,
    TooFastError,
    UnsentError,
    UnsureError,
    VanishedError,
)
from bot.conversation.reply import Say
from bot.conversation.texts import words_in
from bot.pace import Pace
from bot.parcels import Parcel, Pile
from sessions.catalogue import BASE
from sessions.storage import outbox
from sessions.storage.chats import mark_gone
from sessions.storage.store import Store
from sessions.storage.unit import Lane, Letter

LOOKS_AGAIN = 1.0
"""Seconds after which the outbox is read again, in case another process put something in it."""

FIRST_RETRY = 0.5
LAST_RETRY = 30.0
"""Seconds between two attempts while nothing gets out, doubling from the first to the last."""

MOST_CHANGES = 5
"""How often a change of one message is tried that may have arrived."""

SEVERAL = 3
WITHIN = 2.0
"""So many chats told off within so many seconds: then it goes too fast for all."""

log = structlog.get_logger()
_say = TypeAdapter(Say)


def as_letter(
    say: Say, address: str, pressed: int | None = None, lane: Lane = Lane.REPLY
) -> Letter:
    """Something to say, on its way to somebody; `pressed` is the message whose button it was."""
    return Letter(address, _say.dump_json(say).decode(), lane, say.about, pressed)


@dataclass
class Delivery:
    """Sends what the outbox holds for one channel, as soon as the pace allows.

    At most as many messages are on their way at once as the pace needs (Little's law: one, where
    an answer comes within 35 ms). So a process that is killed repeats hardly any.
    """

    store: Store
    channel: Channel
    make: Callable[[str], Awaitable[bytes]]
    pace: Pace = field(default_factory=Pace)
    _waiting: Pile = field(default_factory=Pile)
    _last: int = 0
    _looked: float = float("-inf")
    _news: bool = True
    _in_hand: set[int] = field(default_factory=set)
    _bell: Bell = field(default_factory=Bell)
    _under_way: dict[asyncio.Task[None], float] = field(default_factory=dict)
    _making: set[asyncio.Task[None]] = field(default_factory=set)
    _busy: set[str] = field(default_factory=set)
    _shown: dict[tuple[str, str], int] = field(default_factory=dict)
    _told_off: dict[str, float] = field(default_factory=dict)
    _retry: float = FIRST_RETRY
    _takes: float = 0.0

    def wake(self) -> None:
        """There may be something in the outbox."""
        self._news = True
        self._bell.ring()

    @property
    def idle(self) -> bool:
        return not (self._waiting or self._under_way or self._making)

    async def run(self) -> None:
        """Send until cancelled; what is on its way then still gets its time."""
        try:
            while True:
                if self.pace.wait(monotonic()) == 0:  # only then is there a choice to make
                    await self._collect()
                await self._bell.wait(min(self._send_what_may(), LOOKS_AGAIN))
        finally:
            for task in self._making:
                task.cancel()
            if self._under_way:
                await asyncio.wait(set(self._under_way), timeout=LAST_RETRY)

    async def _collect(self) -> None:
        """Read what came into the outbox after the last one; now and then all that waits.

        Another process may commit a lower number later.
        """
        now, after, known = monotonic(), self._last, frozenset[int]()
        if now - self._looked >= LOOKS_AGAIN:
            self._looked, after, known = now, 0, frozenset(self._in_hand)
        elif not self._news:
            return
        self._news = False
        for waiting in await self.store.read(
            lambda c: outbox.waiting_letters(c, self.channel.prefix, after, known)
        ):
            self._last = max(self._last, waiting.id)
            self._in_hand.add(waiting.id)
            say = _say.validate_json(waiting.letter.body)
            parcel = Parcel([waiting], say, say.fresh)
            if say.document:
                task = asyncio.create_task(self._make(parcel))
                self._making.add(task)
                task.add_done_callback(self._making.discard)
            else:
                self._waiting.put(parcel)

    async def _make(self, parcel: Parcel) -> None:
        """Make the file that goes with a message; without it the message makes no sense."""
        try:
            parcel.file = await self.make(parcel.say.document)
        except Exception:  # noqa: BLE001 -- whatever it was: the person hears of it
            log.warning("document", name=parcel.say.document)
            parcel.say = Say(words_in(BASE)("minutes.failed"))
        self._waiting.put(parcel)
        self._bell.ring()

    def _send_what_may(self) -> float:
        """Start sending as much as may go now; return after how many seconds more may."""
        while len(self._under_way) < self._most_at_once(now := monotonic()):
            if (wait := self.pace.wait(now)) > 0:
                return wait
            parcel = self._waiting.take(self._busy, lambda a: self.pace.wait_for(a, now))
            if isinstance(parcel, float):
                return parcel
            self._busy.add(parcel.address)
            place = self.pace.leaves(now)
            task = asyncio.create_task(self._carry(parcel, place))
            self._under_way[task] = now
            task.add_done_callback(self._arrived)
        return LOOKS_AGAIN

    def _most_at_once(self, now: float) -> int:
        """One that hangs must not hold up the others: then it takes as long as it hangs."""
        oldest = now - min(self._under_way.values(), default=now)
        return 1 + int(max(self._takes, oldest) * self.pace.per_second)

    def _arrived(self, task: asyncio.Task[None]) -> None:
        del self._under_way[task]
        self._bell.ring()

    async def _carry(self, parcel: Parcel, place: int) -> None:
        began = monotonic()
        try:
            await self._send(parcel)
            self._retry = FIRST_RETRY
        except TooFastError as told:
            self._slow_down(parcel.address, told.seconds)
            self._waiting.put_back(parcel)
        except NotNowError as told:
            self.pace.park(parcel.address, monotonic() + told.seconds)
            self._waiting.put_last(parcel)
        except UnsentError:
            self.pace.stop(monotonic() + self._retry)
            self._retry = min(2 * self._retry, LAST_RETRY)
            self._waiting.put_back(parcel)
        except GoneError:
            await self._give_up(parcel)
        except RefusedError as refused:
            log.warning("refused", letters=parcel.numbers, why=str(refused))
            await self._end(parcel, "failed")
        except UnsureError:
            await self._end(parcel, "unsure")
        except Exception as error:  # noqa: BLE001 -- a mistake of ours: it waits for the next start
            log.critical("unsent", letters=parcel.numbers, error=type(error).__name__)
        finally:
            self._busy.discard(parcel.address)
            self.pace.arrived(place, parcel.address, now := monotonic())
            self._takes += (now - began - self._takes) / 8

    async def _send(self, parcel: Parcel) -> None:
        """Send it and write down that it is there."""
        edits = await self._edits(parcel)
        try:
            number = await self._out(parcel, edits)
        except VanishedError:
            self._shown.pop((parcel.address, parcel.letter.subject), None)
            number = await self._out(parcel, None)
        if parcel.letter.subject:
            self._shown[parcel.address, parcel.letter.subject] = number
        letters = parcel.letters
        await self.store.writer.run(None, lambda c: outbox.letters_sent(c, letters, number))
        self._in_hand.difference_update(parcel.numbers)

    async def _out(self, parcel: Parcel, edits: int | None) -> int:
        """A change may be repeated without harm; a message may not."""
        try:
            return await self.channel.send(parcel.address, parcel.say, edits, parcel.file)
        except UnsureError as unsure:
            parcel.tries += 1
            if edits is None or parcel.tries >= MOST_CHANGES:
                raise
            raise UnsentError(str(unsure)) from unsure

    async def _edits(self, parcel: Parcel) -> int | None:
        """The message that this one changes, if it changes any."""
        letter = parcel.letter
        if parcel.fresh or not letter.subject:
            return None
        shown = self._shown.get((parcel.address, letter.subject))
        if shown is None:
            shown = await self.store.read(lambda c: outbox.shown_in(c, letter))
        answered = [w.letter for w in parcel.letters if w.letter.lane is Lane.REPLY]
        return None if any(reply.replaces != shown for reply in answered) else shown

    def _slow_down(self, address: str, seconds: float) -> None:
        """Leave one chat alone for a while; everybody, when several say that it goes too fast."""
        now = monotonic()
        self.pace.park(address, now + seconds)
        self._told_off = {a: at for a, at in self._told_off.items() if now - at < WITHIN}
        self._told_off[address] = now
        if len(self._told_off) >= SEVERAL:
            self.pace.stop(now + seconds)

    async def _give_up(self, parcel: Parcel) -> None:
        """Somebody left: nothing more is sent there until they write again."""
        mine = self._waiting.take_all(parcel.address)
        now = datetime.now(UTC)
        await self.store.writer.run(None, lambda c: mark_gone(c, parcel.address, now))
        for each in (parcel, *mine):
            await self._end(each, "dropped")

    async def _end(self, parcel: Parcel, state: str) -> None:
        numbers = parcel.numbers
        await self.store.writer.run(None, lambda c: outbox.end_letters(c, numbers, state))
        self._in_hand.difference_update(numbers)
