"""What the pages of a participant and of the coordinator show about mail."""

from dataclasses import dataclass

from starlette.requests import Request

from bot.web.context import web_of
from sessions.actions import mailing
from sessions.people import Participant
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class MailWish:
    """Whether mail can be asked for here, and where it goes now."""

    offered: bool = False
    address: str = ""
    failed: bool = False


async def wish_for(request: Request, record: Record, who: Participant) -> MailWish:
    """Only where this house mails, and as long as there is something to mail about."""
    web = web_of(request)
    offered = bool(web.settings.smtp) and record.review.adopted is None
    wish = await mailing.wish_of(web.store, who)
    return MailWish(offered, wish.address, wish.failed)
