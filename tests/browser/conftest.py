"""A real Chromium before a real house; everybody who looks has a browser of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.engines import CHROMIUM_ARGUMENTS
from tests.serving import Hall, hall_with, open_house
from tests.web.evenings import EVENING

PHONE = (390, 844)
LAPTOP = (1366, 850)
WALL = (1280, 720)

PATIENCE = 60_000
"""Milliseconds after which a script gives up; what comes sooner is not waited for."""

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    """One a file: as long as it lives, no other test in this process can have an event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=list(CHROMIUM_ARGUMENTS)
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def house_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def house(house_folder: Path) -> Iterator[str]:
    with open_house(house_folder / "house.db") as base:
        yield base


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        yield hall


@dataclass
class Screens:
    """Opens pages, and remembers everything that a browser complained about."""

    browser: Browser
    hall: Hall
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def at(self, path: str, size: tuple[int, int] = PHONE) -> Page:
        context = self.browser.new_context(
            base_url=self.hall.base,
            viewport={"width": size[0], "height": size[1]},
            locale="nl-NL",
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(path)
        return page

    def phone(self, organisation: str = "Gemeente Proefstad") -> Page:
        """Somebody who came in by the door."""
        page = self.at(f"/m/{self.hall.code}")
        page.get_by_label("Namens wie bent u hier?").select_option(organisation)
        page.get_by_role("button", name="Doe mee").click()
        page.get_by_text("Verbonden").wait_for()
        return page

    def console(self, size: tuple[int, int] = LAPTOP) -> Page:
        made = self.hall.facilitator.client.post("/api/v1/staff", json={"name": "Bea"})
        page = self.at(made.json()["link"], size)
        page.wait_for_url("**/regie")
        page.goto(f"/regie/{self.hall.code}")
        page.get_by_text("Verbonden").wait_for()
        return page


def level(page: Page, hall: Hall) -> None:
    """Wait until the wall or the console shows the meeting as it is now."""
    version = hall.facilitator.sees()["version"]
    expect(page.locator("[data-code]")).to_have_attribute("data-version", str(version))


def stepped(bea: Page, step: str) -> None:
    """Wait until the console knows this as the last step: only then its undo takes that back."""
    expect(bea.locator("#laatste")).to_have_text(f"Laatste stap: {step}")


@pytest.fixture
def screens(browser: Browser, evening: Hall) -> Iterator[Screens]:
    screens = Screens(browser, evening)
    yield screens
    for context in screens.contexts:
        context.close()
    assert screens.complaints == []


Open = Callable[[int], None]


@pytest.fixture
def opens(evening: Hall) -> Open:
    """The facilitator opens an item."""

    def opens(number: int) -> None:
        answer = evening.facilitator.does(f"items/{number}/open")
        assert answer.status_code == 200, answer.text

    return opens
