"""The form for mail and the pages behind its links: usable on a phone, and right for everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sessions.actions.reviewing import today
from tests.browser.conftest import PHONE, Screens
from tests.browser.looking import Inspector, signed_in
from tests.browser.places import sends
from tests.postman import READ, STOP, Postman, link_in, mailing_house
from tests.serving import Hall

pytestmark = pytest.mark.browser

ADDRESS = "anna.van.der.veen-de.boer@woonstichting-proefstad.example.org"
ASKS, ERASES = "Bewaar mijn mailadres", "Wis mijn mailadres"


@pytest.fixture(scope="module")
def postman() -> Postman:
    return Postman()


@pytest.fixture(scope="module")
def house(house_folder: Path, postman: Postman) -> Iterator[str]:
    """A house with mail."""
    with mailing_house(house_folder / "house.db", postman) as base:
        yield base


@pytest.fixture
def anna(screens: Screens, evening: Hall) -> Page:
    """Anna, when the evening is over."""
    page = screens.phone()
    evening.facilitator.does("end")
    page.goto(f"/m/{evening.code}")
    return page


def round_opens(screens: Screens, hall: Hall) -> Page:
    carla = signed_in(screens, hall, "coordinator")
    carla.goto(f"/regie/{hall.code}/verslag")
    carla.get_by_label("Laatste dag").fill(today().isoformat())
    sends("Open de ronde", carla)
    return carla


def test_somebody_asks_by_mail_and_changes_their_mind(
    screens: Screens, evening: Hall, anna: Page
) -> None:
    anna.get_by_label("Uw mailadres").fill(ADDRESS)
    anna.get_by_role("button", name=ASKS).click()
    expect(anna.get_by_text(ADDRESS)).to_be_visible()
    expect(anna.get_by_label("Uw mailadres")).to_have_count(0)

    anna.get_by_role("button", name=ERASES).click()

    expect(anna.get_by_text(ADDRESS)).to_have_count(0)
    expect(anna.get_by_label("Uw mailadres")).to_have_value("")


def test_the_link_is_opened_on_another_device_and_mail_is_stopped(
    screens: Screens, evening: Hall, anna: Page, postman: Postman
) -> None:
    anna.get_by_label("Uw mailadres").fill("anna@example.org")
    sends(ASKS, anna)
    round_opens(screens, evening)
    postman.waits_for(1)

    laptop = screens.at(link_in(postman.mails[-1], READ))
    laptop.get_by_role("button", name="Ga naar het verslag").click()
    expect(laptop.get_by_role("heading", name="Lees het concept van het verslag")).to_be_visible()
    laptop.goto(link_in(postman.mails[-1], STOP))
    laptop.get_by_role("button", name=ERASES).click()
    expect(laptop.get_by_text("U krijgt over deze bijeenkomst geen mail meer.")).to_be_visible()

    anna.goto(f"/m/{evening.code}")
    expect(anna.get_by_text("anna@example.org")).to_have_count(0)


@pytest.mark.slow
def test_no_rule_of_wcag_is_broken(
    screens: Screens, evening: Hall, anna: Page, postman: Postman
) -> None:
    before = len(postman.mails)
    eye = Inspector(anna)
    farewell = f"/m/{evening.code}"
    eye.visits(farewell)
    anna.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    anna.goto(farewell)
    anna.get_by_label("Uw mailadres").fill("anna@voorbeeld")
    eye.presses(ASKS, "an address that is none")
    anna.get_by_label("Uw mailadres").fill(ADDRESS)
    eye.presses(ASKS, "the address read back")
    carla = Inspector(round_opens(screens, evening))
    postman.waits_for(before + 1)
    eye.visits(f"{farewell}/verslag")
    carla.visits(f"/regie/{evening.code}/verslag")
    reader = Inspector(screens.at("/"))
    for after in (READ, STOP):
        reader.visits(link_in(postman.mails[-1], after).removeprefix(evening.base))
    reader.presses(ERASES, "no more mail")

    found = eye.found + carla.found + reader.found
    assert not found, "\n".join(dict.fromkeys(found))
