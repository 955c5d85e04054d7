"""The entries that ship."""

import re

import pytest

from knowledge_base.entry import mistakes
from knowledge_base.guards import shipped_places
from knowledge_base.search import Base
from tests.knowledge_base.questions import SHARED

INSTRUMENTS = (
    "drietrapsraket",
    "ijktabel",
    "fair share",
    "bouwsteen",
    "wandelsafari",
    "werkatelier",
    "ambitieovereenkomst",
    "convenant",
    "woondeal",
    "kwartiermaker",
    "plan van aanpak",
    "bril",
    "coalition of the willing",
    "uitvoeringsprogramma",
)


def test_there_are_enough_and_none_has_a_mistake(base: Base) -> None:
    assert len(base.entries) >= 60
    assert mistakes(base.entries) == ()


def test_every_source_is_a_story_we_have(base: Base) -> None:
    stories = SHARED / "seeds"
    if not stories.is_dir():
        pytest.skip("the stories lie beside the repository, in ../shared/seeds")

    used = {entry.source.file for entry in base.entries}

    assert used == {story.name for story in stories.iterdir()}


def test_every_title_of_a_source_stands_in_its_story(base: Base) -> None:
    stories = SHARED / "seeds"
    if not stories.is_dir():
        pytest.skip("the stories lie beside the repository, in ../shared/seeds")

    untrue = [
        entry.id
        for entry in base.entries
        if entry.source.title not in (stories / entry.source.file).read_text(encoding="utf-8")
    ]

    assert untrue == []


def test_no_answer_copies_a_sentence_of_a_story(base: Base) -> None:
    stories = SHARED / "seeds"
    if not stories.is_dir():
        pytest.skip("the stories lie beside the repository, in ../shared/seeds")
    texts = [" ".join(s.read_text(encoding="utf-8").split()) for s in stories.iterdir()]

    copied = [
        run
        for entry in base.entries
        for sentence in re.split(r"(?<=[.?])\s", entry.answer)
        for run in runs_of(sentence.split(), length=8)
        if any(run in text for text in texts)
    ]

    assert copied == []


def runs_of(words: list[str], *, length: int) -> list[str]:
    return [" ".join(words[start : start + length]) for start in range(len(words) - length + 1)]


def test_every_municipality_can_be_named_in_a_question(base: Base) -> None:
    named = {entry.municipality for entry in base.entries if entry.municipality}

    assert named == set(shipped_places().known.values())


def test_an_entry_is_found_by_its_own_question(base: Base) -> None:
    found = {entry.id: base.find(entry.question).best for entry in base.entries}

    assert {name: best.id for name, best in found.items() if best and best.id != name} == {}


def test_an_entry_is_found_by_its_question_in_english(base: Base) -> None:
    found = {entry.id: base.find(entry.question_en).best for entry in base.entries}

    assert {name: best.id for name, best in found.items() if best and best.id != name} == {}


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_instrument_is_explained(base: Base, instrument: str) -> None:
    best = base.find(f"Wat is {instrument}?").best

    assert best is not None
    assert instrument[:7] in f"{best.question} {best.answer}".lower()
