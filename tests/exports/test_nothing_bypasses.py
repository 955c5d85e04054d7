"""Personal data in any text field of a record or a vision reaches no public document or sheet."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from html import unescape
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.calendar import planning_calendar
from exports.edition import Edition
from exports.orders import DocumentOrder, VisionWorkshop, Workshop
from exports.personal_data import programme_without_personal_data
from exports.vision_compared import NOW
from exports.vision_document import vision_file_name
from sessions.arrangement import AnswerTheme, Member, Themes
from sessions.composing import add, advance, revise
from sessions.dossier import Dossier, Example, Term
from sessions.items.casus import Step
from sessions.items.item import Item
from sessions.personal_data import Sort
from sessions.programme import Planned
from sessions.record import NoteKind, Record
from sessions.reviewing import Addition, AdoptedMinutes, Reaction, Review, Verdict
from sessions.rulings import Ruling, Treatment
from sessions.signing import Signed, Variant
from sessions.terms import Binding, Terms
from sessions.vision import Vision
from sessions.vision_entries import State
from sessions.vision_versions import Version
from tests.exports.evenings import patiently
from tests.exports.programmes import programme
from tests.exports.records import BEGIN, MADE_AT, full_evening
from tests.sessions.visions import after

SECRETS = {
    "bsn": ("123456782", "1234 56 782"),
    "iban": ("NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
    "phone": ("0612345678", "06-12345678"),
    "address": ("7811AB12", "7811 AB 12"),
    "mail": ("jan@voorbeeld", "jan@voorbeeld.nl"),
}
"""What must not be read anywhere, without its spaces and dashes, and how it was typed."""

MINUTES = [("minutes", "html"), ("minutes", "md"), ("data", "csv"), ("data", "json"),
           ("data", "zip"), ("data", "ods"), ("agreements", "html"), ("agreements", "md"),
           ("agreements", "csv"), ("agreements", "ics")]  # fmt: skip


@cache
def evening() -> Record:
    """Everything there is in a record, and something in every field."""
    made = full_evening()
    made.signs("Woonstichting Proef", Signed.SIGNED, day=date(2027, 5, 1), function="bestuurder")
    record = made.record()
    planning = (Planned("Vaststellen", date(2027, 6, 1), "de raad"),)
    review = Review(
        (Addition("B1.aanvulling-01", 1, 3, "Erbij", "coordinator:1", BEGIN),),
        (Reaction("B1.reactie-01", 1, 2, "Dat klopt niet", "D001", BEGIN, Verdict.NOT_ADOPTED,
                  "Wel waar"),),
        adopted=AdoptedMinutes(BEGIN, "0" * 64),
    )  # fmt: skip
    answered = next(c.reference for c in record.contributions if c.item == 3)
    agreed = next(n.reference for n in record.notes if n.kind is NoteKind.ACTION)
    terms = {agreed: Terms(Binding.EFFORT, "Twee dagen per week", "Er staan tien bankjes")}
    letting = Ruling(1, "B1.1-001", Sort.MAIL, "0" * 64, Treatment.KEEP, everywhere=False,
                     reason="Dat is openbaar", by="coordinator:1", at=BEGIN)  # fmt: skip
    themes = {
        3: Themes((AnswerTheme("Ontmoeten", (Member(answered, confirmed=True),), confirmed=True),))
    }
    return replace(
        record, review=review, themes=themes, leaders={1: "Anna"}, terms=terms,
        rulings=(letting,),
        programme=replace(record.programme, planning=planning),
    )  # fmt: skip


@cache
def series() -> Dossier:
    """A vision with each kind of entry, and a version of before that said something else."""
    made = programme()
    first = next(p for p in made.vision.blocks if p.of).number
    vision = after(
        made.vision,
        add("source", {"title": "Rapport", "author": "Bureau", "year": "2026", "where": "plank"}),
        add("figure", {"title": "Ouderen", "says": "Er komen er meer", "source": "R1"}),
        add("outside", {"origin": "mail", "text": "Let op de bus", "organisation": "Reizigers",
                        "theme": "Vervoer"}),
        add("amendment", {"municipality": "Gemeente Emmen", "text": "Meer groen"}),
        revise(first, {"examples": ("voorbeeld",)}),
        advance("Gemeente Emmen", State.COLLEGE, "2027-05-01"),
    )  # fmt: skip
    before = Version(1, "Voor de colleges", BEGIN, "coordinator:1", "0" * 64,
                     {f"block/{first}/claim/B1.2": "Dat stond er eerst."})  # fmt: skip
    vision = replace(vision, versions=(before,))
    example = {"voorbeeld": Example("Hoe deed Ermelo het?", "Met een bus", "RVO", "2025")}
    term = (Term("bankje", "Een plek om te zitten", "RVO"),)
    records = tuple(replace(r, vision=vision) for r in made.records)
    return replace(made, vision=vision, examples=example, terms=term, records=records)


CODES = {
    "Meeting": {"code", "language"},
    "Contribution": {"reference", "participant", "slot", "key", "origin", "entered_by"},
    "Participant": {"pseudonym", "language", "origin", "entered_by", "kind"},
    "Organisation": {"kind"},
    "Note": {"reference"},
    "QuestionAsked": {"reference", "action", "entry", "asker", "answered_by"},
    "Addition": {"reference", "by"},
    "Reaction": {"reference", "by"},
    "AdoptedMinutes": {"digest", "by"},
    "KeptFile": {"edition", "form", "digest"},
    "Marks": {"merged_into"},
    "Source": {"reference", "kind"},
    "Figure": {"reference"},
    "Outside": {"reference", "origin", "kind"},
    "Block": {"chapter", "of", "only", "left_out", "added", "dissent", "examples"},
    "Chapter": {"key"},
    "Amendment": {"chapter"},
    "ChangeMade": {"verb", "by", "subjects"},
    "Ruling": {"place", "value", "by", "undone_by"},
    "Version": {"digest", "by"},
    "Term": {"name"},
    "Member": {"reference"},
    "Themes": {"model", "fingerprint"},
    "KeptSentence": {"place", "chapter", "references"},
}
"""Fields that the house fills with codes and references; all others take what somebody types."""

NO_WORDS = {"kind", "to", "step", "recognise", "position", "entries"}
"""In an item or an answer: what is chosen from the house's own words."""


def each_text(whole: Any, say: Callable[[str], str]) -> Any:
    """The same with each text as `say` has it; written apart from what it is to test."""
    if isinstance(whole, str) and not isinstance(whole, Enum):
        return say(whole)
    if isinstance(whole, tuple | list):
        return type(whole)(each_text(one, say) for one in whole)
    if isinstance(whole, Mapping):
        return {k: v if k in NO_WORDS else each_text(v, say) for k, v in whole.items()}
    if isinstance(whole, Item | Step):
        names = [n for n in type(whole).model_fields if n not in NO_WORDS]
        return whole.model_copy(update={n: each_text(getattr(whole, n), say) for n in names})
    if is_dataclass(whole) and not isinstance(whole, type):
        codes = CODES.get(type(whole).__name__, set())
        names = [f.name for f in fields(whole) if f.name not in codes]
        return replace(whole, **{n: each_text(getattr(whole, n), say) for n in names})
    return whole


def fields_of(whole: Any) -> int:
    """How many texts there are in it."""
    told: list[str] = []
    each_text(whole, lambda text: told.append(text) or text)  # type: ignore[func-returns-value]
    return len(told)


def planted(whole: Any, chosen: Callable[[int], bool], secret: str) -> Any:
    """The same with a secret behind the words of the chosen fields."""
    seen = count()

    def plant(text: str) -> str:
        if not chosen(next(seen)) or text.startswith(("person:", "table:")):
            return text
        return f"{text} {secret}".strip()

    return each_text(whole, plant)


def read(made: bytes, form: str) -> str:
    """What a reader finds, with nothing between letters and digits."""
    if form in {"zip", "ods"}:
        with ZipFile(BytesIO(made)) as files:
            texts = [files.read(n).decode("utf-8", "replace") for n in files.namelist()]
    else:
        texts = [made.decode("utf-8-sig")]
    return bare("\n".join(texts))


def bare(text: str) -> str:
    """Tags and folded lines are nothing to a reader; nor is what groups digits."""
    without = re.sub(r"<[^>]*>|\r\n |\\", "", unescape(text))
    return re.sub(r"[ \u00a0.-]", "", without)


def everything(record: Record, edition: Edition, orders: list[tuple[str, str]]) -> Iterator[str]:
    shop = Workshop(record, MADE_AT, edition)
    for kind, form in orders:
        for variant in Variant if kind == "agreements" else [Variant.COVENANT]:
            order = DocumentOrder(kind, form, edition, variant)
            yield read(shop.make(order), form)
            yield bare(order.file_name(record.meeting).replace("-", ""))
    shown = programme_without_personal_data(record, edition)
    yield read(planning_calendar(shown.planning, record.meeting.code, MADE_AT), "ics")


def visions(dossier: Dossier, edition: Edition, since: int | None = None) -> Iterator[str]:
    shop = VisionWorkshop(dossier, MADE_AT, edition, since)
    for form in ("html", "md"):
        yield read(shop.make(DocumentOrder("vision", form, edition)), form)
    yield bare(vision_file_name(dossier.programme.title, edition, "md"))
    compared = VisionWorkshop(dossier, MADE_AT, edition, since=1, until=NOW)
    yield read(compared.make(DocumentOrder("vision", "html", edition)), "html")


def bare_record(record: Record) -> Record:
    return replace(record, vision=Vision())


FORBIDDEN = {Edition.PUBLIC: list(SECRETS), Edition.INTERNAL: ["bsn"]}
SORTS = [(edition, sort) for edition, sorts in FORBIDDEN.items() for sort in sorts]


@pytest.mark.parametrize(("edition", "sort"), SORTS)
def test_in_every_field_at_once_it_reaches_no_document(edition: Edition, sort: str) -> None:
    secret, written = SECRETS[sort]
    record = planted(evening(), lambda _: True, written)
    dossier = planted(series(), lambda _: True, written)

    found = [secret in text for text in everything(record, edition, MINUTES)]
    found += [secret in text for text in visions(dossier, edition)]

    assert found == [False] * len(found)


def test_the_same_texts_do_reach_them_where_they_are_not_personal() -> None:
    """So that the test above reads what it thinks it reads."""
    record = planted(evening(), lambda _: True, "zwanenhals")
    dossier = planted(series(), lambda _: True, "zwanenhals")

    read_them = [text.count("zwanenhals") for text in everything(record, Edition.PUBLIC, MINUTES)]
    assert sum(n > 0 for n in read_them) >= len(read_them) - 4
    assert all(text.count("zwanenhals") for text in visions(dossier, Edition.PUBLIC))


@given(st.data(), st.sampled_from(SORTS))
@settings(patiently, max_examples=25)
def test_in_any_field_of_a_record_it_reaches_no_document(
    data: st.DataObject, wanted: tuple[Edition, str]
) -> None:
    edition, (secret, written) = wanted[0], SECRETS[wanted[1]]
    chosen = data.draw(st.sets(st.integers(0, fields_of(evening()) - 1), min_size=1, max_size=40))
    orders = data.draw(st.lists(st.sampled_from(MINUTES), min_size=2, max_size=3, unique=True))

    record = planted(evening(), lambda n: n in chosen, written)

    assert not any(secret in text for text in everything(record, edition, orders))


@given(st.data(), st.sampled_from(SORTS))
@settings(patiently, max_examples=15)
def test_in_any_field_of_a_vision_it_reaches_no_document(
    data: st.DataObject, wanted: tuple[Edition, str]
) -> None:
    edition, (secret, written) = wanted[0], SECRETS[wanted[1]]
    vision = series().vision
    chosen = data.draw(st.sets(st.integers(0, fields_of(vision) - 1), min_size=1, max_size=40))
    since = data.draw(st.sampled_from([None, 1]))

    changed = planted(vision, lambda n: n in chosen, written)
    records = tuple(replace(r, vision=changed) for r in series().records)
    dossier = replace(series(), vision=changed, records=records)

    assert not any(secret in text for text in visions(dossier, edition, since))
    minutes = everything(records[0], edition, [("minutes", "html")])
    assert not any(secret in text for text in minutes)
