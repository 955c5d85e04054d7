"""Results as rows: per item, round and group how many chose what, as the minutes show it."""

from collections.abc import Iterator
from typing import Any

from exports.sections import Section
from exports.sections.poll import PollResult, Round
from exports.sections.proposal import ProposalResult
from exports.sections.question import QuestionResult
from exports.tables.sheet import Sheet, column, sheet
from exports.tables.source import SheetSource

Row = dict[str, Any]

COLUMNS = ("reference", "title", "round", "group", "people", "label", "count", "score", "share")


def results_sheet(source: SheetSource) -> Sheet:
    rows = (row for section in source.minutes.sections for row in _rows(source, section))
    columns = tuple(column(name, source.words) for name in COLUMNS)
    return sheet("results", source.words, columns, rows)


def _rows(source: SheetSource, section: Section) -> Iterator[Row]:
    about = {"reference": section.reference, "title": section.scheduled.item.title}
    found = section.result
    made: Iterator[Row] = iter(())
    if isinstance(found, PollResult):
        made = _poll(source, found)
    elif isinstance(found, QuestionResult):
        made = _question(source, found)
    elif isinstance(found, ProposalResult):
        made = _proposal(source, found)
    return (about | row for row in made)


def _poll(source: SheetSource, result: PollResult) -> Iterator[Row]:
    for place, turn in enumerate(result.rounds):
        for row in result.rows:
            cell = row.cells[place]
            yield {
                "round": turn.number,
                "group": source.words("group.all"),
                "people": turn.people,
                "label": row.label,
                "count": cell.count,
                "score": cell.score if result.scored else None,
                "share": round(cell.count / turn.people, 4) if turn.people else None,
            }
        yield from _groups(source, turn)


def _groups(source: SheetSource, turn: Round) -> Iterator[Row]:
    """Groups that may be shown; those too small are together, or left out."""
    for group in turn.groups:
        name = source.phrasing.kind(group.label) if group.label else source.words("groups.pooled")
        for label, count in group.counts:
            row = {"round": turn.number, "group": name, "people": group.people}
            yield row | {"label": label, "count": count, "share": round(count / group.people, 4)}


def _question(source: SheetSource, result: QuestionResult) -> Iterator[Row]:
    for theme in result.themes:
        yield {
            "round": 1,
            "group": source.words("group.all"),
            "people": result.response.own,
            "label": theme.name or source.words("question.no_theme"),
            "count": len(theme.quotes),
        }


def _proposal(source: SheetSource, result: ProposalResult) -> Iterator[Row]:
    """Organisations per stand; `people` is how many organisations took a position."""
    for stand, count in result.counts.items():
        yield {
            "round": 1,
            "group": source.words("group.organisations"),
            "people": result.n,
            "label": source.words(f"proposal.{stand}"),
            "count": count,
            "share": round(count / result.n, 4) if result.n else None,
        }
