"""The fullest evening on the wall, page by page: nothing cut off, no letter too small."""

import re
from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Screens
from tests.browser.crowded import CROWDED, MESSAGE, NAMES, crowd_in, crowded
from tests.browser.test_wall import fits
from tests.serving import Hall, hall_with

pytestmark = pytest.mark.browser

SMALLEST = 1.9
"""Part of a hundred of the width: 24 pixels on 1280."""

MOST_PAGES = 9
"""Pages that a hall sits through, also with a message above them."""

SIZES = ((1280, 720), (1920, 1080))


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, CROWDED) as hall:
        yield hall


def question_is_whole(wall: Page) -> bool:
    """It is neither squeezed nor wider than its place."""
    found: bool = wall.locator("main h1").evaluate(
        """(h) => h.scrollHeight - h.clientHeight < parseFloat(getComputedStyle(h).fontSize) / 3
        && h.scrollWidth <= h.clientWidth + 1"""
    )
    return found


def smallest(wall: Page) -> float:
    """The smallest letter, in hundredths of the width."""
    found: float = wall.evaluate(
        """() => Math.min(...[...document.querySelectorAll("main *, header *, footer *")]
        .filter((e) => !e.closest(".alleen-voorlezen"))
        .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
        .map((e) => parseFloat(getComputedStyle(e).fontSize) * 100 / innerWidth))"""
    )
    return found


def turns(hall: Hall, walls: Sequence[Page]) -> Iterator[int]:
    """Every page of what is on the walls now."""
    leaf = 1
    yield leaf
    while (mark := walls[0].locator("header .blad")).count():
        here, last = (int(part) for part in mark.inner_text().split() if part.isdigit())
        assert here == leaf
        if here == last:
            return
        leaf += 1
        turned = hall.facilitator.client.post(f"/regie/{hall.code}/blad", data={"leaf": str(leaf)})
        assert turned.status_code < 400, turned.text
        for wall in walls:
            shown = wall.locator("header .blad")
            expect(shown).to_have_text(re.compile(rf"Bladzijde {leaf} van "))
        yield leaf


def test_every_page_of_the_fullest_evening_can_be_read(evening: Hall, screens: Screens) -> None:
    people = crowd_in(evening)
    walls = [screens.at(f"/scherm/{evening.code}", size) for size in SIZES]
    for wall in walls:
        assert fits(wall, evening), "door"
    evening.facilitator.does("message", text=MESSAGE)
    for item in range(1, len(NAMES) + 1):
        for moment in crowded(evening, people, item):
            for wall in walls:
                assert fits(wall, evening), moment.name
            leaf = 1
            for leaf in turns(evening, walls):
                for wall in walls:
                    where = f"{moment.name}, page {leaf} at {wall.viewport_size}"
                    assert fits(wall, evening), where
                    assert question_is_whole(wall), where
                    assert smallest(wall) >= SMALLEST - 0.01, where
            assert leaf <= MOST_PAGES, moment.name
    evening.facilitator.does("message", text="")
    evening.facilitator.does("end")
    for wall in walls:
        assert fits(wall, evening), "farewell"
        assert smallest(wall) >= SMALLEST - 0.01
