"""The line about actions says who takes them, and no zeros."""

import pytest

from sessions.record import NoteKind
from tests.exports.reading import page
from tests.exports.records import Evening


@pytest.mark.parametrize(
    ("owners", "said"),
    [
        (["Woonstichting Proef"], "Er is 1 actie afgesproken, met een trekker."),
        ([""], "Er is 1 actie afgesproken, zonder trekker."),
        (
            ["Woonstichting Proef", "Seniorenraad Emmen"],
            "Er zijn 2 acties afgesproken, alle met een trekker.",
        ),
        (["Woonstichting Proef", ""], "Er zijn 2 acties afgesproken, waarvan 1 zonder trekker."),
    ],
)
def test_the_line_about_actions_says_who_takes_them(owners: list[str], said: str) -> None:
    evening = Evening()
    for owner in owners:
        evening.notes_down(NoteKind.ACTION, "Een lijst maken", owner=owner)

    assert said in page(evening.record()).text
