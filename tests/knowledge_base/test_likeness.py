import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.likeness import (
    GramIndex,
    MeaningIndex,
    encoder_is_installed,
    grams_of,
    meanings_of,
    rarity,
)

LINES = [["de", "wandelsafari"], ["het", "werkatelier"], ["de", "ijktabel"]]


def test_grams_run_across_words_and_come_once() -> None:
    assert grams_of(["aa", "aa"]) == [
        " aa", "aa ", "a a", " aa ", "aa a", "a aa", " aa a", "aa aa", "a aa ",
    ]  # fmt: skip


def test_the_same_text_is_wholly_alike() -> None:
    likeness = GramIndex(LINES).likeness(["de", "wandelsafari"])

    assert likeness[0] == pytest.approx(1.0)
    assert likeness[0] > likeness[2] > likeness[1] == 0.0


def test_a_typo_stays_nearest_to_what_was_meant() -> None:
    likeness = GramIndex(LINES).likeness(["wandelsavari"])

    assert likeness.index(max(likeness)) == 0


def test_no_texts_and_no_words_are_like_nothing() -> None:
    assert GramIndex([]).likeness(["iets"]) == []
    assert GramIndex([[]]).likeness(["iets"]) == [0.0]
    assert GramIndex(LINES).likeness([]) == [0.0, 0.0, 0.0]


@given(st.lists(st.lists(st.text("abc ", min_size=1, max_size=5), max_size=4), max_size=5))
def test_likeness_lies_between_zero_and_one(texts: list[list[str]]) -> None:
    index = GramIndex(texts)

    for text in texts:
        assert all(0.0 <= score <= 1.0 + 1e-9 for score in index.likeness(text))


@given(st.integers(0, 500), st.integers(0, 500))
def test_what_is_everywhere_weighs_least(count: int, more: int) -> None:
    size = count + more

    assert rarity(0, size) >= rarity(count, size) >= rarity(size, size) > 0


@pytest.mark.skipif(not encoder_is_installed(), reason="the extra `semantic` is not installed")
def test_what_means_the_same_is_alike_in_other_words_and_in_english() -> None:
    index = MeaningIndex(["Hoe lang duurde het?", "Welke partijen deden mee?"])

    for question in ("hoeveel tijd kostte dat", "how much time did it take"):
        length, parties = index.likeness(meanings_of([question])[0])
        assert length > parties


@pytest.mark.skipif(not encoder_is_installed(), reason="the extra `semantic` is not installed")
def test_a_text_means_the_same_as_itself() -> None:
    text = "Wat is een ijktabel?"

    assert MeaningIndex([text]).likeness(meanings_of([text])[0]) == [pytest.approx(1.0, abs=1e-4)]
