"""Pretend phones: people who type and tap, at the real desk on a real database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.conversation.heard import Arrived, Closed, Heard, Invited, Pressed, Revealed, Said
from bot.conversation.reply import Choice, Say
from bot.desk import Desk, Person
from knowledge_base.search import load_base
from sessions.actions import planning
from sessions.agenda import read_agenda
from sessions.people import Role, Staff
from sessions.record import Record
from sessions.storage.store import Store
from tests.engines import furnish


class Phone:
    """One person's phone: what is on it can be pressed, also an hour later."""

    def __init__(self, desk: Desk, person: Person) -> None:
        self._desk = desk
        self.person = person
        self.screen: list[Say] = []
        self._buttons: dict[str, Choice] = {}

    async def hears(self, heard: Heard, key: str = "") -> str:
        self.screen = await self._desk.turn(self.person, heard, key)
        self._buttons |= {c.label: c for say in self.screen for c in say.choices}
        return "\n\n".join(say.text for say in self.screen)

    async def arrives(self) -> str:
        return await self.hears(Arrived(self.person.code))

    async def says(self, words: str, key: str = "") -> str:
        return await self.hears(Said(words), key)

    async def presses(self, label: str, key: str = "") -> str:
        """Press the button with these words, that was shown last with them."""
        return await self.hears(Pressed(self._buttons[label].id), key)

    @property
    def buttons(self) -> list[str]:
        return [c.label for say in self.screen for c in say.choices]


class Evening:
    """A meeting on a database, with its desk and everybody's phones."""

    def __init__(self, store: Store, code: str, staff: Staff) -> None:
        self.store = store
        self.code = code
        self.desk = Desk(store, load_base())
        self.staff = staff
        self.phones: list[Phone] = []

    async def record(self) -> Record:
        return await self.store.record(self.code)

    def phone(self, who: str) -> Phone:
        phone = Phone(self.desk, Person(f"telegram:{who}", self.code))
        self.phones.append(phone)
        return phone

    async def joined(self, who: str, organisation: str) -> Phone:
        """Somebody who arrived and said where they are from."""
        phone = self.phone(who)
        await phone.arrives()
        await phone.says(organisation)
        return phone

    def facilitator(self, who: str = "fatma", staff: Staff | None = None) -> Phone:
        return Phone(self.desk, Person(f"telegram:{who}", self.code, staff=staff or self.staff))

    async def tell(self, heard: Invited | Closed | Revealed) -> None:
        """What a channel does when an item opens, closes or is shown: it tells every phone."""
        for phone in self.phones:
            await phone.hears(heard)


@asynccontextmanager
async def evening(url: str, agenda: str) -> AsyncIterator[Evening]:
    """The meeting of this agenda, with somebody who runs it."""
    furnish(url)
    store = Store(url)
    try:
        code = await planning.load(store, planning.ADMIN, read_agenda(agenda))
        staff, _ = await planning.invite(store, "Fatma", Role.FACILITATOR)
        yield Evening(store, code, staff)
    finally:
        store.close()
