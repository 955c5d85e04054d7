"""People with a messenger: real reception, desk, crier and delivery, on a real database.

What they type and tap is brought to the reception; what comes back is in their chat.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from bot.conversation.heard import Arrived, Heard, Pressed, Said
from bot.conversation.reply import Choice, Say
from bot.crier import Crier
from bot.desk import Desk, Post
from bot.reception import Reception
from knowledge_base.search import load_base
from sessions.actions import planning, running
from sessions.actions.planning import ADMIN
from sessions.agenda import read_agenda
from sessions.people import Role, Staff
from sessions.record import Record
from sessions.storage.store import Store
from sessions.storage.tellings import untold
from tests.engines import furnish
from tests.posting import Office

AGENDA = """
traject: Woonzorgvisie Proefstad
bijeenkomst: {titel: Startbijeenkomst, nummer: 1, kleinste_groep: 2}
organisaties: [Gemeente Proefstad]
onderdelen:
  - peiling: Wat eerst?
    opties: [Wonen, Zorg, Welzijn]
  - vraag: Wat werkt al goed?
  - peiling: Hoe gaat het?
    kies: schaal
    van: 1
    tot: 5
    resultaat: direct
"""

ELSEWHERE = AGENDA.replace("Proefstad", "Verderop").replace("Startbijeenkomst", "Andere avond")


class Town:
    """One house and everybody's chats."""

    def __init__(self, store: Store, code: str) -> None:
        self.store = store
        self.code = code
        self.office = Office(store)
        self.desk = Desk(store, load_base(), "https://doemee.example")
        self.updates = count(1)
        self.restarts()

    def restarts(self) -> None:
        """Everything that was only in memory is gone."""
        self.desk = Desk(self.store, load_base(), "https://doemee.example")
        self.reception = Reception(self.store, self.desk)
        self.crier = Crier(self.store, self.desk, self.office.delivery.wake)
        self.office.delivery = self.office.opened()

    def phone(self, number: int) -> "Phone":
        return Phone(self, f"telegram:{number}")

    async def joined(self, number: int, code: str = "") -> "Phone":
        """Somebody who came in for themselves."""
        phone = self.phone(number)
        await phone.opens(code or self.code)
        await phone.presses("Ik kom voor mijzelf")
        return phone

    async def staff(
        self, number: int, role: Role = Role.FACILITATOR, programme: int | None = None
    ) -> "Phone":
        """Somebody who runs meetings and followed their one-time link."""
        programmes = None if programme is None else frozenset({programme})
        _, link = await planning.invite(self.store, "Fatma", role, programmes)
        phone = self.phone(number)
        await phone.opens(f"in_{link}")
        return phone

    async def record(self, code: str = "") -> Record:
        return await self.store.record_now(code or self.code)

    async def does(self, verb: str, item: int, code: str = "", staff: Staff = ADMIN) -> None:
        """Somebody presses a button on the console, and everybody is told."""
        order = running.RunOrder(verb, item)
        await running.carry_out(self.store, await self.record(code), staff, order)
        await self.tells()

    async def tells(self) -> None:
        """The crier tells what happened, and all of it is delivered."""
        for telling in await self.store.read(untold):
            await self.crier.tell(telling)
        await self.delivers()

    async def counts(self) -> None:
        """So much later that the counts are told."""
        self.crier._moved = dict.fromkeys(self.crier._moved, 0.0)
        await self.crier._tell_counts()
        await self.delivers()

    async def delivers(self) -> None:
        """Everything in the outbox gets there; a house rings this bell after each turn."""
        self.office.delivery.wake()
        async with self.office.works():
            await self.office.settled()


class Phone:
    """One person's chat with us."""

    def __init__(self, town: Town, address: str) -> None:
        self.town = town
        self.address = address

    async def hears(self, heard: Heard, message: int | None = None, update: int = 0) -> str:
        """Do this, and read what comes back; the same `update` is the same once more."""
        before = len(self.town.office.chats.arrived)
        post = Post(update or next(self.town.updates), message)
        await self.town.reception.take(self.address, heard, post)
        await self.town.delivers()
        arrived = self.town.office.chats.arrived[before:]
        return "\n\n".join(each.text for each in arrived if each.address == self.address)

    async def opens(self, code: str = "") -> str:
        return await self.hears(Arrived(code))

    async def says(self, text: str, update: int = 0) -> str:
        return await self.hears(Said(text), update=update)

    async def presses(self, label: str, update: int = 0) -> str:
        """The button with these words, in the newest message that has it."""
        number, choice = next(
            (number, choice) for number, say in reversed(self.sees.items())
            for choice in say.choices if choice.label == label
        )  # fmt: skip
        return await self.hears(Pressed(choice.id), number, update)

    @property
    def sees(self) -> dict[int, Say]:
        return self.town.office.chats.shows(self.address)

    @property
    def texts(self) -> list[str]:
        return [say.text for say in self.sees.values()]

    @property
    def last(self) -> str:
        return self.texts[-1]

    @property
    def choices(self) -> list[Choice]:
        return list(list(self.sees.values())[-1].choices)

    @property
    def buttons(self) -> list[str]:
        return [choice.label for choice in self.choices]

    def starts(self) -> list[str]:
        """The first line of every message, as it is now."""
        return [text.partition("\n")[0] for text in self.texts]


@asynccontextmanager
async def open_town(url: str) -> AsyncIterator[Town]:
    """A house with one meeting."""
    furnish(url)
    store = Store(url)
    try:
        yield Town(store, await planning.load(store, ADMIN, read_agenda(AGENDA)))
    finally:
        store.close()


async def another_meeting(town: Town, agenda: str = ELSEWHERE) -> str:
    return await planning.load(town.store, ADMIN, read_agenda(agenda))
