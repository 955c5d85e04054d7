"""A proposal in the minutes: who stands where, by name, who is silent, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.attribution import Withheld, withheld
from sessions import mandates
from sessions.items.contribution import Contribution
from sessions.items.proposal import Proposal, Stand
from sessions.meeting import Scheduled
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class PositionLine:
    """One organisation; `by` is in which function, and in the internal edition who spoke."""

    reference: str
    organisation: str
    stand: Stand
    reservation: str
    text: str
    withheld: Withheld
    by: str
    on_behalf: bool


@dataclass(frozen=True, slots=True)
class ProposalResult:
    """All positions, those that agree first; `silent` were there, `away` were not."""

    proposal: Proposal
    lines: tuple[PositionLine, ...]
    counts: Mapping[Stand, int]
    silent: tuple[str, ...]
    away: tuple[str, ...]
    adopted: bool

    @property
    def n(self) -> int:
        return len(self.lines)

    @property
    def references(self) -> tuple[str, ...]:
        return tuple(line.reference for line in self.lines)


def proposal_result(record: Record, scheduled: Scheduled) -> ProposalResult:
    proposal, tally = scheduled.item, record.tally(scheduled.number)
    assert isinstance(proposal, Proposal)
    given = {c.reference: c for c in record.given(scheduled.number)}
    names = {reference: name for name, reference in tally.organisations.items()}
    silent, away = mandates.silent(record, scheduled.number)
    return ProposalResult(
        proposal=proposal,
        lines=tuple(
            _line(record, given[r], names[r])
            for stand in Stand
            for r in sorted(tally.positions[stand], key=names.__getitem__)
        ),
        counts={stand: tally.count(stand) for stand in Stand},
        silent=tuple(silent),
        away=tuple(away),
        adopted=tally.adopted,
    )


def _line(record: Record, given: Contribution, organisation: str) -> PositionLine:
    """A position is an organisation's, so its words may be quoted; unless they were hidden."""
    answer, reason = given.answer, withheld(record, given)
    person = record.participants.get(given.participant)
    by = ["" if reason else answer.get("mandate", ""), person.name if person else ""]
    return PositionLine(
        reference=given.reference,
        organisation=organisation,
        stand=Stand(answer["position"]),
        reservation="" if reason else answer.get("reservation", ""),
        text="" if reason else answer.get("text", ""),
        withheld=reason,
        by=", ".join(filter(None, by)),
        on_behalf=given.entered_by is not None,
    )
