"""What people read afterwards, and what they meet when something is not there, by WCAG 2.2."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import LAPTOP, Screens
from tests.browser.looking import Inspector, signed_in, without_sandbox
from tests.browser.test_axe import come_in, look_at, reflows, structure
from tests.browser.tour import TOUR, people_in, through
from tests.serving import Hall, hall_with

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EDITIONS = (("nl", "internal"), ("en", "public"))
SPOKEN_AS = {"nl": "nl-NL", "en": "en-GB"}


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, TOUR) as hall:
        yield hall


def held(hall: Hall) -> None:
    """An evening of which there is something to write down."""
    people = people_in(hall)
    for item in (2, 6, 7, 8):
        for _ in through(hall, people, item):
            pass
    for kind in ("decision", "note"):
        hall.facilitator.does("notes", kind=kind, text="Wij gaan samen door.")
    people.bob.does("ask", question="Hoe laat gaat de bakker in Emmen open?")
    hall.facilitator.does("end")


@pytest.mark.parametrize(("language", "edition"), EDITIONS)
def test_minutes_agreements_and_vision_as_a_page(
    house: str, screens: Screens, language: str, edition: str
) -> None:
    agenda = TOUR.replace("bijeenkomst:", f"bijeenkomst:\n  taal: {language}")
    agenda = agenda.replace("Woonzorgvisie BOCE", f"Woonzorgvisie {language}")
    with hall_with(house, agenda) as hall:
        held(hall)
        page, found = signed_in(screens, hall, "coordinator"), list[str]()
        page.route("**/exports/**", without_sandbox)
        for document in ("minutes", "agreements", "vision"):
            where = f"{document} {edition} {language}"
            page.goto(f"/api/v1/meetings/{hall.code}/exports/{document}.html?edition={edition}")
            found += [w for w in look_at(page, where) if "smaller than" not in w]  # within lines
            found += reflows(page, where) + structure(page, where, SPOKEN_AS[language])

    assert not found, "\n".join(found)


def test_praktijkvoorbeelden_for_everybody(screens: Screens) -> None:
    reader = Inspector(screens.at("/voorbeelden"))
    reader.visits("/voorbeelden")
    reader.visits("/voorbeelden?gemeente=Zoetermeer")
    reader.visits("/voorbeelden/zoetermeer-tijd")
    reader.visits("/voorbeelden/ijktabel")
    reader.visits("/voorbeelden/appeltaart")

    assert not reader.found, reader.report


def test_the_farewell_and_what_somebody_gave(screens: Screens, evening: Hall) -> None:
    people = people_in(evening)
    for item in (2, 7):
        for _ in through(evening, people, item):
            pass
    anna = Inspector(come_in(screens, people.anna, LAPTOP))
    anna.visits(f"/m/{evening.code}/mijn-inbreng")
    evening.facilitator.does("end")
    anna.visits(f"/m/{evening.code}")
    anna.visits(f"/m/{evening.code}/mijn-inbreng")
    anna.visits(f"/m/{evening.code}/vraag")

    assert not anna.found, anna.report


def test_what_is_not_there_or_not_yours(screens: Screens, evening: Hall) -> None:
    stranger = Inspector(screens.at("/toegankelijkheid"))
    stranger.visits("/toegankelijkheid")
    stranger.visits("/nergens")
    stranger.visits("/m/000001")
    stranger.visits(f"/m/{evening.code}")
    stranger.page.get_by_label("Namens wie bent u hier?").select_option("-other")
    stranger.presses("Doe mee", "the door without the name of an organisation")
    stranger.page.goto(f"/m/{evening.code}")
    stranger.page.get_by_text("Ik deed al mee").click()
    stranger.page.get_by_label("Uw eigen code").fill("niet van mij")
    stranger.presses("Ga verder waar ik was", "a code to return with that nobody has")
    bea = Inspector(signed_in(screens, evening, "facilitator", "Bea"))
    bea.visits("/regie/kennisbank")
    bea.visits("/coordinatie/trajecten/999")
    bea.visits("/in/verlopen")

    assert not stranger.found + bea.found, "\n".join(stranger.found + bea.found)
