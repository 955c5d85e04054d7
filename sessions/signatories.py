"""Who an agreement is between: the organisations of the programme, and others that took part."""

from collections.abc import Iterator

from sessions.items.proposal import ProposalTally
from sessions.people import Organisation, find_organisation
from sessions.record import Record


def parties(record: Record) -> tuple[Organisation, ...]:
    """Those of the programme, then who took a position on what was adopted, or signed."""
    listed = record.programme.organisations
    others = {*_spoke(record), *(each.party for each in record.signatures)}
    return (
        *listed,
        *(Organisation(n) for n in sorted(others) if find_organisation(n, listed) is None),
    )


def _spoke(record: Record) -> Iterator[str]:
    for scheduled in record.items:
        if scheduled.item.kind == "proposal":
            tally: ProposalTally = record.tally(scheduled.number)
            yield from tally.organisations if tally.adopted else ()
