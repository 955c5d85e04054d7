"""Builders: an evening as storage would have kept it, and the evenings that tests look at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sessions import owners, references
from sessions.items.casus import Casus
from sessions.items.contribution import Contribution
from sessions.items.item import Item
from sessions.items.notice import Notice
from sessions.items.poll import Poll
from sessions.items.proposal import Proposal
from sessions.items.question import Question
from sessions.meeting import ItemState, Level, Meeting, Scheduled
from sessions.people import Organisation, Participant, Role
from sessions.programme import Programme, Theme
from sessions.record import Marks, Note, NoteKind, QuestionAsked, Record
from sessions.signing import Signature, Signed, Variant
from sessions.storage.reading import NOTE_WORDS
from sessions.terms import Terms

BEGIN = datetime(2027, 3, 11, 18, 30, tzinfo=UTC)
MADE_AT = datetime(2027, 3, 11, 21, 10, tzinfo=UTC)

MEETING = Meeting(
    id=1,
    code="123456",
    number=1,
    title="Startbijeenkomst",
    level=Level.OPERATIONAL,
    language="nl",
    smallest_group=4,
    day=date(2027, 3, 11),
    starts=time(19, 30),
    place="De Grote Kerk, Emmen",
    chair="wethouder Wonen",
    case_number="Z-2027-0113",
    goal="Na vanavond weet iedereen hoe wij samen de visie maken.",
    tables=2,
    opened_at=BEGIN,
    closed_at=None,
    message="",
    version=58,
    scene=9,
)

PARTIES = (
    Organisation("Gemeente Emmen", "gemeente"),
    Organisation("Woonstichting Proef", "corporatie"),
    Organisation("Ouderenzorg Proef", "zorgaanbieder"),
    Organisation("Seniorenraad Emmen", "senioren"),
    Organisation("Zorgkantoor Drenthe", "zorgkantoor"),
)


class Evening:
    """Keeps what happens as storage does: rows are only ever added."""

    def __init__(self, *items: Item, title: str = "Startbijeenkomst") -> None:
        self.meeting = replace(MEETING, title=title)
        self.programme = Programme(
            id=1,
            title="Woonzorgvisie Borger-Odoorn, Coevorden en Emmen",
            themes=(Theme("Ontmoeten", ("koffie", "buurthuis")),),
            target_groups=("Senioren",),
            organisations=PARTIES,
        )
        self.items = [scheduled(number, item) for number, item in enumerate(items, start=1)]
        self.people: dict[str, Participant] = {}
        self.rows: list[Contribution] = []
        self.notes: list[Note] = []
        self.asked: list[QuestionAsked] = []
        self.marks: dict[str, Marks] = {}
        self.signatures: list[Signature] = []
        self.terms: dict[str, Terms] = {}

    def joins(self, organisation: str = "", kind: str = "overig", **more: Any) -> str:
        number = len(self.people) + 1
        values: dict[str, Any] = {
            "id": number,
            "pseudonym": f"D{number:03d}",
            "organisation": organisation,
            "kind": kind,
            "name": "",
            "language": "nl",
            "quotable": None,
            "origin": "browser",
            "role": Role.PARTICIPANT,
            "table": None,
            "holds_pen": False,
            "joined_at": BEGIN,
        }
        self.people[f"D{number:03d}"] = Participant(**(values | more))
        return f"D{number:03d}"

    def says(self, who: str, item: int, /, *, table: int | None = None, **body: Any) -> str:
        """Somebody answers, for their table when one is named; gives the reference."""
        checked = self.items[item - 1].item.check(body)
        turn = checked.round or 1
        owner = f"table:{table}" if table else f"person:{who}"
        if isinstance(self.items[item - 1].item, Proposal):
            owner = owners.party(self.people[who].organisation)
        key = f"key-{len(self.rows) + 1}"
        slot = self._slot(item, checked.replaces) or checked.slot or key
        slot += f"@{turn}" if checked.slot and turn > 1 else ""
        earlier = [r for r in self.rows if (r.item, r.owner, r.slot) == (item, owner, slot)]
        person = self.people[who]
        row = Contribution(
            reference=earlier[0].reference if earlier else self._reference(item),
            item=item,
            participant=who,
            owner=owner,
            slot=slot,
            key=key,
            revision=len(earlier) + 1,
            origin=person.origin,
            answer=checked.answer,
            at=BEGIN + timedelta(minutes=len(self.rows)),
            round=turn,
            table=table,
            entered_by=person.entered_by,
        )
        self.rows.append(row)
        return row.reference

    def enters(self, organisation: str, kind: str, item: int, **body: Any) -> str:
        """The secretary types a paper card: a participant of its own."""
        card = self.joins(organisation, kind, origin="paper", entered_by="facilitator:1")
        return self.says(card, item, **body)

    def takes_back(self, reference: str) -> None:
        last = max((r for r in self.rows if r.reference == reference), key=lambda r: r.revision)
        self.rows.append(replace(last, revision=last.revision + 1, withdrawn=True, key="back"))

    def becomes(self, item: int, **changes: Any) -> None:
        self.items[item - 1] = replace(self.items[item - 1], **changes)

    def notes_down(
        self, kind: NoteKind, text: str, owner: str = "", by: str = "", at: datetime = BEGIN
    ) -> None:
        word = NOTE_WORDS[kind]
        reference = f"B1.{word}-{sum(n.kind is kind for n in self.notes) + 1:02d}"
        self.notes.append(Note(reference, kind, text, owner, by, at))

    def signs(
        self, party: str, state: Signed, variant: Variant = Variant.COVENANT, **more: Any
    ) -> None:
        """The coordinator writes down where a party is with its signature."""
        self.signatures.append(Signature(len(self.signatures) + 1, variant, party, state, **more))

    def asks(self, who: str, question: str, answer: str = "", source: str = "") -> None:
        reference = f"B1.vraag-{len(self.asked) + 1:02d}"
        action = "answer" if answer else "abstain"
        self.asked.append(
            QuestionAsked(reference, question, action, answer, "", source, who, BEGIN)
        )

    def record(self) -> Record:
        return Record(
            programme=self.programme,
            meeting=self.meeting,
            items=tuple(self.items),
            participants=dict(self.people),
            contributions=tuple(self.rows),
            notes=tuple(self.notes),
            asked=tuple(self.asked),
            marks=dict(self.marks),
            signatures=tuple(self.signatures),
            terms=dict(self.terms),
        )

    def _reference(self, item: int) -> str:
        taken = {r.reference for r in self.rows if r.item == item}
        return references.contribution(self.meeting.number, item, len(taken) + 1)

    def _slot(self, item: int, reference: str | None) -> str:
        return next((r.slot for r in self.rows if r.item == item and r.reference == reference), "")


def scheduled(number: int, item: Item) -> Scheduled:
    """An item that was open for ten minutes, one after another."""
    opened = BEGIN + timedelta(minutes=10 * number)
    return Scheduled(
        id=number,
        number=number,
        position=number,
        item=item,
        state=ItemState.CLOSED,
        revealed=True,
        round=item.last_round,
        step=item.last_step,
        opened_at=opened,
        closed_at=opened + timedelta(minutes=10),
        extra_minutes=0,
    )


def poll(title: str = "Welke opgave raakt uw werk het meest?", **more: Any) -> Poll:
    options = () if more.get("choose") == "scale" else ("Woningen", "Zorg", "Ontmoeten")
    return Poll.model_validate({"title": title, "options": options} | more)


def question(title: str = "Wat werkt nu al goed?", **more: Any) -> Question:
    return Question.model_validate({"title": title} | more)


def casus(title: str = "Mevrouw De Vries wil thuis blijven wonen", **more: Any) -> Casus:
    steps = (
        {"ask": "Wat ziet u door deze bril?", "from": "glasses"},
        {"ask": "Wat heeft u van een ander nodig?", "from": "own", "to": "party"},
    )
    defaults = {"title": title, "perspectives": ("bewoner", "gemeente"), "steps": steps}
    return Casus.model_validate(defaults | more)


def proposal(title: str = "Wij maken samen één visie", **more: Any) -> Proposal:
    return Proposal.model_validate({"title": title} | more)


def notice(title: str = "Welkom") -> Notice:
    return Notice(title=title, text="Fijn dat u er bent.\nHierna volgen drie avonden.")


def crowd(evening: Evening, *, each: int = 4) -> list[str]:
    """People of three organisations and a group of older people."""
    return [
        evening.joins(party.name, party.kind, table=1 if n % 2 else 2)
        for party in PARTIES[:4]
        for n in range(each)
    ]


def full_evening() -> Evening:
    """Every kind of item answered in every way, and everything around it."""
    evening = Evening(
        notice(),
        poll(rounds=2, other=True),
        question(themes=("Ontmoeten", "Zorg dichtbij"), target_groups=("Senioren", "Jongeren")),
        casus(text="Mevrouw De Vries is 81.\nZij woont alleen in een flat zonder lift."),
        poll("Waar kan uw organisatie het meest aan doen?", choose="many", max=2, open="per_kind"),
        poll("Hoe gaat de samenwerking?", choose="scale", labels=("slecht", "goed")),
        poll("Wat doen wij eerst?", choose="rank", open="per_organisation"),
        poll("Waar gaat het geld heen?", choose="points", open="per_kind"),
        question("Wie miste u vanavond?"),
        poll("Nog een vraag"),
        proposal(),
    )
    people = crowd(evening)
    answer_everything(evening, people)
    evening.becomes(9, state=ItemState.WAITING, opened_at=None, closed_at=None)
    evening.becomes(10, state=ItemState.SKIPPED, opened_at=None, closed_at=None)
    evening.notes_down(NoteKind.DECISION, "De gemeenten maken samen één visie.")
    evening.notes_down(NoteKind.ACTION, "Een lijst van lege flats maken", "", "2027-05-01")
    evening.notes_down(NoteKind.NOTE, "De microfoon viel twee keer uit.")
    evening.asks(people[0], "Wanneer komt het verslag?", "Op 18 maart.", "de planning")
    evening.asks(people[1], "Wie betaalt de lift?")
    return evening


def answer_everything(evening: Evening, people: Sequence[str]) -> None:
    for place, who in enumerate(people):
        evening.says(who, 2, choice=[1 + place % 3])
        if place % 5:
            evening.says(who, 2, choice=[1 + place % 2], round=2)
        evening.says(who, 5, choice=[1 + place % 3, 1 + (place + 1) % 3])
        evening.says(who, 6, value=4 + place % 5)
        evening.says(who, 7, choice=[1 + place % 3, 1 + (place + 1) % 3])
        evening.says(who, 8, points={"1": 60, "2": 40 - place, "3": place})
    evening.says(people[0], 2, other="De huisarts", round=2)
    evening.enters("Seniorenraad Emmen", "senioren", 2, choice=[3])
    first = evening.says(people[0], 3, text="De koffie op dinsdag.", theme="Ontmoeten")
    second = evening.says(people[4], 3, text="Het loket", target_group="Senioren")
    evening.says(people[4], 3, text="Het loket in de wijk", replaces=second)
    evening.says(people[5], 3, recognise=first)
    evening.enters("", "bewoners", 3, text="De buurvrouw doet de boodschappen.")
    evening.takes_back(evening.says(people[6], 3, text="Dit wil ik toch niet zeggen."))
    for table, pen in ((1, people[1]), (2, people[2])):
        evening.says(pen, 4, table=table, step=1, text=f"Tafel {table} ziet een trap.",
                     perspective=("bewoner", "gemeente")[table - 1])  # fmt: skip
        evening.says(pen, 4, table=table, step=2, text="Een lift", to="Woonstichting Proef")
    evening.says(people[1], 4, table=1, action="Een lift plaatsen", owner="Woonstichting Proef",
                 **{"with": ["Gemeente Emmen"], "by": "2027-06-01"})  # fmt: skip
    evening.says(people[2], 4, table=2, action="Met de buurvrouw praten")
    evening.says(people[0], 11, position="agree", mandate="wethouder")
    evening.says(people[4], 11, position="reservation", reservation="de raad van toezicht")
    evening.says(people[8], 11, position="disagree", text="Wie betaalt dit?")
