from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import PHONE, Open, Screens
from tests.browser.test_axe import come_in
from tests.serving import Hall, hall_with, open_house
from tests.web.evenings import EVENING

pytestmark = pytest.mark.browser

MOST_BYTES = 20_000
MOST_REQUESTS = 4
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><path d="M0 0h4v1H0z"/></svg>'


def is_letter(request: Request) -> bool:
    return request.resource_type == "font"


def test_a_first_visit_is_small_and_soon_live(evening: Hall, screens: Screens, opens: Open) -> None:
    opens(2)
    person = evening.joined()
    page = come_in(screens, person)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 -- Playwright marks it
    page.goto(f"/m/{evening.code}")
    expect(page.get_by_text("Verbonden")).to_be_visible()

    before_live = [r for r in asked if not r.url.endswith("/live") and not is_letter(r)]
    assert len(before_live) <= MOST_REQUESTS
    assert sum(r.sizes()["responseBodySize"] for r in before_live) <= MOST_BYTES


def test_the_letter_is_ours_and_no_other_host_is_asked(evening: Hall, screens: Screens) -> None:
    hosts: set[str] = set()
    person = evening.joined()
    for page in (come_in(screens, person), screens.at("/", PHONE), screens.console()):
        page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        page.reload()
        expect(page.locator("h1").first).to_be_attached()
        assert letters_of(page) == ["loaded", "loaded"]

    assert hosts == {urlsplit(evening.base).netloc}


def letters_of(page: Page) -> list[str]:
    """How it stands with the two weights of our own letter, once the page is at rest."""
    found: list[str] = page.evaluate(
        """async () => { await document.fonts.load('700 1em "Atkinson Hyperlegible"');
        await document.fonts.ready; return [...document.fonts].map((f) => f.status) }"""
    )
    return found


def test_a_theme_and_a_logo_keep_a_first_visit_small(tmp_path: Path, browser: Browser) -> None:
    theme, logo = tmp_path / "thema.css", tmp_path / "logo.svg"
    unused = "".join(f"--gemeente-kleur-{n}: #{n:06x};\n" for n in range(2_000))
    theme.write_text(f":root {{ --utrecht-link-color: #7a1f5c;\n{unused} }}", encoding="utf-8")
    logo.write_text(LOGO, encoding="utf-8")
    worn = {"theme": str(theme), "logo": str(logo), "logo_of": "Gemeente Proefstad"}
    with open_house(tmp_path / "house.db", **worn) as base, hall_with(base, EVENING) as hall:
        screens = Screens(browser, hall)
        hall.facilitator.does("items/2/open")
        page = come_in(screens, hall.joined())
        asked: list[Request] = []
        page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 -- Playwright marks it
        page.goto(f"/m/{hall.code}")
        expect(page.get_by_text("Verbonden")).to_be_visible()
        expect(page.get_by_role("img", name="Logo van Gemeente Proefstad")).to_be_visible()
        drawn: int = page.evaluate("document.querySelector('.logo').naturalWidth")
        colour: str = page.evaluate("getComputedStyle(document.querySelector('.naam')).color")

        files = [r for r in asked if not r.url.endswith("/live") and not is_letter(r)]
        pictures = [r for r in files if r.resource_type == "image"]
        assert (drawn > 0, colour) == (True, "rgb(122, 31, 92)")
        assert len(files) - len(pictures) <= MOST_REQUESTS
        assert sum(r.sizes()["responseBodySize"] for r in files) <= MOST_BYTES
        assert len(pictures) == 1
        assert screens.complaints == []
