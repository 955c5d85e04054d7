import pytest

from knowledge_base.kinds import FACTS, alike, kinds_of, kinds_told, shipped_kinds
from knowledge_base.words import words_of
from tests.knowledge_base.builders import entry


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("Wie leidde het?", {"person"}),
        ("hoe lang duurde het", {"length"}),
        ("hoeveel tijd kostte dat", {"length"}),
        ("Hoeveel mensen kwamen er?", {"number"}),
        ("how many people", {"number"}),
        ("waarom en wanneer", {"reason", "moment"}),
        ("waar gaat het over", {"subject"}),
        ("waar is dat", {"place"}),
        ("hoe hoe lang", {"manner", "length"}),
        ("ijktabel", set()),
        ("", set()),
    ],
)
def test_a_question_tells_what_it_asks_for(question: str, kinds: set[str]) -> None:
    assert kinds_of(words_of(question)) == kinds


def test_an_entry_tells_what_it_is_asked_for_and_what_its_answer_shows() -> None:
    hall = entry(
        question="Wie beheert het?", phrasings=("sinds wanneer",), answer="Het zijn er twee."
    )

    assert kinds_told(hall) == {"person", "moment", "number", "subject"}
    assert "moment" in kinds_told(entry(answer="Dat was in 2023."))


def test_every_fact_is_a_kind_that_can_be_asked_for() -> None:
    assert set(shipped_kinds().values()) >= FACTS


def test_only_the_part_that_is_told_counts() -> None:
    told = [frozenset({"person"}), frozenset({"person", "moment"}), frozenset[str]()]

    assert alike(frozenset({"person", "moment"}), told) == [0.5, 1.0, 0.0]
    assert alike(frozenset(), told) == [0.0, 0.0, 0.0]
