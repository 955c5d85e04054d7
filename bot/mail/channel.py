"""Sending by mail, and what a server's answers mean for the queue."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.errors import MessageError

import structlog

from bot.channel import GoneError, NotNowError, RefusedError, UnsentError, UnsureError
from bot.conversation.reply import Say
from bot.mail.line import LaterError, hand_over
from bot.mail.places import stop_page
from bot.mail.postage import Postage
from bot.mail.writing import Envelope, message_number, written
from sessions.storage import mailing
from sessions.storage.mailing import Addressee
from sessions.storage.store import Store

AGAIN = 120.0
"""Seconds after which an address is tried once more that takes nothing now."""

KEEPS_TRYING = timedelta(days=2)
"""As long as that may be; then the letter counts as refused."""

log = structlog.get_logger()


class MailChannel:
    """One house's way to mailboxes. The outbox knows them by a key; here it becomes an address."""

    prefix = mailing.PREFIX

    def __init__(self, store: Store, postage: Postage, again: float = AGAIN) -> None:
        self._store = store
        self._postage = postage
        self._again = again
        self._unsure: set[str] = set()

    async def send(self, address: str, say: Say, edits: int | None, file: bytes | None) -> int:  # noqa: ARG002 -- a mail changes nothing, and carries no file
        """Send it; whoever does not want it any more is not there."""
        key = address.removeprefix(f"{mailing.PREFIX}:")
        whom = await self._store.read(lambda c: mailing.addressee(c, key))
        if whom is None:
            raise GoneError("stopped")
        number = message_number(address, say.text)
        try:
            message = await asyncio.to_thread(self._written, whom, key, number, say.text)
            await asyncio.to_thread(hand_over, self._postage, whom.address, message)
        except LaterError as told:
            raise self._later(whom, str(told)) from told
        except (ValueError, MessageError) as never:  # an address that no line can carry
            raise RefusedError(type(never).__name__) from never
        except UnsentError as away:
            log.warning("mail_away", why=str(away))
            raise
        except UnsureError as unsure:
            raise self._once_more(number, str(unsure)) from unsure
        self._unsure.discard(number)
        return 0

    def _written(self, whom: Addressee, key: str, number: str, text: str) -> bytes:
        stop = stop_page(self._postage.base, whom.code, key)
        return written(Envelope(self._postage.sender, whom.address, stop, whom.since), number, text)

    def _later(self, whom: Addressee, why: str) -> Exception:
        if datetime.now(UTC) - whom.since > KEEPS_TRYING:
            return RefusedError(why)
        return NotNowError(self._again)

    def _once_more(self, number: str, why: str) -> Exception:
        """It may be there. Under the same number a mailbox shows it once, so it goes once more."""
        if number in self._unsure:
            return UnsureError(why)
        self._unsure.add(number)
        return UnsentError(why)
