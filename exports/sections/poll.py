"""A poll in the minutes: one row per option, the rounds beside each other, the groups below."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.attribution import Quote, personal, quote
from exports.sections.response import Response, response
from sessions.items.breakdown import break_down, people
from sessions.items.contribution import heard
from sessions.items.poll import Choose, Poll, PollTally, RoundTally
from sessions.meeting import Scheduled
from sessions.record import Record

SCORED = frozenset({Choose.RANK, Choose.POINTS})
"""Polls of which the result is a score rather than a number of people."""

Counts = tuple[tuple[str, int], ...]
"""Options that somebody chose, each with how many."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One option in one round; `size` is the length of its bar, from 0 to 1."""

    count: int
    score: float
    size: float


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One option; `voices` is its score in the last round when organisations have one each."""

    label: str
    cells: tuple[Cell, ...]
    shift: int | None
    voices: float | None


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """What one kind, organisation or name chose; the pool of small groups has no label."""

    label: str
    people: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class Round:
    """Who answered in one round, and what else they wrote."""

    number: int
    response: Response
    people: int
    mean: float | None
    spread: float | None
    other: tuple[Quote, ...]
    groups: tuple[GroupChoice, ...]
    left_out: bool
    tables: int
    table_counts: Counts


@dataclass(frozen=True, slots=True)
class PollResult:
    """The whole result; `scored` when it is a score that decides, not a number of people."""

    poll: Poll
    rounds: tuple[Round, ...]
    rows: tuple[OptionRow, ...]
    scored: bool

    @property
    def people(self) -> int:
        return max(each.people for each in self.rounds)

    @property
    def one_voice_each(self) -> bool:
        """Whether there is a score in which every organisation has one voice."""
        return any(row.voices for row in self.rows)


def poll_result(record: Record, scheduled: Scheduled) -> PollResult:
    """What a poll came to, as minutes show it; groups as the tally has them."""
    poll, tally = scheduled.item, record.tally(scheduled.number)
    assert isinstance(poll, Poll)
    return PollResult(
        poll=poll,
        rounds=tuple(_round(record, scheduled, each) for each in tally.rounds),
        rows=_rows(poll, tally),
        scored=poll.choose in SCORED,
    )


def _rows(poll: Poll, tally: PollTally) -> tuple[OptionRow, ...]:
    """The options, best first as in the last round; a scale keeps its own order."""
    most = max(o.score for turn in tally.rounds for o in turn.options) or 1.0
    rows = [
        OptionRow(
            label=option.label,
            cells=tuple(
                Cell(o.count, o.score, max(o.score, 0.0) / most)
                for o in (turn.options[place] for turn in tally.rounds)
            ),
            shift=tally.shift[place] if tally.shift else None,
            voices=option.voices,
        )
        for place, option in enumerate(tally.last.options)
    ]
    if poll.choose is Choose.SCALE:
        return tuple(rows)
    last = tally.rounds.index(tally.last)
    return tuple(sorted(rows, key=lambda row: -row.cells[last].score))


def _round(record: Record, scheduled: Scheduled, tally: RoundTally) -> Round:
    given = heard(record.given(scheduled.number), record.voices)
    own = personal(record, scheduled, tally.round)
    groups = _groups(record, scheduled, tally)
    by_reference = {c.reference: c for c in own}
    return Round(
        number=tally.round,
        response=response(record, (c for c in given if c.round == tally.round)),
        people=tally.n,
        mean=tally.mean,
        spread=tally.spread,
        other=tuple(quote(record, by_reference[r]) for r in tally.other),
        groups=groups,
        left_out=bool(tally.pooled_groups) and not tally.pooled,
        tables=tally.tables,
        table_counts=_chosen(tally, tally.table_counts),
    )


def _groups(record: Record, scheduled: Scheduled, tally: RoundTally) -> tuple[GroupChoice, ...]:
    split = break_down(
        personal(record, scheduled, tally.round),
        record.voices,
        scheduled.item.open,
        record.meeting.smallest_group,
    )
    shown = [
        GroupChoice(name, people(split.groups[name]), _chosen(tally, counts))
        for name, counts in tally.by_group.items()
    ]
    if tally.pooled:
        shown.append(GroupChoice("", people(split.pooled), _chosen(tally, tally.pooled)))
    return tuple(shown)


def _chosen(tally: RoundTally, counts: Sequence[int]) -> Counts:
    """The options that were chosen, most chosen first."""
    pairs = [(o.label, n) for o, n in zip(tally.options, counts, strict=False) if n]
    return tuple(sorted(pairs, key=lambda pair: -pair[1]))
