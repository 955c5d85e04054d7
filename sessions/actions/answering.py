"""An answer on its way to the record: checked, owned, kept, and only then thanked for."""

import hashlib
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sessions import mandates, owners
from sessions.actions.arriving import sit, tables_tonight
from sessions.actions.running import check_runs
from sessions.errors import Clash, Forbidden, Malformed, Refusal, Unknown
from sessions.items.casus import Casus
from sessions.items.item import Checked, told
from sessions.items.proposal import Proposal
from sessions.meeting import ItemState, Scheduled, contribution_reference
from sessions.people import Participant, Staff, find_organisation
from sessions.record import Record
from sessions.storage import arrivals
from sessions.storage.entering import keep_entry
from sessions.storage.keeping import find_kept
from sessions.storage.store import Store
from sessions.storage.unit import Beside, Keeping, Kept, Letter, Stirs, Unit, as_json

KEY_LIMIT = 200
"""Characters in an idempotency key."""

MOST_CARDS = 10
"""Cards that one pen holder can enter for others in one item; the crew has no such limit."""

BY_ITSELF = "key:"
"""How the slot begins of an answer that replaces no other."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the thank-you may say: it is on the disk, under this reference.

    `anew` is False when it was there already, and nothing was kept along with it this time.
    """

    reference: str
    revision: int
    at: datetime
    anew: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class IncomingAnswer:
    """An answer as it came in: for which item, under which key, by which door."""

    item: int
    body: object
    key: str
    origin: str = "browser"


@dataclass(frozen=True, slots=True)
class _Fitting:
    """An answer that fits, with the item it is for."""

    record: Record
    scheduled: Scheduled
    checked: Checked
    draft: IncomingAnswer

    @property
    def round(self) -> int:
        return self.checked.round or self.scheduled.round

    @property
    def digest(self) -> str:
        """What was sent, whatever changed around it: a repetition is known by it."""
        checked = self.checked
        behind = checked.on_behalf_of and checked.on_behalf_of.model_dump()
        said = [self.draft.item, checked.answer, checked.replaces, checked.table, checked.round]
        return hashlib.sha256(as_json([*said, behind]).encode()).hexdigest()


def _no_thanks(_given: Receipt) -> Sequence[Letter]:
    return ()


@dataclass(frozen=True, slots=True)
class Along:
    """What is kept together with an answer, and what is said once its reference is known."""

    beside: Beside = field(default_factory=Beside)
    thanks: Callable[[Receipt], Sequence[Letter]] = _no_thanks


ALONE = Along()
"""An answer that comes with nothing else."""


async def answer(
    store: Store,
    record: Record,
    who: Participant,
    draft: IncomingAnswer,
    along: Along = ALONE,
) -> Receipt:
    """Keep an answer; return when it is durable.

    The same key with the same body gives the same thank-you, also when the item closed or the
    pen was passed in between. Raise `Malformed` when the body does not fit or the key was used
    for something else, `Forbidden` for another table's pen, `Clash` when the item is not open.
    """
    turn = _check(record, draft)
    try:
        return await _answer(store, turn, who, along)
    except Refusal:
        if before := await _given_before(store, turn, who):
            return replace(before, anew=False)
        raise


async def _answer(store: Store, turn: _Fitting, who: Participant, along: Along) -> Receipt:
    record = turn.record
    if who.left_at:
        raise Clash("answer.left")
    _check_round(turn, {turn.scheduled.round})
    if turn.checked.on_behalf_of:
        if isinstance(turn.scheduled.item, Proposal):
            raise Forbidden("answer.no_mandate")
        _pen(who, turn.checked.table)
        _check_pile(turn, who)
        return await _enter(store, turn, by=who.pseudonym, also_closed=False)
    if turn.checked.table is not None and who.table is None and turn.scheduled.is_open:
        pen = await sit(store, record, who, turn.checked.table)
        who = replace(who, table=turn.checked.table, holds_pen=pen)
    keeping = _keeping(turn, *_owner(turn, who), who.id)
    beside = replace(along.beside, letters=lambda kept: along.thanks(_given(turn, kept[0])))
    [kept] = await store.writer.keep(
        Unit(record.meeting.id, (keeping,), beside, _stirs(turn.scheduled))
    )
    return _given(turn, kept)


async def _given_before(store: Store, turn: _Fitting, who: Participant) -> Receipt | None:
    """The thank-you for what came in before under this key: for oneself, or entered for another."""
    behind = [
        (p.id, turn.draft.key)
        for p in turn.record.participants.values()
        if who.pseudonym in {p.pseudonym, p.entered_by}
    ]
    found = await store.read(lambda connection: find_kept(connection, behind))
    same = [k for k in found.values() if k.holds(turn.scheduled.id, turn.digest)]
    return _given(turn, same[0]) if same else None


async def enter(store: Store, record: Record, staff: Staff, draft: IncomingAnswer) -> Receipt:
    """Keep what a facilitator or secretary enters for somebody; also after the item closed."""
    check_runs(staff, record)
    turn = _check(record, draft)
    if not turn.checked.on_behalf_of:
        raise Forbidden("answer.on_behalf_of_whom")
    _check_round(turn, range(1, turn.scheduled.round + 1))
    return await _enter(store, turn, by=staff.label, also_closed=True)


async def withdraw(
    store: Store, record: Record, who: Participant, number: int, reference: str | None
) -> Receipt:
    """Take an answer back: it no longer counts, and stays in the record as withdrawn.

    Without a reference it is the last thing that was said; what was withdrawn already stays so.
    """
    scheduled = _scheduled(record, number)
    mine = _owners(who) | mandates.last_said_by(record, number, who)
    said = [c for c in record.contributions if c.item == number and c.owner in mine]
    found = [c for c in said if reference in {None, c.reference}]
    if not found:
        raise Unknown("answer.nothing_to_withdraw")
    last = found[-1]
    if last.withdrawn:
        return Receipt(last.reference, last.revision, last.at)
    draft = IncomingAnswer(number, {}, f"withdraw:{last.reference}:{last.revision}")
    turn = _Fitting(record, scheduled, Checked({}, slot=last.slot, round=last.round), draft)
    gone = replace(_keeping(turn, last.owner, last.table, who.id), slot=last.slot, withdrawn=True)
    [kept] = await store.writer.keep(Unit(record.meeting.id, (gone,), stirs=_stirs(scheduled)))
    return _given(turn, kept)


def _check(record: Record, draft: IncomingAnswer) -> _Fitting:
    if not draft.key or len(draft.key) > KEY_LIMIT or not draft.key.isprintable():
        raise Malformed("answer.key_missing", limit=KEY_LIMIT)
    scheduled = _scheduled(record, draft.item)
    return _Fitting(record, scheduled, scheduled.item.check(draft.body), draft)


def _check_round(turn: _Fitting, open_rounds: Container[int]) -> None:
    if turn.round not in open_rounds:
        raise Clash("answer.other_round", round=turn.scheduled.round)


def _scheduled(record: Record, number: int) -> Scheduled:
    scheduled = record.item(number)
    if scheduled is None:
        raise Unknown("item.unknown", number=number, last=len(record.items))
    return scheduled


def _stirs(scheduled: Scheduled) -> Stirs:
    """Everybody looks again when everybody sees results change; else only the crew does."""
    live = scheduled.revealed or scheduled.item.show_results == "live"
    return Stirs.HALL if live else Stirs.CREW


def _check_pile(turn: _Fitting, who: Participant) -> None:
    """A table has about eight people: beyond that a pen holder is making them up."""
    entered = {
        c.participant
        for c in turn.record.given(turn.scheduled.number)
        if c.entered_by == who.pseudonym
    }
    if len(entered) >= MOST_CARDS:
        raise Clash("answer.many_cards", most=MOST_CARDS)


def _pen(who: Participant, table: int | None) -> int:
    """The table whose pen this person holds."""
    if who.table is None or not who.holds_pen or table not in {None, who.table}:
        raise Forbidden("answer.not_your_pen", table=table or who.table or 0)
    return who.table


def _owner(turn: _Fitting, who: Participant) -> tuple[str, int | None]:
    """Whose answer this is: the table's, by its pen, the organisation's, or the person's own."""
    if isinstance(turn.scheduled.item, Proposal):
        return mandates.owner(turn.record, turn.scheduled.number, who), None
    casus = isinstance(turn.scheduled.item, Casus)
    if turn.checked.table is not None or (casus and who.table is not None):
        table = _pen(who, turn.checked.table)
        return owners.table(table), table
    return owners.person(who.pseudonym), None


def _slot(turn: _Fitting, owner: str, who: int) -> str:
    """What a later answer replaces; one that stands by itself is known by its giver and key."""
    checked, number = turn.checked, turn.scheduled.number
    if checked.replaces:
        mine = turn.record.of(owner, number)
        earlier = next((c for c in mine if c.reference == checked.replaces), None)
        if earlier is None or not earlier.slot.startswith(BY_ITSELF):
            raise Unknown("answer.nothing_to_replace", reference=checked.replaces)
        return earlier.slot
    if checked.recognises:
        other = turn.record.find(checked.recognises)
        if other is None or other.item != number or "text" not in other.answer:
            raise Unknown("answer.nothing_to_recognise", reference=checked.recognises)
        if other.owner == owner:
            raise Clash("answer.recognise_own")
    if not checked.slot:
        return f"{BY_ITSELF}{who}:{turn.draft.key}"
    return f"{checked.slot}@{turn.round}" if turn.round > 1 else checked.slot


def _keeping(turn: _Fitting, owner: str, table: int | None, who: int) -> Keeping:
    checked, draft = turn.checked, turn.draft
    return Keeping(
        item_id=turn.scheduled.id,
        participant_id=who,
        owner=owner,
        slot=_slot(turn, owner, who),
        key=draft.key,
        round=turn.round,
        origin=checked.on_behalf_of.origin if checked.on_behalf_of else draft.origin,
        answer=as_json(checked.answer),
        digest=turn.digest,
        at=datetime.now(UTC),
        table=table,
    )


async def _enter(store: Store, turn: _Fitting, *, by: str, also_closed: bool) -> Receipt:
    """Each entry is a participant of its own, so that paper cards never overwrite each other.

    When the answer is refused, nobody has arrived either.
    """
    meeting, table, arrival = turn.record.meeting.id, turn.checked.table, _behind(turn, by)
    owner = _party_behind(turn, arrival)
    if table is not None and table > (last := tables_tonight(turn.record)):
        raise Unknown("table.unknown", table=table, last=last)

    def compose(row_id: int, name: str) -> Keeping:
        keeping = _keeping(turn, owner or owners.person(name), table, row_id)
        return replace(keeping, entered_by=by, also_closed=also_closed)

    return await store.writer.run(
        meeting,
        lambda connection: _given(turn, keep_entry(connection, meeting, arrival, compose)),
        Stirs.CROWD | _stirs(turn.scheduled),
    )


def _behind(turn: _Fitting, by: str) -> arrivals.Arrival:
    said, record = turn.checked.on_behalf_of, turn.record
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
        entry_key=f"{by}:{turn.draft.key}",
        entered_by=by,
    )


def _party_behind(turn: _Fitting, arrival: arrivals.Arrival) -> str:
    """The organisation whose position the secretary enters; empty for any other answer."""
    if not isinstance(turn.scheduled.item, Proposal):
        return ""
    if not arrival.organisation:
        raise Forbidden("answer.on_behalf_of_whom")
    return owners.party(arrival.organisation)


def _given(turn: _Fitting, kept: Kept) -> Receipt:
    scheduled = turn.scheduled
    if kept.number is None or kept.at is None:
        raise _not_open(scheduled)
    if not kept.holds(scheduled.id, turn.digest):
        raise Malformed("answer.key_reused")
    meeting = turn.record.meeting.number
    return Receipt(
        contribution_reference(meeting, scheduled.number, kept.number), kept.revision, kept.at
    )


def _not_open(scheduled: Scheduled) -> Clash:
    if scheduled.state is ItemState.WAITING:
        return Clash("answer.not_open_yet", number=scheduled.number)
    if scheduled.state is ItemState.SKIPPED:
        return Clash("answer.skipped", number=scheduled.number)
    return Clash("answer.closed", number=scheduled.number)


def _owners(who: Participant) -> set[str]:
    """In whose name somebody may take back: their own, and their table's while they write."""
    own = owners.person(who.pseudonym)
    return {own, owners.table(who.table)} if who.table and who.holds_pen else {own}
