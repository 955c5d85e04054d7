from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.arrangement import AnswerTheme, Member, Themes
from sessions.errors import Malformed, Unknown
from sessions.synthesis.editing import confirm, merge, move, rename, split

BEFORE = Themes(
    (
        AnswerTheme("Vervoer", (Member("B1.2-001"), Member("B1.2-002", same_as="B1.2-001")), True),
        AnswerTheme("Ontmoeten", (Member("B1.2-003"), Member("B1.2-004"))),
    )
)


def held(themes: Themes) -> dict[str, tuple[str, ...]]:
    return {theme.label: theme.references for theme in themes.themes}


def test_an_answer_moves_with_what_repeats_it_and_both_themes_need_confirming() -> None:
    after = move(BEFORE, "B1.2-001", "Ontmoeten")

    assert held(after) == {"Ontmoeten": ("B1.2-003", "B1.2-004", "B1.2-001", "B1.2-002")}
    assert after.confirmed == ()


def test_a_repeat_that_moves_alone_stands_for_itself() -> None:
    after = move(BEFORE, "B1.2-002", "Ontmoeten")

    assert held(after) == {
        "Vervoer": ("B1.2-001",),
        "Ontmoeten": ("B1.2-003", "B1.2-004", "B1.2-002"),
    }
    assert after.themes[1].members[2] == Member("B1.2-002", confirmed=True)


def test_confirming_is_about_one_theme_and_all_its_answers() -> None:
    after = confirm(BEFORE, "Ontmoeten")

    assert [theme.label for theme in after.confirmed] == ["Vervoer", "Ontmoeten"]
    assert all(member.confirmed for member in after.themes[1].members)
    assert not any(member.confirmed for member in after.themes[0].members)


def test_merging_and_splitting_give_other_themes_with_the_same_answers() -> None:
    merged = merge(BEFORE, "Ontmoeten", "Vervoer")
    divided = split(merged, "Vervoer", ["B1.2-003"], "Koffie")

    assert held(merged) == {"Vervoer": ("B1.2-001", "B1.2-002", "B1.2-003", "B1.2-004")}
    assert held(divided) == {
        "Vervoer": ("B1.2-001", "B1.2-002", "B1.2-004"),
        "Koffie": ("B1.2-003",),
    }


def test_a_name_is_there_once() -> None:
    assert held(rename(BEFORE, "Vervoer", " Bus ")) == {
        "Bus": ("B1.2-001", "B1.2-002"),
        "Ontmoeten": ("B1.2-003", "B1.2-004"),
    }
    with pytest.raises(Malformed):
        rename(BEFORE, "Vervoer", "Ontmoeten")
    with pytest.raises(Malformed):
        rename(BEFORE, "Vervoer", "  ")
    with pytest.raises(Unknown):
        rename(BEFORE, "Zorg", "Bus")


LABELS = st.sampled_from(["Vervoer", "Ontmoeten", "Nieuw"])
REFERENCES = st.sampled_from([f"B1.2-00{n}" for n in range(1, 6)])
CHANGES = st.lists(
    st.tuples(st.sampled_from(["move", "merge", "split", "confirm"]), LABELS, LABELS, REFERENCES)
)


@given(CHANGES)
def test_no_row_of_changes_loses_or_doubles_an_answer(
    changes: list[tuple[str, str, str, str]],
) -> None:
    themes = BEFORE
    for verb, label, other, reference in changes:
        try:
            if verb == "move":
                themes = move(themes, reference, label)
            elif verb == "merge":
                themes = merge(themes, label, other)
            elif verb == "split":
                themes = split(themes, label, [reference], other)
            else:
                themes = confirm(themes, label)
        except (Malformed, Unknown):
            continue

    assert Counter(themes.references) == Counter(BEFORE.references)
    assert all(theme.members for theme in themes.themes)
    leaders = {m.reference: t.label for t in themes.themes for m in t.members if not m.same_as}
    assert all(leaders[m.same_as] == t.label for t in themes.themes for m in t.members if m.same_as)
