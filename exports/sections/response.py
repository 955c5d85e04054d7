"""How many answered, and how much of that was entered for somebody else."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exports.attribution import table_of
from sessions.items.breakdown import people
from sessions.items.contribution import Contribution
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class Response:
    """Answers to one item or round: from `own` people of those `present`, from tables, and
    entered for somebody else, by `origins`.
    """

    answers: int
    own: int
    present: int
    tables: int
    origins: Mapping[str, int]

    @property
    def on_behalf(self) -> int:
        return sum(self.origins.values())


def response(record: Record, given: Iterable[Contribution]) -> Response:
    """What counts for one item, split into who gave it."""
    answers = list(given)
    own = [c for c in answers if c.entered_by is None]
    return Response(
        answers=len(answers),
        own=people([c for c in own if table_of(c) is None]),
        present=len(record.present),
        tables=len({table_of(c) for c in own} - {None}),
        origins=dict(sorted(Counter(c.origin for c in answers if c.entered_by).items())),
    )
