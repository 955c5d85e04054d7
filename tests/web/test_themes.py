import pytest

from tests.serving import Hall
from tests.web.browsing import Visitor
from tests.web.test_signing_in import link, somebody

QUESTION = 3


@pytest.fixture
def bea(hall: Hall) -> Visitor:
    """The facilitator, on the themes of the open question, to which three answers came."""
    bea = somebody(hall)
    bea.goes_to(link(hall))
    bea.presses("Ga verder")
    hall.facilitator.does(f"items/{QUESTION}/open")
    person = hall.joined(organisation="Gemeente Proefstad")
    for n, text in enumerate(("De buurtbus rijdt.", "Koffie in het buurthuis.", "geen idee")):
        person.gives(QUESTION, {"text": text}, f"answer-{n}")
    bea.goes_to(f"/regie/{hall.code}/themas/{QUESTION}")
    return bea


def test_themes_are_found_named_and_confirmed_without_javascript(hall: Hall, bea: Visitor) -> None:
    bea.presses("Zoek thema’s")
    assert "Nog niet bevestigd" in bea.sees
    assert "Apart gezet: leeg of “weet niet” (1)" in bea.sees

    bea.presses("Verander de naam", name="Dichtbij")
    bea.presses("Bevestig dit thema")

    assert "Dichtbij (2)" in bea.sees
    (kept,) = hall.record()["themes"]
    assert [(t["label"], t["confirmed"]) for t in kept["themes"]] == [("Dichtbij", True)]

    bea.presses("Neem de laatste wijziging terug")
    assert not hall.record()["themes"][0]["themes"][0]["confirmed"]


def test_chosen_answers_become_a_theme_of_their_own(hall: Hall, bea: Visitor) -> None:
    bea.presses("Zoek thema’s")
    bea.presses("Maak een nieuw thema van de gekozen antwoorden", new="Bus")
    assert "Kies eerst een of meer antwoorden." in bea.sees

    first = hall.record()["contributions"][0]["reference"]
    bea.presses("Maak een nieuw thema van de gekozen antwoorden", new="Bus", answer=first)

    assert "Bus (1)" in bea.sees


def test_the_page_is_for_who_runs_the_meeting(hall: Hall) -> None:
    stranger = somebody(hall)

    stranger.goes_to(f"/regie/{hall.code}/themas/{QUESTION}")

    assert "Zoek thema’s" not in stranger.sees
