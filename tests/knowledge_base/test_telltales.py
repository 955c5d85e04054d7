"""What a text is, before its words are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.search import Base
from knowledge_base.telltales import has_other_letters, holds_personal_data, is_code


@pytest.mark.parametrize(
    "text",
    [
        "Mijn BSN is 123456782, kan ik een woning krijgen?",
        "bsn 1234.56.782 van mijn vader",
        "bel mij op 0612345678",
        "bel mij op 06-1234 5678 over de ijktabel",
        "mijn nummer is +31 6 12345678",
        "zij zit op (020) 123 45 67",
        "stuur het naar jan.jansen@voorbeeld.nl",
        "betaal maar op NL91 ABNA 0417 1643 00",
        "mijn nummer is ٠٦١٢٣٤٥٦٧٨",
    ],
)
def test_what_leads_to_a_person_is_seen(text: str) -> None:
    assert holds_personal_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hoe lang duurde het?",
        "wat moet er in 2026, 2027 en 2028 klaar zijn",
        "is 1 oktober 2022 gehaald",
        "van 2023-2024 naar 2025-2026",
        "zijn er 123456789 huizen",
        "€ 1.250.000.000 voor wonen",
        "wat doet @gemeente",
    ],
)
def test_years_and_amounts_lead_to_nobody(text: str) -> None:
    assert not holds_personal_data(text)


@given(st.text(max_size=300) | st.text("0123456789+-. ()@NL\u0661\u00b2", max_size=80))
def test_any_text_can_be_looked_at(text: str) -> None:
    seen = [holds_personal_data(text), has_other_letters(text), is_code(text)]

    assert set(seen) <= {True, False}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "{{ 7 * 7 }}",
        "'; DROP TABLE entries; --",
        "print('hello world'); exit()",
        "if (a == b) { return }",
    ],
)
def test_code_is_told_from_a_question(either: Base, text: str) -> None:
    found = either.find(text)

    assert (found.action, found.reason, found.options) == ("abstain", "code", ())


@pytest.mark.parametrize("text", ["is 5 < 7 <3", "woon(zorg)visie; wat is dat?", "A & B ;-)"])
def test_signs_alone_are_no_code(text: str) -> None:
    assert not is_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "ما هي رؤية السكن والرعاية؟",
        "Toplantı ne zaman bitiyor?",
        "Konut ve bakım vizyonu nedir?",
        "kiedy kończy się spotkanie",
        "Що таке бачення житла?",
        "什么是住房愿景",
    ],
)
def test_another_language_is_told_so(either: Base, text: str) -> None:
    found = either.find(text)

    assert (found.action, found.reason, found.options) == ("abstain", "language", ())


def test_a_name_from_elsewhere_makes_no_other_language(either: Base) -> None:
    assert either.find("Wat zei mevrouw Yılmaz over de bijeenkomsten?").reason != "language"
    assert either.find("Wat is een ijktabel, Şule?").action != "abstain"


def test_a_number_of_somebody_closes_any_subject(either: Base) -> None:
    found = either.find("Wat is een ijktabel? Bel mij op 0612345678.")

    assert (found.action, found.reason, found.options) == ("abstain", "number", ())
