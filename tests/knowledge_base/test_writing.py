"""An entry that is written is the same entry when it is read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.entry import Entry, Story
from knowledge_base.reading import ENTRIES, UnreadableEntriesError, entry_of, read_entries
from knowledge_base.writing import written, written_fields
from tests.knowledge_base.builders import FILE

LINES = st.text(max_size=60)
FILLED = LINES.filter(lambda text: "".join(c for c in text if c.isprintable()).strip())


def shown(text: str) -> str:
    """What is left of a text: signs that a file can hold, with one space between words."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


@pytest.mark.parametrize("entry", read_entries(), ids=lambda entry: entry.id)
def test_every_shipped_entry_comes_back(entry: Entry) -> None:
    assert entry_of(entry.id, written(entry)) == entry


def test_a_file_in_our_own_style_does_not_change() -> None:
    text = (ENTRIES / "ijktabel.md").read_text(encoding="utf-8")

    assert written(entry_of("ijktabel", text)) == text


def test_a_year_stays_a_text_and_a_day_a_day() -> None:
    entry = entry_of("dorpshuis", FILE.replace("as_of: 2023-08", "as_of: '2023'"))

    text = written(entry)

    assert "\nas_of: '2023'\nchecked_on: 2026-11-22\n" in text
    assert entry_of("dorpshuis", text) == entry


@given(st.lists(FILLED, min_size=2, max_size=12), FILLED, FILLED, st.none() | FILLED)
def test_whatever_is_typed_is_data(
    phrasings: list[str], question: str, answer: str, place: str | None
) -> None:
    entry = Entry(
        id="dorpshuis", question=shown(question), phrasings=tuple(map(shown, phrasings)),
        municipality=place and shown(place), themes=(), target_groups=(shown(question),),
        source=Story("a: b", "- c"), as_of=None, checked_on=date(2026, 11, 22),
        checked_by_role=shown(answer), question_en=shown(question), answer_en=shown(answer),
        answer=shown(answer),
    )  # fmt: skip

    assert entry_of("dorpshuis", written(entry)) == entry


@given(st.text(), st.text(), st.lists(st.text()))
def test_no_text_makes_reading_fail_but_with_a_sentence(
    one: str, two: str, many: list[str]
) -> None:
    text = written_fields({"question": one, "answer_en": two, "phrasings": tuple(many)}, two)

    with pytest.raises(UnreadableEntriesError) as unreadable:
        entry_of("dorpshuis", text)

    assert all(mistake.sentence for mistake in unreadable.value.mistakes)
