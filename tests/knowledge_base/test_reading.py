from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.entry import EntryMistake
from knowledge_base.reading import NOT_READ, UnreadableEntriesError, entry_of, read_entries
from tests.knowledge_base.builders import FILE, STORY


def mistakes_in(text: str) -> list[str]:
    with pytest.raises(UnreadableEntriesError) as refused:
        entry_of("dorpshuis", text)
    return sorted(map(str, refused.value.mistakes))


def test_an_entry_is_its_front_matter_and_the_answer_below_it() -> None:
    read = entry_of("dorpshuis", FILE)

    assert read.id == "dorpshuis"
    assert read.source == STORY
    assert (read.source_file, read.source_title) == (STORY.file, STORY.title)
    assert read.municipality is None
    assert read.as_of == "2023-08"
    assert read.checked_on.isoformat() == "2026-11-22"
    assert read.answer == (
        "Een dorpshuis is een plek om elkaar te ontmoeten. Het staat vaak midden in het dorp."
    )
    assert read.asked_as == (
        "Wat is een dorpshuis?",
        "uitleg dorpshuis",
        "waar is een dorpshuis voor",
        "What is a village hall?",
    )


def test_a_misspelt_field_is_told_with_its_line_and_what_was_meant() -> None:
    text = FILE.replace("phrasings:", "phrasing:")

    assert mistakes_in(text) == [
        "dorpshuis.md: `phrasings` ontbreekt; hier hoort een lijst van twee tot twaalf vragen.",
        "dorpshuis.md:3: `phrasing` bestaat niet; bedoelt u `phrasings`?",
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        (
            "question: Wat is een dorpshuis?",
            "question:",
            "dorpshuis.md:2: Bij `question` hoort een vraag.",
        ),
        (
            "  - uitleg dorpshuis\n",
            "",
            "dorpshuis.md:3: Bij `phrasings` hoort een lijst van twee tot twaalf vragen.",
        ),
        (
            "municipality: null",
            "municipality: 3",
            "dorpshuis.md:6: Bij `municipality` hoort een gemeente of regio, of null.",
        ),
        (
            "themes: [Ontmoeten]",
            "themes: Ontmoeten",
            "dorpshuis.md:7: Bij `themes` hoort een lijst van thema's.",
        ),
        (
            "  title: Ambitieovereenkomst is echt een coproductie\n",
            "",
            "dorpshuis.md:9: Bij `source` hoort `file` en `title` van het verhaal.",
        ),
        (
            "as_of: 2023-08",
            "as_of: augustus 2023",
            "dorpshuis.md:12: Bij `as_of` hoort een maand (2023-08), een jaar ('2023') of null.",
        ),
        (
            "checked_on: 2026-11-22",
            "checked_on: vorige week",
            "dorpshuis.md:13: Bij `checked_on` hoort een datum, zoals 2026-11-22.",
        ),
    ],
)
def test_a_wrong_value_is_told_with_its_line(right: str, wrong: str, sentence: str) -> None:
    assert mistakes_in(FILE.replace(right, wrong, 1)) == [sentence]


def test_a_file_without_front_matter_is_refused() -> None:
    assert mistakes_in("Zomaar tekst.\n") == [
        "dorpshuis.md:1: Het bestand begint niet met gegevens tussen twee regels `---`."
    ]


def test_front_matter_that_is_no_list_of_fields_is_refused() -> None:
    assert mistakes_in("---\nzomaar\n---\nTekst.\n") == [
        "dorpshuis.md:2: Hier horen regels als `question: …`."
    ]


def test_a_colon_in_a_sentence_is_told_with_its_line() -> None:
    text = FILE.replace("Wat is een dorpshuis?", "Wat nu: een dorpshuis?", 1)

    assert mistakes_in(text) == [f"dorpshuis.md:2: {NOT_READ}"]


def test_an_answer_that_is_missing_is_told() -> None:
    text = FILE[: FILE.index("Een dorpshuis is")]

    assert mistakes_in(text) == ["dorpshuis.md: Het antwoord onder de gegevens ontbreekt."]


def test_all_mistakes_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Zomaar tekst.", encoding="utf-8")
    (tmp_path / "b.md").write_text(FILE, encoding="utf-8")
    (tmp_path / "c.md").write_text("Nog meer tekst.", encoding="utf-8")

    with pytest.raises(UnreadableEntriesError) as refused:
        read_entries(tmp_path)

    sentence = "Het bestand begint niet met gegevens tussen twee regels `---`."
    assert refused.value.mistakes == (
        EntryMistake("a.md", 1, sentence),
        EntryMistake("c.md", 1, sentence),
    )
    assert str(refused.value) == f"a.md:1: {sentence}\nc.md:1: {sentence}"


@given(st.text(max_size=300))
def test_whatever_is_typed_as_front_matter_is_refused_in_sentences(front: str) -> None:
    assert all(told.endswith((".", "?")) for told in mistakes_in(f"---\n{front}\n---\nTekst.\n"))


def test_a_date_that_does_not_exist_is_refused() -> None:
    text = FILE.replace("2026-11-22", "2026-11-31")

    assert mistakes_in(text) == [f"dorpshuis.md: {NOT_READ}"]
