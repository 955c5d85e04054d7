import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.repair import Repair
from knowledge_base.words import words_of

OWN = ("ijktabel", "prestatieafspraken", "drietrapsraket", "wandelsafari", "plan", "aanpak", "boce")
REPAIR = Repair(
    known={*OWN, "wat", "is", "een", "van", "met", "de", "voor"},
    own=OWN,
    names=["boce"],
    lines=[("plan", "van", "aanpak")],
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wat is een ijktabel", "wat is een ijktabel"),
        ("eiktabel", "ijktabel"),
        ("wandelsavari", "wandelsafari"),
        ("presatieafsprken met", "prestatieafspraken met"),
        ("drie traps raket", "drietrapsraket"),
        ("drie traps rakket", "drietrapsraket"),
        ("ijk tabel", "ijktabel"),
        ("planvanaanpak", "plan van aanpak"),
        ("planvanaanpk", "plan van aanpak"),
        ("boete", "boete"),
        ("bocd", "bocd"),
        ("een voor de", "een voor de"),
    ],
)
def test_words_are_mended_to_what_was_probably_meant(typed: str, meant: str) -> None:
    assert " ".join(REPAIR.mend(words_of(typed))) == meant


def test_a_text_full_of_unknown_words_is_left_alone() -> None:
    noise = tuple(f"xq{number}wandelsafar" for number in range(13))

    assert REPAIR.mend(noise) == noise


@given(st.lists(st.text("abdeijklnprstvw", min_size=1, max_size=12), max_size=12))
def test_mending_twice_changes_nothing_more_than_mending_words_we_know(words: list[str]) -> None:
    known = tuple(word for word in words if REPAIR.knows(word))

    assert "".join(REPAIR.mend(known)) == "".join(known)


def test_a_word_of_the_entries_wins_from_one_that_is_just_as_near() -> None:
    repair = Repair(known={"woonde", "woondeal"}, own={"woondeal"}, names=(), lines=())

    assert repair.mend(("woondiel",)) == ("woondeal",)


def test_the_stem_of_a_name_is_not_the_name() -> None:
    repair = Repair(known={"nijmegen"}, own={"nijmegen"}, names={"nijmegen"}, lines=())

    assert repair.mend(("nijmege",)) == ("nijmegen",)
