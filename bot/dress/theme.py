"""A municipality's theme: its design tokens, read from a file of NL Design System.

Only custom properties are taken from the file, and of those only the ones that our style sheet
reads. Their values are read as a colour, a length or a letter and written anew, so that nothing
else in the file reaches a page.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.dress.colours import FULL, Colour, contrast, read_colour
from bot.dress.token_files import read_tokens
from bot.unusable import Unusable

DEEPEST = 20
"""How often one token may point at the next."""

COLOURS = {
    "utrecht-document-background-color": ("basis-color-default-bg-document",),
    "utrecht-document-color": ("basis-color-default-color-document",),
    "utrecht-heading-color": ("basis-heading-color",),
    "utrecht-link-color": ("basis-color-action-1-color-default",),
    "utrecht-button-primary-action-background-color": ("basis-color-action-1-inverse-bg-default",),
    "utrecht-button-primary-action-color": ("basis-color-action-1-inverse-color-default",),
    "utrecht-form-control-border-color": ("utrecht-textbox-border-color",),
    "utrecht-form-field-error-message-color": (),
    "utrecht-focus-outline-color": (),
}
"""The tokens that samenspel.css reads, each with where else a theme may say the same."""

LENGTHS = {
    "utrecht-button-border-radius": (),
    "utrecht-form-control-border-radius": ("utrecht-textbox-border-radius",),
}
LETTERS = {
    "utrecht-document-font-family": ("basis-text-font-family-default",),
    "utrecht-heading-font-family": ("basis-heading-font-family",),
}

PAPER, INK, HEADING, LINK, BUTTON, ON_BUTTON, EDGE, MISTAKE, FOCUS = COLOURS
OURS = {
    PAPER: "#ffffff",
    INK: "#1d1b19",
    LINK: "#0e5361",
    ON_BUTTON: "#ffffff",
    EDGE: "#7d776e",
    MISTAKE: "#a3271b",
    FOCUS: "#1d1b19",
}
"""What samenspel.css has where a theme says nothing; a test compares the two."""

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of WCAG AA, for text and for what is no text."""

VEILS = {
    "--inkt-zacht": (INK, 0.78),
    "--vlak": (INK, 0.05),
    "--lijn-zacht": (INK, 0.17),
    "--accent-vlak": (LINK, 0.08),
}
"""Our softer colours, made of a theme's own: so much of a colour over its paper."""

LENGTH = re.compile(r"(\d*\.?\d+)(px|rem|em)?")
LETTER = re.compile(r"[\w .-]{1,60}")
POINTS = re.compile(r"var\(\s*--([\w-]+)\s*(?:,(.*))?\)", re.DOTALL)


@dataclass(frozen=True)
class HouseTheme:
    """The tokens that we read, by their name and with values that we wrote ourselves."""

    colours: Mapping[str, Colour]
    others: Mapping[str, str]

    @property
    def css(self) -> str:
        """What comes behind our own style sheet; empty where there is nothing to change."""
        tokens = {f"--{name}": str(value) for name, value in self.colours.items()}
        tokens |= {f"--{name}": value for name, value in self.others.items()} | self._veils()
        lines = "".join(f"{name}:{value};" for name, value in tokens.items())
        return f":root{{{lines}}}" if lines else ""

    def colour(self, token: str) -> Colour:
        """What a page has for this token."""
        instead = {HEADING: INK, BUTTON: LINK}.get(token, token)
        found = self.colours.get(token) or self.colours.get(instead) or read_colour(OURS[instead])
        assert found
        return found

    def weak_pairs(self) -> Iterator[tuple[str, float, float]]:
        """What people could not read well: the pair, its contrast, and what WCAG AA asks."""
        paper = self.colour(PAPER)
        on_paper = [(INK, "tekst", TEXT), (HEADING, "koppen", TEXT), (LINK, "links", TEXT),
                    (MISTAKE, "fouten", TEXT), (EDGE, "randen van velden", SHAPE),
                    (FOCUS, "de rand van de focus", SHAPE)]  # fmt: skip
        pairs = [
            *(
                (f"{n} op het papier", self.colour(token), paper, least)
                for token, n, least in on_paper
            ),
            ("tekst op de knop", self.colour(ON_BUTTON), self.colour(BUTTON), TEXT),
            ("wit op de kleur van links", Colour(FULL, FULL, FULL), self.colour(LINK), TEXT),
            ("zachte tekst op een vlak", self._veil("--inkt-zacht"), self._veil("--vlak"), TEXT),
            ("links op hun vlak", self.colour(LINK), self._veil("--accent-vlak"), TEXT),
        ]
        for name, above, below, least in pairs:
            if (found := contrast(above, below)) < least:
                yield f"{name} ({above} op {below})", found, least

    def _veils(self) -> dict[str, str]:
        """Soft colours that go with a theme's own; ours stay where it changes neither."""
        return {
            name: str(self._veil(name))
            for name, (token, _) in VEILS.items()
            if {token, PAPER} & set(self.colours)
        }

    def _veil(self, name: str) -> Colour:
        token, share = VEILS[name]
        return self.colour(token).over(self.colour(PAPER), share)


NO_THEME = HouseTheme({}, {})


def read_theme(path: Path) -> HouseTheme:
    """The tokens of this file; raise `Unusable` with the sentence for whoever set it."""
    said = read_tokens(path)
    colours = {n: _colour(path, n, v) for n, v in _known(said, COLOURS)}
    lengths = {n: _length(path, n, v) for n, v in _known(said, LENGTHS)}
    letters = {n: _letter(path, n, v) for n, v in _known(said, LETTERS)}
    if not (colours or lengths or letters):
        raise Unusable(f"{path.name} heeft geen van de tokens die wij lezen, zoals --{LINK}.")
    return HouseTheme(colours, lengths | letters)


def _known(
    said: Mapping[str, str], tokens: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """What a theme says of our tokens, in the first of the places where it may say so."""
    for token, others in tokens.items():
        for name in (token, *others):
            if value := _pointed(said, said.get(name, "")):
                yield token, value
                break


def _pointed(said: Mapping[str, str], value: str) -> str:
    """A value, followed to where it points; empty when that is nowhere."""
    for _ in range(DEEPEST):
        if not (points := POINTS.fullmatch(value.strip())):
            return value.strip()
        value = said.get(points[1], points[2] or "")
    return ""


def _colour(path: Path, token: str, value: str) -> Colour:
    if colour := read_colour(value):
        return colour
    raise Unusable(
        f"{path.name}: --{token} is “{value[:40]}”. "
        "Geef een kleur die dekt, zoals #0e5361 of rgb(14, 83, 97)."
    )


def _length(path: Path, token: str, value: str) -> str:
    found = LENGTH.fullmatch(value)
    if found and (found[2] or float(found[1]) == 0):
        return f"{float(found[1]):g}{found[2] or 'px'}"
    raise Unusable(
        f"{path.name}: --{token} is “{value[:40]}”. Geef een maat, zoals 4px of 0.25rem."
    )


def _letter(path: Path, token: str, value: str) -> str:
    names = [name.strip().strip("\"'") for name in value.split(",")]
    if all(LETTER.fullmatch(name) for name in names):
        return ",".join(f'"{name}"' for name in names)
    raise Unusable(f"{path.name}: --{token} is “{value[:40]}”. Geef namen van letters.")
