from dataclasses import replace

import pytest

from knowledge_base.entry import Entry, EntryMistake, Measure, Story, measure, mistakes
from tests.knowledge_base.builders import entry


def answered(answer: str) -> Entry:
    return replace(entry(), answer=answer)


LONG = "Dit is een zin met " + "heel " * 25 + "veel woorden. Dit niet."


def test_a_good_entry_has_no_mistakes() -> None:
    assert mistakes([entry()]) == ()


def test_a_source_that_nobody_knows_is_told() -> None:
    made_up = replace(entry(), source=Story("verzonnen.txt", "Verzonnen"))

    assert mistakes([made_up]) == (
        EntryMistake(
            "dorpshuis.md",
            None,
            "De bron `verzonnen.txt` met deze titel staat niet in sources.yaml.",
        ),
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Bel 06 - 12 34 56 78.", "Hier staat een telefoonnummer: 06 - 12 34 56 78."),
        ("Bel 06-12345678.", "Hier staat een telefoonnummer: 06-12345678."),
        ("Bel +31 6 12345678.", "Hier staat een telefoonnummer: +31 6 12345678."),
        ("Bel 012-3456789.", "Hier staat een telefoonnummer: 012-3456789."),
        ("Kom naar 7811 AB.", "Hier staat een postcode: 7811 AB."),
        ("Kom naar Dorpsstraat 12.", "Hier staat een adres: Dorpsstraat 12."),
        (
            "Mail j.jansen@voorbeeld.nl.",
            "Hier staat een mailadres dat niet van een afdeling is: j.jansen@voorbeeld.nl.",
        ),
        ("Het nummer is 123456782.", "Hier staat een burgerservicenummer: 123456782."),
    ],
)
def test_personal_data_is_told(words: str, sentence: str) -> None:
    told = answered(f"Wilt u meer weten? {words}")

    assert mistakes([told]) == (EntryMistake("dorpshuis.md", None, sentence),)


def test_personal_data_is_found_in_phrasings_and_english_too() -> None:
    asked = entry(phrasings=("bel 0612345678", "uitleg dorpshuis"))
    english = replace(entry(), answer_en="Call 0687654321.")

    found = [found.sentence for found in mistakes([asked]) + mistakes([english])]

    assert found == [
        "Hier staat een telefoonnummer: 0612345678.",
        "Hier staat een telefoonnummer: 0687654321.",
    ]


def test_a_functional_mailbox_years_and_amounts_are_no_personal_data() -> None:
    told = answered("Mail naar wonenzorg@rvo.nl. In 2026 doen 21 partijen mee, op 1 oktober.")

    assert mistakes([told]) == ()


def test_sentences_are_measured() -> None:
    assert measure("Dit zijn vier woorden. Dit zijn er nog vijf.") == Measure(2, 4.5, 5)
    assert measure("Een visie: wonen en zorg. Werkt dat?") == Measure(2, 3.5, 5)


def test_too_long_a_sentence_is_told() -> None:
    found = [found.sentence for found in mistakes([answered(LONG)])]

    assert found == [
        "De zinnen tellen gemiddeld 17 woorden; 15 is genoeg.",
        "De langste zin telt 32 woorden; 25 is het meeste.",
    ]


def test_one_sentence_is_no_answer() -> None:
    found = [found.sentence for found in mistakes([answered("Dat is zo.")])]

    assert found == ["Het antwoord telt 1 zinnen; twee tot vijf is goed."]


def test_two_entries_that_are_asked_in_the_same_words_are_told() -> None:
    twin = entry(
        "buurthuis", question="Wat is een buurthuis", phrasings=("Uitleg: dorpshuis!", "x")
    )

    assert mistakes([entry(), twin]) == (
        EntryMistake(
            "dorpshuis.md",
            None,
            "“uitleg dorpshuis” lijkt te veel op “uitleg dorpshuis” in buurthuis.md.",
        ),
    )


def test_an_entry_may_resemble_itself() -> None:
    assert mistakes([entry(phrasings=("uitleg dorpshuis", "uitleg dorpshuizen"))]) == ()


def test_a_mistake_is_one_line_with_its_place() -> None:
    assert str(EntryMistake("a.md", 3, "Dat kan niet.")) == "a.md:3: Dat kan niet."
    assert str(EntryMistake("a.md", None, "Dat kan niet.")) == "a.md: Dat kan niet."
