"""The coordinator adds, participants check, and the minutes become final: all with forms."""

import pytest

from sessions.actions.reviewing import today
from tests.serving import Hall
from tests.web.browsing import Visitor
from tests.web.test_signing_in import somebody
from tests.web.test_vision import signed_in


@pytest.fixture
def carla(hall: Hall) -> Visitor:
    """The coordinator, on the page of the minutes."""
    carla = signed_in(hall, "coordinator")
    carla.goes_to(f"/regie/{hall.code}/verslag")
    return carla


def minutes(hall: Hall) -> str:
    made = hall.facilitator.client.get(f"/api/v1/meetings/{hall.code}/exports/minutes.md")
    return made.text


def test_an_addition_is_marked_in_the_minutes_and_taken_back(hall: Hall, carla: Visitor) -> None:
    carla.presses("Voeg toe", item="1", text="Zie <b>kaart</b> 2.")
    assert "Zie <b>kaart</b> 2. B1.aanvulling-01" in carla.sees
    assert "Aanvulling van de coördinator:" in minutes(hall)

    carla.presses("Neem terug")

    assert "kaart</b>" not in carla.sees
    assert "Aanvulling van de coördinator:" not in minutes(hall)


def test_a_facilitator_does_not_decide_what_the_minutes_say(hall: Hall) -> None:
    bea = signed_in(hall, "facilitator")

    bea.goes_to(f"/regie/{hall.code}/verslag")

    assert "Alleen de coördinator van dit traject beslist over het verslag." in bea.sees


def test_a_participant_reads_the_draft_and_reacts(hall: Hall, carla: Visitor) -> None:
    anna = somebody(hall)
    anna.goes_to("/")
    anna.presses("Ga verder", code=hall.code)
    anna.presses("Doe mee", organisation="Gemeente Proefstad")
    hall.facilitator.does("end")
    carla.presses("Open de ronde", day=today().isoformat())

    assert "Lees het concept" in anna.goes_to(f"/m/{hall.code}")
    anna.follows("Lees het concept van het verslag")
    anna.presses("Stuur uw reactie", item="1", text="Ik miste de <i>bus</i>.")
    assert "U schreef: Ik miste de <i>bus</i>. B1.reactie-01" in anna.sees

    carla.goes_to(carla.path)
    carla.presses("Neem niet over", because="")
    assert "Schrijf kort waarom u deze reactie niet overneemt." in carla.sees
    carla.presses("Neem niet over", because="De bus kwam niet ter sprake.")
    assert "Niet overgenomen, want: De bus kwam niet ter sprake." in carla.sees
    assert "De reden: De bus kwam niet ter sprake." in minutes(hall)
    assert "Ik miste de" in anna.goes_to(f"/m/{hall.code}/exports/concept.html")
