"""The page on which a coordinator writes down who signed: usable, and right for everybody."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Screens
from tests.browser.test_axe import all_of, look_at, reflows
from tests.serving import Hall

pytestmark = pytest.mark.browser

TOWN = "Gemeente Proefstad"


def coordinator(screens: Screens, size: tuple[int, int]) -> Page:
    said = {"name": "Carla", "role": "coordinator"}
    link = screens.hall.facilitator.client.post("/api/v1/staff", json=said).json()["link"]
    page = screens.at(link, size)
    page.wait_for_url("**/regie")
    return page


def at(hall: Hall) -> str:
    return f"/coordinatie/bijeenkomsten/{hall.code}/ondertekening"


def change(page: Page, party: str) -> None:
    page.get_by_role("listitem").filter(has_text=party).locator("summary").click()


def test_a_coordinator_writes_down_a_signature_and_takes_it_back(
    evening: Hall, screens: Screens
) -> None:
    page = coordinator(screens, LAPTOP)
    page.goto(at(evening))
    change(page, TOWN)
    row = page.get_by_role("listitem").filter(has_text=TOWN)
    row.get_by_label("getekend", exact=True).check()
    row.get_by_label("Getekend op").fill("2026-06-03")
    row.get_by_label("Getekend door (functie)").fill("wethouder Wonen")
    row.get_by_role("button", name="Bewaar").click()
    expect(row.get_by_text("getekend · 3 juni 2026 · wethouder Wonen")).to_be_visible()

    page.get_by_role("button", name="Maak ongedaan").click()

    expect(row.get_by_text("nog niets ingevuld")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_no_rule_of_wcag_is_broken(evening: Hall, screens: Screens, size: tuple[int, int]) -> None:
    page = coordinator(screens, size)
    for state in ("declines", "not_yet"):
        evening.facilitator.client.post(
            at(evening), data={"variant": "covenant", "party": TOWN, "state": state}
        )

    found = [
        wrong
        for language in ("nl", "en")
        for wrong in all_of(page, f"{at(evening)}?taal={language}", language, language)
    ]
    page.goto(f"{at(evening)}?taal=nl")
    change(page, TOWN)
    found += [*look_at(page, "open form"), *reflows(page, "open form")]

    assert not found, "\n".join(found)
