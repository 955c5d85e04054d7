"""A hall whose laptop has the wrong time."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import WALL, Open, Screens

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("hours_off", [-3, 1])
def test_a_wall_with_a_wrong_clock_counts_the_minutes_of_the_house(
    screens: Screens, opens: Open, hours_off: int
) -> None:
    opens(2)
    bea = screens.console()
    bea.get_by_role("button", name="Tel af in de zaal (5 minuten)").click()
    expect(bea.get_by_text("Laatste stap")).to_be_visible()
    wall = screens.at("about:blank", WALL)
    wall.clock.install(time=datetime.now(UTC) + timedelta(hours=hours_off))
    wall.goto(f"{screens.hall.base}/scherm/{screens.hall.code}")

    expect(wall.locator("[data-until]")).to_have_text("Nog 5 minuten")
    wall.clock.fast_forward("01:05")
    expect(wall.locator("[data-until]")).to_have_text("Nog 4 minuten")
