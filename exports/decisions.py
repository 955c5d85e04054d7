"""What was decided: proposals by their rule, and what the facilitator noted in the hall."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.sections import Section
from exports.sections.proposal import ProposalResult
from sessions.items.proposal import Stand
from sessions.record import NoteKind, Record


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `rests_on` are the positions behind it, empty for one that was noted.

    `reserved` says how many organisations agreed with a reservation.
    """

    reference: str
    text: str
    adopted: bool
    rests_on: tuple[str, ...] = ()
    reserved: int = 0

    @property
    def noted(self) -> bool:
        return not self.rests_on


def decisions(record: Record, sections: Sequence[Section]) -> tuple[Decision, ...]:
    """Proposals in running order, then the notes; a proposal without positions decides nothing."""
    proposed = [
        Decision(
            reference=each.reference,
            text=each.scheduled.item.title,
            adopted=each.result.adopted,
            rests_on=each.result.references,
            reserved=each.result.counts[Stand.RESERVATION],
        )
        for each in sections
        if isinstance(each.result, ProposalResult) and each.result.n
    ]
    noted = [
        Decision(n.reference, n.text, adopted=True)
        for n in record.notes
        if n.kind is NoteKind.DECISION
    ]
    return (*proposed, *noted)
