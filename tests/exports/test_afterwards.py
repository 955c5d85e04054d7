"""What came after the evening stands in the data too, and in public nobody can be traced by it."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.data import record_document
from exports.edition import Edition
from exports.orders import DocumentOrder, Workshop
from exports.tables import sheets
from exports.tables.sheet import Sheet
from sessions.personal_data import Sort, fingerprint
from sessions.record import NoteKind, Record
from sessions.reviewing import Addition, AdoptedMinutes, Issue, KeptFile, Reaction, Review
from sessions.reviewing import Verdict as Marked
from sessions.rulings import Ruling, Treatment
from sessions.signing import Signed, Variant
from sessions.vision import Vision
from sessions.vision_entries import Block
from tests.exports.evenings import evenings, patiently
from tests.exports.records import BEGIN, MADE_AT, Evening, poll, question
from tests.exports.test_data import complaints
from tests.exports.test_sheet_files import LIVE, part
from tests.exports.test_tables import rows

PHONE, MAIL = "06-12345678", "wonen@emmen.nl"
DIGEST = "a" * 64
FILES = (KeptFile("internal", "pdf", "b" * 64), KeptFile("public", "pdf", "c" * 64))
AFTER = ("additions", "reactions", "became", "signatures", "rulings", "adopted")
INSIDE = {"participant", "organisation", "kind", "at", "done_by", "reason", "undone_at"}
"""Columns by which somebody might be traced, or that are for who runs the programme."""


def checked(text: str = "Het was woensdag.", because: str = "Het was donderdag.") -> Record:
    """An evening that was talked about afterwards, by two people and the coordinator."""
    evening = Evening(question(), poll())
    anna, bob = evening.joins("Gemeente Emmen", "gemeente"), evening.joins("", "bewoners")
    evening.says(anna, 1, text=f"Mail {MAIL}. Of bel {PHONE}, zegt men.")
    evening.says(bob, 2, choice=[2])
    evening.notes_down(NoteKind.DECISION, "Wij maken één visie.")
    evening.signs("Gemeente Emmen", Signed.NOT_YET)
    evening.signs("Gemeente Emmen", Signed.SIGNED, day=date(2027, 3, 9), function="wethouder")
    evening.signs("Seniorenraad Emmen", Signed.DECLINES, Variant.AMBITION)
    review = Review(
        additions=(Addition("B1.verbetering-01", 1, 2, text, "coordinator:1", BEGIN, True),),
        reactions=(
            Reaction("B1.reactie-01", 1, 1, text, anna, BEGIN, Marked.NOT_ADOPTED, because),
            Reaction("B1.reactie-02", 2, 0, "", bob, BEGIN, withdrawn=True),
            Reaction("B1.reactie-03", 3, 0, "Mooi.", bob, BEGIN),
        ),
        planned=date(2027, 3, 18),
        last_day=date(2027, 3, 25),
        adopted=AdoptedMinutes(BEGIN + timedelta(days=20), DIGEST, 61, "coordinator:1", FILES, 2),
        issues=(Issue(1, BEGIN, DIGEST, 58, "coordinator:1"),),
    )
    block = Block(1, ("decision:B1.besluit-01",), words="Wij maken haar.")
    return replace(evening.record(), review=review, vision=Vision({"block/1": block}))


def decided(*verdicts: tuple[str, str, Sort, str, bool]) -> tuple[Ruling, ...]:
    """What the coordinator decided, with a reason that repeats the value."""
    return tuple(
        Ruling(number, place, sort, fingerprint(sort, value), Treatment(verdict), not place,
               f"Want {value} is bekend", "coordinator:1", BEGIN,
               *(("coordinator:2", BEGIN) if undone else ()))
        for number, (place, verdict, sort, value, undone) in enumerate(verdicts, start=1)
    )  # fmt: skip


def made(record: Record, edition: Edition) -> Mapping[str, Sheet]:
    return sheets(record, MADE_AT, edition)


def file(record: Record, name: str, edition: Edition) -> bytes:
    kind, _, form = name.partition(".")
    return Workshop(record, MADE_AT, edition).make(DocumentOrder(kind, form, edition))


def test_the_record_tells_what_came_after_the_evening() -> None:
    record = replace(checked(), rulings=decided(("B1.1-001", "keep", Sort.PHONE, PHONE, True)))

    document = record_document(record)

    assert complaints(document) == []
    assert document["review"]["planned"] == "2027-03-18"
    assert document["review"]["last_day"] == "2027-03-25"
    assert document["review"]["reactions"][0] == {
        "reference": "B1.reactie-01", "item": 1, "participant": "D001",
        "text": "Het was woensdag.", "at": BEGIN.isoformat(), "verdict": "not_adopted",
        "because": "Het was donderdag.", "withdrawn": False,
    }  # fmt: skip
    assert document["review"]["additions"][0]["corrects"] is True
    assert document["review"]["issues"] == [
        {"number": 1, "at": BEGIN.isoformat(), "by": "coordinator:1", "version": 58,
         "digest": DIGEST}
    ]  # fmt: skip
    assert document["review"]["adopted"] == {
        "at": "2027-03-31T18:30:00+00:00", "by": "coordinator:1", "issue": 2, "version": 61,
        "digest": DIGEST,
        "files": [
            {"edition": "internal", "format": "pdf", "digest": "b" * 64},
            {"edition": "public", "format": "pdf", "digest": "c" * 64},
        ],
    }  # fmt: skip
    assert [(s["party"], s["state"], s["day"]) for s in document["signatures"]] == [
        ("Gemeente Emmen", "not_yet", None),
        ("Gemeente Emmen", "signed", "2027-03-09"),
        ("Seniorenraad Emmen", "declines", None),
    ]
    assert [(r["place"], r["verdict"], r["undone_by"]) for r in document["rulings"]] == [
        ("B1.1-001", "keep", "coordinator:2")
    ]


def test_the_record_tells_what_the_vision_did() -> None:
    told = {each["reference"]: each["outcomes"] for each in record_document(checked())["became"]}

    assert told["B1.besluit-01"] == [
        {
            "what": "adopted", "about": "", "blocks": [1], "chapter": "themes", "title": "",
            "reason": "", "n": None, "references": ["B1.besluit-01"],
        }
    ]  # fmt: skip
    assert [each["what"] for each in told["B1.1"]] == ["open"]


def test_the_sheets_tell_what_came_after_the_evening() -> None:
    found = made(checked(), Edition.PUBLIC)

    assert rows(found["additions"]) == [
        {"reference": "B1.verbetering-01", "item": 2, "text": "Het was woensdag.",
         "corrects": True},
    ]  # fmt: skip
    assert rows(found["reactions"]) == [
        {"reference": "B1.reactie-01", "item": 1, "text": "Het was woensdag.",
         "verdict": "niet overgenomen", "because": "Het was donderdag.", "withdrawn": False},
        {"reference": "B1.reactie-02", "withdrawn": True},
        {"reference": "B1.reactie-03", "text": "Mooi.", "verdict": "nog niet besloten",
         "withdrawn": False},
    ]  # fmt: skip
    assert rows(found["became"])[-1] == {
        "reference": "B1.besluit-01", "title": "Wij maken één visie.", "outcome": "overgenomen",
        "blocks": "1", "chapter": "Thema’s", "rests_on": "B1.besluit-01",
    }  # fmt: skip
    assert rows(found["adopted"]) == [{"for_whom": "openbaar", "format": "pdf", "digest": "c" * 64}]
    facts = {row["fact"]: row["said"] for row in rows(found["meeting"])}
    assert facts["Vastgesteld door"] == "coördinator"
    assert facts["Kenmerk van de inhoud (sha256)"] == DIGEST
    assert (facts["Vastgesteld op"], facts["Daarna veranderd"]) == ("2027-03-31 20:30:00", "ja")


def test_in_public_a_party_has_signed_or_not_and_inside_it_has_a_history() -> None:
    inside, outside = (rows(made(checked(), edition)["signatures"]) for edition in Edition)

    assert [(row["party"], row["signed"]) for row in outside] == [
        ("Seniorenraad Emmen", "tekent niet"),
        ("Gemeente Emmen", "getekend"),
    ]
    assert outside[1]["function"] == "wethouder"
    assert [row["signed"] for row in inside] == ["nog niet getekend", "getekend", "tekent niet"]


def test_before_anything_is_said_the_sheets_are_there_and_empty() -> None:
    found = made(Evening(poll()).record(), Edition.INTERNAL)

    assert [name for name in found if name in AFTER] == list(AFTER)
    assert [found[name].rows for name in AFTER] == [()] * 6
    assert "Vastgesteld op" not in {row["fact"] for row in rows(found["meeting"])}


def test_nobody_can_be_traced_by_what_the_public_edition_tells() -> None:
    found = made(checked(), Edition.PUBLIC)

    columns = {column.name for name in AFTER for column in found[name].columns}

    assert columns & INSIDE == set()
    assert "D001" not in str([found[name].rows for name in AFTER])


def test_in_public_a_decision_stands_where_its_text_stands() -> None:
    rulings = decided(
        ("B1.1-001", "mask", Sort.PHONE, PHONE, False),
        ("B1.1-001", "keep", Sort.PHONE, PHONE, True),
        ("B1.9-001", "keep", Sort.MAIL, MAIL, False),
        ("organisatie", "mask", Sort.PHONE, "0591123456", False),
    )

    found = rows(made(replace(checked(), rulings=rulings), Edition.PUBLIC)["rulings"])

    assert found == [
        {"reference": "B1.1-001", "sort": "telefoonnummer", "ruling": "weggelaten",
         "everywhere": False}
    ]  # fmt: skip


places = st.sampled_from(["B1.1-001", "B1.reactie-01", "B1.verbetering-01", "organisatie", ""])
decisions = st.tuples(
    places,
    st.sampled_from(["mask", "keep"]),
    st.just(Sort.PHONE),
    st.sampled_from([PHONE, "+31 6 1234 5678"]),
    st.booleans(),
)


@given(st.lists(decisions, max_size=5))
@patiently
def test_a_decision_never_holds_the_value_it_is_about(verdicts: list[Any]) -> None:
    record = replace(checked(), rulings=decided(*verdicts))

    inside = json.dumps([{**r, "reason": ""} for r in record_document(record)["rulings"]])
    outside = str([made(record, Edition.PUBLIC)[name].rows for name in ("rulings", "adopted")])

    assert complaints(record_document(record)) == []
    for written in (PHONE, "+31 6 1234 5678", fingerprint(Sort.PHONE, PHONE)):
        assert written not in inside
        assert written not in outside


@pytest.mark.parametrize("edition", list(Edition))
def test_what_people_said_of_the_draft_is_masked_like_everything_they_typed(
    edition: Edition,
) -> None:
    record = checked(f"Bel {PHONE} of 123456782", f"Niet {MAIL}")

    told = str(made(record, edition)["reactions"].rows)

    assert "123456782" not in told
    assert (PHONE in told, MAIL in told) == (edition is Edition.INTERNAL,) * 2


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("text", LIVE[:4])
def test_no_cell_of_what_came_after_is_run_by_a_spreadsheet(edition: Edition, text: str) -> None:
    package = file(checked(text, text), "data.zip", edition)
    book = file(checked(text, text), "data.ods", edition)

    for name in AFTER:
        read = list(csv.reader(StringIO(part(package, f"{name}.csv").decode())))
        cells = [cell for row in read for cell in row]
        assert [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert b"formula" not in part(book, "content.xml")


@given(evenings())
@patiently
def test_every_reaction_and_addition_is_told_once(record: Record) -> None:
    document, found = record_document(record)["review"], made(record, Edition.PUBLIC)

    for name in ("additions", "reactions"):
        said = [each.reference for each in getattr(record.review, name)]
        assert [each["reference"] for each in document[name]] == said
        assert [row["reference"] for row in rows(found[name])] == said
