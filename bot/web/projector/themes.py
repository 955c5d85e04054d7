"""What the hall sees of the themes of an open question: those that a facilitator confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.web.views import text_view
from sessions.arrangement import AnswerTheme
from sessions.items.contribution import Contribution
from sessions.items.question import Question
from sessions.meeting import Scheduled
from sessions.record import Record

MOST_QUOTES = 2

Given = Callable[[str], Contribution | None]
"""What counts now under a reference."""


@dataclass(frozen=True, slots=True)
class WallTheme:
    """A theme with how many answers stand under it, and those that may be quoted in the hall."""

    label: str
    n: int
    quotes: tuple[dict[str, Any], ...] = ()


def wall_themes(record: Record, shown: Scheduled | None) -> tuple[WallTheme, ...]:
    """The confirmed themes of a revealed question, the largest first."""
    if shown is None or not shown.revealed or not isinstance(shown.item, Question):
        return ()
    if (found := record.themes.get(shown.number)) is None:
        return ()
    given = {c.reference: c for c in record.given(shown.number)}
    made = (_on_the_wall(record, theme, given.get) for theme in found.confirmed)
    return tuple(sorted((t for t in made if t.n), key=lambda t: (-t.n, t.label)))


def _on_the_wall(record: Record, theme: AnswerTheme, given: Given) -> WallTheme:
    """Answers that were placed later and wait for confirmation are not counted yet."""
    sure = [m.reference for m in theme.members if m.confirmed and given(m.reference)]
    first = [chosen.reference for chosen in theme.quotes if chosen.reference in sure]
    order = dict.fromkeys((*first, *sure))
    said = [each for reference in order if (each := given(reference)) and quotable(record, each)]
    quotes = tuple(text_view(record, each) for each in said[:MOST_QUOTES])
    return WallTheme(theme.label, len(sure), quotes)


def quotable(record: Record, said: Contribution) -> bool:
    """Approved for the hall, not hidden since, and its author does not mind being quoted."""
    author = record.participants.get(said.participant)
    return record.shows(said) and (author is None or author.quotable is not False)
