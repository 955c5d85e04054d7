from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sessions.items.contribution import Contribution, Voice, by_reference, current, heard
from tests.sessions.making import contribution, patiently


def test_the_last_revision_of_an_owner_counts() -> None:
    first = contribution("B1.1-001")
    second = replace(first, revision=2)

    assert current([first, second]) == [second]


def test_owners_slots_and_items_do_not_replace_one_another() -> None:
    anna = contribution("B1.1-001")
    bram = contribution("B1.1-002", participant="Bram", owner="person:Bram")
    step = contribution("B1.1-003", slot="step:2")
    elsewhere = contribution("B1.2-001", item=2)

    assert current([elsewhere, step, bram, anna]) == [anna, bram, step, elsewhere]


def test_what_was_taken_back_is_gone_until_it_is_given_again() -> None:
    given_first = contribution("B1.1-001")
    taken_back = replace(given_first, revision=2, withdrawn=True)
    given_again = replace(given_first, revision=3)

    assert current([given_first, taken_back]) == []
    assert current([given_first, taken_back, given_again]) == [given_again]


def test_references_are_sorted_as_people_count() -> None:
    names = ["B1.1-1000", "B1.1-010", "B1.1-002", "B1.1-999", "B1.1"]

    in_order = sorted((contribution(name) for name in names), key=by_reference)

    assert [c.reference for c in in_order] == [
        "B1.1", "B1.1-002", "B1.1-010", "B1.1-999", "B1.1-1000",
    ]  # fmt: skip


def test_whoever_does_not_count_is_not_heard() -> None:
    voices = {
        "Anna": Voice("Gemeente Emmen", "gemeente"),
        "Bram": Voice("Platform", "expert of Rijk", counts=False),
    }
    rows = [
        contribution(f"B1.1-{n:03d}", participant=who, owner=f"person:{who}")
        for n, who in enumerate(["Anna", "Bram", "Kaart 3"], start=1)
    ]

    assert [c.participant for c in heard(rows, voices)] == ["Anna", "Kaart 3"]


@st.composite
def histories(draw: st.DrawFn) -> list[Contribution]:
    """Rows as storage hands them out: per owner and slot one number, and revisions from one."""
    rows = []
    places = st.tuples(st.integers(1, 2), st.sampled_from("AB"), st.sampled_from(["", "choice"]))
    for number, (item, who, slot) in enumerate(draw(st.lists(places, unique=True)), start=1):
        for revision, withdrawn in enumerate(draw(st.lists(st.booleans(), max_size=3)), start=1):
            rows.append(
                contribution(
                    f"B1.{item}-{number:03d}", item=item, participant=who, owner=f"person:{who}",
                    slot=slot, revision=revision, withdrawn=withdrawn,
                )
            )  # fmt: skip
    return rows


@patiently
@given(histories(), st.data())
def test_order_and_repetition_do_not_matter(rows: list[Contribution], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(rows))) if rows else []
    arrived = data.draw(st.permutations([*rows, *again]))

    assert current(arrived) == current(rows)


@patiently
@given(histories())
def test_what_counts_is_the_newest_row_of_its_place_and_not_taken_back(
    rows: list[Contribution],
) -> None:
    newest = {(r.item, r.owner, r.slot): r.revision for r in rows}

    assert {(r.item, r.owner, r.slot, r.revision) for r in current(rows)} == {
        (*place, revision)
        for place, revision in newest.items()
        if not next(
            r.withdrawn for r in rows if (r.item, r.owner, r.slot, r.revision) == (*place, revision)
        )
    }
