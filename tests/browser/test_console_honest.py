"""The console says what it is doing, and offers nothing that can no longer be done."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import LAPTOP, PHONE, Screens, stepped
from tests.serving import Hall

pytestmark = pytest.mark.browser


def press(bea: Page, name: str) -> None:
    """One of the buttons; what just changed under the hand rests for a moment."""
    button = bea.get_by_role("button", name=name, exact=True).first
    expect(button).to_be_enabled()
    button.click()


def holds(bea: Page, url: str) -> list[Route]:
    """What is asked for there waits, until the script lets it go on."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    bea.route(url, hold)
    return held


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_undo_rests_while_there_is_nothing_to_undo(
    evening: Hall, screens: Screens, size: tuple[int, int]
) -> None:
    bea = screens.console(size)
    undo = bea.get_by_role("button", name="Maak ongedaan")
    expect(undo).to_be_disabled()
    press(bea, "Open 1: Mededeling")
    stepped(bea, "geopend · onderdeel 1")
    expect(undo).to_be_enabled()
    undo.click()

    expect(bea.get_by_role("button", name="Open 1: Mededeling")).to_be_enabled()
    expect(undo).to_be_disabled()


def test_after_the_end_what_stood_beside_the_sheet_is_gone(evening: Hall, screens: Screens) -> None:
    bea = screens.console(LAPTOP)
    other = screens.console(PHONE)
    for page in (bea, other):
        expect(page.get_by_text("Nieuwe peiling", exact=True)).to_be_visible()
    bea.get_by_text("Sluit de bijeenkomst", exact=True).first.click()
    press(bea, "Sluit de bijeenkomst")

    for page in (bea, other):
        stepped(page, "bijeenkomst gesloten")
        for gone in ("Nieuwe peiling", "Bericht aan allen", "Sluit de bijeenkomst"):
            expect(page.get_by_text(gone, exact=True)).to_have_count(0)
    press(other, "Maak ongedaan")
    expect(bea.get_by_text("Nieuwe peiling", exact=True)).to_be_visible()


def test_a_poll_that_is_half_typed_survives_a_message_to_all(
    evening: Hall, screens: Screens
) -> None:
    bea = screens.console(LAPTOP)
    bea.get_by_text("Nieuwe peiling", exact=True).click()
    bea.get_by_label("Vraag en opties op één regel").fill("Nog een uur? | Ja")
    evening.facilitator.does("message", text="Koffie")

    expect(bea.locator("#zaal").get_by_text("Koffie")).to_be_visible()
    expect(bea.get_by_label("Vraag en opties op één regel")).to_be_visible()
    expect(bea.get_by_label("Vraag en opties op één regel")).to_have_value("Nog een uur? | Ja")


def test_a_button_whose_work_takes_long_says_that_it_is_busy(
    evening: Hall, screens: Screens
) -> None:
    bea = screens.console(LAPTOP)
    held = holds(bea, "**/stap")
    press(bea, "Open 1: Mededeling")

    button = bea.get_by_role("button", name="Open 1: Mededeling")
    expect(button).to_have_attribute("aria-busy", "true")
    expect(bea.get_by_role("status").filter(has_text="Bezig")).to_be_attached()
    held[0].continue_()
    stepped(bea, "geopend · onderdeel 1")
    expect(bea.locator("[aria-busy]")).to_have_count(0)
    expect(bea.get_by_role("status").filter(has_text="Bezig")).to_have_count(0)


def test_a_form_that_leads_to_a_page_is_busy_until_that_comes(
    evening: Hall, screens: Screens
) -> None:
    evening.facilitator.does("items/7/open")
    bea = screens.console(LAPTOP)
    bea.goto(f"/regie/{evening.code}/themas/7")
    bea.route("**/themas/7", lambda route: route.fulfill(status=204))  # no page, for now
    button = bea.get_by_role("button", name="Zoek thema’s")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    expect(bea.get_by_role("status").filter(has_text="Bezig")).to_be_attached()
    bea.unroute("**/themas/7")
    with bea.expect_navigation():
        button.click()

    expect(bea.locator("[aria-busy]")).to_have_count(0)
