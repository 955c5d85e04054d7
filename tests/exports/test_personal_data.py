import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.compiling import compile_minutes
from exports.data import record_document
from exports.document import FORMATS
from exports.edition import Edition
from exports.orders import DocumentOrder, Workshop
from exports.personal_data import masked
from sessions.personal_data import Sort, find_personal_data
from tests.exports.reading import document, text_of
from tests.exports.records import MADE_AT, Evening, question
from tests.knowledge_base.privacy.numbers import passes_eleven_test

BSN = "123456782"
SPOKEN = st.text(st.characters(exclude_characters="+.-@", exclude_categories=("N", "Cs")))


def sorts(text: str) -> list[Sort]:
    return [each.sort for each in find_personal_data(text)]


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Bel 06-12345678 na zessen", "Bel [telefoonnummer weggelaten] na zessen"),
        ("Bel +31 (0)6 1234 5678.", "Bel [telefoonnummer weggelaten]."),
        ("Bel (0591) 123 456", "Bel [telefoonnummer weggelaten]"),
        ("Mail a.de.boer@voorbeeld.nl even", "Mail [mailadres weggelaten] even"),
        ("Op NL91 ABNA 0417 1643 00 graag", "Op [iban weggelaten] graag"),
        ("Mijn BSN: 1234.56.782.", "Mijn BSN: [bsn weggelaten]."),
        ("Ik woon op Dorpsstraat 5, 7811 AB Emmen", "Ik woon op [adres weggelaten] Emmen"),
        ("Bel 06\u00a01234\u20115678.", "Bel [telefoonnummer weggelaten]."),
        ("Mijn BSN: 1234\u200b56\u2013782.", "Mijn BSN: [bsn weggelaten]."),
        ("Mail 123456782@voorbeeld.nl", "Mail [bsn weggelaten]"),
        ("Bel 06-12345678 of 123456782", "Bel [telefoonnummer weggelaten] of [bsn weggelaten]"),
        ("Het is 7811AB 12b.", "Het is [adres weggelaten]."),
    ],
)
def test_personal_data_are_found_as_people_write_them(text: str, public: str) -> None:
    assert masked(text, Edition.PUBLIC) == public


@pytest.mark.parametrize(
    "text",
    [
        "In 2027 komen er 4.000 woningen bij, 12 van de 60 in Emmen.",
        "Zie B1.2-001, op 11-03-2027 om 19:30.",
        "In de wijk 7811 AB wonen veel ouderen.",
        "Dat kost 1.250.000 euro.",
        "De burgers van 2025 en 2026",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text, Edition.PUBLIC) == text


@given(st.integers(1, 99_999_999), st.integers(0, 9), SPOKEN, st.sampled_from(["", ".", " ", "-"]))
def test_a_service_number_never_leaves(stem: int, last: int, around: str, between: str) -> None:
    digits = f"{stem:08d}{last}"
    written = between.join((digits[:4], digits[4:6], digits[6:]))

    told = masked(f"{around} {written} {around}", Edition.INTERNAL)

    assert (written in told) is not passes_eleven_test(digits)


@given(st.from_regex(r"[A-Z]{4}[0-9]{10}", fullmatch=True), SPOKEN)
def test_an_account_is_told_by_its_check_digits(rest: str, around: str) -> None:
    value = int("".join(str(int(sign, 36)) for sign in f"{rest}NL00"))
    right, wrong = f"NL{98 - value % 97:02d}{rest}", f"NL{98 - value % 97 + 1:02d}{rest}"

    assert sorts(right) == [Sort.IBAN]
    assert Sort.IBAN not in sorts(wrong)
    assert right not in masked(f"{around} {right} {around}", Edition.PUBLIC)


@given(st.text(max_size=80))
def test_any_text_can_be_looked_through_twice(text: str) -> None:
    once = masked(text, Edition.PUBLIC)

    assert masked(once, Edition.PUBLIC) == once


def telling() -> Evening:
    evening = Evening(question())
    who = evening.joins("Gemeente Emmen", "gemeente")
    evening.says(who, 1, text=f"Bel mij: 06-12345678, BSN {BSN}, of anna@voorbeeld.nl")
    return evening


def test_no_format_of_the_public_edition_holds_what_was_found() -> None:
    record = telling().record()

    for form in FORMATS:
        text = text_of(document(record, form), form)
        assert [told for told in (BSN, "12345678", "anna@") if told in text] == []
        assert "weggelaten" in text


def test_the_internal_edition_keeps_all_but_the_service_number() -> None:
    record = telling().record()

    minutes = repr(compile_minutes(record, MADE_AT, Edition.INTERNAL))
    exported = json.dumps(record_document(record))

    for told in (minutes, exported):
        assert "06-12345678" in told
        assert "anna@voorbeeld.nl" in told
        assert BSN not in told


@pytest.mark.parametrize("edition", Edition)
def test_no_sheet_holds_a_service_number(edition: Edition) -> None:
    made = Workshop(telling().record(), MADE_AT, edition).make(
        DocumentOrder("data", "csv", edition)
    )

    assert BSN.encode() not in made
    assert (b"06-12345678" in made) is (edition is Edition.INTERNAL)
