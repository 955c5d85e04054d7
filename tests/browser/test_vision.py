"""The vision in a browser: made, compared, adopted, and heard of once by who asked for it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, PATIENCE, Screens
from tests.browser.places import sends
from tests.browser.test_axe import AXE, FOUND, RULES, all_of, come_in
from tests.serving import Hall, hall_with
from tests.web.evenings import EVENING

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEARD = "“Woonzorgvisie Zorgdorp” is vastgesteld in alle gemeenten."
KEPT = "De stap is bewaard, met de tekst van nu als versie."
STEPS = ("college", "consultation", "council", "adopted")


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    """A programme of its own: a vision is about all meetings of one."""
    with hall_with(house, EVENING.replace("Proefstad", "Zorgdorp")) as hall:
        yield hall


def coordinator(screens: Screens) -> Page:
    invited = {"name": "Carla", "role": "coordinator"}
    made = screens.hall.facilitator.client.post("/api/v1/staff", json=invited).json()
    page = screens.at(made["link"], LAPTOP)
    page.wait_for_url("**/regie")
    return page


def writes(page: Page, code: str, words: str) -> None:
    """The coordinator's own words in the only block."""
    page.goto(f"/visie/{code}")
    page.locator("#blokken summary").first.click()
    page.get_by_label("Uw eigen woorden, een zin per regel").first.fill(words)
    page.locator("#blokken").get_by_role("button", name="Bewaar").first.click()
    expect(page.locator("#blokken")).to_contain_text(words)


def steps(page: Page, code: str, state: str) -> None:
    page.goto(f"/visie/{code}/versies")
    page.locator("#stappen").get_by_label("Stap").select_option(state)
    page.locator("#stappen").get_by_label("Datum").fill("2027-06-20")
    page.locator("#stappen").get_by_role("button", name="Bewaar").click()
    confirmed(page, KEPT)
    expect(page.locator("#stappen p").nth(1)).to_contain_text("20 juni 2027")


def confirmed(page: Page, words: str) -> None:
    """The confirmation stands in what is on the screen now, whatever the page scrolled to."""
    told = page.get_by_role("status").filter(has_text=words)
    expect(told).to_be_in_viewport()
    page.mouse.wheel(0, 400)
    expect(told).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_what_was_done_is_in_sight_at_once(house: str, screens: Screens, *, scripts: bool) -> None:
    with hall_with(house, EVENING.replace("Proefstad", f"Woondorp {scripts}")) as hall:
        there = coordinator(screens).context.storage_state()
        context = screens.browser.new_context(
            base_url=hall.base, storage_state=there, java_script_enabled=scripts,
            viewport={"width": LAPTOP[0], "height": 400}, locale="nl-NL",
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"/visie/{hall.code}/versies")
        page.get_by_label("Waarvoor").fill("Voor de raad")
        page.get_by_role("button", name="Leg deze versie vast").click()
        confirmed(page, "De versie is vastgelegd.")
        for state in STEPS:
            page.locator("#stappen").get_by_label("Stap").select_option(state)
            with page.expect_navigation():
                page.locator("#stappen").get_by_role("button", name="Bewaar").click()
            confirmed(page, KEPT)
        page.get_by_role("button", name="Stuur het bericht").click()
        confirmed(page, "Het bericht is verstuurd naar 0 deelnemers.")
        context.close()


def document(page: Page, path: str) -> list[str]:
    """The vision as a file, in its own style; its policy lets no script look, so a copy is."""
    page.goto(path)
    assert page.locator("h1").evaluate("e => getComputedStyle(e).fontSize") == "30px"
    page.goto("about:blank")
    page.set_content(page.request.get(path).text())
    expect(page.locator("#changes + p + h3 + ul")).to_contain_text("[nieuw: samen thee.]")
    page.evaluate(AXE)
    wrong: list[str] = page.evaluate(FOUND, RULES)
    return [f"document: {each}" for each in wrong]


def test_a_word_becomes_a_sentence_that_is_adopted_and_told_once(
    evening: Hall, screens: Screens
) -> None:
    anna, bram = evening.joined(organisation="Gemeente Zorgdorp"), evening.joined()
    evening.facilitator.does("items/7/open")
    anna.gives(7, {"text": "De koffie op dinsdag.", "theme": "Ontmoeten"}, "a").raise_for_status()
    evening.facilitator.does("end")
    phone, other, home = come_in(screens, anna), come_in(screens, bram), f"/m/{evening.code}"
    phone.goto(f"{home}/mijn-inbreng")
    phone.get_by_role("button", name="Laat het mij weten").click()
    expect(phone.locator("#visie")).to_contain_text("U hoort het als de visie is vastgesteld")
    carla = coordinator(screens)
    carla.goto(f"/visie/{evening.code}")
    sends("Neem op", carla)
    writes(carla, evening.code, "Wij drinken elke week koffie.")
    steps(carla, evening.code, "college")
    writes(carla, evening.code, "Wij drinken elke week samen thee.")
    for state in STEPS[1:]:
        steps(carla, evening.code, state)

    found = []
    for place in ("", "/bronnen", "/hoofdstukken", "/versies", "/vergelijk?van=1&naar=2"):
        found += all_of(carla, f"/visie/{evening.code}{place}", f"vision{place}", "nl")
    expect(carla.locator(".verschil")).to_contain_text("week [weg: koffie.] [nieuw: samen thee.]")
    assert carla.locator(".verschil ins").count() == carla.locator(".verschil del").count() > 0
    found += document(carla, f"/visie/{evening.code}/visie.html?edition=public&sinds=1")
    carla.goto(f"/visie/{evening.code}/versies")
    carla.get_by_role("button", name="Stuur het bericht").click()
    confirmed(carla, "Het bericht is verstuurd naar 1 deelnemer.")
    carla.get_by_role("button", name="Stuur het bericht").click()
    expect(carla.get_by_role("alert")).to_contain_text("Niemand krijgt het twee keer.")

    for page, times in ((phone, 1), (other, 0)):
        for _ in range(2):
            page.goto(home)
            expect(page.get_by_text(re.compile(HEARD))).to_have_count(times)
    found += all_of(phone, home, "farewell", "nl")
    found += all_of(phone, f"{home}/mijn-inbreng", "mine", "nl")
    expect(phone.get_by_text(re.compile(HEARD))).to_have_count(1)
    expect(phone.locator("blockquote")).to_have_text("Wij drinken elke week samen thee.")
    expect(phone.locator(".landing")).to_contain_text("Versie 2 van de visie, hoofdstuk 6")
    found += all_of(phone, f"{home}/visie", "vision for readers", "nl")
    phone.goto(f"{home}/mijn-inbreng")
    phone.get_by_role("link", name="bouwsteen 1").click()
    expect(phone.locator("#bouwsteen-1")).to_contain_text("Wij drinken elke week samen thee.")
    expect(phone.locator("#bouwsteen-1")).to_be_in_viewport()
    assert not found, "\n".join(found)
