"""Builders: a hall, who is in it, and what was given so far."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Any

from bot.conversation.room import Room
from knowledge_base.entry import Entry
from knowledge_base.search import Advice, load_base
from sessions import references
from sessions.items.casus import Casus
from sessions.items.contribution import Contribution
from sessions.items.item import Item
from sessions.items.notice import Notice
from sessions.items.poll import Poll
from sessions.items.question import Question
from sessions.meeting import ItemState, Level, Meeting, Scheduled
from sessions.people import Organisation, Participant, Role, Staff
from sessions.programme import Planned, Programme, Theme
from sessions.record import Marks, QuestionAsked, Record

AT = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)

WELCOME = Notice(title="Welkom", text="Fijn dat u er bent.", minutes=10)
TASK = Poll(
    title="Welke opgave raakt u het meest?",
    options=("Passende woningen", "Zorg dichtbij", "Ontmoeten"),
    minutes=10,
)
GOOD = Question(title="Wat werkt al goed?", minutes=20)
DE_VRIES = Casus.model_validate(
    {
        "title": "Mevrouw De Vries",
        "text": "Zij is 81 en woont alleen.",
        "perspectives": ["bewoner", "gemeente"],
        "steps": [
            {"ask": "Wat ziet u?"},
            {"ask": "Wat kan uw organisatie?", "from": "own"},
            {"ask": "Wat heeft u nodig, en van wie?", "from": "own", "to": "party"},
        ],
        "tables": 2,
    }
)
PARTIES = (
    Organisation("Gemeente Emmen", "gemeente"),
    Organisation("Woonstichting Proef", "corporatie"),
    Organisation("Seniorenraad", "senioren"),
)
PLANNING = (
    Planned("Het verslag gaat naar de contactpersonen", date(2027, 3, 18), "de coördinator"),
    Planned("Laatste dag om te zeggen wat niet klopt", date(2027, 4, 1)),
    Planned("Tweede bijeenkomst, over wonen", date(2027, 4, 15), "alle partijen"),
    Planned("Besluit over de visie", date(2027, 12, 16), "de gemeenteraden"),
)
FACILITATOR = Staff(1, "Fatma", Role.FACILITATOR)


def person(pseudonym: str = "D001", **known: Any) -> Participant:
    defaults: dict[str, Any] = {
        "organisation": "Gemeente Emmen", "kind": "gemeente", "name": "", "language": "nl",
        "quotable": True, "origin": "telegram", "role": Role.PARTICIPANT, "table": None,
        "holds_pen": False, "joined_at": AT,
    }  # fmt: skip
    return Participant(int(pseudonym[1:]), pseudonym, **{**defaults, **known})


def find_nothing(question: str, previous: str = "") -> Advice:
    return Advice(question, "abstain", 0.0, (), None)


def entry(name: str) -> Entry:
    """A real entry of the knowledge base."""
    return next(e for e in load_base().entries if e.id == name)


@dataclass(frozen=True)
class Hall:
    """An evening as it stands; each verb gives the hall as it is after that."""

    items: tuple[Scheduled, ...]
    people: Mapping[str, Participant] = field(default_factory=dict)
    given: tuple[Contribution, ...] = ()
    parties: tuple[Organisation, ...] = PARTIES
    planning: tuple[Planned, ...] = ()
    closed_at: datetime | None = None
    asked: tuple[QuestionAsked, ...] = ()
    marks: Mapping[str, Marks] = field(default_factory=dict)
    message: str = ""
    themes: tuple[str, ...] = ()

    def opens(self, number: int, *, turn: int = 1, step: int = 1) -> "Hall":
        """The item opens, and whatever was open closes."""
        now = self._closed_all()
        state = {"state": ItemState.OPEN, "opened_at": AT, "round": turn, "step": step}
        return now._with(number, **state)

    def closes(self, number: int, **also: Any) -> "Hall":
        return self._with(number, state=ItemState.CLOSED, opened_at=AT, closed_at=AT, **also)

    def ends(self) -> "Hall":
        return replace(self._closed_all(), closed_at=AT)

    def joined_by(self, *people: Participant) -> "Hall":
        return replace(self, people={**self.people, **{p.pseudonym: p for p in people}})

    def gave(self, who: str, number: int, answer: Mapping[str, Any], **also: Any) -> "Hall":
        """Something this person gave, with the next reference of the item."""
        known: dict[str, Any] = {"owner": f"person:{who}", "slot": "choice", "revision": 1}
        count = sum(c.item == number for c in self.given) + 1
        row = Contribution(
            reference=references.contribution(1, number, count), item=number, participant=who,
            key=f"k{len(self.given)}", origin="telegram", answer=answer, at=AT, **known | also,
        )  # fmt: skip
        return replace(self, given=(*self.given, row))

    def wonders(self, who: str, question: str, answer: str = "") -> "Hall":
        """A question that the bot could not answer, and perhaps what a person answered to it."""
        row = QuestionAsked(
            reference=f"B1.gevraagd-{len(self.asked) + 1:02d}", question=question, entry="",
            action="answered" if answer else "abstain", answer=answer, source="", asker=who, at=AT,
        )  # fmt: skip
        return replace(self, asked=(*self.asked, row))

    def marked(self, reference: str, **marks: Any) -> "Hall":
        """What the facilitator decided about a contribution on the screen."""
        return replace(self, marks={**self.marks, reference: Marks(**marks)})

    @property
    def record(self) -> Record:
        meeting = Meeting(
            id=1, code="123456", number=1, title="Startbijeenkomst", level=Level.OPERATIONAL,
            language="nl", smallest_group=4, day=date(2027, 3, 11), starts=time(19, 30),
            place="Emmen", chair="wethouder Wonen", case_number="", goal="", tables=0,
            opened_at=AT, closed_at=self.closed_at, message=self.message, version=1, scene=1,
        )  # fmt: skip
        programme = Programme(
            1, "Visie", themes=tuple(Theme(name) for name in self.themes),
            organisations=self.parties, planning=self.planning,
        )  # fmt: skip
        return Record(
            programme, meeting, self.items, dict(self.people), self.given,
            asked=self.asked, marks=self.marks,
        )  # fmt: skip

    def seen_by(self, me: Participant | Staff | None, find: Any = find_nothing) -> Room:
        """The room of this person; a participant is in the hall as they are given here."""
        hall = self.joined_by(me) if isinstance(me, Participant) else self
        return Room(hall.record, me, find, AT, entries=load_base().entries)

    def _closed_all(self) -> "Hall":
        hall = self
        for scheduled in self.items:
            if scheduled.is_open:
                hall = hall.closes(scheduled.number)
        return hall

    def _with(self, number: int, **values: Any) -> "Hall":
        items = tuple(replace(i, **values) if i.number == number else i for i in self.items)
        return replace(self, items=items)


def hall(*items: Item) -> Hall:
    """A hall in which nothing was opened; without items with one of each kind."""
    return Hall(tuple(_waiting(n, i) for n, i in enumerate(items or EVERY_KIND, start=1)))


def _waiting(number: int, item: Item) -> Scheduled:
    return Scheduled(
        id=number, number=number, position=number, item=item, state=ItemState.WAITING,
        revealed=False, round=1, step=1, opened_at=None, closed_at=None, extra_minutes=0,
    )  # fmt: skip


EVERY_KIND: Sequence[Item] = (WELCOME, TASK, GOOD, DE_VRIES)
