"""Two houses on one database that both mail: one does it, and the other takes over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection, text

from bot.house_turn import HouseTurn
from bot.mail.service import MailService
from sessions.storage.store import Store
from tests.mail.office import MailRoom, postage
from tests.posting import PATIENCE
from tests.postman import Postman

LOOKS = 0.1
"""Seconds between two looks of a house in these tests."""

LONG = timedelta(hours=1)
SHORT = timedelta(seconds=5)


@dataclass
class MailHouse:
    """A house with a database connection of its own, that mails under its own name."""

    store: Store
    works: asyncio.Task[None]

    async def closes(self) -> None:
        self.works.cancel()
        await asyncio.gather(self.works, return_exceptions=True)
        self.store.close()

    async def dies(self) -> None:
        """Its line to the database is cut, so it can neither renew anything nor let go."""
        self.store.close()
        self.works.cancel()
        await asyncio.gather(self.works, return_exceptions=True)


@asynccontextmanager
async def mails(url: str, port: int, name: str, lasts: timedelta) -> AsyncIterator[MailHouse]:
    store = Store(url)
    turn = HouseTurn(store, "mail", lasts=lasts, renews=LOOKS)
    service = MailService(store, postage(port, mail_from=f"{name}@example.org"), turn)
    house = MailHouse(store, asyncio.create_task(service.run()))
    try:
        yield house
    finally:
        if not house.works.done():
            await house.closes()


async def until_mailed(postman: Postman, count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(postman.mails) < count:  # noqa: ASYNC110 -- there is no bell on the other side
            await asyncio.sleep(0.01)


def senders(postman: Postman) -> list[str]:
    return [str(mail["From"]) for mail in postman.mails]


async def some_ask(room: MailRoom, *addresses: str) -> None:
    for address in addresses:
        await room.asks(await room.hall.joins(), address)


async def anna_is_mailed(room: MailRoom) -> str:
    """Anna hears that the draft goes round; gives who else was in the hall."""
    bert = await room.hall.joins()
    await some_ask(room, "anna@example.org")
    await room.ends()
    await room.goes_round()
    return bert


async def test_one_of_two_houses_mails(
    room: MailRoom, postman: Postman, port: int, database_url: str
) -> None:
    people = [f"p{number}@example.org" for number in range(4)]
    await some_ask(room, *people)
    await room.ends()
    postman.takes = 0.2
    async with mails(database_url, port, "een", LONG), mails(database_url, port, "twee", LONG):
        await room.goes_round()
        await until_mailed(postman, len(people))
        await room.office.settled()

    assert sorted(postman.whom) == people
    assert len(set(senders(postman))) == 1


async def test_a_house_that_closes_lets_the_other_mail_at_once(
    room: MailRoom, postman: Postman, port: int, database_url: str
) -> None:
    bert = await anna_is_mailed(room)
    async with mails(database_url, port, "een", LONG) as first:
        await until_mailed(postman, 1)
        async with mails(database_url, port, "twee", LONG):
            await first.closes()
            await room.asks(bert, "bert@example.org")
            await until_mailed(postman, 2)

    assert postman.whom == ["anna@example.org", "bert@example.org"]
    assert senders(postman) == ["een@example.org", "twee@example.org"]


async def test_what_a_dead_house_left_is_mailed_by_the_other(
    room: MailRoom, postman: Postman, port: int, database_url: str
) -> None:
    bert = await anna_is_mailed(room)
    async with mails(database_url, port, "een", SHORT) as first:
        await until_mailed(postman, 1)
        await room.office.settled()
        async with mails(database_url, port, "twee", SHORT):
            await first.dies()
            await room.asks(bert, "bert@example.org")
            await until_mailed(postman, 2)

    assert postman.whom == ["anna@example.org", "bert@example.org"]
    assert senders(postman) == ["een@example.org", "twee@example.org"]


async def test_a_house_that_is_alone_has_its_turn_back_after_a_kill(room: MailRoom) -> None:
    killed, back = (HouseTurn(room.store, "mail", "alone", lasts=LONG) for _ in range(2))
    other = HouseTurn(room.store, "mail", lasts=LONG)

    assert await killed.take()
    assert not await other.take()
    assert await back.take()


async def test_a_turn_outlives_a_database_that_stumbles(room: MailRoom) -> None:
    """The table of turns is away for a moment; the work goes on, and the turn stays ours."""
    turn = HouseTurn(room.store, "mail", lasts=LONG, renews=LOOKS)
    done = asyncio.Event()
    await turn.wait()

    async def work() -> None:
        for name in ("leases", "elsewhere"):
            there = "elsewhere" if name == "leases" else "leases"
            rename = text(f"ALTER TABLE {name} RENAME TO {there}")
            await room.store.writer.run(None, partial(Connection.execute, statement=rename))
            await asyncio.sleep(10 * LOOKS)
        done.set()

    async with asyncio.timeout(PATIENCE):
        await turn.during(work)

    assert done.is_set()
    assert await turn.take()
