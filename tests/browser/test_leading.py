"""A facilitator's evening: on a laptop, with the keyboard alone, and two quick taps on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Screens, stepped
from tests.serving import Hall

pytestmark = pytest.mark.browser

LAPTOP = (1366, 768)


def press(bea: Page, name: str) -> None:
    """One of the buttons; what just changed under the hand rests for a moment."""
    button = bea.get_by_role("button", name=name, exact=True).first
    expect(button).to_be_enabled()
    button.click()


def test_an_evening_is_led_from_a_laptop(evening: Hall, screens: Screens) -> None:
    bea = screens.console(LAPTOP)
    bea.get_by_role("link", name="Aanmeldingen").click()
    bea.get_by_label("Plak de lijst").fill("Anna; Gemeente Proefstad\nBob; Woonstichting Proef")
    press(bea, "Zet op de lijst")
    press(bea, "Is er")
    expect(bea.locator(".getallen")).to_contain_text("1 aanwezig")
    bea.get_by_role("link", name="Avond").click()

    anna, bob = screens.phone(), screens.phone("Woonstichting Proef")
    wall = screens.at(f"/scherm/{evening.code}", (1280, 720))
    expect(bea.get_by_text("2 doen mee")).to_be_visible()
    press(bea, "Open 1: Mededeling")
    press(bea, "Open 2: Peiling")
    stepped(bea, "geopend · onderdeel 2")
    anna.get_by_label("Ontmoeten").check()
    anna.get_by_role("button", name="Verstuur mijn keuze").click()
    expect(bea.get_by_role("heading", name="Wie gaf antwoord: 1 van 2")).to_be_visible()
    press(bea, "Toon ‘nog 1’ in de zaal")
    expect(wall.get_by_text("Nog 1 antwoord")).to_be_visible()
    bob.get_by_label("Ontmoeten").check()
    bob.get_by_role("button", name="Verstuur mijn keuze").click()
    expect(wall.get_by_text("Nog 0 antwoorden")).to_be_visible()
    expect(bea.get_by_role("heading", name="Wie gaf antwoord: 2 van 2")).to_be_visible()
    press(bea, "Sluit de peiling")
    press(bea, "Toon de uitslag")
    expect(wall.get_by_text("2 van 2")).to_be_visible()
    stepped(bea, "uitslag getoond · onderdeel 2")

    asks_whether_it_is_right(bea, anna, wall)

    bea.get_by_label("Wat staat er in het verslag?").fill("Wij gaan door.")
    press(bea, "Leg dit vast")
    expect(bea.get_by_role("listitem").filter(has_text="Wij gaan door.").first).to_be_visible()
    bea.get_by_text("Sluit de bijeenkomst", exact=True).first.click()
    press(bea, "Sluit de bijeenkomst")
    expect(wall.get_by_text("Dank voor uw inbreng")).to_be_visible()
    assert [n["text"] for n in evening.record()["notes"]] == ["Wij gaan door."]


def asks_whether_it_is_right(bea: Page, anna: Page, wall: Page) -> None:
    """What the facilitator heard, put to the hall; shown, and taken back again."""
    bea.get_by_text("Klopt dit?", exact=True).click()
    bea.get_by_label("Wat hoorde u?").fill("Ontmoeten raakt ons allemaal.")
    press(bea, "Vraag: klopt dit?")
    expect(wall.get_by_text("Ontmoeten raakt ons allemaal.")).to_be_visible()
    anna.get_by_label("Uw antwoord").fill("En zorg dichtbij.")
    anna.get_by_role("button", name="Bewaar mijn antwoord").click()
    expect(bea.get_by_text("‘En zorg dichtbij.’")).to_be_visible()
    expect(wall.get_by_text("En zorg dichtbij.")).to_have_count(0)
    press(bea, "Toon")
    stepped(bea, "getoond · B1.9-001")
    press(bea, "Sluit de vraag")
    press(bea, "Toon de antwoorden")
    expect(wall.get_by_text("En zorg dichtbij.")).to_be_visible()
    stepped(bea, "uitslag getoond · onderdeel 9")
    press(bea, "Maak ongedaan")
    expect(wall.get_by_text("En zorg dichtbij.")).to_have_count(0)


def test_the_console_is_led_with_the_keyboard_alone(evening: Hall, screens: Screens) -> None:
    bea = screens.console(LAPTOP)
    bea.get_by_role("button", name="Open 1: Mededeling").focus()
    for label in ("Open 2: Peiling", "Sluit de peiling"):
        bea.keyboard.press("Enter")
        expect(bea.get_by_role("button", name=label)).to_be_focused()
    states = {i["number"]: i["state"] for i in evening.record()["items"]}
    assert (states[1], states[2]) == ("closed", "open")


def test_two_quick_taps_on_undo_take_back_one_move(evening: Hall, screens: Screens) -> None:
    bea = screens.console(PHONE)
    press(bea, "Open 1: Mededeling")
    press(bea, "Open 2: Peiling")
    stepped(bea, "geopend · onderdeel 2")
    undo = bea.get_by_role("button", name="Maak ongedaan")
    expect(undo).to_be_enabled()
    undo.dblclick()
    expect(bea.get_by_role("button", name="Open 2: Peiling")).to_be_enabled()

    states = {i["number"]: i["state"] for i in evening.record()["items"]}
    assert (states[1], states[2]) == ("open", "waiting")


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
@pytest.mark.parametrize("place", ["", "/aanmeldingen", "/zaal", "/kaarten", "/oefenen"])
def test_no_page_of_the_console_is_wider_than_its_screen(
    evening: Hall, screens: Screens, size: tuple[int, int], place: str
) -> None:
    bea = screens.console(size)
    bea.goto(f"/regie/{evening.code}{place}")
    assert bea.evaluate("document.documentElement.scrollWidth") <= size[0]
