"""What parties agreed, as a draft to sign: commitments, reservations, state of signing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from exports.actions import Action
from exports.decisions import Decision
from exports.edition import Edition
from exports.editions import without_names
from exports.minutes import Minutes
from exports.personal_data import without_personal_data
from exports.sections.proposal import PositionLine, ProposalResult
from exports.variants import PARTS, MunicipalityPlan, places
from sessions import signatories
from sessions.items.proposal import Stand
from sessions.meeting import Meeting
from sessions.people import Organisation, find_organisation
from sessions.programme import Planned
from sessions.record import Record
from sessions.signing import Signature, Variant, latest


class Signing(StrEnum):
    """Where a party stood in the meeting; a tap on a phone is no signature."""

    AGREED = "agreed"
    RESERVED = "reserved"
    OPEN = "open"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SigningParty:
    """One party: what it does itself, what it helps with, where it stands and what it signed."""

    name: str
    kind: str
    commits: tuple[Action, ...]
    helps: tuple[Action, ...]
    positions: tuple[PositionLine, ...]
    signing: Signing
    signature: Signature | None = None

    @property
    def reservations(self) -> tuple[PositionLine, ...]:
        return tuple(p for p in self.positions if p.stand is Stand.RESERVATION)

    @property
    def mandates(self) -> tuple[PositionLine, ...]:
        """In which function somebody spoke, where this edition tells."""
        return tuple(p for p in self.positions if p.by)

    @property
    def has_something(self) -> bool:
        return bool(self.commits or self.helps or self.positions or self.signature)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything the draft says, in the order of its parts; words come later.

    `unassigned` are actions that no party has taken on.
    """

    variant: Variant
    programme: str
    meeting: Meeting
    made_at: datetime
    sides: tuple[SigningParty, ...]
    decisions: tuple[Decision, ...]
    unassigned: tuple[Action, ...]
    planning: tuple[Planned, ...]
    places: tuple[MunicipalityPlan, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        return PARTS[self.variant]


def compile_agreement(
    record: Record, minutes: Minutes, variant: Variant = Variant.COVENANT
) -> Agreement:
    """From the minutes of one edition: nothing is agreed here that was not agreed there."""
    record = without_personal_data(record, minutes.edition)
    if minutes.edition is Edition.PUBLIC:
        record = without_names(record)
    parties, signed = signatories.parties(record), latest(record.signatures, variant)
    actions = [a for a in minutes.actions if not a.withheld]
    owned = {a.reference: find_organisation(a.owner, parties) for a in actions}
    return Agreement(
        variant=variant,
        programme=minutes.programme,
        meeting=minutes.meeting,
        made_at=minutes.made_at,
        sides=tuple(
            replace(_side(party, actions, owned, minutes), signature=signed.get(party.name))
            for party in parties
        ),
        decisions=tuple(d for d in minutes.decisions if d.adopted),
        unassigned=tuple(a for a in actions if owned[a.reference] is None),
        planning=minutes.planning,
        places=places(actions, parties),
    )


def _side(
    party: Organisation,
    actions: Iterable[Action],
    owned: Mapping[str, Organisation | None],
    minutes: Minutes,
) -> SigningParty:
    positions = tuple(p for p in _positions(minutes) if p.organisation == party.name)
    every = list(actions)
    return SigningParty(
        name=party.name,
        kind=party.kind,
        commits=tuple(a for a in every if owned[a.reference] == party),
        helps=tuple(a for a in every if find_organisation(party.name, _named(a))),
        positions=positions,
        signing=_signing({p.stand for p in positions}),
    )


def _named(action: Action) -> list[Organisation]:
    return [Organisation(name) for name in action.partners]


def _signing(stands: set[Stand]) -> Signing:
    """One no is a no to the whole; one reservation holds for the whole too."""
    if Stand.DISAGREE in stands:
        return Signing.REFUSED
    if Stand.RESERVATION in stands:
        return Signing.RESERVED
    return Signing.AGREED if stands else Signing.OPEN


def _positions(minutes: Minutes) -> list[PositionLine]:
    """On what was adopted: a no to what fell is no refusal to sign."""
    results = [s.result for s in minutes.sections if isinstance(s.result, ProposalResult)]
    return [line for result in results if result.adopted for line in result.lines]
