"""A house in a municipality's colours, and a note that is being changed: looked at by axe."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dress.colours import Colour
from bot.dress.dark import EASY, lighter
from tests.browser.conftest import LAPTOP, WALL, Screens
from tests.browser.test_axe import come_in, look_at, reflows
from tests.serving import Hall, hall_with, open_house
from tests.web.evenings import EVENING

pytestmark = [pytest.mark.browser, pytest.mark.slow]

THEME = """:root {
  --gemeente-groen: #00594f;
  --utrecht-document-background-color: hsl(60 30% 98%);
  --utrecht-document-color: rgb(20, 30, 30);
  --utrecht-heading-color: var(--gemeente-groen);
  --utrecht-link-color: #7a1f5c;
  --utrecht-button-primary-action-background-color: var(--gemeente-groen);
  --utrecht-button-border-radius: 24px;
}
"""
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">
<rect width="200" height="60" fill="#00594f"/></svg>"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("dressed")
    (folder / "thema.css").write_text(THEME, encoding="utf-8")
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    worn = {"theme": str(folder / "thema.css"), "logo": str(folder / "logo.svg")}
    with open_house(folder / "house.db", **worn, logo_of="Gemeente Proefstad") as base:
        yield base


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        yield hall


def test_a_dressed_house_has_nothing_wrong_in_light_and_dark(
    evening: Hall, screens: Screens
) -> None:
    person = evening.joined(organisation="Gemeente Proefstad")
    evening.facilitator.does("items/2/open")
    phone = come_in(screens, person)
    phone.goto(f"/m/{evening.code}")
    phone.get_by_text("Verbonden").wait_for()
    wall = screens.at(f"/scherm/{evening.code}", WALL)

    assert look_at(phone, "phone") + reflows(phone, "phone") + look_at(wall, "wall") == []


def test_what_was_chosen_saved_and_shown_has_nothing_wrong_in_light_and_dark(
    evening: Hall, screens: Screens
) -> None:
    person = evening.joined(organisation="Gemeente Proefstad")
    evening.facilitator.does("items/2/open")
    person.gives(2, {"choice": [1], "round": 1}, "first").raise_for_status()
    phone = come_in(screens, person)
    found = []
    for state, sentence in (("answered", "Opgeslagen om"), ("revealed", "uw keuze")):
        phone.goto(f"/m/{evening.code}")
        phone.get_by_text(sentence).first.wait_for()
        found += look_at(phone, state)
        for verb in ("close", "reveal"):
            evening.facilitator.does(f"items/2/{verb}")

    assert found == []
    phone.emulate_media(color_scheme="dark")
    seen = phone.locator(".mijn").evaluate("(e) => getComputedStyle(e).color")
    purple = lighter(Colour(0x7A, 0x1F, 0x5C), Colour(0x13, 0x19, 0x1B), EASY)
    assert seen == f"rgb{purple.channels}"


def test_a_note_that_is_being_changed_has_nothing_wrong(evening: Hall, screens: Screens) -> None:
    noted = {"text": "Grond zoeken in Zuid", "owner": "Gemeente Proefstad", "by": "2027-05-01"}
    evening.facilitator.does("notes", kind="action", **noted)
    console = screens.console(LAPTOP)
    console.locator("#notities summary").click()

    assert look_at(console, "console") + reflows(console, "console") == []
    console.locator("#notities details textarea").fill("Grond vinden in Zuid")
    console.get_by_role("button", name="Bewaar deze tekst").click()
    console.get_by_text("Laatste stap: tekst veranderd").wait_for()
    assert [note["text"] for note in evening.record()["notes"]] == ["Grond vinden in Zuid"]
