"""Who set the letters of her phone twice as large reads every page, and answers every question."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, Screens
from tests.browser.test_axe import TOO_WIDE, come_in
from tests.serving import Hall, Somebody

pytestmark = pytest.mark.browser

TWICE = "() => { document.documentElement.style.fontSize = '200%'; }"

LETTERS = "() => document.fonts.ready"
"""Our own letters are as wide as they are; those that stand in for them may be wider."""

TOO_NARROW = """() => [...document.querySelectorAll(
    ".rang .nr + span, .punten label, .keuze span, .punt span, button, .programma span + span")]
    .filter((e) => e.checkVisibility() && e.innerText.trim().length > 3)
    .filter((e) => e.getBoundingClientRect().width < 3 * parseFloat(getComputedStyle(e).fontSize))
    .map((e) => e.innerText)"""
"""Words that are left less than three letters' width: they would stand one letter to a line."""

OUT_OF_SIGHT = """() => [...document.querySelectorAll("main *, header *, nav *")]
    .filter((e) => e.checkVisibility() && !e.closest(".alleen-voorlezen") && !e.children.length)
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
    .map((e) => e.outerHTML.slice(0, 80))"""


BROKEN = """(longest) => {
    const UNREAD = ".alleen-voorlezen, textarea, option, script, style, noscript";
    const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const within = text.parentElement, range = document.createRange();
      if (!within.checkVisibility() || within.closest(UNREAD)) continue;
      for (const word of text.data.matchAll(/\\p{L}{2,}/gu)) {
        if (word[0].length > longest) continue;
        const hyphen = text.data[word.index - 1] === "\u00ad"; // is drawn with the first letter
        range.setStart(text, word.index + hyphen);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((part) => part.top));
        if (lines.size > 1) found.push(word[0]);
      }
    }
    return found;
}"""
"""Words that stand on two lines, though they are no longer than this."""

LONGEST = 11
"""Letters that fit on a line of 320 pixels, also when they are twice as large."""

WITHOUT_END = 99
"""For pages with no long words but ours, which know themselves where to break."""

NARROW = (320, 700)


def wrong(page: Page, path: str, longest: int = LONGEST) -> list[str]:
    """What cannot be read or reached with letters of twice the size."""
    page.goto(path)
    page.evaluate(TWICE)
    page.evaluate(LETTERS)
    over: int = page.evaluate(TOO_WIDE)
    narrow: list[str] = page.evaluate(TOO_NARROW)
    gone: list[str] = page.evaluate(OUT_OF_SIGHT)
    found = [f"{over} px too wide"] if over > 0 else []
    broken: list[str] = page.evaluate(BROKEN, longest)
    return [f"{path}: {each}" for each in [*found, *narrow, *gone, *broken]]


ANSWERS: dict[int, dict[str, object]] = {
    2: {"choice": [1], "round": 1},
    3: {"choice": [1]},
    4: {"value": 4},
    5: {"choice": [2, 1, 3]},
    6: {"points": {"1": 60, "2": 40}},
    7: {"text": "De koffie op dinsdag."},
    8: {"step": 1, "text": "Zij mist haar buren.", "perspective": "bewoner"},
}


@pytest.fixture
def anna(evening: Hall) -> Somebody:
    return evening.joined(organisation="Gemeente Proefstad")


@pytest.mark.parametrize("item", range(1, 9))
def test_every_question_can_be_read_and_answered(
    evening: Hall, screens: Screens, anna: Somebody, item: int
) -> None:
    page, path = come_in(screens, anna, NARROW), f"/m/{evening.code}"
    evening.facilitator.does(f"items/{item}/open")
    found = wrong(page, path)
    if item in ANSWERS:
        anna.gives(item, ANSWERS[item], "key").raise_for_status()
        found += wrong(page, path)
        for verb in ("close", "reveal"):
            evening.facilitator.does(f"items/{item}/{verb}")
            found += wrong(page, path)

    assert found == []


def test_the_door_and_the_other_pages_can_be_read(
    evening: Hall, screens: Screens, anna: Somebody
) -> None:
    door, inside = screens.at("/", NARROW), come_in(screens, anna, NARROW)
    anna.does("ask", question="Wanneer komt het verslag?")
    found = [*wrong(door, "/"), *wrong(door, "/?code=000001"), *wrong(door, f"/m/{evening.code}")]
    for place in ("/privacy", "/toegankelijkheid", "/in", "/nergens"):
        found += wrong(door, place, WITHOUT_END)
    for place in ("", "/mijn-inbreng", "/vraag"):
        found += wrong(inside, f"/m/{evening.code}{place}", WITHOUT_END)

    assert found == []


@pytest.mark.parametrize("size", [NARROW, PHONE])
def test_the_console_can_be_read(
    evening: Hall, screens: Screens, anna: Somebody, size: tuple[int, int]
) -> None:
    bea = screens.console(size)
    found = [
        each
        for place in ("/aanmeldingen", "/zaal", "/oefenen", "/kaarten")
        for each in wrong(bea, f"/regie/{evening.code}{place}")
    ]
    for item in (2, 7):
        evening.facilitator.does(f"items/{item}/open")
        anna.gives(item, ANSWERS[item], f"key-{item}").raise_for_status()
        for verb in ("close", "reveal"):
            evening.facilitator.does(f"items/{item}/{verb}")
        found += wrong(bea, f"/regie/{evening.code}")

    assert found == []
