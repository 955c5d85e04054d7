"""Draft minutes as a page: a whole hall may ask at once, and they are made one time."""

import asyncio
from dataclasses import dataclass, field

from bot.adopting import documents_for
from exports.edition import Edition
from exports.orders import DocumentOrder
from sessions.record import Record
from sessions.storage.store import Store

PAGE = DocumentOrder("minutes", "html", Edition.PUBLIC)


@dataclass
class Drafts:
    """The newest of each meeting, with the record that it was made of."""

    _made: dict[str, tuple[Record, asyncio.Task[bytes]]] = field(default_factory=dict)

    async def of(self, store: Store, record: Record) -> bytes:
        """The public minutes of this record; raise `NotMade`, and the next one tries again."""
        code = record.meeting.code
        known = self._made.get(code)
        if known is None or known[0] is not record:
            known = record, asyncio.create_task(_make(store, record))
            self._made[code] = known
        try:
            return await asyncio.shield(known[1])
        except Exception:
            if self._made.get(code) is known:
                del self._made[code]
            raise


async def _make(store: Store, record: Record) -> bytes:
    return (await documents_for(store, record, [PAGE]))[PAGE.name]
