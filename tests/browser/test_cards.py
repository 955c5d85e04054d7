"""The cards on a screen and on paper: readable in the dark, and no sheet for half a card."""

from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Screens
from tests.browser.looking import signed_in
from tests.serving import Hall, hall_with
from tests.web.test_proposal import EVENING as PROPOSING

pytestmark = pytest.mark.browser


def test_the_code_on_a_card_is_black_on_white_in_the_dark_too(
    evening: Hall, screens: Screens
) -> None:
    bea = signed_in(screens, evening, "facilitator", "Bea")
    bea.emulate_media(color_scheme="dark")
    bea.goto(f"/regie/{evening.code}/kaarten")
    page = bea.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")

    behind = bea.locator(".kaart .vierkant").first
    colour = behind.evaluate("e => getComputedStyle(e).backgroundColor")

    assert (page, colour) == ("rgb(19, 25, 27)", "rgb(255, 255, 255)")


def test_two_cards_share_a_sheet_and_none_is_cut(evening: Hall, screens: Screens) -> None:
    bea = signed_in(screens, evening, "facilitator", "Bea")
    bea.goto(f"/regie/{evening.code}/kaarten")
    cards = bea.locator(".kaart").count()

    with pikepdf.open(BytesIO(bea.pdf(prefer_css_page_size=True))) as printed:
        sheets = len(printed.pages)

    assert sheets == cards // 2


def test_a_card_of_a_proposal_asks_for_a_position(house: str, browser: Browser) -> None:
    with hall_with(house, PROPOSING) as hall:
        screens = Screens(browser, hall)
        bea = signed_in(screens, hall, "facilitator", "Bea")
        bea.goto(f"/regie/{hall.code}/kaarten")
        card = bea.locator(".kaart").first

        boxes = card.locator("li", has=bea.locator(".vakje"))

        expect(boxes).to_have_text(["Akkoord", "Akkoord met voorbehoud", "Niet akkoord"])
        expect(card).to_contain_text("Bij voorbehoud: welk orgaan moet nog besluiten?")
        bea.context.close()
