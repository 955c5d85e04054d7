"""Pages of the wall: nothing is left out or shown twice, and the facilitator turns them."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.projector.fitting import filled, pages, sheets
from tests.serving import Hall, hall_with
from tests.web.browsing import Visitor
from tests.web.test_projector import wall
from tests.web.test_signing_in import link, somebody

OPTIONS = [f"Optie {n} met een naam van meer dan een regel, zodat er bladzijden nodig zijn die een "
           "begeleider omslaat" for n in range(12)]  # fmt: skip
EVENING = f"""
traject: Woonzorgvisie Proefstad
bijeenkomst: {{titel: Veel, kleinste_groep: 2}}
onderdelen:
  - peiling: Welke opgave raakt uw werk het meest?
    kies: een
    opties: [{", ".join(f'"{o}"' for o in OPTIONS)}]
  - vraag: Wat werkt nu al goed?
"""


@given(st.lists(st.floats(0.5, 30)), st.floats(5, 45))
def test_every_thing_is_on_one_page_and_pages_hold_no_more_than_fits(
    sizes: list[float], room: float
) -> None:
    for made in (pages(sizes, float, room), filled(sizes, float, room)):
        assert made
        assert [size for page in made for size in page] == sizes
        assert all(len(page) == 1 or sum(page) <= room + 1e-6 for page in made)


@given(st.lists(st.text("abcdef", min_size=1, max_size=40)), st.integers(5, 80))
def test_a_long_text_is_told_to_its_end(words: list[str], letters: int) -> None:
    told = "".join(sheets(" ".join(words), letters)).replace(" …", "").replace(" ", "")

    assert told == "".join(words)


@pytest.fixture
def many(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        yield hall


@pytest.fixture
def bea(many: Hall) -> Visitor:
    bea = somebody(many)
    bea.goes_to(link(many))
    bea.presses("Ga verder")
    many.facilitator.does("items/1/open")
    many.joined().gives(1, {"choice": [1]}, "k")
    many.facilitator.does("items/1/reveal")
    bea.goes_to(f"/regie/{many.code}")
    return bea


def numbers(seen: str) -> list[int]:
    return [int(n) for n in re.findall(r"Optie (\d+)", seen)]


def test_the_facilitator_turns_the_pages_of_the_wall(many: Hall, bea: Visitor) -> None:
    seen = [*numbers(wall(many))]
    assert "Bladzijde 1 van" in wall(many)
    while "Volgende bladzijde" in bea.sees:
        bea.presses("Volgende bladzijde")
        seen += numbers(wall(many))
    assert sorted(seen) == list(range(12))

    bea.presses("Vorige bladzijde")
    assert numbers(wall(many))[-1] < seen[-1]


def test_something_else_begins_at_its_first_page(many: Hall, bea: Visitor) -> None:
    bea.presses("Volgende bladzijde")
    many.facilitator.does("items/2/open")
    assert "Bladzijde" not in wall(many)

    bea.goes_to(bea.path)
    bea.presses("Maak ongedaan")
    assert "Bladzijde 2 van" in wall(many)


def test_turning_a_page_is_no_step_that_undo_takes_back(many: Hall, bea: Visitor) -> None:
    bea.presses("Volgende bladzijde")
    bea.presses("Maak ongedaan")

    assert "Uitslag" not in wall(many)


def test_the_wall_goes_dark_when_the_hall_does(many: Hall, bea: Visitor) -> None:
    client = many.stranger().client

    def scheme(query: str = "") -> list[str]:
        page = client.get(f"/scherm/{many.code}{query}").text
        return re.findall(r'<html[^>]*data-schema="(\w+)"', page)

    assert scheme() == []
    bea.presses("Maak het scherm donker")
    assert scheme() == ["donker"]
    assert scheme("?schema=licht") == ["licht"]
    bea.presses("Maak het scherm licht")
    assert scheme() == ["licht"]
