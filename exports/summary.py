"""The heart of the minutes in five lines at most, each with what it rests on."""

from collections import Counter
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
"""References beside one line; of more, it names the items that have them."""
MOST_THEMES = 3


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A sentence by its key, what fills its gaps, and its references; `n` where it counts.

    `more` is what the same line says after it.
    """

    key: str
    references: tuple[str, ...]
    n: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    more: tuple[tuple[str, Mapping[str, object]], ...] = ()


def summary(
    there: Attendance,
    sections: Sequence[Section],
    decisions: Sequence[Decision],
    actions: Sequence[Action],
) -> tuple[SummaryLine, ...]:
    """Who answered, what most people chose, what was said, decided and agreed."""
    found = [
        *_present(there, sections),
        *_chosen(sections),
        *_said(sections),
        *_decided(decisions),
        *_agreed(actions),
    ]
    return tuple(found[:MOST_LINES])


def _present(there: Attendance, sections: Sequence[Section]) -> Iterator[SummaryLine]:
    answered = tuple(s.reference for s in sections if s.result is not None)
    if answered:
        values = {"organisations": there.organisations}
        yield SummaryLine("summary.present", answered, there.people, values)


def _chosen(sections: Sequence[Section]) -> Iterator[SummaryLine]:
    """The answer that came out first, where the hall voted twice, else where most people did."""
    polls = [s for s in sections if isinstance(s.result, PollResult) and s.result.people]
    if not polls:
        return
    best = max(polls, key=lambda s: (_last(s.result) > 0, s.result.people))
    result: PollResult = best.result
    last = _last(result)
    top = max(result.rows, key=lambda row: row.cells[last].score)
    first = [r.label for r in result.rows if r.cells[last].score == top.cells[last].score]
    values = {
        "title": best.scheduled.item.title,
        "answer": "’, ‘".join(first),
        "count": top.cells[last].count,
        "people": result.rounds[last].people,
    }
    key = "summary.scored" if result.scored else "summary.chosen"
    yield SummaryLine(key, (best.reference,), values=values, more=tuple(_grown(result)))


def _last(result: PollResult) -> int:
    """The place of the last round in which anybody answered."""
    return max((n for n, turn in enumerate(result.rounds) if turn.people), default=0)


def _grown(result: PollResult) -> Iterator[tuple[str, Mapping[str, object]]]:
    """What more people chose after talking about it."""
    last = _last(result)
    if result.scored or not last:
        return
    rows = [(row.label, row.cells[0].count, row.cells[last].count) for row in result.rows]
    label, before, after = max(rows, key=lambda row: row[2] - row[1])
    if after > before:
        yield "summary.grown", {"answer": label, "before": before, "after": after}


def _said(sections: Sequence[Section]) -> Iterator[SummaryLine]:
    """How much came in words, and of which themes most was said."""
    texts = [s for s in sections if isinstance(s.result, QuestionResult | CasusResult)]
    if given := sum(s.result.response.answers for s in texts):
        references = tuple(s.reference for s in texts)
        yield SummaryLine("summary.said", references, given, more=tuple(_themes(texts)))


def _themes(texts: Sequence[Section]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The themes that came up most, and how much fitted none: both together are the truth."""
    counted: Counter[str] = Counter()
    for each in texts:
        if isinstance(each.result, QuestionResult):
            counted.update({t.name: len(t.quotes) for t in each.result.themes})
    without = counted.pop("", 0)
    if foremost := counted.most_common(MOST_THEMES):
        named = ", ".join(f"‘{name}’ ({count})" for name, count in foremost)
        yield "summary.themes", {"themes": named}
        if without:
            yield "summary.no_theme", {"count": without}


def _decided(decisions: Sequence[Decision]) -> Iterator[SummaryLine]:
    """Which proposals were adopted and which were not, and what was noted besides."""
    if not decisions:
        return
    references = tuple(d.reference for d in decisions)
    noted = sum(d.noted for d in decisions)
    voted = [d for d in decisions if not d.noted]
    keys = {True: "summary.adopted", False: "summary.not_adopted"}
    said = [
        (key, {"titles": "’, ‘".join(d.text for d in voted if d.adopted is fate)})
        for fate, key in keys.items()
        if any(d.adopted is fate for d in voted)
    ]
    if noted:
        yield SummaryLine("summary.decided", references, noted, more=tuple(said))
    else:
        yield SummaryLine(said[0][0], references, values=said[0][1], more=tuple(said[1:]))


def _agreed(actions: Sequence[Action]) -> Iterator[SummaryLine]:
    if actions:
        references = tuple(a.reference for a in actions)
        without = sum(not (a.owner or a.owner_hidden or a.withheld) for a in actions)
        key = "summary.agreed" if without else "summary.agreed_all"
        yield SummaryLine(key, _in_short(references), len(actions), {"without": without})


def _in_short(references: tuple[str, ...]) -> tuple[str, ...]:
    """All of them, so that who counts them finds what the line says; of many, their items."""
    if len(references) <= MOST_REFERENCES:
        return references
    return tuple(dict.fromkeys(map(_item_of, references)))


def _item_of(reference: str) -> str:
    """`B1.7` of `B1.7-025`; what belongs to no item stands for itself."""
    item, _, number = reference.partition("-")
    return item if number and item.rpartition(".")[2].isdecimal() else reference
