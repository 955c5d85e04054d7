"""The crew's other pages: the list at the door, the tables, and the cards on paper."""

import pytest

from sessions.actions.expecting import read_list
from sessions.errors import Malformed
from sessions.people import Coming
from tests.serving import AGENDA, Hall, hall_with
from tests.web.browsing import Visitor
from tests.web.leading import leading
from tests.web.test_signing_in import somebody


@pytest.fixture
def bea(hall: Hall) -> Visitor:
    """The facilitator, on the console of this meeting."""
    return leading(hall)


def test_a_list_is_pasted_and_people_are_ticked_off(hall: Hall, bea: Visitor) -> None:
    bea.follows("Aanmeldingen")
    bea.presses("Zet op de lijst", list="Bob; Woonstichting Proef\nAnna <b>; Gemeente\n\n")
    assert "2 mensen staan erbij" in bea.sees
    assert "2 aangemeld 0 aanwezig 0 afgemeld" in bea.sees
    bea.presses("Zet op de lijst", list="Bob; Woonstichting Proef")
    assert "0 mensen staan erbij" in bea.sees

    bea.presses("Is er")  # Anna: the list is by name
    bea.presses("Meldt zich af")
    assert "0 aangemeld 1 aanwezig 1 afgemeld" in bea.sees
    assert "Anna <b>" in bea.sees
    bea.presses("Komt nog")
    assert "1 aangemeld 0 aanwezig 1 afgemeld" in bea.sees


def test_a_list_comes_in_as_a_file(hall: Hall, bea: Visitor) -> None:
    table = "E-mail,Naam,Organisatie,Status\na@x.nl,Anna,Gemeente,afgemeld\nb@x.nl,Bob,,\n"
    made = bea.client.post(
        f"/regie/{hall.code}/aanmeldingen",
        data={"list": ""},
        files={"file": ("lijst.csv", table.encode())},
        follow_redirects=True,
    )

    assert made.status_code == 200
    assert "1</b> afgemeld" in made.text
    assert "a@x.nl" not in made.text


@pytest.mark.parametrize("text", ["", " \n;;\n", "Naam;Organisatie"])
def test_a_list_without_people_is_refused(text: str) -> None:
    with pytest.raises(Malformed, match=r"signup\.empty"):
        read_list(text)


def test_a_name_may_hold_a_comma() -> None:
    assert read_list("Vries, Anna de; Gemeente\n") == [
        ("Vries, Anna de", "Gemeente", Coming.SIGNED_UP)
    ]


def test_nobody_else_reads_the_list(hall: Hall) -> None:
    stranger = somebody(hall)
    stranger.goes_to(f"/regie/{hall.code}/aanmeldingen")

    assert stranger.status in {401, 403}


def test_everybody_moves_a_table_on_but_the_pen_stays(hall: Hall, bea: Visitor) -> None:
    people = [hall.joined(name=f"P{n}") for n in range(6)]
    bea.goes_to(f"/regie/{hall.code}/zaal")
    bea.presses("Schuif een tafel door")
    assert bea.status == 409
    bea.goes_to(f"/regie/{hall.code}/zaal")
    bea.presses("Deel tafels in")
    me = [p.sees()["me"] for p in people]
    host = next(m for m in me if m["table"] == 2 and not m["pen"])
    bea.presses("Leg vast", table="2", leader=host["name"])
    assert bea.status == 200

    page = bea.page
    for _ in range(2):
        bea.page = page
        bea.presses("Schuif een tafel door")
    after = [p.sees()["me"] for p in people]
    stayed = [b["name"] for a, b in zip(me, after, strict=True) if a["table"] == b["table"]]
    assert sorted(stayed) == sorted([m["name"] for m in me if m["pen"]] + [host["name"]])
    assert [m["pen"] for m in after] == [m["pen"] for m in me]

    bea.presses("Maak ongedaan")
    assert [p.sees()["me"]["table"] for p in people] == [m["table"] for m in me]


def test_somebody_moves_to_another_table(hall: Hall, bea: Visitor) -> None:
    anna = hall.joined(name="Anna")
    bea.goes_to(f"/regie/{hall.code}/zaal")
    bea.presses("Deel tafels in")
    bea.presses("Verplaats", table="2")

    assert anna.sees()["me"]["table"] == 2


def test_there_is_a_card_for_every_item_and_table(hall: Hall, bea: Visitor) -> None:
    bea.follows("Kaarten")

    assert "8 kaarten" in bea.sees
    assert bea.sees.count("Wat werkt nu al goed?") == 2
    assert "4 · Casus · Tafel 2" in bea.sees
    assert f"{hall.code[:3]} {hall.code[3:]}" in bea.sees


def test_typed_words_stay_words_on_a_card(house: str, bea: Visitor) -> None:
    with hall_with(
        house, AGENDA.replace("Wat werkt nu al goed?", "<script>x</script> {{ 7*7 }}")
    ) as hall:
        bea.goes_to(f"/regie/{hall.code}/kaarten")

        assert "<script>x</script> {{ 7*7 }}" in bea.sees
