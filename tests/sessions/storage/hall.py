"""A hall with a real database behind it, and what people do in it."""

import re
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from sessions.actions import answering, arriving, entering, planning, running
from sessions.actions.answering import IncomingAnswer, Receipt
from sessions.actions.planning import ADMIN
from sessions.agenda import Agenda, read_agenda
from sessions.errors import Refusal
from sessions.items.contribution import Contribution
from sessions.meeting import Scheduled
from sessions.people import Participant, Role, Staff
from sessions.record import Record
from sessions.storage.store import Store
from sessions.storage.tables import updates
from sessions.storage.unit import Keeping
from tests.engines import furnish

WELCOME, POLL, QUESTION, CASUS, SCALE, RANKING, POINTS = range(1, 8)
"""The items of the agenda below, by number."""

AGENDA = """
traject: Woonzorgvisie Proefstad
bijeenkomst:
  titel: Startbijeenkomst
  nummer: 1
  kleinste_groep: 2
  tafels: 3
organisaties:
  - {naam: Gemeente Proefstad, soort: gemeente}
  - {naam: Woonstichting Proef, soort: corporatie}
  - {naam: Thuiszorg Voorbeeld, soort: zorgaanbieder}
onderdelen:
  - mededeling: Welkom
    tekst: Fijn dat u er bent.
  - peiling: Welke opgave raakt uw werk het meest?
    kies: een
    opties: [Passende woningen, Zorg dichtbij, Ontmoeten]
    anders: ja
    rondes: 2
  - vraag: Wat werkt nu al goed?
  - casus: Mevrouw De Vries wil thuis blijven wonen
    brillen: [bewoner, gemeente]
    stappen:
      - vraag: Wat ziet u door deze bril?
        vanuit: bril
      - vraag: Wat kan uw organisatie zelf doen?
        vanuit: eigen
    tafels: 3
  - peiling: Hoe goed werken wij samen?
    kies: schaal
    van: 1
    tot: 10
    resultaat: direct
  - peiling: Zet op volgorde
    kies: rangorde
    opties: [Bouwen, Verbouwen, Verhuizen]
    resultaat: nooit
  - peiling: Verdeel honderd punten
    kies: punten
    opties: [Bouwen, Verbouwen]
"""


def agenda(**changes: str) -> Agenda:
    """The agenda above, with lines of its head changed: `agenda(nummer="2")`."""
    text = AGENDA
    for key, value in changes.items():
        text = re.sub(rf"^( *{key}:) .*", rf"\1 {value}", text, count=1, flags=re.MULTILINE)
    return read_agenda(text)


KEYS = count(1)
"""For whoever needs no key of their own: no two answers of a run share one."""


class Hall:
    """One meeting of people, a facilitator, and the store that remembers them."""

    def __init__(self, store: Store, code: str) -> None:
        self.store = store
        self.code = code
        self.facilitator: Staff = ADMIN

    async def record(self) -> Record:
        return await self.store.record(self.code)

    async def item(self, number: int) -> Scheduled:
        found = (await self.record()).item(number)
        assert found
        return found

    async def person(self, who: str) -> Participant:
        return (await self.record()).participants[who]

    async def given(self, number: int) -> list[Contribution]:
        """What counts now for an item."""
        return (await self.record()).given(number)

    async def rows(self) -> list[tuple[str, int, str]]:
        """Every contribution as reference, revision and key, oldest first."""
        record = await self.record()
        return [(c.reference, c.revision, c.key) for c in record.contributions]

    async def joins(self, organisation: str = "", kind: str = "", **more: Any) -> str:
        """Somebody comes in; the pseudonym is how the others know them."""
        said = arriving.Introduction(self.code, organisation, kind, **more)
        return (await arriving.join(self.store, said)).pseudonym

    async def does(self, verb: str, item: int, **more: Any) -> None:
        """The facilitator presses a button."""
        order = running.RunOrder(verb, item, **more)
        await running.carry_out(self.store, await self.record(), self.facilitator, order)

    async def says(self, who: str, item: int, key: str = "", /, **body: Any) -> Receipt:
        """Somebody answers."""
        record = await self.record()
        draft = IncomingAnswer(item, body, key or f"key-{next(KEYS)}")
        return await answering.answer(self.store, record, record.participants[who], draft)

    async def enters(self, item: int, key: str = "", /, **body: Any) -> Receipt:
        """The facilitator types over what somebody put on a card."""
        body.setdefault("on_behalf_of", {"organisation": "", "origin": "paper"})
        draft = IncomingAnswer(item, body, key or f"key-{next(KEYS)}")
        return await entering.enter(self.store, await self.record(), self.facilitator, draft)

    async def takes_back(self, who: str, item: int, reference: str | None = None) -> Receipt:
        record = await self.record()
        person = record.participants[who]
        return await answering.withdraw(self.store, record, person, item, reference)

    async def sits(self, who: str, table: int | None) -> bool:
        record = await self.record()
        return await arriving.sit(self.store, record, record.participants[who], table)

    async def undoes(self) -> tuple[str, int | None]:
        return await running.undo(self.store, await self.record(), self.facilitator)

    async def colleague(self, role: Role = Role.FACILITATOR, programme: int | None = None) -> Staff:
        """Somebody else who runs meetings, of one programme or of all."""
        programmes = None if programme is None else frozenset({programme})
        staff, _ = await planning.invite(self.store, "Collega", role, programmes)
        return staff

    async def keeping(self, who: str, item: int, key: str, **more: Any) -> Keeping:
        """An answer as the writer gets it."""
        record = await self.record()
        scheduled = record.item(item)
        assert scheduled
        keeping = Keeping(
            item_id=scheduled.id,
            participant_id=record.participants[who].id,
            owner=f"person:{who}",
            slot="choice",
            key=key,
            round=1,
            origin="browser",
            answer='{"choice":[1]}',
            digest=f"digest of {key}",
            at=datetime.now(UTC),
        )
        return replace(keeping, **more)


@asynccontextmanager
async def open_hall(url: str) -> AsyncIterator[Hall]:
    """An evening that is about to begin, in an empty database."""
    furnish(url)
    store = Store(url)
    try:
        yield Hall(store, await planning.load(store, ADMIN, agenda()))
    finally:
        store.close()


async def refusal(doing: Awaitable[object]) -> str:
    """The key of the sentence with which something was refused."""
    with pytest.raises(Refusal) as caught:
        await doing
    return caught.value.key


def count_updates(connection: Connection) -> dict[str, int]:
    """How many updates are in each state."""
    counted = select(updates.c.state, func.count()).group_by(updates.c.state)
    return {row[0]: row[1] for row in connection.execute(counted)}
