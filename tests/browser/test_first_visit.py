from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import PHONE, Open, Screens
from tests.browser.test_axe import come_in
from tests.serving import Hall

pytestmark = pytest.mark.browser

MOST_BYTES = 20_000
MOST_REQUESTS = 4


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
