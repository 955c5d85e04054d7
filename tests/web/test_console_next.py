"""What the console offers: only what can be done now, and what comes of it."""

from collections.abc import Iterator

import pytest

from tests.serving import AGENDA, Hall, hall_with
from tests.web.browsing import Visitor
from tests.web.leading import leading

POLL = "  - peiling: Welke opgave raakt uw werk het meest?\n"


@pytest.fixture
def bea(hall: Hall) -> Visitor:
    return leading(hall)


@pytest.fixture
def planned(house: str) -> Iterator[Hall]:
    """The same meeting, at which the poll may take five minutes."""
    with hall_with(house, AGENDA.replace(POLL, f"{POLL}    minuten: 5\n")) as hall:
        yield hall


def test_a_result_is_the_next_step_only_when_there_is_an_answer(hall: Hall, bea: Visitor) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/2/open")
    empty = bea.goes_to(bea.path)
    assert "Er is nog geen antwoord. Hierna gaat u verder." in empty
    assert "toon de uitslag" not in empty

    anna.gives(2, {"choice": [1]}, "k")

    assert "Hierna: toon de uitslag." in bea.goes_to(bea.path)
    assert "geen antwoord" not in bea.sees.split("Wie gaf")[0]


def test_a_poll_without_an_answer_leads_on_to_the_next_item(hall: Hall, bea: Visitor) -> None:
    hall.facilitator.does("items/2/open")
    bea.goes_to(bea.path)
    bea.presses("Sluit de peiling")

    assert "Toon de uitslag" not in bea.buttons
    assert "Open 3: Vraag" in bea.buttons


def test_no_answers_of_a_question_are_shown_before_one_was_chosen(hall: Hall, bea: Visitor) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/3/open")
    text = anna.gives(3, {"text": "De koffie."}, "a").json()["reference"]
    bea.goes_to(bea.path)
    bea.presses("Sluit de vraag")
    assert "De zaal ziet dan nog geen tekst. Kies eerst bij Teksten." in bea.sees

    bea.presses("Toon", reference=text)

    assert "De zaal ziet dan 1 tekst" in bea.sees


def test_more_minutes_are_offered_where_minutes_were_planned(planned: Hall) -> None:
    bea = leading(planned)
    bea.presses("Open 1: Mededeling")
    assert "2 minuten erbij" not in bea.buttons
    assert "tijd tot" not in bea.sees

    bea.presses("Open 2: Peiling")
    until = planned_until(bea)
    bea.presses("2 minuten erbij")

    assert "Laatste stap: minuten erbij · onderdeel 2" in bea.sees
    assert (planned_until(bea) - until) % (24 * 60) == 2


def planned_until(bea: Visitor) -> int:
    """The minute of the day until which the console says that there is time."""
    hour, minute = bea.sees.split("tijd tot ")[1].split(" uur")[0].split(".")
    return 60 * int(hour) + int(minute)


def test_after_the_end_only_what_can_still_be_done_is_offered(hall: Hall, bea: Visitor) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/3/open")
    anna.gives(3, {"text": "De koffie."}, "a")
    hall.facilitator.does("message", text="De thee staat klaar.")
    bea.goes_to(bea.path)
    bea.presses("Sluit de bijeenkomst")

    assert "De thee staat klaar." not in bea.sees, "the hall sees it no more"
    assert "Laatste stap: bijeenkomst gesloten" in bea.sees
    assert "1 antwoord " not in bea.sees, "the wall counts people again"
    assert "bijeenkomst gesloten · onderdeel" not in bea.sees
    assert bea.buttons == [
        "Meld af", "Maak ongedaan", "Maak het scherm donker", "Toon", "Verberg", "Zet vast",
        "Leg dit vast",
    ]  # fmt: skip
    assert f"/regie/{hall.code}/kaart/3" in [href for href, _ in bea.page.links]
    for label in ("Toon", "Leg dit vast", "Maak ongedaan"):
        bea.presses(label, text="Wij gaan door.")
        assert bea.status == 200, (label, bea.sees)
