"""A programme of four meetings with a coordinator who made a vision of it."""

from dataclasses import replace

from sessions.composing import add, amend, decide, revise, settle
from sessions.dossier import Dossier
from sessions.items.contribution import Contribution
from sessions.record import NoteKind, Record
from sessions.synthesis.borrowing import borrow
from sessions.synthesis.building_blocks import propose
from sessions.vision import Vision
from sessions.vision_entries import Chapter, Fate, Heeded
from tests.exports.records import Evening, crowd, full_evening, poll, question
from tests.sessions.visions import after

WORDS = "Wij bouwen dicht bij de winkels.\nOuderen beslissen mee [B1.3-001]."


def numbered(evening: Evening, number: int, title: str) -> Record:
    """The evening as another meeting of its programme, with references of its own."""
    evening.meeting = replace(evening.meeting, id=number, number=number, title=title)
    record = evening.record()
    moved = f"B{number}."
    return replace(
        record,
        contributions=tuple(_moved(c, moved) for c in record.contributions),
        notes=tuple(replace(n, reference=moved + n.reference[3:]) for n in record.notes),
        asked=tuple(replace(a, reference=moved + a.reference[3:]) for a in record.asked),
    )


def _moved(given: Contribution, head: str) -> Contribution:
    answer = dict(given.answer)
    if "recognise" in answer:
        answer["recognise"] = head + answer["recognise"][3:]
    return replace(given, reference=head + given.reference[3:], answer=answer)


def four_meetings() -> tuple[Record, ...]:
    theme = Evening(question("Wat mist u nog in de wijk?"), poll("Wat eerst?", open="per_kind"))
    people = crowd(theme)
    for place, who in enumerate(people):
        said = f"In straat {place} is een bankje nodig, bij de bushalte."
        against = "Een bankje is geen goed idee, dan blijft de jeugd hangen."
        theme.says(who, 1, text=against if place == 3 else said, theme="Ontmoeten")
        theme.says(who, 2, choice=[1 + place % 2])
    governing = Evening(poll("Stemt u in met de ambitie?", open="per_organisation"))
    for who in crowd(governing, each=1):
        governing.says(who, 1, choice=[1])
    governing.notes_down(NoteKind.DECISION, "De drie colleges leggen dezelfde visie voor.")
    return (
        numbered(full_evening(), 1, "Startbijeenkomst"),
        numbered(theme, 2, "Thema-avond ontmoeten"),
        numbered(full_evening(), 3, "Casusavond"),
        numbered(governing, 4, "Bestuurlijke tafel"),
    )


def programme() -> Dossier:
    records = four_meetings()
    keys = [proposal.key for proposal in propose(records)]
    vision = after(
        Vision(),
        add("source", {"title": "Woonzorganalyse", "author": "Bureau Proef", "year": "2026"}),
        add("figure", {"title": "Wachtenden in Emmen", "says": "120", "source": "R1", "page": "9"}),
        add("outside", {"origin": "mail", "text": "Vergeet de jongeren niet.", "theme": "Jongeren",
                        "organisation": "Seniorenraad Emmen", "kind": "senioren"}),
        add("outside", {"origin": "interview", "text": "Niet doen.", "theme": "Ontmoeten",
                        "quotable": False, "against": True}),
        *(decide(key, "themes" if key.startswith("theme") else "ambitions") for key in keys[:-2]),
        decide(keys[-2], "working", Fate.REJECTED, "Dit hoort in het jaarplan."),
        revise(1, {"words": WORDS, "cites": ("R1 p.12", "C1"), "examples": ("boce-trots",)}),
        settle(Chapter("frame", words="De wet vraagt om een visie in 2026 [R1].")),
        add("amendment", {"municipality": "Gemeente Emmen", "text": "Noem de dorpen."}),
        amend("amendment/1", {"verdict": Heeded.PARTLY, "answer": "De dorpen staan in de kaart."}),
    )  # fmt: skip
    return borrow(Dossier(records[0].programme, records, vision))
