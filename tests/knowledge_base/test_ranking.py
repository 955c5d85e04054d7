import pytest

from knowledge_base.ranking import LONGEST_LEAD, signs
from knowledge_base.search import Base
from tests.knowledge_base.builders import entry

HERE = entry("emmen", question="Hoe lang duurde het?", municipality="BOCE")
THERE = entry("lisse", question="Hoe lang duurde het?", municipality="HLT")
ELSE = entry("schuur", question="Wie bouwde de schuur?", phrasings=("schuur", "bouwers"))


def test_entries_about_another_place_than_is_named_do_not_take_part() -> None:
    look = Base([HERE, THERE, ELSE]).look("hoe lang duurde het in lisse")

    assert [candidate.entry.id for candidate in look.ranked] == ["lisse", "schuur"]


def test_a_clear_case_shows_in_every_sign() -> None:
    clear = signs(Base([HERE, THERE, ELSE]).look("wie bouwde de schuur"))
    vague = signs(Base([HERE, THERE, ELSE]).look("hoeveel duurde de appeltaart"))

    assert clear["covered"] == pytest.approx(1.0)
    assert clear["agreement"] == 1.0
    assert clear["kind not told"] == 0.0
    assert vague["kind not told"] == 1.0
    for sign in ("covered", "lead", "covered and ahead", "asked"):
        assert clear[sign] > vague[sign]


def test_a_lone_entry_is_as_far_ahead_as_one_can_be() -> None:
    assert signs(Base([ELSE]).look("schuur"))["lead"] == LONGEST_LEAD


def test_meaning_gives_signs_only_where_it_is_used(core: Base, semantic: Base) -> None:
    question = "wat is een ijktabel"

    more = signs(semantic.look(question)).keys() - signs(core.look(question)).keys()

    assert more == {"meaning", "meaning above the middle"}


def test_signs_are_between_nothing_and_one(either: Base) -> None:
    for question in ("wat is een ijktabel", "hoe lang duurde het", "boekhouding schuur aub", "rvo"):
        assert all(0.0 <= sign <= 1.0 for sign in signs(either.look(question)).values())
