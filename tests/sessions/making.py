"""Builders: an evening about one item, told as it went."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from sessions.errors import Malformed
from sessions.items.contribution import Contribution, Voice
from sessions.items.item import Checked, Item
from sessions.items.notice import Notice
from sessions.items.poll import Poll
from sessions.items.question import Question
from sessions.meeting import ItemState, Level, Meeting, Scheduled
from sessions.people import Participant, Role
from sessions.programme import Programme

AT = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)

patiently = settings(deadline=None, max_examples=60)
"""For properties: other people's work on the same machine is no reason to fail."""


class Evening:
    """Keeps what is said to one item as storage does: rows are only ever added.

    An owner's slot keeps its number and goes up a revision; an answer that stands by itself
    gets a slot of its own.
    """

    def __init__(self, item: Item, smallest: int = 4, number: int = 1) -> None:
        self.item = item
        self.smallest = smallest
        self.number = number
        self.voices: dict[str, Voice] = {}
        self.rows: list[Contribution] = []
        self._keys = (f"key-{n}" for n in count(1))

    def joins(
        self, who: str, organisation: str = "", kind: str = "overig", *, counts: bool = True
    ) -> None:
        self.voices[who] = Voice(organisation, kind, counts, name=who)

    def says(self, who: str, /, *, entered_by: str | None = None, **body: Any) -> str:
        """Somebody answers for themselves; the reference is what the thank-you would name."""
        return self._keep(who, f"person:{who}", self.item.check(body), entered_by)

    def writes(self, who: str, table: int, /, **body: Any) -> str:
        """Somebody with the pen answers for their table."""
        checked = self.item.check({"table": table, **body})
        return self._keep(who, f"table:{table}", checked, None)

    def takes_back(self, reference: str) -> None:
        last = max((r for r in self.rows if r.reference == reference), key=lambda row: row.revision)
        self.rows.append(replace(last, revision=last.revision + 1, withdrawn=True))

    def tally(self) -> Any:
        return self.item.tally(self.rows, self.voices, self.smallest)

    def tally_of(self, rows: Sequence[Contribution]) -> Any:
        """The tally of these rows instead, among the same people."""
        return self.item.tally(rows, self.voices, self.smallest)

    def _keep(self, who: str, owner: str, checked: Checked, entered_by: str | None) -> str:
        key = next(self._keys)
        turn = checked.round or 1
        slot = self._slot(checked, key, turn)
        earlier = [r for r in self.rows if (r.owner, r.slot) == (owner, slot)]
        row = contribution(
            earlier[0].reference if earlier else f"B1.{self.number}-{self._next():03d}",
            checked.answer,
            item=self.number,
            participant=who,
            owner=owner,
            slot=slot,
            key=key,
            revision=len(earlier) + 1,
            round=turn,
            table=checked.table,
            entered_by=entered_by,
        )
        self.rows.append(row)
        return row.reference

    def _slot(self, checked: Checked, key: str, turn: int) -> str:
        if checked.replaces:
            return next(r.slot for r in self.rows if r.reference == checked.replaces)
        if turn > 1:
            return f"{checked.slot}@{turn}"
        return checked.slot or key

    def _next(self) -> int:
        return len({r.reference for r in self.rows}) + 1


def contribution(reference: str = "B1.1-001", answer: Any = None, **more: Any) -> Contribution:
    """One row, with only what the test is about said."""
    plain = Contribution(
        reference=reference,
        item=1,
        participant="Anna",
        owner="person:Anna",
        slot="choice",
        key=reference,
        revision=1,
        origin="browser",
        answer=answer or {},
        at=AT,
    )
    return replace(plain, **more)


def programme() -> Programme:
    return Programme(1, "Woonzorgvisie BOCE")


def meeting() -> Meeting:
    return Meeting(
        id=1,
        code="482913",
        number=1,
        title="Startbijeenkomst",
        level=Level.OPERATIONAL,
        language="nl",
        smallest_group=4,
        day=AT.date(),
        starts=AT.time(),
        place="De Grote Kerk, Emmen",
        chair="",
        case_number="",
        goal="",
        tables=2,
        opened_at=None,
        closed_at=None,
        message="",
        version=1,
        scene=1,
    )


def scheduled(number: int, state: ItemState = ItemState.WAITING, **more: Any) -> Scheduled:
    """An item in its place, with only what the test is about said."""
    plain = Scheduled(
        id=number,
        number=number,
        position=number,
        item=Notice(title="Welkom"),
        state=state,
        revealed=False,
        round=1,
        step=1,
        opened_at=None,
        closed_at=None,
        extra_minutes=0,
    )
    return replace(plain, **more)


def participant(pseudonym: str, **more: Any) -> Participant:
    """Somebody in the meeting, with only what the test is about said."""
    plain = Participant(
        id=int(pseudonym[1:]),
        pseudonym=pseudonym,
        organisation="",
        kind="overig",
        name="",
        language="nl",
        quotable=None,
        origin="browser",
        role=Role.PARTICIPANT,
        table=None,
        holds_pen=False,
        joined_at=AT,
    )
    return replace(plain, **more)


OPTIONS = ("Woningen", "Zorg", "Ontmoeten", "Samenwerken")


def poll(**more: Any) -> Poll:
    return Poll.model_validate({"title": "Wat telt?", "options": OPTIONS} | more)


def scale(**more: Any) -> Poll:
    return poll(choose="scale", options=(), **more)


def question(**more: Any) -> Question:
    return Question.model_validate({"title": "Wat werkt nu al goed?"} | more)


def refusal(item: Item, body: object) -> tuple[str, dict[str, object]]:
    """The key of the sentence with which a body is refused, and what fills it."""
    with pytest.raises(Malformed) as caught:
        item.check(body)
    return caught.value.key, caught.value.values


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
"""Anything that a body of JSON can hold."""

NAMES = ("Anna", "Bram", "Chris", "Dirk", "Els", "Fatima", "Gerrit", "Hilde", "Ilse", "Jan")

PARTIES = (
    ("Gemeente Emmen", "gemeente"),
    ("Gemeente Coevorden", "gemeente"),
    ("Woonstichting Proef", "corporatie"),
    ("Thuiszorg Voorbeeld", "zorgaanbieder"),
    ("Dorpsbelangen", "bewoners"),
    ("", "bewoners"),
    ("", "overig"),
)


@st.composite
def evenings(draw: st.DrawFn, item: Item, bodies: st.SearchStrategy[dict[str, Any]]) -> Evening:
    """An evening in which anybody answers, changes, passes the pen and takes back."""
    evening = Evening(item, smallest=draw(st.integers(2, 4)))
    present = NAMES[: draw(st.integers(1, len(NAMES)))]
    for who in present:
        organisation, kind = draw(st.sampled_from(PARTIES))
        evening.joins(who, organisation, kind, counts=draw(st.integers(0, 9)) > 0)
    said: list[str] = []
    for who in draw(st.lists(st.sampled_from(present), max_size=20)):
        act, body = draw(st.sampled_from(["says", "says", "says", "writes", "takes"])), draw(bodies)
        if act == "says":
            said.append(evening.says(who, **body))
        elif act == "writes":
            said.append(evening.writes(who, draw(st.integers(1, 2)), **body))
        elif said:
            evening.takes_back(draw(st.sampled_from(said)))
    return evening
