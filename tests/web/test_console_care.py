"""What a facilitator must be able to trust: one press does one thing, and can be taken back."""

from collections.abc import Iterator

import pytest

from tests.serving import AGENDA, Hall, hall_with
from tests.web.browsing import Said, Visitor
from tests.web.leading import leading
from tests.web.test_signing_in import somebody


@pytest.fixture
def bea(hall: Hall) -> Visitor:
    """The facilitator, on the console of this meeting."""
    return leading(hall)


@pytest.fixture
def planned(house: str) -> Iterator[Hall]:
    """The same meeting with minutes for its question."""
    asked = "  - vraag: Wat werkt nu al goed?\n"
    with hall_with(house, AGENDA.replace(asked, f"{asked}    minuten: 10\n")) as hall:
        yield hall


def test_a_form_that_is_sent_twice_does_one_thing(planned: Hall) -> None:
    hall, bea, anna = planned, leading(planned), planned.joined()
    hall.facilitator.does("items/3/open")
    text = anna.gives(3, {"text": "De koffie."}, "a").json()["reference"]
    bea.goes_to(bea.path)
    forms: list[tuple[str, dict[str, Said]]] = [
        ("2 minuten erbij", {}),
        ("Leg dit vast", {"kind": "decision", "text": "Wij gaan door."}),
        ("Zet vast", {"reference": text}),
        ("Toon dit bericht", {"text": "Koffie"}),
        ("Open deze peiling nu", {"line": "Nog een uur? | Ja | Nee"}),
    ]
    for label, said in forms:
        page = bea.page
        for _ in range(2):
            bea.page = page
            bea.presses(label, **said)
            assert bea.status == 200, (label, bea.sees)

    record = hall.record()
    assert [n["text"] for n in record["notes"]] == ["Wij gaan door."]
    assert [i["title"] for i in record["items"]].count("Nog een uur?") == 1
    assert "12 min" in bea.sees
    assert "vastgezet" in bea.sees or "‘De koffie.’" not in bea.sees


def test_undo_pressed_twice_takes_back_one_move(hall: Hall, bea: Visitor) -> None:
    bea.presses("Open 1: Mededeling")
    bea.presses("Open 2: Peiling")
    page = bea.page
    for _ in range(2):
        bea.page = page
        bea.presses("Maak ongedaan")
        assert bea.status == 200
    assert {i["number"]: i["state"] for i in hall.record()["items"]}[1] == "open"


def test_undo_takes_back_what_stood_on_the_button_and_nothing_else(
    hall: Hall, bea: Visitor
) -> None:
    bea.presses("Open 1: Mededeling")
    assert "Laatste stap: geopend · onderdeel 1" in bea.sees
    hall.facilitator.does("items/2/open")
    bea.presses("Maak ongedaan")

    assert bea.status == 409
    assert "Intussen deed iemand anders iets." in bea.sees
    assert {i["number"]: i["state"] for i in hall.record()["items"]}[2] == "open"


def test_showing_hiding_and_merging_can_be_undone(hall: Hall, bea: Visitor) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/3/open")
    first = anna.gives(3, {"text": "De koffie."}, "a").json()["reference"]
    second = anna.gives(3, {"text": "De bus."}, "b").json()["reference"]
    bea.goes_to(bea.path)
    bea.presses("Toon deze 2 teksten")
    bea.presses("Voeg samen", reference=first, into=second)
    bea.presses("Verberg", reference=second)
    assert f"Laatste stap: verborgen · {second}" in bea.sees
    bea.presses("Maak ongedaan")
    assert f"Laatste stap: samengevoegd · {first}" in bea.sees
    bea.presses("Maak ongedaan")
    assert "samen met" not in bea.sees
    assert "2 teksten zijn al bekeken" in bea.sees
    bea.presses("Maak ongedaan")
    assert "Toon deze 2 teksten" in bea.buttons


def test_revealing_a_casus_shows_only_what_was_approved(hall: Hall, bea: Visitor) -> None:
    hall.facilitator.does("items/4/open")
    said = {"bewoner": "Zij mist haar buren.", "gemeente": "Niemand zegt dit hardop."}
    for name, text in said.items():
        anna = hall.joined()
        anna.gives(4, {"step": 1, "perspective": name, "text": text}, name)
    bea.goes_to(bea.path)
    bea.presses("Toon")  # the oldest is first
    hall.facilitator.does("items/4/reveal")
    wall = somebody(hall)
    wall.goes_to(f"/scherm/{hall.code}")

    assert "Zij mist haar buren." in wall.sees
    assert "Niemand zegt dit hardop." not in wall.sees
    assert "Niemand zegt dit hardop." not in str(anna.sees()["results"])


def test_the_wall_hurries_only_when_asked(house: str, hall: Hall, bea: Visitor) -> None:
    people = [hall.joined() for _ in range(3)]
    wall = somebody(hall)
    hall.facilitator.does("items/2/open")
    people[0].gives(2, {"choice": [1]}, "k")
    assert "Nog" not in wall.goes_to(f"/scherm/{hall.code}")

    bea.goes_to(bea.path)
    bea.presses("Toon ‘nog 2’ in de zaal")
    assert "Nog 2 antwoorden" in wall.goes_to(wall.path)
    people[1].gives(2, {"choice": [1]}, "k")
    assert "Nog 1 antwoord" in wall.goes_to(wall.path)
    bea.presses("Haal het aftellen weg")
    assert "Nog 1" not in wall.goes_to(wall.path)
    bea.presses("Toon ‘nog 1’ in de zaal")
    hall.facilitator.does("items/3/open")
    assert "Nog" not in wall.goes_to(wall.path)


def test_the_wall_counts_minutes_down_when_asked(house: str, bea: Visitor) -> None:
    with hall_with(house, AGENDA.replace("    anders: ja\n", "    minuten: 5\n")) as hall:
        hall.facilitator.does("items/2/open")
        bea.goes_to(f"/regie/{hall.code}")
        bea.presses("Tel af in de zaal (5 minuten)")
        wall = somebody(hall)

        assert "Nog 5 minuten" in wall.goes_to(f"/scherm/{hall.code}")
        bea.presses("2 minuten erbij")
        assert "Nog 7 minuten" in wall.goes_to(wall.path)


def test_klopt_dit_shows_the_summary_and_takes_corrections(hall: Hall, bea: Visitor) -> None:
    anna, wall = hall.joined(), somebody(hall)
    hall.facilitator.does("items/3/open")
    anna.gives(3, {"text": "De koffie."}, "a")
    hall.facilitator.does("items/3/close")
    bea.goes_to(bea.path)
    bea.presses("Vraag: klopt dit?", summary="")
    assert "Schrijf eerst in een paar zinnen" in bea.sees
    bea.presses("Vraag: klopt dit?", summary="De koffie werkt goed.")

    assert "Klopt dit? Wat werkt nu al goed?" in wall.goes_to(f"/scherm/{hall.code}")
    assert "De koffie werkt goed." in wall.sees
    anna.gives(6, {"text": "De thee ook."}, "b")
    assert "‘De thee ook.’" in bea.goes_to(bea.path)
    assert "De thee ook." not in wall.goes_to(wall.path)
    last = hall.record()["contributions"][-1]
    assert (last["item"], last["answer"]["text"]) == (6, "De thee ook.")


def test_a_question_that_is_taken_along_leaves_the_queue(hall: Hall, bea: Visitor) -> None:
    anna = hall.joined()
    anna.does("ask", question="Hoe laat gaat de bakker in Timboektoe open?")
    bea.goes_to(bea.path)
    bea.presses("Neem mee")

    assert "Er wacht nu geen vraag op u." in bea.sees
    assert [a["answer"] for a in hall.record()["asked"]] == [""]


def test_after_the_end_no_question_reaches_the_record(hall: Hall, bea: Visitor) -> None:
    anna = hall.joined()
    hall.facilitator.does("end")

    assert anna.does("ask", question="Wat is een ijktabel?").status_code == 409
    assert hall.record()["asked"] == []
