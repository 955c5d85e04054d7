"""The same theme in the dark: what can be read stays, what cannot becomes lighter."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dress.colours import Colour, contrast, read_colour
from bot.dress.dark import OURS_DARK, Dark
from bot.dress.theme import (
    BUTTON,
    COLOURS,
    HEADING,
    INK,
    LINK,
    MISTAKE,
    ON_BUTTON,
    PAPER,
    SHAPE,
    TEXT,
    HouseTheme,
)
from bot.web.assets import content
from bot.web.dressing import Dress

GREEN = Colour(0, 89, 79)
PALE = Colour(150, 220, 210)
PAPER_DARK = Colour(0x13, 0x19, 0x1B)
ALL_OF_OURS = ("kop", "accent", "op-accent", "accent-vlak", "actie", "op-actie", "lijn", "fout",
               "focus")  # fmt: skip

colours = st.builds(Colour, *(st.integers(0, 255) for _ in range(3)))


def worn(tokens: Mapping[str, Colour]) -> Dark:
    return Dark(HouseTheme(tokens, {}))


def test_a_colour_that_can_be_read_in_the_dark_stays_as_it_is() -> None:
    found = worn({LINK: PALE, HEADING: PALE}).tokens

    assert (found["--accent"], found["--kop"]) == (PALE, PALE)
    assert list(worn({LINK: PALE}).changed()) == []


def test_a_colour_that_is_too_dark_keeps_its_hue_and_becomes_lighter() -> None:
    dark = worn({LINK: GREEN})
    found = dark.tokens["--accent"]

    assert contrast(GREEN, PAPER_DARK) < TEXT < 7 <= contrast(found, PAPER_DARK)
    assert found.green >= found.blue > found.red
    assert [(name, light) for name, _, light, _ in dark.changed()] == [("links", GREEN)]


def test_a_button_that_stands_out_keeps_its_own_words() -> None:
    white, orange = Colour(255, 255, 255), Colour(200, 80, 20)
    kept = worn({BUTTON: orange, ON_BUTTON: white}).tokens
    lit = worn({BUTTON: GREEN, ON_BUTTON: white}).tokens

    assert (kept["--actie"], kept["--op-actie"]) == (orange, white)
    assert lit["--actie"] != GREEN
    assert lit["--op-actie"] == PAPER_DARK


def test_paper_and_ink_of_a_theme_are_for_the_light() -> None:
    assert worn({PAPER: PALE, INK: GREEN}).css == ""
    assert worn({}).css == ""


@given(st.dictionaries(st.sampled_from(list(COLOURS)), colours))
def test_whatever_colours_a_theme_has_the_dark_can_be_read(tokens: dict[str, Colour]) -> None:
    found = worn(tokens).tokens
    ink = read_colour(OURS_DARK[INK])
    assert ink
    pairs = [
        (found[name], PAPER_DARK, TEXT) for name in ("--kop", "--accent", "--fout") if name in found
    ]
    pairs += [
        (found[name], PAPER_DARK, SHAPE)
        for name in ("--lijn", "--focus", "--actie")
        if name in found
    ]
    if LINK in tokens:
        veil = found["--accent-vlak"]
        pairs += [(found["--accent"], veil, TEXT), (ink, veil, TEXT)]
        pairs += [(found["--op-accent"], found["--accent"], TEXT)]
    if BUTTON in tokens:
        pairs += [(found["--op-actie"], found["--actie"], TEXT)]

    assert [(str(a), str(b)) for a, b, least in pairs if contrast(a, b) < least] == []


def test_the_dark_of_a_theme_comes_behind_our_own_in_both_places() -> None:
    sheet = Dress(HouseTheme({LINK: GREEN, MISTAKE: GREEN}, {})).sheet.decode()
    ours, behind = (
        content("samenspel.css").decode(),
        sheet[len(content("samenspel.css").decode()) :],
    )

    assert sheet.startswith(ours)
    assert '@media (prefers-color-scheme:dark){:root:not([data-schema="licht"]){--accent:' in behind
    assert ':root[data-schema="donker"]{--accent:' in behind
    assert behind.count("--fout:") == 2


@pytest.mark.parametrize("token", OURS_DARK)
def test_the_dark_paper_and_ink_are_those_of_the_style_sheet(token: str) -> None:
    name = {PAPER: "papier", INK: "inkt"}[token]

    assert re.findall(rf"--{name}: (#\w+);", content("samenspel.css").decode()) == (
        [OURS_DARK[token]] * 2
    )


def test_every_property_that_a_theme_sets_is_one_of_the_style_sheet() -> None:
    sheet = content("samenspel.css").decode()
    found = worn(dict.fromkeys(COLOURS, GREEN)).tokens

    assert sorted(found) == sorted(f"--{name}" for name in ALL_OF_OURS)
    assert all(sheet.count(f"{name}:") == 3 for name in found)
