from hypothesis import given
from hypothesis import strategies as st

from sessions import references

NUMBERS = st.integers(1, 5_000)


def test_a_reference_is_spelt_as_documents_have_it() -> None:
    assert [
        references.meeting(2),
        references.item(2, 3),
        references.contribution(2, 3, 17),
        references.beside(2, "besluit", 4),
        references.question(2, 3),
        references.reaction(2, 1),
        references.addition(2, 1, corrects=False),
        references.addition(2, 1, corrects=True),
    ] == [
        "B2", "B2.3", "B2.3-017", "B2.besluit-04", "B2.vraag-03", "B2.reactie-01",
        "B2.aanvulling-01", "B2.verbetering-01",
    ]  # fmt: skip


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), unique=True))
def test_no_two_contributions_share_a_reference(places: list[tuple[int, int, int]]) -> None:
    assert len({references.contribution(*place) for place in places}) == len(places)
