"""The words of a question that was left out, and of its answer, leave the house in no way."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import unescape
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest

from exports.document import FORMATS
from exports.edition import Edition
from exports.orders import KINDS, DocumentOrder, VisionWorkshop, Workshop
from exports.tables import sheets
from exports.vision import lines_of
from exports.vision_compared import NOW
from sessions.dossier import Dossier
from sessions.personal_data import Sort
from sessions.record import Record
from sessions.reviewing import LeftOut, Review
from sessions.rulings import Ruling, Treatment
from sessions.signing import Variant
from tests.exports.reading import pdf_text
from tests.exports.records import BEGIN, MADE_AT, full_evening
from tests.exports.test_tables import rows
from tests.exports.test_vision import draft, version, with_versions

WORDS = ("Zwanenhals", "Eekhoorn42", "Marmot9")
"""Of the question, of its answer, and of where that came from."""
OPEN = "Dassenburcht"
"""Of a question that nobody answered."""
REASON = "Over de avond zelf"
HIDDEN = (*WORDS, OPEN)
ORDERS = [
    (kind, form, variant)
    for kind, forms in KINDS.items()
    for form in forms
    for variant in (Variant if kind == "agreements" and form in FORMATS else [Variant.COVENANT])
]


@cache
def asked() -> Record:
    """A full evening, with a password in an answer, and a question that stayed open."""
    evening = full_evening()
    anna = evening.joins()
    evening.asked.clear()
    evening.asks(anna, "Wat is het wachtwoord van Zwanenhals?", "Dat is Eekhoorn42.", "Marmot9")
    evening.asks(anna, "Wie woont er in de Dassenburcht?")
    return evening.record()


@cache
def left_out() -> Record:
    """The same after both questions were left out; something in the first had been let stay."""
    gone = tuple(LeftOut(each.reference, REASON, "coordinator:1", BEGIN) for each in asked().asked)
    stays = Ruling(1, asked().asked[0].reference, Sort.PHONE, "0" * 64, Treatment.KEEP,
                   everywhere=False, reason="", by="coordinator:1", at=BEGIN)  # fmt: skip
    return replace(asked(), review=Review(left_out=gone), rulings=(stays,))


@cache
def public() -> Workshop:
    """Makes all of its documents, so that what they share is made once."""
    return Workshop(left_out(), MADE_AT, Edition.PUBLIC)


def texts(made: bytes) -> Iterator[str]:
    """Everything that can be read in a file, and in the files inside it."""
    if is_zipfile(BytesIO(made)):
        with ZipFile(BytesIO(made)) as files:
            for name in files.namelist():
                yield name
                yield from texts(files.read(name))
    elif made.startswith(b"%PDF"):
        yield pdf_text(made)
    else:
        yield re.sub(r"<[^>]*>", "", unescape(made.decode("utf-8-sig", "replace")))


def found(made: bytes) -> set[str]:
    """Which of the words stand in it, however they are broken over lines."""
    text = re.sub(r"[\s\\\u00ad]", "", "".join(texts(made)))
    return {word for word in HIDDEN if word in text}


@pytest.mark.parametrize(("kind", "form", "variant"), ORDERS)
def test_no_public_document_of_a_meeting_has_them(kind: str, form: str, variant: Variant) -> None:
    order = DocumentOrder(kind, form, Edition.PUBLIC, variant)

    assert found(public().make(order)) == set()


@pytest.mark.parametrize("form", ["ods", "json", "xlsx", "zip"])
def test_who_runs_the_programme_keeps_them(form: str) -> None:
    """And so the test above reads what it thinks it reads."""
    inside = Workshop(left_out(), MADE_AT, Edition.INTERNAL)

    assert found(inside.make(DocumentOrder("data", form, Edition.INTERNAL))) == set(HIDDEN)


@pytest.mark.parametrize("form", list(FORMATS))
def test_they_are_read_in_the_minutes_until_they_are_left_out(form: str) -> None:
    before = Workshop(asked(), MADE_AT, Edition.PUBLIC)

    assert found(before.make(DocumentOrder("minutes", form, Edition.PUBLIC))) == set(HIDDEN)


def test_that_it_was_left_out_and_why_stays_in_the_public_sheet() -> None:
    told = sheets(left_out(), MADE_AT, Edition.PUBLIC)

    assert [
        {name: said for name, said in row.items() if said != ""} for row in rows(told["asked"])
    ] == [
        {"reference": each.reference, "by_a_person": False, "left_out": REASON}
        for each in left_out().asked
    ]
    assert list(rows(told["rulings"])) == []


def visions(record: Record, edition: Edition) -> Iterator[bytes]:
    """The vision and what changed in it, after a version in which nothing was left out yet."""
    whole = Dossier(asked().programme, (asked(),), asked().vision)
    before = version(1, "Voor de colleges", lines_of(draft(whole)))
    lineless = replace(version(2, "Van vroeger", lines_of(draft(whole))), lines=())
    dossier = with_versions(replace(whole, records=(record,)), before, lineless)
    for form in FORMATS:
        for since, until in ((None, None), (1, None), (2, None), (1, NOW), (2, NOW)):
            order = DocumentOrder("vision", form, edition)
            if form in {"html", "md"} or since == 1:
                yield VisionWorkshop(dossier, MADE_AT, edition, since, until).make(order)


def test_no_public_vision_has_them_nor_says_that_they_were_in_a_version() -> None:
    assert [found(made) for made in visions(left_out(), Edition.PUBLIC) if found(made)] == []


def test_a_version_tells_its_readers_what_went_where_that_was_not_left_out() -> None:
    gone = replace(asked(), asked=())

    assert {OPEN} in [found(made) for made in visions(gone, Edition.PUBLIC)]
    assert {OPEN} in [found(made) for made in visions(left_out(), Edition.INTERNAL)]
