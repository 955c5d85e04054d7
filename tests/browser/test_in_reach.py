"""The console under the hand: the main button and the whole menu in sight, targets for a finger."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Screens, level
from tests.browser.crowded import CROWDED, MESSAGE, crowd_in, crowded
from tests.browser.test_axe import SMALLEST, TOO_SMALL
from tests.serving import Hall, hall_with

pytestmark = pytest.mark.browser

LAPTOP = (1366, 768)
LOW = (1366, 620)
"""The same laptop, with the bars of a browser above and below."""

SHORTEST_MENU = 8
CUT_OFF = """() => [...document.querySelectorAll("header nav :is(a, button)")]
    .map((e) => [e.getBoundingClientRect(), e.innerText])
    .filter(([r]) => r.left < 0 || r.right > innerWidth).map(([, name]) => name)"""
"""Names in the menu that one would have to scroll to."""

SCALE, QUESTION, CASUS = 4, 7, 8
"""The items of which the hall sees most."""


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, CROWDED) as hall:
        yield hall


def out_of_sight(bea: Page, hall: Hall) -> bool:
    """The main button is not wholly in the window as it comes in, or something lies over it."""
    bea.goto(f"/regie/{hall.code}")
    level(bea, hall)
    main = bea.locator(".acties .hoofd button")
    hidden: bool = main.evaluate(
        """(b) => { const r = b.getBoundingClientRect();
        return r.bottom > innerHeight || r.top < 0 ||
          !b.contains(document.elementFromPoint(r.left + r.width / 2, r.bottom - 3)); }"""
    )
    return hidden


def test_the_main_button_is_in_sight_whatever_the_hall_sees(
    evening: Hall, screens: Screens
) -> None:
    people = crowd_in(evening)
    bea = screens.console(LAPTOP)
    evening.facilitator.does("message", text=MESSAGE)
    found = list[str]()
    for item in (SCALE, QUESTION, CASUS):
        for moment in crowded(evening, people, item):
            for width, height in (LAPTOP, LOW, PHONE):
                bea.set_viewport_size({"width": width, "height": height})
                if out_of_sight(bea, evening):
                    found.append(f"{moment.name} at {width}x{height}")

    assert found == []


@pytest.mark.parametrize("size", [(320, 640), PHONE])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_thumb_reaches_the_whole_menu_and_everything_else(
    evening: Hall, screens: Screens, size: tuple[int, int], language: str
) -> None:
    bea = screens.console(size)
    evening.facilitator.does(f"items/{QUESTION}/open")
    for place in ("", "/aanmeldingen", "/zaal", "/oefenen"):
        bea.goto(f"/regie/{evening.code}{place}?taal={language}")
        assert bea.locator("header nav :is(a, button)").count() >= SHORTEST_MENU
        assert bea.evaluate(CUT_OFF) == [], place
        assert bea.evaluate(TOO_SMALL, SMALLEST) == [], place
