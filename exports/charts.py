"""Charts as SVG that everybody can read: told in words too, and not by colour alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING

from sessions.items.item import told

if TYPE_CHECKING:
    from markupsafe import Markup

LETTER, LINE, BAR, GAP = 15, 19, 13, 9
"""Pixels: letters, lines of a label, the height of a bar, and what stands between two rows."""
SHORT = 6
"""Labels of so few characters stand beside their bar, on a screen too."""
INK, ACCENT = "#1d1b19", "#0e5361"
HATCH = (
    '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="2" height="5" fill="{ACCENT}"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its length from 0 to 1, what stands behind it, and whether it is hatched."""

    size: float
    value: str
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Medium:
    """Where a chart is shown: its width, where bars start, how long the longest may be."""

    width: int
    unit: str
    start: int
    longest: int
    letters: int


PAPER = Medium(650, "", 250, 300, 31)
PAPER_ROUNDS = Medium(650, "", 250, 240, 31)
PAPER_NARROW = Medium(650, "", 40, 420, SHORT)
SCREEN = Medium(100, "%", 0, 58, 34)
SCREEN_NARROW = Medium(100, "%", 10, 50, SHORT)
SMALLEST, WIDE, SHORTEST = 288, 8.2, 15
"""Of a phone of 320 pixels the page has so many; a letter is so wide; the longest bar is at least
so long, in hundredths.
"""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Per label one bar or, hatched and full, one for each round; `words` tells all of it."""

    name: str
    title: str
    words: str
    rows: Sequence[tuple[str, Sequence[Bar]]]

    @property
    def for_paper(self) -> "Markup":
        """Of one width, labels beside their bars."""
        one = all(len(bars) == 1 for _, bars in self.rows)
        wide = PAPER if one else PAPER_ROUNDS
        return self._drawn(PAPER_NARROW if self._narrow else wide)

    @property
    def for_screen(self) -> "Markup":
        """As wide as the page, so that letters keep their size; long labels above their bar.

        Bars leave room for what stands behind them, also on the smallest phone.
        """
        medium = SCREEN_NARROW if self._narrow else SCREEN
        longest = max((len(bar.value) for _, bars in self.rows for bar in bars), default=0)
        left = int(100 * (SMALLEST - 8 - WIDE * longest) / SMALLEST) - medium.start
        return self._drawn(replace(medium, longest=max(SHORTEST, min(medium.longest, left))))

    @property
    def _narrow(self) -> bool:
        return all(len(label) <= SHORT for label, _ in self.rows)

    def _drawn(self, medium: Medium) -> "Markup":
        from markupsafe import Markup

        shapes: list[str] = []
        height = 0
        for label, bars in self.rows:
            lines = wrap(told(label), medium.letters) or [""]
            top = height if medium.start else height + LINE * len(lines)
            shapes += (
                _words(line, "0", height + LETTER + LINE * n) for n, line in enumerate(lines)
            )
            for n, bar in enumerate(bars):
                shapes += _bar(bar, medium, top + 3 + (BAR + 4) * n)
            height = max(top + (BAR + 4) * len(bars), height + LINE * len(lines)) + GAP
        inside = self._told() + ("" if medium.unit else HATCH) + "".join(shapes)
        return Markup(  # noqa: S704 -- every word in it went through `escape`
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
            f'aria-labelledby="{self.name}-title {self.name}-words" '
            f'width="{medium.width}{medium.unit}" height="{height}" '
            f'font-size="{LETTER}" fill="{INK}">{inside}</svg>'
        )

    def _told(self) -> str:
        from markupsafe import escape

        return (
            f'<title id="{self.name}-title">{escape(told(self.title))}</title>'
            f'<desc id="{self.name}-words">{escape(told(self.words))}</desc>'
        )


def _bar(bar: Bar, medium: Medium, top: int) -> Iterator[str]:
    """The bar, with its value behind it; nothing at all is a line on the axis."""
    length = bar.size * medium.longest
    fill = f'fill="url(#hatch)" stroke="{ACCENT}"' if bar.hatched else f'fill="{ACCENT}"'
    place = f'x="{medium.start}{medium.unit}" y="{top}" height="{BAR}"'
    yield f'<rect {place} width="{length:.1f}{medium.unit}" {fill}/>' if length else ""
    yield _words(bar.value, f"{medium.start + length:.1f}{medium.unit}", top + BAR - 1, 8)


def _words(words: str, x: str, y: int, shift: int = 0) -> str:
    from markupsafe import escape

    return f'<text x="{x}" y="{y}" dx="{shift}">{escape(told(words))}</text>'
