"""A facilitator's whole evening with one thumb: from the first item to the minutes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, WALL, Screens, stepped
from tests.browser.test_leading import press
from tests.serving import Hall, hall_with
from tests.web.evenings import EVENING

pytestmark = pytest.mark.browser


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    """Here texts wait for a yes before the hall sees them."""
    with hall_with(house, EVENING.replace("    resultaat: direct\n", "")) as hall:
        yield hall


def test_a_whole_evening_is_led_from_a_phone(evening: Hall, screens: Screens) -> None:
    bea, anna = screens.console(PHONE), screens.phone()
    wall = screens.at(f"/scherm/{evening.code}", WALL)

    press(bea, "Open 1: Mededeling")
    stepped(bea, "geopend · onderdeel 1")
    bea.locator("#draaiboek summary", has_text="7 ").click()
    bea.locator("#rij-7").get_by_role("button", name="Open dit onderdeel").click()
    stepped(bea, "geopend · onderdeel 7")
    for words in ("De koffie op dinsdag.", "Dit is niet voor de zaal."):
        anna.get_by_role("textbox").first.fill(words)
        anna.get_by_role("button", name="Bewaar mijn antwoord").click()
        expect(bea.locator("#inbreng").get_by_text(f"‘{words}’")).to_be_visible()
    waits = bea.locator("#inbreng li")
    waits.filter(has_text="‘De koffie").get_by_role("button", name="Toon", exact=True).click()
    stepped(bea, "getoond · B1.7-001")
    waits.filter(has_text="‘Dit is niet").get_by_role("button", name="Verberg").click()
    stepped(bea, "verborgen · B1.7-002")

    anna.get_by_role("link", name="Stel een vraag").click()
    anna.get_by_label("Uw vraag").fill("Hoe laat gaat de bakker in Timboektoe open?")
    anna.get_by_role("button", name="Vraag", exact=True).click()
    asked = bea.locator("#vragen li", has_text="Timboektoe")
    asked.locator("summary").click()
    asked.get_by_label("Uw antwoord").fill("Om zeven uur.")
    asked.get_by_role("button", name="Beantwoord").click()
    expect(asked).to_have_count(0)
    expect(anna.get_by_text("Om zeven uur.")).to_be_visible()

    press(bea, "Sluit de vraag")
    stepped(bea, "gesloten · onderdeel 7")
    press(bea, "Toon de antwoorden")
    stepped(bea, "uitslag getoond · onderdeel 7")
    press(bea, "Maak ongedaan")
    stepped(bea, "gesloten · onderdeel 7")
    press(bea, "Toon de antwoorden")
    expect(wall.get_by_text("De koffie op dinsdag.")).to_be_visible()
    expect(wall.get_by_text("Dit is niet voor de zaal.")).to_have_count(0)

    bea.get_by_label("Wat staat er in het verslag?").fill("Wij schenken koffie.")
    press(bea, "Leg dit vast")
    expect(
        bea.get_by_role("listitem").filter(has_text="Wij schenken koffie.").first
    ).to_be_visible()
    bea.get_by_text("Sluit de bijeenkomst", exact=True).first.click()
    press(bea, "Sluit de bijeenkomst")
    expect(wall.get_by_text("Dank voor uw inbreng")).to_be_visible()
    bea.get_by_role("link", name="Verslag", exact=True).click()
    expect(bea.get_by_text("Wij schenken koffie.").first).to_be_visible()
    expect(bea.get_by_text("De koffie op dinsdag.").first).to_be_visible()
