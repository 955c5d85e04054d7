"""A proposal as people see it: given with a script running, shown on the wall by name."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Screens, level
from tests.serving import hall_with
from tests.web.test_proposal import EVENING

pytestmark = pytest.mark.browser


@pytest.fixture
def council(browser: Browser, house: str) -> Iterator[Screens]:
    with hall_with(house, EVENING) as hall:
        screens = Screens(browser, hall)
        yield screens
        for context in screens.contexts:
            context.close()
        assert screens.complaints == []


def test_a_position_is_kept_by_script_and_shown_on_the_wall(council: Screens) -> None:
    anna, wall = council.phone(), council.at(f"/scherm/{council.hall.code}", (1280, 720))
    council.hall.facilitator.does("items/1/open")

    anna.get_by_label("Akkoord met voorbehoud").check()
    anna.get_by_label("Bij voorbehoud: welk orgaan moet nog besluiten?").fill("de gemeenteraad")
    anna.get_by_role("button", name="Geef het standpunt").click()
    expect(anna.locator("main").get_by_text("Opgeslagen om").first).to_be_visible()
    council.hall.facilitator.does("items/1/close")
    council.hall.facilitator.does("items/1/reveal")

    expect(wall.get_by_text("Gemeente Proefstad")).to_be_visible()
    expect(wall.get_by_text("(de gemeenteraad)")).to_be_visible()
    expect(anna.get_by_text("Aangenomen", exact=True)).to_be_visible()
    level(wall, council.hall)
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert wall.evaluate(wide)
    assert anna.evaluate(wide)
