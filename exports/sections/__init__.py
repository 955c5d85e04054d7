"""One part of the minutes per item: what was asked, who answered, what came out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exports.sections.casus import CasusResult, casus_result
from exports.sections.poll import PollResult, poll_result
from exports.sections.proposal import proposal_result
from exports.sections.question import question_result
from sessions import references
from sessions.meeting import Scheduled
from sessions.record import Note, Record

RESULTS: Mapping[str, Callable[[Record, Scheduled], Any]] = {
    "poll": poll_result,
    "question": question_result,
    "casus": casus_result,
    "proposal": proposal_result,
}
"""How the result of each kind is made; a kind that asks nothing has none."""


@dataclass(frozen=True, slots=True)
class Section:
    """One item; `result` is None when nobody answered or nothing was asked.

    `outside` are the references of what facilitators and experts gave: kept, never counted.
    """

    reference: str
    scheduled: Scheduled
    result: Any
    outside: tuple[str, ...]

    @property
    def was_opened(self) -> bool:
        return self.scheduled.opened_at is not None


def section(record: Record, scheduled: Scheduled) -> Section:
    given = record.given(scheduled.number)
    outside = [
        c.reference for c in given if (v := record.voices.get(c.participant)) and not v.counts
    ]
    answered = len(given) > len(outside)
    return Section(
        reference=item_reference(record, scheduled.number),
        scheduled=scheduled,
        result=RESULTS[scheduled.item.kind](record, scheduled) if answered else None,
        outside=tuple(outside),
    )


def lessons_in(sections: Iterable[Section]) -> tuple[Note, ...]:
    """The noted lessons that stand under a casus."""
    results = [each.result for each in sections if isinstance(each.result, CasusResult)]
    return tuple(note for result in results for note in result.lessons)


FEW = 10
"""People below which a result is a handful of voices, and no picture of the hall."""


def few(result: Any) -> bool:
    """Whether a result needs the note that few people answered; positions are by name anyway."""
    answers = getattr(result, "response", None)
    if isinstance(result, PollResult):
        return result.people < FEW
    return answers is not None and not answers.tables and answers.own + answers.on_behalf < FEW


def item_reference(record: Record, number: int) -> str:
    """`B1.2`: meeting 1, item 2."""
    return references.item(record.meeting.number, number)
