"""Pages of the wall: nothing is left out or shown twice, and the facilitator turns them."""

import re
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.charts import Bar, Chart, Row
from bot.web.projector.fitting import WallRoom, filled, pages, sheets, wrapped
from bot.web.projector.paging import of_asking, of_poll, room_under
from bot.web.projector.quotes import of_texts
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


ROOMS = st.builds(WallRoom, st.floats(5, 45), st.floats(5, 45))


@given(st.lists(st.floats(0.5, 30)), ROOMS, st.integers(1, 3))
def test_every_thing_is_on_one_page_and_pages_hold_no_more_than_fits(
    sizes: list[float], room: WallRoom, beside: int
) -> None:
    for parts, made in (
        (1, pages(sizes, float, room)),
        (beside, filled(sizes, float, room, beside)),
    ):
        assert made
        assert [size for part in made for size in part] == sizes
        for place, part in enumerate(made):
            height = room.first if place < parts else room.later
            assert len(part) == 1 or sum(part) <= height + 1e-6


LETTERS = st.integers(5, 80)


@given(st.lists(st.text("abcdef", min_size=1, max_size=40)), LETTERS, LETTERS)
def test_a_long_text_is_told_to_its_end(words: list[str], first: int, later: int) -> None:
    parts = sheets(" ".join(words), first, later)
    told = "".join(parts).replace(" …", "").replace(" ", "")

    assert told == "".join(words)


@given(st.lists(st.text("abcdef", min_size=1, max_size=20)), st.integers(20, 80))
def test_words_take_the_lines_that_a_column_gives_them(words: list[str], letters: int) -> None:
    assert wrapped(words, letters) == max(1, len(textwrap.wrap(" ".join(words), letters)))


def texts(count: int, words: str) -> list[dict[str, Any]]:
    said = {"kind": "zorgaanbieder", "recognised": 0}
    return [{**said, "text": f"{words} {n}"} for n in range(count)]


def test_few_quotes_stay_large_and_many_take_few_pages() -> None:
    question, words = (
        "Welke opgave raakt uw werk? " * 7,
        "Onze wijkverpleegkundige komt" + " en zij belt" * 6,
    )
    room = room_under(question, "")

    assert [leaf.dense for leaf in of_texts(texts(6, words), room)] == [0, 0]
    assert len(of_texts(texts(60, words), room)) <= 7
    assert len(of_texts(texts(60, "Meer woningen"), room)) <= 3
    said = [t["text"] for leaf in of_texts(texts(60, words), room) for c in leaf.columns for t in c]
    assert said == [text["text"] for text in texts(60, words)]


def test_what_leaves_room_on_the_wall_is_written_larger() -> None:
    room = room_under("Waar werkte u het afgelopen jaar aan?", "")
    few, many = ["Woningen bouwen", "Een buurt opknappen"], OPTIONS[:5]

    assert [leaf.large for leaf in of_asking("", few, room)] == [True]
    assert [leaf.large for leaf in of_asking("", many, room)] == [False]
    assert [leaf.large for leaf in of_poll(chart(few), (), room)] == [True]
    assert not any(leaf.large for leaf in of_poll(chart(OPTIONS), (), room))


def chart(options: list[str]) -> Chart:
    bars = (Bar(1, "4", "van 16", 60),)
    rows = tuple(Row(option, bars, mine=False) for option in options)
    return Chart(rows, ((1, 16),), (), (), (), too_small=False, tables=())


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
