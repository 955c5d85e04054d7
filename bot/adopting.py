"""Adopting minutes: every file is made once and kept, and whoever asks later gets that file."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from secrets import token_hex

import structlog

from bot.documents import Follow, NotMade, make_documents
from exports.document import FORMATS
from exports.edition import Edition
from exports.orders import DocumentOrder
from sessions.actions import reviewing
from sessions.actions import under_way as adopting
from sessions.errors import Refusal
from sessions.people import Staff
from sessions.record import Record
from sessions.storage.store import Store

log = structlog.get_logger()


@dataclass(slots=True)
class Adoption:
    """How far it is; `refusal` says why it ended without minutes."""

    files: int = len(Edition) * len(FORMATS)
    made: int = 0
    ended: bool = False
    refusal: Refusal | None = None


class Adoptions:
    """Each goes on beside the page that began it; one at a time of a meeting, in any process."""

    def __init__(self) -> None:
        self._of: dict[str, Adoption] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def of(self, code: str) -> Adoption | None:
        """The last one of this meeting, since the house opened."""
        return self._of.get(code)

    async def carry_out(self, store: Store, record: Record, staff: Staff) -> None:
        """Begin, and wait for the end; raise what there was to refuse, also on the way."""
        adoption, task = await self.start(store, record, staff)
        await asyncio.shield(task)
        if adoption.refusal:
            raise adoption.refusal

    async def start(
        self, store: Store, record: Record, staff: Staff
    ) -> tuple[Adoption, asyncio.Task[None]]:
        """Begin; raise `Clash` where it is too early, or while somebody is at it."""
        ready, holder = reviewing.as_adopted(record, staff), token_hex(8)
        await adopting.begin(store, record, holder)
        adoption = Adoption()
        self._of[record.meeting.code] = adoption
        task = asyncio.create_task(_adopt(store, ready, staff, adoption, holder))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return adoption, task


async def _adopt(
    store: Store, ready: Record, staff: Staff, adoption: Adoption, holder: str
) -> None:
    """A house that closes or falls over halfway leaves no minutes, and a mark that it was at it."""
    try:
        async with _signs_of_life(store, ready, holder):
            await adopt_minutes(store, ready, staff, adoption)
    except Refusal as refusal:
        adoption.refusal = refusal
    except Exception:  # whatever it was, the page must not wait for ever
        log.exception("adopting_failed")
        adoption.refusal = NotMade("review.failed")
    try:
        await adopting.end(store, ready, holder)
    finally:
        adoption.ended = True


@asynccontextmanager
async def _signs_of_life(store: Store, record: Record, holder: str) -> AsyncIterator[None]:
    async def live() -> None:
        while True:
            await asyncio.sleep(adopting.LASTS.total_seconds() / 4)
            try:
                await adopting.go_on(store, record, holder)
            except Exception:  # a database that is busy now may hear the next one
                log.exception("sign_of_life_failed")

    living = asyncio.create_task(live())
    try:
        yield
    finally:
        living.cancel()


async def adopt_minutes(store: Store, ready: Record, staff: Staff, adoption: Adoption) -> None:
    """Both editions in every format; raise `NotMade` or `Clash`, and nothing was adopted."""
    copies: dict[tuple[str, str], bytes] = {}
    for edition in Edition:
        orders = [DocumentOrder("minutes", form, edition) for form in FORMATS]
        made = await make_documents(ready, orders, follow=_counting(adoption, len(copies)))
        copies |= {(edition.value, order.form): made[order.name] for order in orders}
    await reviewing.adopt(store, ready, staff, copies)


def _counting(adoption: Adoption, before: int) -> Follow:
    def follow(made: int) -> None:
        adoption.made = before + made

    return follow


async def documents_for(
    store: Store, record: Record, orders: Sequence[DocumentOrder]
) -> Mapping[str, bytes]:
    """The documents of a meeting, the minutes as they were adopted where they were."""
    kept = await reviewing.kept_copies(store, record)
    ready = {o.name: kept.get((o.edition.value, o.form)) for o in orders if o.kind == "minutes"}
    if len(ready) == len(orders) and all(ready.values()):
        return {name: file for name, file in ready.items() if file}
    return await make_documents(record, orders, kept)
