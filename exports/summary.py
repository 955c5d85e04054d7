"""The heart of the minutes in five lines at most, each with what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exports.actions import Action
from exports.attendance import Attendance
from exports.decisions import Decision
from exports.sections import Section
from exports.sections.casus import CasusResult
from exports.sections.poll import PollResult
from exports.sections.question import QuestionResult

MOST_LINES = 5

MOST_REFERENCES = 8
"""References beside one line; the part of the minutes that it points to has the others."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence by its key, what fills its gaps, and its references; `n` where it counts."""

    key: str
    references: tuple[str, ...]
    n: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)


def summary(
    there: Attendance,
    sections: Sequence[Section],
    decisions: Sequence[Decision],
    actions: Sequence[Action],
) -> tuple[Line, ...]:
    """Who answered, what most people chose, what was said, decided and agreed."""
    found = [
        *_present(there, sections),
        *_chosen(sections),
        *_said(sections),
        *_decided(decisions),
        *_agreed(actions),
    ]
    return tuple(found[:MOST_LINES])


def _present(there: Attendance, sections: Sequence[Section]) -> Iterator[Line]:
    answered = tuple(s.reference for s in sections if s.result is not None)
    if answered:
        values = {"organisations": there.organisations}
        yield Line("summary.present", answered[:MOST_REFERENCES], there.people, values)


def _chosen(sections: Sequence[Section]) -> Iterator[Line]:
    """The poll that most people answered, with the answer that came out first."""
    polls = [s for s in sections if isinstance(s.result, PollResult) and s.result.people]
    if not polls:
        return
    best = max(polls, key=lambda s: s.result.people)
    result: PollResult = best.result
    last = len(result.rounds) - 1
    while last and not result.rounds[last].people:
        last -= 1
    top = max(result.rows, key=lambda row: row.cells[last].score)
    first = [r.label for r in result.rows if r.cells[last].score == top.cells[last].score]
    values = {
        "title": best.scheduled.item.title,
        "answer": "’, ‘".join(first),
        "count": top.cells[last].count,
        "people": result.rounds[last].people,
    }
    key = "summary.scored" if result.scored else "summary.chosen"
    yield Line(key, (best.reference,), values=values)


def _said(sections: Sequence[Section]) -> Iterator[Line]:
    texts = [s for s in sections if isinstance(s.result, QuestionResult | CasusResult)]
    if given := sum(s.result.response.answers for s in texts):
        yield Line("summary.said", tuple(s.reference for s in texts)[:MOST_REFERENCES], given)


def _decided(decisions: Sequence[Decision]) -> Iterator[Line]:
    taken = [d for d in decisions if d.adopted]
    if taken:
        references = tuple(d.reference for d in taken)
        yield Line("summary.decided", references[:MOST_REFERENCES], len(taken))


def _agreed(actions: Sequence[Action]) -> Iterator[Line]:
    if actions:
        references = tuple(a.reference for a in actions)
        without = sum(not (a.owner or a.owner_hidden or a.withheld) for a in actions)
        key = "summary.agreed" if without else "summary.agreed_all"
        yield Line(key, references[:MOST_REFERENCES], len(actions), {"without": without})
