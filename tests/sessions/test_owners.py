import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sessions import owners


@given(st.integers(1, 99))
def test_a_table_is_read_back_from_its_owner(number: int) -> None:
    assert owners.table_of(owners.table(number)) == number


@given(st.text())
def test_an_organisation_is_read_back_from_its_owner_whatever_it_is_called(name: str) -> None:
    assert owners.party_of(owners.party(name)) == name


@given(st.text(), st.integers(1, 99))
def test_an_owner_is_one_of_three_and_no_name_makes_it_another(name: str, number: int) -> None:
    kinds = [owners.is_person, owners.is_table, owners.is_party]
    made = [owners.person(name), owners.table(number), owners.party(name)]

    assert [[kind(owner) for kind in kinds] for owner in made] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]


def test_a_card_at_a_table_and_an_organisation_are_no_table() -> None:
    assert [owners.table_of(o) for o in ("table:4/D001", "party:4", "person:4")] == [None] * 3


def test_owners_are_spelt_in_one_place() -> None:
    here = Path(owners.__file__)
    folders = (here.parent, here.parent.parent / "bot", here.parent.parent / "exports")
    files = [file for folder in folders for file in folder.rglob("*.py") if file != here]
    spelt = re.compile(r"""["'](?:person|party):""")

    assert [str(f) for f in files if spelt.search(f.read_text(encoding="utf-8"))] == []
