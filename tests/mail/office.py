"""A meeting whose people ask for mail, with the real clerk, outbox, delivery and channel."""

from datetime import timedelta
from typing import Any

from bot.delivery import Delivery
from bot.mail.channel import MailChannel
from bot.mail.clerk import Clerk
from bot.mail.postage import Postage, read_postage
from bot.settings import Settings
from sessions.actions import mailing, reviewing, running
from sessions.actions.planning import ADMIN
from sessions.actions.reviewing import today
from sessions.people import Participant
from sessions.storage.mail_tables import mail_wishes
from sessions.storage.reviewing import ReviewAct, add_act
from sessions.storage.store import Store
from tests.posting import Office, at_once
from tests.sessions.storage.hall import Hall

BASE = "https://doemee.example"


def postage(port: int, **other: str) -> Postage:
    known: dict[str, Any] = {
        "smtp": f"smtp://localhost:{port}",
        "mail_from": "Samenspel <huis@example.org>",
    }
    read = read_postage(Settings(public_url=BASE, **{**known, **other}))
    assert read is not None
    return read


class MailRoom:
    """Everything of mail in one house, step by step."""

    def __init__(self, hall: Hall, post: Postage, again: float = 0.05) -> None:
        self.hall = hall
        self.store: Store = hall.store
        self._post, self._again = post, again
        self.restarts()

    def restarts(self) -> None:
        """Everything that was only in memory is gone."""
        self.office = Office(self.store, pace=at_once())
        channel = MailChannel(self.store, self._post, self._again)
        self.office.delivery = Delivery(self.store, channel, self.office.make, at_once())
        self.clerk = Clerk(self.store, BASE, self.office.delivery.wake)

    async def asks(self, who: str, address: str) -> Participant:
        record = await self.hall.record()
        await mailing.ask(self.store, record, record.participants[who], address)
        return record.participants[who]

    async def ends(self) -> None:
        await running.end(self.store, await self.hall.record(), ADMIN)

    async def goes_round(self, days: int = 3) -> None:
        """The coordinator starts the check round."""
        day = today() + timedelta(days=days)
        await reviewing.open_round(self.store, await self.hall.record(), ADMIN, day)

    async def is_adopted(self) -> None:
        """The days pass, and the minutes become final; which files are kept is not mail's."""
        meeting = (await self.hall.record()).meeting.id
        act = ReviewAct(what="opened", by="", word=(today() - timedelta(days=1)).isoformat())
        await self.store.writer.run(meeting, lambda c: add_act(c, meeting, act))
        ready = reviewing.as_adopted(await self.store.record_now(self.hall.code), ADMIN)
        await reviewing.adopt(self.store, ready, ADMIN, {})

    async def delivers(self) -> None:
        """The clerk looks, everything goes out, and the clerk looks once more."""
        await self.clerk.look()
        async with self.office.works():
            await self.office.settled()
        await self.clerk.look()

    async def kept(self) -> list[str]:
        """Every address in the database."""
        rows = await self.store.read(lambda c: c.execute(mail_wishes.select()).all())
        return [row.address for row in rows]
