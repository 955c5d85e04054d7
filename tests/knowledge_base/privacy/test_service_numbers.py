"""A BSN never leaves; a number that is plainly said to be of something else may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.privacy.finding import find_personal_data
from tests.knowledge_base.privacy.numbers import passes_eleven_test

OTHERS = (
    "zaaknummer ", "Zaaknummer: ", "zaaknr. ", "factuurnummer is ", "ordernummer ",
    "documentnummer ",
)  # fmt: skip
IN_DOUBT = (
    "", "mijn nummer is ", "dossiernummer ", "cliëntnummer ", "patiëntnummer: ", "mijn zaak ",
    "zaaknummer van mijn moeder ", "bel ", "klantnummer ", "zie ", "polis ", "registratienummer ",
    "KvK-nummer ",  # which has eight digits
)  # fmt: skip
SAID = (
    "{} is mijn BSN", "{} (bsn)", "BSN {}", "Burgerservicenummer: {}", "sofinummer {}",
    "{} is ook mijn burger service nummer.", "{}, dat is mijn B.S.N.", "persoonsnummer, {}",
)  # fmt: skip
TWICE = (
    "{1}{0}. Later: {0} dus.",
    "Mijn BSN is {0}. {1}{0}",
    "{1}{0}, en dat is ook haar BSN",
    "bsn en {1}{0}",
)


def _valid(stem: int) -> str | None:
    fits = (f"{stem:08d}{last}" for last in range(10))
    return next((digits for digits in fits if passes_eleven_test(digits)), None)


stems = st.integers(10_000_000, 59_999_999)
"""Not those that begin with a 0, which may be a phone number, or with a 6."""
numbers = stems.map(_valid).filter(bool).map(str)


def found(text: str) -> list[tuple[str, str]]:
    return [(each.sort.value, text[each.start : each.end]) for each in find_personal_data(text)]


@given(numbers, st.sampled_from(IN_DOUBT))
def test_in_doubt_it_is_masked(digits: str, before: str) -> None:
    assert ("bsn", digits) in found(f"Ja, {before}{digits} graag.")


@given(numbers, st.sampled_from(SAID), st.sampled_from(OTHERS))
def test_whoever_says_bsn_means_it_also_behind_it(digits: str, said: str, other: str) -> None:
    assert found(said.format(digits)) == [("bsn", digits)]
    assert found(said.format(f"{other}{digits}")) == [("bsn", digits)]


@given(numbers, st.sampled_from(TWICE), st.sampled_from(OTHERS))
def test_a_text_that_speaks_of_a_bsn_lets_none_out(digits: str, text: str, other: str) -> None:
    written = text.format(digits, other)

    assert found(written) == [("bsn", digits)] * written.count(digits)


@given(numbers, st.sampled_from(OTHERS))
def test_a_number_of_something_else_stays(digits: str, other: str) -> None:
    assert found(f"Het gaat om {other}{digits}.") == []


@given(numbers, st.sampled_from(OTHERS))
def test_what_is_written_as_people_write_a_bsn_is_masked(digits: str, other: str) -> None:
    grouped = f"{digits[:4]}.{digits[4:6]}.{digits[6:]}"

    assert found(f"Het gaat om {other}{grouped}.") == [("bsn", grouped)]


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Bel mij op 612345671.", "telefoonnummer"),
        ("Tel. 6 12345671", "telefoonnummer"),
        ("612345671", "bsn"),
        ("Bel de gemeente over 612345671.", "bsn"),
        ("Bel mij op 612345671, dat is mijn BSN.", "bsn"),
    ],
)
def test_a_mobile_number_without_its_nought_is_told_by_the_word_before(
    text: str, sort: str
) -> None:
    assert passes_eleven_test("612345671")
    assert [told for told, _ in found(text)] == [sort]
