"""What waits for the coordinator after a meeting, and where it is done."""

from collections.abc import Iterator
from dataclasses import dataclass

from exports.actions import actions
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do: the end of its sentences' keys, how many, of which meeting, its page."""

    what: str
    count: int
    meeting: str
    href: str


def to_do(record: Record) -> Iterator[ToDo]:
    """Of a meeting that began; what is adopted asks for nothing any more."""
    review, code = record.review, record.meeting.code
    if review.adopted:
        return
    minutes, named = f"/regie/{code}/verslag", f"B{record.meeting.number}"
    asked = [said for said in review.reactions if said.text and not said.withdrawn]
    if waits := sum(said.verdict is None for said in asked):
        yield ToDo("reactions", waits, named, minutes)
    if record.meeting.closed_at and not review.issues:
        yield ToDo("minutes", 1, named, minutes)
    if nobody := sum(each.noted and not each.owner for each in actions(record)):
        yield ToDo("actions", nobody, named, f"/regie/{code}#notities")
