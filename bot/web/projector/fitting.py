"""How much fits on the wall: heights and widths in hundredths of its width, and pages to turn."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")

ROOM = 43.5
"""Between what stands at the top and at the bottom; a little more than there is, as lines are
counted with care and scherm.js makes letters a little smaller where they were not."""

WIDTH = 92.0
GAP = 1.5
"""Between two parts under each other."""

TEXT = 2.4
"""The size of text: what the back row reads."""

LEADING = 1.3

LETTER = 0.46
"""The width of a letter, as part of its size, and of one that is bold."""

BOLD = 0.5

DENSE = 2.0
"""The size of text where much of it stands together: 25 pixels on a wall of 1280."""

LOOSE = 1
"""Letters that stay empty at the end of a line, as words are not broken."""


def line_of(width: float, size: float = TEXT, letter: float = LETTER) -> int:
    """How many letters a line holds."""
    return max(6, int(width / (letter * size)) - LOOSE)


def lines(text: str, width: float, size: float = TEXT, letter: float = LETTER) -> int:
    """How many lines a text takes."""
    return max(1, math.ceil(len(text) / line_of(width, size, letter)))


def wrapped(words: Iterable[str], letters: int) -> int:
    """How many lines of so many letters these words take, one by one: for a narrow column."""
    count, left = 1, letters
    for word in words:
        if len(word) > left and left < letters:
            count, left = count + 1, letters
        over = max(0, len(word) - 1) // letters
        count, left = count + over, left - (len(word) - over * letters) - 1
    return count


def height(text: str, width: float = WIDTH, size: float = TEXT) -> float:
    """How high a paragraph is."""
    return lines(text, width, size) * size * LEADING


class WallRoom(NamedTuple):
    """How high the space under the question is: on the first page, and on the later ones."""

    first: float
    later: float

    def without(self, taken: float) -> "WallRoom":
        """What is left under something that stands on every page."""
        return WallRoom(self.first - taken, self.later - taken)

    def on(self, place: int, beside: int = 1) -> float:
        """The room for a part, counted from 0, with so many parts beside each other on a page."""
        return self.first if place < beside else self.later


TITLES = ((70, 4.2), (150, 3.2), (300, 2.5))
"""The longest title that is written at a size; scherm.css has the same."""


def title_height(title: str) -> float:
    """How high a question is, with the space under it."""
    size = next((s for longest, s in TITLES if len(title) <= longest), TITLES[-1][1])
    return lines(title, WIDTH, size, BOLD) * size * 1.12 + GAP


REMINDER = 2.1
"""The size of a question on a later page: it was read on the first."""

REMINDER_HEIGHT = REMINDER * 1.12 + GAP


def reminder(title: str) -> str:
    """The question on a later page: one line of it."""
    return excerpt(title, line_of(WIDTH, REMINDER, BOLD))


def excerpt(text: str, limit: int) -> str:
    """The beginning of a text that is too long, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return (line[:limit].rpartition(" ")[0] or line[:limit]) + " …"


def sheets(text: str, first: int, later: int) -> list[str]:
    """A long text in parts of at most so many letters, cut at words; all of it."""
    found, rest = list[str](), " ".join(text.split())
    while len(rest) > (letters := later if found else first):
        part = rest[:letters].rpartition(" ")[0] or rest[:letters]
        found.append(part + " …")
        rest = rest[len(part) :].lstrip()
    return [*found, rest]


def pages(things: Sequence[T], cost: Callable[[T], float], room: WallRoom) -> list[tuple[T, ...]]:
    """Things in their order on as few pages as hold them, as even as can be; at least one page."""
    found = filled(things, cost, room)
    evenly, begin = list[tuple[T, ...]](), 0
    for place in range(len(found)):
        end = begin + len(things) // len(found) + (place < len(things) % len(found))
        evenly.append(tuple(things[begin:end]))
        begin = end
    fits = all(sum(map(cost, page)) <= room.on(place) for place, page in enumerate(evenly))
    return evenly if fits else found


def filled(
    things: Sequence[T], cost: Callable[[T], float], room: WallRoom, beside: int = 1
) -> list[tuple[T, ...]]:
    """As many in each part as fit, and at least one; at least one part, `beside` on a page."""
    found, left = list[list[T]]([[]]), room.on(0, beside)
    for thing in things:
        taken = cost(thing)
        if found[-1] and taken > left:
            left = room.on(len(found), beside)
            found.append([])
        found[-1].append(thing)
        left -= taken
    return [tuple(part) for part in found]
