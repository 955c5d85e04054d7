"""Two coordinators at one vision, each in a browser: nobody loses words, and both know it."""

import re
from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LAPTOP, PHONE, Screens
from tests.browser.test_axe import as_it_stands
from tests.browser.test_vision import coordinator
from tests.serving import Hall, hall_with
from tests.web.evenings import EVENING

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROGRAMMES = count(1)
FIRST = "Een collega heeft dit net gewijzigd."
OWN_WORDS = "Uw eigen woorden, een zin per regel"


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    """A programme of its own, in which one thing was said."""
    with hall_with(house, EVENING.replace("Proefstad", f"Tweedorp {next(PROGRAMMES)}")) as hall:
        anna = hall.joined()
        hall.facilitator.does("items/7/open")
        given = {"text": "De koffie op dinsdag.", "theme": "Ontmoeten"}
        anna.gives(7, given, "a").raise_for_status()
        yield hall


def both(screens: Screens, path: str) -> tuple[Page, Page]:
    """Carla and Dirk, who opened the same page."""
    carla, dirk = coordinator(screens), coordinator(screens)
    for page in (carla, dirk):
        page.goto(path)
    return carla, dirk


def presses(page: Page, button: Locator) -> None:
    with page.expect_navigation():
        button.click()


def block_form(page: Page) -> Locator:
    """The form of the only block, unfolded."""
    page.locator("#b1 summary").first.click()
    form = page.locator("#b1 form[action$='/wijzig']")
    expect(form.get_by_label(OWN_WORDS)).to_be_visible()
    return form


def saves(page: Page, form: Locator, words: str) -> None:
    form.get_by_label(OWN_WORDS).fill(words)
    presses(page, form.get_by_role("button", name="Bewaar"))


def test_the_second_of_two_at_a_block_sees_both_texts_and_chooses(
    evening: Hall, screens: Screens
) -> None:
    carla, dirk = both(screens, f"/visie/{evening.code}")
    presses(carla, carla.get_by_role("button", name="Neem op", exact=True).first)
    dirk.reload()
    hers, his = block_form(carla), block_form(dirk)
    his.get_by_label("Bronnen en cijfers").fill("B1")
    saves(carla, hers, "Van Carla: elke week koffie.")
    expect(carla.locator("#b1 p").first).to_contain_text("Van Carla")

    saves(dirk, his, "Van Dirk: elke dag koffie.")

    expect(dirk.get_by_role("alert")).to_contain_text(FIRST)
    told = dirk.locator("#b1 .niet-bewaard")
    expect(told).to_contain_text("Wat u invulde, is nog niet bewaard.")
    expect(told).to_contain_text("Van Carla: elke week koffie.")
    expect(told).to_be_in_viewport()
    his = dirk.locator("#b1 form[action$='/wijzig']")
    expect(his.get_by_label(OWN_WORDS)).to_have_value("Van Dirk: elke dag koffie.")
    expect(his.get_by_label(OWN_WORDS)).to_be_focused()
    expect(his.get_by_label("Bronnen en cijfers")).to_have_value("B1")
    found = as_it_stands(dirk, "refused block", "nl")

    presses(dirk, his.get_by_role("button", name="Bewaar"))

    expect(dirk.locator("#b1 p").first).to_contain_text("Van Dirk")
    expect(dirk.locator("#wijzigingen li")).to_have_count(3)
    carla.reload()
    expect(carla.locator("#b1 p").first).to_contain_text("Van Dirk")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_second_of_two_at_a_chapter_keeps_what_was_typed(
    evening: Hall, screens: Screens, size: tuple[int, int]
) -> None:
    carla, dirk = both(screens, f"/visie/{evening.code}/hoofdstukken")
    dirk.set_viewport_size({"width": size[0], "height": size[1]})
    saves(carla, carla.locator("#frame form"), "De raad vroeg erom.")
    expect(carla.get_by_label(OWN_WORDS).nth(1)).to_have_value("De raad vroeg erom.")

    dirk.locator("#frame summary").click()
    dirk.locator("#frame").get_by_label("Plaats: 0 is vooraan").fill("2")
    saves(dirk, dirk.locator("#frame form"), "Het Rijk vroeg erom.")

    told = dirk.locator("#frame .niet-bewaard")
    expect(told).to_contain_text("De raad vroeg erom.")
    expect(told).to_be_in_viewport()
    expect(dirk.locator("#w-frame")).to_have_value("Het Rijk vroeg erom.")
    expect(dirk.locator("#frame").get_by_label("Plaats: 0 is vooraan")).to_have_value("2")
    found = as_it_stands(dirk, "refused chapter", "nl")
    presses(dirk, dirk.locator("#frame").get_by_role("button", name="Bewaar"))

    expect(dirk.locator("#w-frame")).to_have_value("Het Rijk vroeg erom.")
    expect(dirk.locator(".niet-bewaard")).to_have_count(0)
    assert not found, "\n".join(found)


def test_of_two_who_decide_about_one_proposal_the_second_is_told(
    evening: Hall, screens: Screens
) -> None:
    carla, dirk = both(screens, f"/visie/{evening.code}")
    presses(carla, carla.get_by_role("button", name="Neem op", exact=True).first)
    expect(carla.locator("#b1")).to_be_visible()

    presses(dirk, dirk.get_by_role("button", name="Neem op", exact=True).first)

    expect(dirk.get_by_role("alert")).to_contain_text("Hierover is al besloten")
    expect(dirk.locator("#b1")).to_have_count(1)
    expect(dirk.locator("#b2")).to_have_count(0)


def test_what_a_colleague_built_on_is_not_undone_under_them(
    evening: Hall, screens: Screens
) -> None:
    carla, dirk = both(screens, f"/visie/{evening.code}")
    presses(carla, carla.get_by_role("button", name="Neem op", exact=True).first)
    saves(carla, block_form(carla), "Van Carla.")
    dirk.reload()
    saves(dirk, block_form(dirk), "Van Dirk.")
    expect(dirk.locator("#wijzigingen li")).to_have_count(3)

    presses(carla, carla.locator("#wijzigingen").get_by_role("button", name="Maak ongedaan").first)

    expect(carla.get_by_role("alert")).to_have_text(re.compile("daarna nog gewijzigd"))
    expect(carla.locator("#b1 p").first).to_contain_text("Van Dirk.")
