from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Screens, level
from tests.serving import Hall, hall_with

pytestmark = pytest.mark.browser

LONG = "Een optie met opvallend veel woorden die iemand vast een keer opschrijft"
CROWDED = f"""
traject: Woonzorgvisie Proefstad
bijeenkomst: {{titel: Volle avond, kleinste_groep: 2, tafels: 6}}
onderdelen:
  - mededeling: Zo maken wij samen de visie
    tekst: >-
      {"Wij werken in drie stappen en vertellen daar nu over. " * 30}
  - peiling: {"Welke opgave raakt uw werk het meest, als u eerlijk bent? " * 3}
    kies: meer
    opties: [{", ".join(f"{n} {LONG}" for n in range(12))}]
  - peiling: Welke opgave raakt uw werk het meest?
    kies: een
    rondes: 2
    opties: [{", ".join(f"{n} {LONG}" for n in range(7))}]
  - peiling: Hoe goed werken wij samen?
    kies: schaal
    van: 0
    tot: 20
  - vraag: Wat werkt in uw gemeente nu al goed?
  - casus: Mevrouw De Vries wil thuis blijven wonen
    tekst: >-
      {"Zij is 81 en woont alleen. " * 60}
    brillen: [bewoner, gemeente, corporatie, zorgaanbieder, huisarts, mantelzorger, buurt]
    stappen:
      - vraag: Wat ziet u door deze bril?
        vanuit: bril
      - vraag: Wat is de grootste zorg?
        vanuit: bril
"""


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, CROWDED) as hall:
        yield hall


def fits(wall: Page, hall: Hall) -> bool:
    """Nothing is cut off of what is shown now: no part of the page is larger than its place."""
    level(wall, hall)
    wall.evaluate("() => document.fonts.ready")
    found: bool = wall.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll("main, header, footer")]
        .every((e) => e.scrollHeight <= e.clientHeight + 1 && e.scrollWidth <= e.clientWidth + 1)"""
    )
    return found


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_the_fullest_evening_fits_on_the_wall(
    evening: Hall, screens: Screens, size: tuple[int, int]
) -> None:
    wall = screens.at(f"/scherm/{evening.code}", size)
    people = [evening.joined() for _ in range(4)]
    does = evening.facilitator.does
    words = "Dit is een lang antwoord van iemand die veel te vertellen heeft. " * 6
    glasses = ["bewoner", "gemeente", "corporatie", "zorgaanbieder", "huisarts", "mantelzorger"]
    bodies: dict[int, list[dict[str, Any]]] = {
        2: [{"choice": [1, 2, 3]}],
        3: [{"choice": [2]}],
        4: [{"value": 7}],
        5: [{"text": words}] * 3,
        6: [{"step": 1 + n % 2, "perspective": g, "text": words} for n, g in enumerate(glasses)],
    }
    assert fits(wall, evening)
    for number in range(1, 7):
        does(f"items/{number}/open")
        assert fits(wall, evening), f"{number} open"
        for round_ in range(2 if number == 3 else 1):
            for n, person in enumerate(people):
                for m, body in enumerate(bodies.get(number, [])):
                    person.gives(number, body, f"{number}.{round_}.{n}.{m}")
            if round_ == 0 and number == 3:
                does("items/3/close")
                does("items/3/open")
        for contribution in evening.record()["contributions"]:
            does(f"contributions/{contribution['reference']}/show")
        does(f"items/{number}/reveal")
        assert fits(wall, evening), f"{number} revealed"


def test_letters_on_the_wall_stay_large_enough(evening: Hall, screens: Screens) -> None:
    wall = screens.at(f"/scherm/{evening.code}", (1280, 720))
    evening.facilitator.does("items/5/open")
    level(wall, evening)
    sizes = wall.evaluate(
        """() => [...document.querySelectorAll("main *, header *, footer *")]
        .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
        .map((e) => parseFloat(getComputedStyle(e).fontSize))"""
    )

    assert min(sizes) >= 24
