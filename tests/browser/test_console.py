import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Screens, stepped
from tests.serving import Hall

pytestmark = pytest.mark.browser


def test_an_evening_is_led_with_one_thumb(evening: Hall, screens: Screens) -> None:
    bea, anna = screens.console(PHONE), screens.phone()
    wall = screens.at(f"/scherm/{evening.code}", (1280, 720))

    bea.get_by_role("button", name="Open 1: Mededeling").click()
    expect(anna.get_by_text("Fijn dat u er bent.")).to_be_visible()
    expect(wall.get_by_text("Fijn dat u er bent.")).to_be_visible()
    stepped(bea, "geopend · onderdeel 1")
    button = bea.get_by_role("button", name="Open 2: Peiling")
    place = button.bounding_box()
    assert place is not None
    assert place["height"] >= 72
    assert 844 - 120 < place["y"] + place["height"] <= 844
    button.click()

    anna.get_by_label("Ontmoeten").check()
    anna.get_by_role("button", name="Verstuur mijn keuze").click()
    expect(bea.get_by_text("Wie gaf antwoord: 1 van 1")).to_be_visible()
    expect(wall.get_by_text("1 antwoord", exact=True)).to_be_visible()
    stepped(bea, "geopend · onderdeel 2")
    bea.get_by_role("button", name="Sluit de peiling").click()
    bea.get_by_role("button", name="Toon de uitslag").click()
    expect(wall.get_by_text("1 van 1")).to_be_visible()
    stepped(bea, "uitslag getoond · onderdeel 2")
    bea.get_by_role("button", name="Maak ongedaan").click()
    expect(wall.get_by_text("1 van 1")).to_have_count(0)


def test_a_double_tap_presses_one_button(evening: Hall, screens: Screens) -> None:
    bea = screens.console(PHONE)
    bea.get_by_role("button", name="Open 1: Mededeling").click()
    stepped(bea, "geopend · onderdeel 1")
    bea.get_by_role("button", name="Open 2: Peiling").dblclick()
    stepped(bea, "geopend · onderdeel 2")
    expect(bea.get_by_role("button", name="Sluit de peiling")).to_be_enabled()

    states = {i["number"]: i["state"] for i in evening.record()["items"]}
    assert (states[1], states[2], states[3]) == ("closed", "open", "waiting")


def test_a_refusal_stands_at_the_top_and_what_was_typed_stays(
    evening: Hall, screens: Screens
) -> None:
    bea = screens.console()
    bea.get_by_text("Nieuwe peiling").click()
    bea.get_by_label("Vraag en opties op één regel").fill("Alleen een vraag?")
    bea.get_by_role("button", name="Open deze peiling nu").click()

    expect(bea.get_by_role("alert")).to_contain_text("minstens twee opties")
    expect(bea.get_by_label("Vraag en opties op één regel")).to_have_value("Alleen een vraag?")


def test_what_the_facilitator_types_survives_arriving_answers(
    evening: Hall, screens: Screens
) -> None:
    bea = screens.console()
    anna = evening.joined()
    anna.does("ask", question="Hoe laat gaat de bakker in Timboektoe open?")
    anna.does("ask", question="Wanneer begint de lunch?")
    expect(bea.locator("#vragen summary")).to_have_count(2)
    bea.get_by_text("Beantwoord").first.click()
    field = bea.get_by_label("Uw antwoord").first
    field.fill("Om zeven")
    evening.facilitator.does("items/7/open")
    anna.gives(7, {"text": "De koffie."}, "k")
    expect(bea.locator("#inbreng").get_by_text("‘De koffie.’")).to_be_visible()
    anna.does("ask", question="En de slager in Timboektoe?")
    expect(bea.locator("#vragen summary")).to_have_count(3)

    expect(field).to_have_value("Om zeven")
    expect(field).to_be_focused()
