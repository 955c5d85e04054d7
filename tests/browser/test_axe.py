"""No page in any state breaks WCAG 2.2 A or AA, as far as a program can see that."""

from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import LAPTOP, PHONE, WALL, Screens
from tests.browser.minutes import coordinator, states
from tests.browser.tour import KINDS, TOUR, People, Stop, people_in, through
from tests.serving import Hall, Somebody, hall_with

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours; all others ask what is there, what it is called and where."""

FOUND = """async (rules) => (await axe.run(
    {runOnly: rules, resultTypes: ["violations"], preload: false}))
    .violations.map((v) => `${v.id}: ${v.help} ${v.nodes.map((n) => n.target + " " +
        n.any.concat(n.all, n.none).map((c) => c.message)).slice(0, 4).join(" | ")}`)"""

SMALLEST = 24
"""CSS pixels that a finger needs at least, both ways."""

TOO_SMALL = """(least) => [...document.querySelectorAll(
    "a, button, input:not([type=hidden]), select, textarea, summary")].filter(
    (e) => !e.closest("[aria-hidden=true]")).map((e) => {
      const seen = /radio|checkbox/.test(e.type) ? e.closest("label") ?? e : e;
      return [seen.getBoundingClientRect(), e.outerHTML.slice(0, 90)];
    }).filter(([r]) => r.width && (r.width < least || r.height < least)).map(([, html]) => html)"""

READY = "() => 'axe' in window"

SHAPE = """() => [...document.querySelectorAll("*")].map((e) => {
    const {x, y, width, height} = e.getBoundingClientRect();
    return [e.checkVisibility(), x, y, width, height];
}).join()"""
"""Where everything stands, and whether it is seen."""

TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, TOUR) as hall:
        yield hall


def come_in(screens: Screens, person: Somebody, size: tuple[int, int] = PHONE) -> Page:
    """The page of somebody who joined before, in a browser of their own."""
    page = screens.at(f"/m/{person.code}", size)
    page.context.add_cookies(
        [
            {"name": name, "value": value, "url": screens.hall.base}
            for name, value in person.client.cookies.items()
        ]
    )
    return page


def look_at(page: Page, where: str) -> list[str]:
    """What a program finds wrong here, in light and in dark."""
    found: list[str] = []
    size = page.viewport_size
    assert size
    # As tall as the page: what lies behind the bar at the bottom can be scrolled from under it.
    tall: int = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], tall)})
    if not page.evaluate(READY):
        page.evaluate(AXE)
        page.add_init_script(AXE)  # where this browser goes next, it is there already
    shape = ""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        seen: str = page.evaluate(SHAPE)
        # Where only colours changed, only rules about colours can find something new.
        wrong: list[Any] = page.evaluate(FOUND, COLOURS if seen == shape else RULES)
        found += [f"{where} ({scheme}): {each}" for each in wrong]
        shape = seen
    small: list[str] = page.evaluate(TOO_SMALL, SMALLEST)
    page.set_viewport_size(size)
    return found + [f"{where}: smaller than {SMALLEST} px: {each}" for each in small]


def reflows(page: Page, where: str) -> list[str]:
    """At 320 px nothing needs scrolling sideways."""
    before = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    over: int = page.evaluate(TOO_WIDE)
    page.set_viewport_size(before or {"width": PHONE[0], "height": PHONE[1]})
    return [f"{where}: {over} px too wide at 320"] if over > 0 else []


def structure(page: Page, where: str, language: str) -> list[str]:
    """One h1, no level left out, and the language that is spoken."""
    levels: list[int] = page.evaluate(
        """() => [...document.querySelectorAll("h1, h2, h3, h4")]
        .filter((h) => h.checkVisibility()).map((h) => Number(h.tagName[1]))"""
    )
    skipped = any(b - a > 1 for a, b in pairwise(levels))
    found = [] if levels.count(1) == 1 and not skipped else [f"{where}: headings {levels}"]
    spoken = page.get_attribute("html", "lang")
    return found if spoken == language else [*found, f"{where}: lang is {spoken}"]


def all_of(page: Page, path: str, where: str, language: str) -> list[str]:
    page.goto(path)
    return as_it_stands(page, where, language)


def as_it_stands(page: Page, where: str, language: str) -> list[str]:
    """The page that is on the screen now, after a form or a press."""
    return [
        *look_at(page, where),
        *reflows(page, where),
        *structure(page, where, language),
    ]


class Lookers:
    """The browsers of one tour: three phones, the wall and the console."""

    def __init__(self, screens: Screens, people: People, code: str) -> None:
        self._home = f"/m/{code}"
        self._phones = [
            (who, come_in(screens, person), language)
            for who, person, language in (
                ("anna", people.anna, "nl"), ("bob", people.bob, "nl"), ("eve", people.eve, "en"),
            )
        ]  # fmt: skip
        self._pen = come_in(screens, people.others[0])
        self._wall = screens.at(f"/scherm/{code}", WALL)
        self._console = screens.console()
        self._regie = f"/regie/{code}"

    def at(self, stop: Stop) -> list[str]:
        found: list[str] = []
        phones = [*self._phones]
        if stop.name.partition("-")[2].startswith("casus"):
            phones.append(("pen", self._pen, "nl"))
        for who, page, language in phones:
            found += all_of(page, self._home, f"{stop.name} phone {who}", language)
        for language in ("nl", "en"):
            path = f"/scherm/{self._home[3:]}?taal={language}"
            self._wall.goto(path)
            where = f"{stop.name} wall {language}"
            found += look_at(self._wall, where) + structure(self._wall, where, language)
        for language in ("nl", "en"):
            where = f"{stop.name} console {language}"
            self._console.goto(f"{self._regie}?taal={language}")
            found += look_at(self._console, where) + structure(self._console, where, language)
        return found


@pytest.mark.parametrize("item", range(1, len(KINDS) + 1), ids=KINDS)
def test_an_item_from_open_to_revealed(evening: Hall, screens: Screens, item: int) -> None:
    people = people_in(evening)
    lookers = Lookers(screens, people, evening.code)

    found = [wrong for stop in through(evening, people, item) for wrong in lookers.at(stop)]

    assert not found, "\n".join(found)


def test_before_and_after_and_beside_the_items(evening: Hall, screens: Screens) -> None:
    people = people_in(evening)
    lookers = Lookers(screens, people, evening.code)
    found = lookers.at(Stop(0, "waiting"))
    found += doors(screens, evening)
    evening.facilitator.does("items/7/open")
    people.anna.gives(7, {"text": "De koffie op dinsdag."}, "k").raise_for_status()
    found += beside(screens, evening, people.anna, "nl") + beside(
        screens, evening, people.eve, "en"
    )
    evening.facilitator.does("end")
    found += lookers.at(Stop(0, "farewell"))

    assert not found, "\n".join(found)


def test_the_minutes_from_planned_to_adopted(
    evening: Hall, screens: Screens, house_folder: Path
) -> None:
    person = evening.joined(organisation="Gemeente Emmen", language="nl")
    carla, anna = coordinator(screens), come_in(screens, person)
    desk, home = f"/regie/{evening.code}/verslag", f"/m/{evening.code}"
    found: list[str] = []

    for state in states(evening, carla, anna, f"sqlite:///{house_folder / 'house.db'}"):
        found += all_of(carla, desk, f"minutes {state}", "nl")
        for path in (home, f"{home}/verslag"):
            found += all_of(anna, path, f"{state} {path}", "nl")
    for page in ("vragen", "themas/7"):
        path = f"/regie/{evening.code}/{page}"
        found += all_of(carla, path, f"final {page}", "nl")

    assert not found, "\n".join(found)


def doors(screens: Screens, hall: Hall) -> list[str]:
    stranger = screens.at("/")
    places = {
        "code": "/", "wrong code": "/?code=000001", "door": f"/m/{hall.code}",
        "lost": "/nergens", "not signed in": f"/regie/{hall.code}", "old link": "/in/verlopen",
        "accessibility": "/toegankelijkheid",
        "privacy": "/privacy",
    }  # fmt: skip
    found: list[str] = []
    for language in ("nl", "en"):
        for where, path in places.items():
            spoken = f"{path}{'&' if '?' in path else '?'}taal={language}"
            found += all_of(stranger, spoken, f"{where} {language}", language)
    return found


def beside(screens: Screens, hall: Hall, person: Somebody, language: str) -> list[str]:
    page = come_in(screens, person)
    found = all_of(page, f"/m/{hall.code}/mijn-inbreng", f"mine {language}", language)
    person.does("ask", question="Wanneer komt het verslag?")
    found += all_of(page, f"/m/{hall.code}/vraag", f"ask {language}", language)
    laptop = come_in(screens, person, LAPTOP)
    return found + all_of(laptop, f"/m/{hall.code}", f"laptop {language}", language)
