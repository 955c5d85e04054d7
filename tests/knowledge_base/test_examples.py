from random import Random

import pytest

from knowledge_base.examples import FOLDS, damaged, examples, left_out, mistyped
from tests.knowledge_base.builders import entry

HALL = entry("hall")
SHED = entry("shed", question="Wat is een schuur?", phrasings=("uitleg schuur", "schuur"))


def test_every_phrasing_is_left_out_once_and_then_the_english_question() -> None:
    sets = list(left_out([HALL, SHED]))

    assert [[example.question for example in missing] for _, missing in sets] == [
        ["uitleg dorpshuis", "uitleg schuur"],
        ["waar is een dorpshuis voor", "schuur"],
        [HALL.question_en, SHED.question_en],
    ]
    for fewer, missing in sets:
        asked = {line for each in fewer for line in each.asked_as}
        assert asked.isdisjoint(example.question for example in missing)
        assert [each.id for each in fewer] == [example.entry for example in missing]


def test_a_removed_entry_is_asked_of_a_base_without_it() -> None:
    removed = [
        (fewer, example)
        for fewer, asked in examples([HALL, SHED])
        for example in asked
        if example.group == "removed"
    ]

    assert len(removed) == len(HALL.asked_as) + len(SHED.asked_as)
    for fewer, example in removed:
        assert example.entry is None
        assert example.question not in {line for each in fewer for line in each.asked_as}


def test_the_same_entries_give_the_same_examples() -> None:
    assert list(examples([HALL, SHED])) == list(examples([HALL, SHED]))
    assert len(list(examples([HALL, SHED]))) == 3 + 1 + FOLDS


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_line_still_looks_like_it(seed: int) -> None:
    line = "welke bijeenkomsten kwamen er na de aftrap"

    copy = damaged(line, Random(seed))

    assert copy != line
    assert set(line.split()) & set(copy.split())


def test_a_mistyped_word_keeps_its_ends() -> None:
    typed = {mistyped("wandelsafari", Random(seed)) for seed in range(40)}

    assert all(word[0] == "w" and word[-1] == "i" for word in typed)
    assert len(typed) > 10


def test_one_word_can_be_damaged_as_well() -> None:
    assert all(damaged("aa", Random(seed)) for seed in range(20))
