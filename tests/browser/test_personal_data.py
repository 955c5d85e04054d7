"""The coordinator looks personal data through, on a phone and on a laptop, and by keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Screens
from tests.browser.test_axe import all_of
from tests.serving import Hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = 7
Said = dict[str, str | float | bool]


def coordinator(screens: Screens, size: tuple[int, int]) -> Page:
    said = {"name": "Carla", "role": "coordinator"}
    made = screens.hall.facilitator.client.post("/api/v1/staff", json=said)
    page = screens.at(made.json()["link"], size)
    page.wait_for_url("**/regie")
    return page


def place(hall: Hall) -> str:
    return f"/coordinatie/bijeenkomsten/{hall.code}/persoonsgegevens"


def button(page: Page, verb: str, about: str) -> Locator:
    return page.get_by_role("button", name=re.compile(f"{verb} ?: {about}"))


@pytest.fixture
def told(evening: Hall) -> Hall:
    """A mailbox twice, a number, an address and a BSN."""
    evening.facilitator.does(f"items/{QUESTION}/open").raise_for_status()
    texts = (
        "De wijkbus is fijn. Bel mij gerust op 06-12345678 of mail wonen@proefstad.nl. Tot dan.",
        "Mail naar wonen@proefstad.nl, mijn BSN is 123456782.",
        "Mijn moeder woont op Dorpsstraat 5, 7811 AB Emmen.",
    )
    for text in texts:
        evening.joined().gives(QUESTION, {"text": text}, "once").raise_for_status()
    return evening


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_state_of_the_page_can_be_used_by_everybody(
    told: Hall, screens: Screens, size: tuple[int, int]
) -> None:
    page = coordinator(screens, size)
    found: list[str] = []
    for language in ("nl", "en"):
        found += all_of(page, f"{place(told)}?taal={language}", f"waiting {language}", language)
    page.goto(f"{place(told)}?taal=nl")
    with page.expect_navigation():
        button(page, "Weglaten", "06-12345678").click()
    article = page.locator("article").filter(has_text="Mailadres").first
    article.locator("summary").click()
    article.get_by_label("Waarom mag dit blijven staan?").fill("Algemeen mailadres")
    article.get_by_label("Ook overal elders in deze bijeenkomst").last.check()
    with page.expect_navigation():
        button(page, "Laat staan", "wonen@").first.click()
    page.get_by_role("heading", name="Besloten", exact=True).wait_for()
    for language in ("nl", "en"):
        found += all_of(page, f"{place(told)}?taal={language}", f"decided {language}", language)

    assert not found, "\n".join(found)


def test_a_decision_can_be_made_and_undone_with_a_keyboard(told: Hall, screens: Screens) -> None:
    page = coordinator(screens, LAPTOP)
    page.goto(place(told))

    button(page, "Weglaten", "06-12345678").press("Enter")
    button(page, "Maak ongedaan", "06-12345678").press("Enter")

    button(page, "Weglaten", "06-12345678").wait_for()
    expect(page.get_by_role("heading", name="Besloten", exact=True)).to_have_count(0)


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_page_of_the_vision_can_be_used_by_everybody(
    told: Hall, screens: Screens, size: tuple[int, int]
) -> None:
    """With a letter from outside, of which halls of one programme each have their own number."""
    page, vision = coordinator(screens, size), f"/visie/{told.code}"
    number = f"06-1234{size[0]:04d}"
    page.goto(f"{vision}/bronnen?taal=nl")
    said: Said = {
        "origin": "mail",
        "quotable": "yes",
        "text": f"Bel mij op {number}, BSN 123456782.",
    }
    page.request.post(f"{told.base}{vision}/reactie", form=said, headers={"Origin": told.base})
    source: Said = {"title": "Rapport", "where": "Vraag het na bij wonen@proefstad.nl."}
    page.request.post(f"{told.base}{vision}/bron", form=source, headers={"Origin": told.base})
    found: list[str] = []
    for language in ("nl", "en"):
        found += all_of(page, f"{vision}/persoonsgegevens?taal={language}", language, language)
    found += all_of(page, f"{vision}/versies?taal=nl", "versions", "nl")
    page.goto(f"{vision}/persoonsgegevens?taal=nl")

    with page.expect_navigation():
        button(page, "Weglaten", number).click()

    expect(page.locator("#besloten article").filter(has_text=number)).to_be_visible()
    expect(page.locator("#wacht article").filter(has_text=number)).to_have_count(0)
    assert "123456782" not in page.content()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert found == []
