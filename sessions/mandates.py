"""Who speaks for an organisation on a proposal: one voice each, by whoever took the mandate."""

from collections.abc import Sequence

from sessions import owners
from sessions.errors import Clash, Forbidden
from sessions.items.breakdown import speaks_for_party
from sessions.items.contribution import Contribution
from sessions.people import Participant, find_organisation
from sessions.programme import Programme
from sessions.record import Record


def organisation_of(programme: Programme, who: Participant) -> str:
    """For which organisation somebody can speak; empty for who came for themselves.

    A tenants' or seniors' council speaks when the programme knows it; a name that a resident
    typed at the door does not make an organisation.
    """
    listed = find_organisation(who.organisation, programme.organisations)
    if not who.voice.counts or not (listed or speaks_for_party(who.voice)):
        return ""
    return listed.name if listed else who.organisation


def position_of(record: Record, number: int, organisation: str) -> Contribution | None:
    """Where an organisation stands now."""
    return next(iter(record.of(owners.party(organisation), number)), None)


def positions_by(record: Record, who: Participant, number: int | None = None) -> list[Contribution]:
    """The positions that this person took for their organisation, and no colleague after them."""
    organisation = organisation_of(record.programme, who)
    found = record.of(owners.party(organisation), number) if organisation else []
    return [c for c in found if c.participant == who.pseudonym]


def speaks_already(record: Record, number: int, who: Participant) -> Contribution | None:
    """The position that a colleague took: they hold the mandate until they take it back."""
    given = position_of(record, number, organisation_of(record.programme, who))
    own = given is None or given.participant == who.pseudonym or given.entered_by is not None
    return None if own else given


def owner(record: Record, number: int, who: Participant) -> str:
    """In whose name a position is kept; refuse who has no organisation, or no mandate."""
    organisation = organisation_of(record.programme, who)
    if not organisation:
        raise Forbidden("answer.no_organisation")
    if speaks_already(record, number, who):
        raise Clash("answer.mandate_held", organisation=organisation)
    return owners.party(organisation)


def last_said_by(record: Record, number: int, who: Participant) -> set[str]:
    """The organisations (as owners) of which this person spoke last, taken back or not."""
    last = {c.owner: c for c in record.contributions if c.item == number}
    return {
        owner
        for owner, c in last.items()
        if owners.is_party(owner) and c.participant == who.pseudonym
    }


def silent(record: Record, number: int) -> tuple[Sequence[str], Sequence[str]]:
    """Organisations without a position: those in the meeting, and those that stayed away."""
    spoken = {owners.party_of(c.owner) for c in record.given(number) if owners.is_party(c.owner)}
    here = {organisation_of(record.programme, p) for p in record.present} - {""}
    away = [o.name for o in record.programme.organisations if o.name not in spoken | here]
    return sorted(here - spoken), sorted(away)
