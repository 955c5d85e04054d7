"""Where the keyboard goes: in the order of the page, visibly, and on after an answer."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, Open, Screens, stepped
from tests.serving import Hall

pytestmark = pytest.mark.browser

HERE = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
  return { name: (e.labels?.[0] ?? e).textContent.trim(), body: e === document.body,
    seen: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2, top: r.top + scrollY,
    left: r.left };
}"""


def tabbed(page: Page, most: int) -> list[dict[str, object]]:
    """What the keyboard comes past, up to the end of the page."""
    stops: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        here: dict[str, object] = page.evaluate(HERE)
        if here["body"]:
            break
        stops.append(here)
    return stops


def test_every_stop_of_the_phone_can_be_seen_and_follows_the_page(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    opens(7)
    stops = tabbed(screens.phone(), 40)

    assert [s["name"] for s in stops if not s["seen"]] == []
    names = [str(s["name"]) for s in stops]
    answer, button = names.index("Uw antwoord"), names.index("Bewaar mijn antwoord")
    assert answer < button
    assert len(names) == len(set(map(str, stops))), "the keyboard goes round in a part of the page"


def test_every_stop_of_the_console_can_be_seen(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    opens(2)
    bea = screens.console(LAPTOP)
    stops = tabbed(bea, 90)

    assert [s["name"] for s in stops if not s["seen"]] == []
    names = [str(s["name"]) for s in stops]
    assert names.index("Avond") < names.index("Sluit de peiling")
    assert "Leg dit vast" in names


def test_after_an_answer_the_keyboard_is_still_at_that_answer(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(2)
    anna.get_by_label("Ontmoeten").focus()
    anna.keyboard.press("Space")
    anna.get_by_role("button", name="Verstuur mijn keuze").focus()
    anna.keyboard.press("Enter")
    expect(anna.locator("main").get_by_text("Opgeslagen om")).to_be_visible()
    expect(anna.get_by_role("button", name="Verander mijn antwoord")).to_be_focused()

    opens(7)
    anna.get_by_label("Uw antwoord").fill("De koffie.")
    anna.get_by_role("button", name="Bewaar mijn antwoord").focus()
    anna.keyboard.press("Enter")
    expect(anna.locator("[data-own]").get_by_text("Opgeslagen om")).to_be_visible()
    expect(anna.get_by_role("button", name="Bewaar mijn antwoord")).to_be_focused()


def test_after_a_note_the_keyboard_is_still_at_the_notes(evening: Hall, screens: Screens) -> None:
    bea = screens.console(LAPTOP)
    bea.get_by_label("Wat staat er in het verslag?").fill("Wij gaan door.")
    bea.keyboard.press("Tab")
    expect(bea.get_by_role("button", name="Leg dit vast")).to_be_focused()
    bea.keyboard.press("Enter")
    expect(bea.get_by_role("listitem").filter(has_text="Wij gaan door.").first).to_be_visible()
    expect(bea.get_by_role("button", name="Leg dit vast")).to_be_focused()


def test_after_an_undo_the_keyboard_is_still_at_the_undo(evening: Hall, screens: Screens) -> None:
    bea = screens.console(LAPTOP)
    bea.get_by_role("button", name="Open 1: Mededeling").focus()
    bea.keyboard.press("Enter")
    stepped(bea, "geopend · onderdeel 1")
    undo = bea.get_by_role("button", name="Maak ongedaan")
    expect(undo).to_be_enabled()
    undo.focus()
    bea.keyboard.press("Enter")

    expect(bea.get_by_role("button", name="Open 1: Mededeling")).to_be_enabled()
    expect(bea.locator(".acties :focus")).to_have_count(1)
