"""The pages between evenings break no WCAG 2.2 A or AA: filled, empty and refused."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import LAPTOP, Screens
from tests.browser.looking import Inspector, signed_in
from tests.browser.tour import TOUR, people_in, through
from tests.serving import Hall, hall_with

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, TOUR) as hall:
        yield hall


@pytest.fixture
def carla(screens: Screens, evening: Hall) -> Inspector:
    """The coordinator, who sees nearly all there is to see."""
    return Inspector(signed_in(screens, evening, "coordinator"))


def test_programmes_agendas_and_what_is_refused_there(carla: Inspector, evening: Hall) -> None:
    carla.visits("/coordinatie")
    carla.page.get_by_role("link", name="Woonzorgvisie BOCE").click()
    carla.page.wait_for_url("**/coordinatie/trajecten/*")
    programme = carla.page.url.rpartition(":")[2].partition("/")[2]
    carla.visits(f"/{programme}")
    carla.visits(f"/{programme}/nieuw")
    carla.visits(f"/coordinatie/bijeenkomsten/{evening.code}/draaiboek")
    carla.page.get_by_label("Tekst (YAML)").fill("onderdelen: [")
    carla.presses("Controleer", "an agenda that cannot be read")
    carla.visits(f"/coordinatie/bijeenkomsten/{evening.code}/kopie")
    evening.facilitator.does("notes", kind="action", text="Een lijst maken")
    carla.visits(f"/coordinatie/bijeenkomsten/{evening.code}/afspraken")
    carla.page.locator("summary", has_text="Verander").first.click()
    carla.looks("an action about which something is agreed")
    for _ in through(evening, people_in(evening), 2):
        pass
    carla.visits(f"/{programme}")

    assert not carla.found, carla.report


def test_people_and_what_is_kept(carla: Inspector, evening: Hall) -> None:
    people_in(evening)
    carla.visits("/coordinatie/mensen")
    carla.presses("Maak een link", "somebody without a name")
    carla.page.get_by_label("Naam", exact=True).fill("Bram")
    carla.page.locator("#nieuw").get_by_label("Alle trajecten").check()
    carla.presses("Maak een link", "a link for somebody new")
    carla.page.locator("summary", has_text="Bram").click()
    carla.looks("somebody whose rights are changed")
    carla.visits("/coordinatie/bewaren")
    carla.visits(f"/coordinatie/bewaren/{evening.code}")
    carla.presses("Wis alle namen", "an erasure without the code")

    assert not carla.found, carla.report


def test_signing_in_and_the_account(carla: Inspector, screens: Screens, evening: Hall) -> None:
    carla.visits("/coordinatie/ik")
    carla.visits("/aanmelden")
    stranger = Inspector(screens.at("/aanmelden", LAPTOP))
    stranger.visits("/aanmelden")
    stranger.visits("/coordinatie")
    stranger.visits("/van-elders")
    invited = evening.facilitator.client.post("/api/v1/staff", json={"name": "Dirk"}).json()
    stranger.page.route("**/in.*.js", lambda route: route.abort())  # so that the page stays
    stranger.visits("/in/" + str(invited["link"]).rpartition("/")[2])

    found = carla.found + stranger.found
    assert not found, "\n".join(found)


def test_the_vision_from_proposal_to_version(carla: Inspector, evening: Hall) -> None:
    people = people_in(evening)
    for _ in through(evening, people, 7):
        pass
    carla.visits(f"/visie/{evening.code}")
    carla.presses("Neem op", "a block that was accepted")
    for summary in carla.page.locator("summary").all():
        summary.click()
    carla.looks("a block that is being changed")
    for place in ("bronnen", "hoofdstukken", "versies"):
        carla.visits(f"/visie/{evening.code}/{place}")
    carla.page.goto(f"/visie/{evening.code}/bronnen")
    carla.presses("Voeg bron toe", "a source without a title")
    carla.page.goto(f"/visie/{evening.code}/versies")
    carla.page.get_by_label("Waarvoor is deze versie?").fill("Voor het college")
    carla.presses("Leg deze versie vast", "a version that was put down")

    assert not carla.found, carla.report


def test_who_reads_along_sees_the_vision_without_its_forms(screens: Screens, evening: Hall) -> None:
    bea = Inspector(signed_in(screens, evening, "facilitator", "Bea"))
    bea.visits(f"/visie/{evening.code}")
    bea.visits("/coordinatie/mensen")
    bea.visits("/coordinatie/bewaren")

    assert not bea.found, bea.report
