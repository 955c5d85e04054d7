"""The page renews itself while somebody presses: what they began to press is what counts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Screens, stepped
from tests.serving import Hall, Somebody, hall_with
from tests.web.evenings import EVENING

pytestmark = pytest.mark.browser

RESTS = "() => new Promise((done) => setTimeout(done, 200))"


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    """Here texts wait for a yes before the hall sees them."""
    with hall_with(house, EVENING.replace("    resultaat: direct\n", "")) as hall:
        yield hall


@pytest.fixture
def anna(evening: Hall) -> Somebody:
    evening.facilitator.does("items/7/open")
    anna = evening.joined()
    anna.gives(7, {"text": "De koffie."}, "first").raise_for_status()
    return anna


def shows(bea: Page) -> Locator:
    """The button that lets the hall see Anna's first words."""
    words = bea.locator("#inbreng li", has_text="‘De koffie.’")
    button = words.get_by_role("button", name="Toon", exact=True)
    expect(button).to_be_enabled()
    return button


def more_comes_in(bea: Page, anna: Somebody) -> None:
    """The page hears of it, and has had the time to show it."""
    with bea.expect_response(f"**/regie/{anna.code}") as fetched:
        anna.gives(7, {"text": "De bus."}, "second").raise_for_status()
    fetched.value.finished()
    bea.evaluate(RESTS)


def test_a_press_counts_when_more_comes_in_under_the_thumb(
    evening: Hall, screens: Screens, anna: Somebody
) -> None:
    bea = screens.console(PHONE)
    shows(bea).hover()
    bea.mouse.down()
    more_comes_in(bea, anna)
    bea.mouse.up()

    stepped(bea, f"getoond · {evening.record()['contributions'][0]['reference']}")
    expect(bea.locator("#inbreng").get_by_text("‘De bus.’")).to_be_visible()


def test_a_press_of_the_space_bar_counts_when_more_comes_in(
    evening: Hall, screens: Screens, anna: Somebody
) -> None:
    bea = screens.console(PHONE)
    shows(bea).focus()
    bea.keyboard.down("Space")
    more_comes_in(bea, anna)
    bea.keyboard.up("Space")

    stepped(bea, f"getoond · {evening.record()['contributions'][0]['reference']}")
    expect(bea.locator("#inbreng").get_by_text("‘De bus.’")).to_be_visible()


def test_a_press_that_does_not_end_holds_nothing_up(
    evening: Hall, screens: Screens, anna: Somebody
) -> None:
    bea = screens.console(PHONE)
    shows(bea).hover()
    bea.mouse.down()
    more_comes_in(bea, anna)

    expect(bea.locator("#inbreng").get_by_text("‘De bus.’")).to_be_visible()
