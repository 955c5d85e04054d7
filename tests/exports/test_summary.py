"""The line about actions says who takes them, and no zeros."""

import pytest

from sessions.record import NoteKind
from tests.exports.reading import page
from tests.exports.records import Evening, casus, crowd, poll, proposal, question


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


def test_the_second_round_says_what_grew_and_a_vote_says_what_fell() -> None:
    evening = Evening(poll("Oefenen"), poll(rounds=2), question(themes=("Ontmoeten",)), proposal())
    people = crowd(evening)
    for place, who in enumerate(people):
        evening.says(who, 1, choice=[1])
        evening.says(who, 2, choice=[1 if place % 4 else 2])
    for place, who in enumerate(people):
        evening.says(who, 2, choice=[1 if place % 2 else 2], round=2)
    evening.says(people[0], 3, text="De koffie", theme="Ontmoeten")
    evening.says(people[0], 4, position="disagree", text="Nee")

    text = page(evening.record()).text

    assert "koos men het meest ‘Woningen’, ‘Zorg’: 8 van 16." in text
    assert "Na het gesprek groeide ‘Zorg’ van 4 naar 8. [B1.2]" in text
    assert (
        "Er kwam 1 bijdrage in eigen woorden. Het ging het meest over ‘Ontmoeten’ (1). [B1.3]"
        in text
    )
    assert "Niet aangenomen: ‘Wij maken samen één visie’. [B1.4]" in text


def test_of_many_actions_the_line_names_what_has_them_all() -> None:
    """Whoever counts the references of a line finds as many as it says, or where they are."""
    evening = Evening(casus())
    who = evening.joins()
    for number in range(8):
        evening.says(who, 1, action=f"Lijst {number}", owner="Woonstichting Proef")
    text = page(evening.record()).text
    assert "Er zijn 8 acties afgesproken, alle met een trekker. [B1.1-001] – [B1.1-008]" in text

    evening.notes_down(NoteKind.ACTION, "Alles verzamelen", owner="Woonstichting Proef")

    text = page(evening.record()).text
    assert "Er zijn 9 acties afgesproken, alle met een trekker. [B1.actie-01], [B1.1]" in text


def test_what_fits_no_theme_is_counted_beside_the_themes() -> None:
    evening = Evening(question(themes=("Ontmoeten",)))
    who = evening.joins()
    evening.says(who, 1, text="De koffie", theme="Ontmoeten")
    for text in ("Kantoorartikelen", "Windmolens"):
        evening.says(who, 1, text=text)

    said = "Er kwamen 3 bijdragen in eigen woorden. Het ging het meest over ‘Ontmoeten’ (1). "
    assert said + "Zonder thema: 2. [B1.1]" in page(evening.record()).text
