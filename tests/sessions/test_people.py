import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.items.contribution import Voice
from sessions.people import (
    KINDS,
    Organisation,
    Role,
    Staff,
    find_organisation,
    resembling,
)
from tests.sessions.making import participant, patiently

PARTIES = [
    Organisation("Gemeente Emmen", "gemeente"),
    Organisation("Gemeente Coevorden", "gemeente"),
    Organisation("Seniorenraad Emmen", "senioren"),
    Organisation("Woonstichting Proef", "corporatie"),
]


@pytest.mark.parametrize(
    "typed", ["Gemeente Emmen", "gemeente emmen", "  GEMEENTE   Emmen\n", "Gemeente\tEmmen"]
)
def test_an_organisation_is_found_whatever_its_capitals_and_spaces(typed: str) -> None:
    assert find_organisation(typed, PARTIES) == PARTIES[0]


@pytest.mark.parametrize("typed", ["", "Emmen", "Gemeente", "Gemeente Emmen en Coevorden"])
def test_half_a_name_is_no_organisation(typed: str) -> None:
    assert find_organisation(typed, PARTIES) is None


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gemeente emen", "Gemeente Emmen"),
        ("Senioren raad Emmen", "Seniorenraad Emmen"),
        ("woonstichting", "Woonstichting Proef"),
        ("coevorden", "Gemeente Coevorden"),
    ],
)
def test_what_looks_most_like_it_is_suggested_first(typed: str, first: str) -> None:
    assert resembling(typed, PARTIES)[0].name == first


def test_there_are_at_most_as_many_suggestions_as_are_wanted() -> None:
    assert resembling("Emmen", PARTIES, most=1) in ([PARTIES[0]], [PARTIES[2]])
    assert len(resembling("Emmen", PARTIES)) == 2


@pytest.mark.parametrize("typed", ["", "   ", "De bakker", "😀"])
def test_what_looks_like_nothing_gets_no_suggestion(typed: str) -> None:
    assert resembling(typed, PARTIES) == []


@patiently
@given(st.text(max_size=30))
def test_anything_typed_at_the_door_gets_known_suggestions(typed: str) -> None:
    assert [party for party in resembling(typed, PARTIES) if party not in PARTIES] == []


@pytest.mark.parametrize(
    ("role", "counts"),
    [
        (Role.PARTICIPANT, True),
        (Role.EXPERT, False),
        (Role.CURATOR, False),
        (Role.FACILITATOR, False),
        (Role.COORDINATOR, False),
        (Role.ADMIN, False),
    ],
)
def test_only_participants_count_as_partners(role: Role, *, counts: bool) -> None:
    somebody = participant(
        "D001", organisation="Gemeente Emmen", kind="gemeente", name="Anna", role=role
    )

    assert somebody.voice == Voice("Gemeente Emmen", "gemeente", counts, "Anna")


def test_the_record_names_staff_by_role_and_number() -> None:
    assert Staff(3, "Karin", Role.FACILITATOR).label == "facilitator:3"


def test_there_are_fifteen_kinds_of_organisation() -> None:
    assert len(set(KINDS)) == 15
    assert Organisation("Seniorenraad").kind in KINDS
