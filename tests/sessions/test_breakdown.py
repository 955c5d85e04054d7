from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.items.breakdown import (
    PERSONAL_KINDS,
    Breakdown,
    break_down,
    kinds_to_name,
    people,
    speaks_for_party,
)
from sessions.items.contribution import Contribution, Voice
from sessions.items.item import Openness
from sessions.people import KINDS
from tests.sessions.making import contribution, patiently

EMMEN = Voice("Gemeente Emmen", "gemeente", name="Anna")
COEVORDEN = Voice("Gemeente Coevorden", "gemeente", name="Bram")
PROEF = Voice("Woonstichting Proef", "corporatie", name="Chris")
RESIDENT = Voice("Dorpsbelangen", "bewoners", name="Dirk")
TENANT = Voice("Huurdersraad", "huurders", name="Els")

PER_KIND, PER_ORGANISATION, BY_NAME = (
    Openness.PER_KIND,
    Openness.PER_ORGANISATION,
    Openness.BY_NAME,
)


def broken_down(voices: Sequence[Voice], openness: Openness, smallest: int = 4) -> Breakdown:
    """Everybody gives one thing; who stands in which group."""
    named = {f"D{n:03d}": voice for n, voice in enumerate(voices, start=1)}
    rows = [contribution(f"B1.1-{n:03d}", participant=who) for n, who in enumerate(named, start=1)]
    return break_down(rows, named, openness, smallest)


def references(rows: Iterable[Contribution]) -> list[str]:
    return sorted(row.reference for row in rows)


def sizes(shown: Breakdown) -> dict[str, int]:
    return {label: people(members) for label, members in shown.groups.items()}


def test_anonymous_means_no_groups() -> None:
    assert broken_down([EMMEN] * 9, Openness.ANONYMOUS) == Breakdown()


def test_kinds_that_are_large_enough_are_shown() -> None:
    shown = broken_down([EMMEN, COEVORDEN] * 2 + [PROEF] * 5, PER_KIND)

    assert sizes(shown) == {"corporatie": 5, "gemeente": 4}
    assert (shown.pooled, shown.pooled_groups) == ((), ())


def test_kinds_that_are_too_small_go_together_under_one_heading() -> None:
    shown = broken_down([EMMEN] * 4 + [PROEF] * 2 + [RESIDENT] * 2, PER_KIND)

    assert sizes(shown) == {"gemeente": 4}
    assert people(shown.pooled) == 4
    assert shown.pooled_groups == ("bewoners", "corporatie")


def test_one_small_kind_takes_a_large_one_along_so_that_nobody_subtracts_it() -> None:
    shown = broken_down([EMMEN] * 6 + [PROEF] * 4 + [RESIDENT], PER_KIND)

    assert sizes(shown) == {"gemeente": 6}
    assert shown.pooled_groups == ("bewoners", "corporatie")


def test_when_all_together_are_too_few_there_are_no_groups() -> None:
    shown = broken_down([EMMEN, PROEF, RESIDENT], PER_KIND)

    assert (shown.groups, shown.pooled) == ({}, ())
    assert shown.pooled_groups == ("bewoners", "corporatie", "gemeente")


def test_a_single_kind_that_is_too_small_is_no_group() -> None:
    shown = broken_down([RESIDENT] * 3, PER_KIND)

    assert (shown.groups, shown.pooled, shown.pooled_groups) == ({}, (), ("bewoners",))


def test_a_party_is_shown_however_few_came() -> None:
    assert sizes(broken_down([EMMEN, COEVORDEN, COEVORDEN, PROEF], PER_ORGANISATION)) == {
        "Gemeente Coevorden": 2, "Gemeente Emmen": 1, "Woonstichting Proef": 1,
    }  # fmt: skip


def test_residents_are_shown_as_residents_and_never_by_their_association() -> None:
    assert sizes(broken_down([EMMEN] + [RESIDENT] * 4, PER_ORGANISATION)) == {
        "Gemeente Emmen": 1, "bewoners": 4,
    }  # fmt: skip


def test_a_few_residents_hide_among_parties() -> None:
    shown = broken_down([RESIDENT, EMMEN] + [COEVORDEN] * 2 + [PROEF] * 3, PER_ORGANISATION)

    assert sizes(shown) == {"Woonstichting Proef": 3}
    assert people(shown.pooled) == 4
    assert shown.pooled_groups == ("Gemeente Coevorden", "Gemeente Emmen", "bewoners")


def test_by_name_a_party_has_the_name_of_who_speaks_for_it() -> None:
    assert sizes(broken_down([EMMEN, COEVORDEN], BY_NAME)) == {
        "Anna, Gemeente Emmen": 1, "Bram, Gemeente Coevorden": 1,
    }  # fmt: skip


def test_by_name_a_party_without_a_speaker_s_name_has_its_own() -> None:
    assert sizes(broken_down([Voice("Gemeente Emmen", "gemeente")], BY_NAME)) == {
        "Gemeente Emmen": 1
    }


@pytest.mark.parametrize("kind", sorted(PERSONAL_KINDS))
def test_people_who_speak_for_themselves_are_never_named(kind: str) -> None:
    shown = broken_down([Voice("Vereniging", kind, name="Anna")] * 4, BY_NAME)

    assert sizes(shown) == {kind: 4}
    assert not speaks_for_party(Voice("Vereniging", kind))


def test_whoever_belongs_to_no_organisation_speaks_for_none() -> None:
    assert not speaks_for_party(Voice("", "gemeente"))
    assert sizes(broken_down([Voice("", "gemeente", name="Anna")] * 4, BY_NAME)) == {"gemeente": 4}


def test_somebody_nobody_knows_is_one_of_the_others() -> None:
    rows = [contribution(f"B1.1-{n:03d}", participant=f"D{n:03d}") for n in range(1, 5)]

    assert sizes(break_down(rows, {}, PER_KIND, 4)) == {"overig": 4}


def test_personal_kinds_are_kinds() -> None:
    assert set(KINDS) >= PERSONAL_KINDS


voices = st.builds(
    Voice,
    organisation=st.sampled_from(["", "A", "B", "C", "bewoners"]),
    kind=st.sampled_from(["gemeente", "corporatie", "welzijn", "bewoners", "huurders", "overig"]),
    counts=st.just(value=True),
    name=st.sampled_from(["", "Anna", "Bram"]),
)


@st.composite
def halls(draw: st.DrawFn) -> tuple[list[Contribution], dict[str, Voice]]:
    """A hall in which people give several things, or nothing."""
    present = {f"D{n:03d}": voice for n, voice in enumerate(draw(st.lists(voices, max_size=20)))}
    givers = draw(st.lists(st.sampled_from(sorted(present)), max_size=40)) if present else []
    rows = [contribution(f"B1.1-{n:03d}", participant=who) for n, who in enumerate(givers)]
    return rows, present


smallest_groups = st.integers(2, 8)


@patiently
@given(halls(), st.sampled_from(Openness), smallest_groups)
def test_what_is_left_after_subtracting_the_groups_hides_whoever_is_in_it(
    hall: tuple[list[Contribution], dict[str, Voice]], openness: Openness, smallest: int
) -> None:
    rows, present = hall
    shown = break_down(rows, present, openness, smallest)
    named = [c.reference for members in shown.groups.values() for c in members]
    left = [c for c in rows if c.reference not in named]

    if shown.groups and left:
        assert people(left) >= smallest
        assert len(shown.pooled_groups) > 1
        assert references(left) == references(shown.pooled)


@patiently
@given(halls(), st.sampled_from(Openness), smallest_groups)
def test_no_group_of_people_who_speak_for_themselves_is_too_small(
    hall: tuple[list[Contribution], dict[str, Voice]], openness: Openness, smallest: int
) -> None:
    rows, present = hall

    for members in break_down(rows, present, openness, smallest).groups.values():
        personal = any(not speaks_for_party(present[c.participant]) for c in members)
        if personal or openness is PER_KIND:
            assert people(members) >= smallest


@patiently
@given(halls(), st.sampled_from(Openness), smallest_groups)
def test_every_contribution_stands_in_one_place_or_none_is_shown(
    hall: tuple[list[Contribution], dict[str, Voice]], openness: Openness, smallest: int
) -> None:
    rows, present = hall
    shown = break_down(rows, present, openness, smallest)
    placed = references(c for part in [*shown.groups.values(), shown.pooled] for c in part)

    assert placed in ([], references(rows))


# Which kinds a quote may carry.


def test_a_quote_carries_its_kind_when_enough_of_that_kind_joined() -> None:
    assert kinds_to_name([EMMEN] * 4 + [PROEF] * 5, 4) == {"gemeente", "corporatie"}
    assert kinds_to_name([EMMEN] * 4 + [PROEF] * 2 + [TENANT] * 2, 4) == {"gemeente"}


def test_a_quote_without_a_kind_is_not_the_only_resident_s() -> None:
    assert kinds_to_name([EMMEN] * 6 + [PROEF] * 4 + [RESIDENT], 4) == {"gemeente"}
    assert kinds_to_name([EMMEN] * 4 + [RESIDENT], 4) == set()


def test_facilitators_and_experts_make_no_kind_larger() -> None:
    expert = Voice("Platform", "expert of Rijk", counts=False)

    assert kinds_to_name([EMMEN] * 4 + [expert] * 4, 4) == {"gemeente"}


@patiently
@given(st.lists(voices, max_size=30), smallest_groups)
def test_the_unnamed_are_enough_and_of_more_than_one_kind(
    present: list[Voice], smallest: int
) -> None:
    named = kinds_to_name(present, smallest)
    unnamed = [voice for voice in present if voice.kind not in named]

    assert all(sum(v.kind == kind for v in present) >= smallest for kind in named)
    if named and unnamed:
        assert len(unnamed) >= smallest
        assert len({voice.kind for voice in unnamed}) > 1
