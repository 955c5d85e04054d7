"""A municipality's theme in the dark: its own colours where they can be read there, else lighter.

The paper and the ink of a theme are for the light; in the dark ours stay. A colour that is too
dark to be read on it keeps its hue and becomes as light as it must.
"""

import colorsys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.dress.colours import FULL, Colour, contrast, read_colour
from bot.dress.theme import (
    BUTTON,
    EDGE,
    FOCUS,
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

OURS_DARK = {PAPER: "#13191b", INK: "#f3f0ea"}
"""The paper and the ink of samenspel.css in the dark; a test compares the two."""

EASY = 7.0
"""The contrast of a colour that was made lighter: as easy to read as our own (AAA)."""

VEIL = 0.18
"""So much of the colour of links lies over the paper behind what was chosen or saved."""

PLACES = {HEADING: "--kop", LINK: "--accent", BUTTON: "--actie", EDGE: "--lijn",
          MISTAKE: "--fout", FOCUS: "--focus"}  # fmt: skip
"""The tokens that hold in the dark, and the property of our style sheet for each."""

NAMES = {HEADING: "koppen", LINK: "links", BUTTON: "de knop", EDGE: "randen van velden",
         MISTAKE: "fouten", FOCUS: "de rand van de focus"}  # fmt: skip

STEPS = 200

SELECTORS = (
    '@media (prefers-color-scheme:dark){{:root:not([data-schema="licht"]){{{lines}}}}}',
    ':root[data-schema="donker"]{{{lines}}}',
)
"""Where samenspel.css has its own dark colours: a screen may be dark, or be told to be."""


def _ours(token: str) -> Colour:
    found = read_colour(OURS_DARK[token])
    assert found
    return found


def lighter(colour: Colour, paper: Colour, least: float) -> Colour:
    """The same hue, as light as it must be for this contrast on a dark paper."""
    hue, light, filled = colorsys.rgb_to_hls(*(channel / FULL for channel in colour.channels))
    for step in range(STEPS + 1):
        lit = light + (1 - light) * step / STEPS
        found = Colour(*(round(FULL * c) for c in colorsys.hls_to_rgb(hue, lit, filled)))
        if contrast(found, paper) >= least:
            return found
    return Colour(FULL, FULL, FULL)


@dataclass(frozen=True)
class Dark:
    """What a theme becomes in the dark; empty where it gives no colours."""

    theme: HouseTheme
    paper: Colour = field(default_factory=lambda: _ours(PAPER))
    ink: Colour = field(default_factory=lambda: _ours(INK))

    def colour(self, token: str) -> Colour:
        """A token as it is in the dark: itself where that can be read, else lighter."""
        said = self.theme.colours[token]
        return said if self._reads(token, said) else lighter(said, self.paper, EASY)

    def changed(self) -> Iterator[tuple[str, Colour, Colour, float]]:
        """What is lighter in the dark: its name, the colour there and in the light, and why."""
        for token in self._given:
            said, found = self.theme.colours[token], self.colour(token)
            if said != found:
                yield NAMES[token], found, said, contrast(said, self.paper)

    @property
    def tokens(self) -> Mapping[str, Colour]:
        """The properties of our style sheet with their values in the dark."""
        found = {PLACES[token]: self.colour(token) for token in self._given}
        if LINK in self.theme.colours:
            found |= {"--op-accent": self.paper, "--accent-vlak": self._veil(self.colour(LINK))}
        if BUTTON in self.theme.colours:
            kept = self._reads(BUTTON, self.theme.colours[BUTTON])
            found["--op-actie"] = self._on_button if kept else self.paper
        return found

    @property
    def css(self) -> str:
        """What comes behind our own style sheet and the theme in the light."""
        lines = "".join(f"{name}:{value};" for name, value in self.tokens.items())
        return "".join(each.format(lines=lines) for each in SELECTORS) if lines else ""

    @property
    def _given(self) -> list[str]:
        return [token for token in PLACES if token in self.theme.colours]

    @property
    def _on_button(self) -> Colour:
        return self.theme.colour(ON_BUTTON)

    def _reads(self, token: str, said: Colour) -> bool:
        """Whether a colour of the light can be read in the dark, everywhere where it stands."""
        on_paper = contrast(said, self.paper)
        if token in {EDGE, FOCUS}:
            return on_paper >= SHAPE
        if token == BUTTON:
            return on_paper >= SHAPE and contrast(self._on_button, said) >= TEXT
        if token == LINK:
            veil = self._veil(said)
            return on_paper >= TEXT <= min(contrast(said, veil), contrast(self.ink, veil))
        return on_paper >= TEXT

    def _veil(self, link: Colour) -> Colour:
        return link.over(self.paper, VEIL)
