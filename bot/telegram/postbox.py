"""From the inbox to the desk: each person's updates in their order, different people at once."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from aiogram.exceptions import AiogramError
from aiogram.methods import AnswerCallbackQuery

from bot.bell import Bell
from bot.conversation import welcome
from bot.desk import Desk, Post
from bot.reception import Reception
from bot.telegram.hearing import Overheard, UnreadableUpdateError, listen
from bot.telegram.wire import Update, Wire
from sessions.actions import noting
from sessions.storage.chats import mark_gone
from sessions.storage.inbox import set_aside, waiting_updates
from sessions.storage.store import Store
from sessions.storage.unit import Beside

AT_A_TIME = 500
"""Updates that are read from the inbox together."""

LOOKS_AGAIN = 1.0
"""Seconds after which the inbox is read again, in case another process put something in it."""

TRIES = 3
REST = 0.5
"""How often an update is tried that we fail at, and how many seconds lie between."""

log = structlog.get_logger()


class Postbox:
    """Deals with what is in the inbox. An update is done when all it led to is on the disk."""

    def __init__(self, store: Store, desk: Desk, wire: Wire, deliver: Callable[[], None]) -> None:
        self._store = store
        self._desk = desk
        self._reception = Reception(store, desk)
        self._wire = wire
        self._deliver = deliver
        self._bell = Bell()
        self._queues: dict[str, deque[tuple[Update, Overheard]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_hand: set[int] = set()

    def wake(self) -> None:
        """Something came into the inbox."""
        self._bell.ring()

    async def run(self) -> None:
        """Deal with updates until cancelled; what is begun then is left for the next start."""
        try:
            while True:
                while await self._read():
                    pass
                await self._bell.wait(LOOKS_AGAIN)
        finally:
            for task in self._tasks:
                task.cancel()

    async def _read(self) -> bool:
        """Hand out what came in; return whether there may be more."""
        known = frozenset(self._in_hand)
        found = await self._store.read(lambda c: waiting_updates(c, known, AT_A_TIME))
        for number, body in found:
            self._in_hand.add(number)
            await self._hand_out(Update(number, body))
        return len(found) == AT_A_TIME

    async def _hand_out(self, update: Update) -> None:
        try:
            overheard = listen(update.body)
        except UnreadableUpdateError as error:
            log.warning("unreadable_update", update=update.number, mistakes=str(error))
            await self._store.writer.run(None, lambda c: set_aside(c, update.number))
            self._in_hand.discard(update.number)
            return
        if overheard.toast:
            self._start(self._toast(overheard.toast))
        queue = self._queues.setdefault(overheard.address, deque())
        queue.append((update, overheard))
        if len(queue) == 1:
            self._start(self._serve(overheard.address))

    def _start(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _toast(self, query: str) -> None:
        """Take the clock off the button at once; whether it works says nothing of the answer."""
        try:
            await self._wire.post(AnswerCallbackQuery(callback_query_id=query))
        except AiogramError as error:
            log.info("toast", why=type(error).__name__)

    async def _serve(self, address: str) -> None:
        """One person's updates, one after the other."""
        queue = self._queues[address]
        while queue:
            update, overheard = queue[0]
            try:
                await self._try(update, overheard)
            except Exception as error:  # noqa: BLE001 -- the disk is full, say: it waits in the inbox
                log.critical("update_left", update=update.number, error=type(error).__name__)
            queue.popleft()
            self._in_hand.discard(update.number)
        del self._queues[address]

    async def _try(self, update: Update, overheard: Overheard) -> None:
        """Deal with one; what fails again and again is put aside, and the person hears of it."""
        for _ in range(TRIES):
            try:
                await self._deal(update, overheard)
            except Exception as error:  # noqa: BLE001 -- whatever it is, the others go on
                log.warning("update", number=update.number, error=type(error).__name__)
                await asyncio.sleep(REST)
            else:
                self._deliver()
                return
        await self._give_up(update, overheard)

    async def _deal(self, update: Update, overheard: Overheard) -> None:
        post = Post(update.number, overheard.message)
        if overheard.gone:
            now = datetime.now(UTC)
            await self._store.writer.run(None, lambda c: mark_gone(c, overheard.address, now))
        if overheard.heard:
            await self._reception.take(overheard.address, overheard.heard, post)
        elif overheard.elsewhere:
            await self._desk.say_outside(overheard.address, [welcome.only_in_private()], post)
        else:
            await noting.remember(self._store, None, Beside(update=update.number))

    async def _give_up(self, update: Update, overheard: Overheard) -> None:
        number = secrets.token_hex(3)
        log.error("update_put_aside", update=update.number, number=number)
        await self._store.writer.run(None, lambda c: set_aside(c, update.number))
        if overheard.heard:
            said = [welcome.failed(number)]
            await self._desk.say_outside(overheard.address, said, Post(update.number))
