"""Puts a letter in the outbox for everybody who asked, as soon as there is something to tell.

It looks at how the minutes stand, not at who pressed which button: so it makes no difference by
which way the draft went round, nor whether mail was away just then.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import structlog

from bot.conversation import mailing as words
from bot.delivery import as_letter
from bot.mail.places import read_page, stop_page
from sessions.actions.reviewing import today
from sessions.record import Record
from sessions.storage import mailing
from sessions.storage.mailing import Due
from sessions.storage.store import Store
from sessions.storage.unit import Lane, Letter

LOOKS_AGAIN = 2.0
"""Seconds between two looks: a mail may be that late."""

log = structlog.get_logger()


class Clerk:
    """Who asked for mail hears of the draft once, and of the adopted minutes once."""

    def __init__(self, store: Store, base: str, deliver: Callable[[], None]) -> None:
        self._store = store
        self._base = base
        self._deliver = deliver

    async def run(self) -> None:
        """Work until cancelled; what goes wrong is tried again at the next look."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 -- the next look may go well
                log.error("mail_unwritten", error=type(error).__name__)  # noqa: TRY400 -- its text may quote somebody
            await asyncio.sleep(LOOKS_AGAIN)

    async def look(self) -> None:
        """Write every letter that is due, and forget the addresses that are no longer needed."""
        day = today().isoformat()
        waiting = await self._store.read(lambda c: mailing.due(c, day))
        for code in dict.fromkeys(each.code for each in waiting):
            await self._try(code, [each for each in waiting if each.code == code])
        if await self._store.read(mailing.has_done):
            await self._store.writer.run(None, mailing.forget_done)

    async def _try(self, code: str, people: Sequence[Due]) -> None:
        """A meeting that goes wrong keeps no other meeting waiting."""
        try:
            await self._write(code, people)
        except Exception as error:  # noqa: BLE001 -- the next look may go well
            log.error("mail_unwritten", meeting=code, error=type(error).__name__)  # noqa: TRY400 -- as above

    async def _write(self, code: str, people: Sequence[Due]) -> None:
        record = await self._store.record_now(code)
        occasion = _occasion(record)
        if not occasion:
            return
        letters = [(each, self._letter(record, each)) for each in people]
        now = datetime.now(UTC)
        await self._store.writer.run(None, lambda c: mailing.post(c, occasion, letters, now))
        self._deliver()

    def _letter(self, record: Record, whom: Due) -> Letter:
        links = words.Links(
            read_page(self._base, whom.code, whom.key), stop_page(self._base, whom.code, whom.key)
        )
        said = words.told(record, whom.language, links)
        return as_letter(said, mailing.at_channel(whom.key), lane=Lane.NEWS)


def _occasion(record: Record) -> str:
    """What there is to tell now; a draft that nobody can react to any more is no news."""
    if record.review.adopted:
        return "adopted"
    return "draft" if record.review.takes_reactions(today()) else ""
