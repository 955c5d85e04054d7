"""An answer that somebody enters for another: a card on paper, a call, words in the hall."""

from dataclasses import replace
from datetime import UTC, datetime

from sessions import owners
from sessions.actions.arriving import tables_tonight
from sessions.actions.fitting import (
    Fitting,
    IncomingAnswer,
    Receipt,
    check,
    check_pen,
    check_round,
    keeping_of,
    receipt_of,
    stirs_of,
)
from sessions.actions.running import check_runs
from sessions.errors import Clash, Forbidden, Unknown
from sessions.items.item import told
from sessions.items.proposal import Proposal
from sessions.people import Participant, Staff, find_organisation
from sessions.record import Record
from sessions.storage import arrivals
from sessions.storage.entering import keep_entry
from sessions.storage.store import Store
from sessions.storage.unit import Keeping, Stirs

MOST_CARDS = 10
"""Cards that one pen holder can enter for others in one item; the crew has no such limit."""


async def enter(store: Store, record: Record, staff: Staff, draft: IncomingAnswer) -> Receipt:
    """Keep what a facilitator or secretary enters for somebody; also after the item closed.

    Raise `Forbidden` when it is not said for whom, `Clash` for a round that is not there yet,
    `Unknown` for a table or an item that the meeting has not, `Malformed` when it does not fit.
    """
    check_runs(staff, record)
    fitting = check(record, draft)
    if not fitting.checked.on_behalf_of:
        raise Forbidden("answer.on_behalf_of_whom")
    check_round(fitting, range(1, fitting.scheduled.round + 1))
    return await _enter(store, fitting, by=staff.label, also_closed=True)


async def enter_at_table(store: Store, fitting: Fitting, who: Participant) -> Receipt:
    """Keep what a pen holder enters for somebody at the same table, while the item is open.

    Raise `Forbidden` for a position or for another's pen, `Clash` beyond `MOST_CARDS` or when the
    item is not open.
    """
    if isinstance(fitting.scheduled.item, Proposal):
        raise Forbidden("answer.no_mandate")
    check_pen(who, fitting.checked.table)
    _check_pile(fitting, who)
    return await _enter(store, fitting, by=who.pseudonym, also_closed=False)


def _check_pile(fitting: Fitting, who: Participant) -> None:
    """A table has about eight people: beyond that a pen holder is making them up."""
    entered = {
        c.participant
        for c in fitting.record.given(fitting.scheduled.number)
        if c.entered_by == who.pseudonym
    }
    if len(entered) >= MOST_CARDS:
        raise Clash("answer.many_cards", most=MOST_CARDS)


async def _enter(store: Store, fitting: Fitting, *, by: str, also_closed: bool) -> Receipt:
    """Each entry is a participant of its own, so that paper cards never overwrite each other.

    When the answer is refused, nobody has arrived either.
    """
    meeting, table, arrival = fitting.record.meeting.id, fitting.checked.table, _behind(fitting, by)
    owner = _party_behind(fitting, arrival)
    if table is not None and table > (last := tables_tonight(fitting.record)):
        raise Unknown("table.unknown", table=table, last=last)

    def compose(row_id: int, name: str) -> Keeping:
        keeping = keeping_of(fitting, owner or owners.person(name), table, row_id)
        return replace(keeping, entered_by=by, also_closed=also_closed)

    return await store.writer.run(
        meeting,
        lambda connection: receipt_of(fitting, keep_entry(connection, meeting, arrival, compose)),
        Stirs.CROWD | stirs_of(fitting.scheduled),
    )


def _behind(fitting: Fitting, by: str) -> arrivals.Arrival:
    said, record = fitting.checked.on_behalf_of, fitting.record
    assert said is not None
    name = told(said.organisation)
    party = find_organisation(name, record.programme.organisations)
    return arrivals.Arrival(
        organisation=party.name if party else name,
        kind=party.kind if party else "overig",
        name=told(said.name),
        language=record.meeting.language,
        origin=said.origin,
        at=datetime.now(UTC),
        entry_key=f"{by}:{fitting.draft.key}",
        entered_by=by,
    )


def _party_behind(fitting: Fitting, arrival: arrivals.Arrival) -> str:
    """The organisation whose position the secretary enters; empty for any other answer."""
    if not isinstance(fitting.scheduled.item, Proposal):
        return ""
    if not arrival.organisation:
        raise Forbidden("answer.on_behalf_of_whom")
    return owners.party(arrival.organisation)
