"""An answer on its way to the record: checked, owned, kept, and only then thanked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sessions import mandates, owners
from sessions.actions.arriving import sit
from sessions.actions.entering import enter_at_table
from sessions.actions.fitting import (
    KEY_LIMIT,
    Fitting,
    IncomingAnswer,
    Receipt,
    check,
    check_round,
    keeping_of,
    owner_of,
    receipt_of,
    scheduled_at,
    stirs_of,
)
from sessions.errors import Clash, Refusal, Unknown
from sessions.items.item import Checked
from sessions.people import Participant
from sessions.record import Record
from sessions.storage.keeping import find_kept
from sessions.storage.store import Store
from sessions.storage.unit import Beside, Letter, Unit

__all__ = ["ALONE", "KEY_LIMIT", "Along", "IncomingAnswer", "Receipt", "answer", "withdraw"]


def _no_thanks(_receipt: Receipt) -> Sequence[Letter]:
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
    fitting = check(record, draft)
    try:
        return await _answer(store, fitting, who, along)
    except Refusal:
        if before := await _given_before(store, fitting, who):
            return replace(before, anew=False)
        raise


async def _answer(store: Store, fitting: Fitting, who: Participant, along: Along) -> Receipt:
    record = fitting.record
    if who.left_at:
        raise Clash("answer.left")
    check_round(fitting, {fitting.scheduled.round})
    if fitting.checked.on_behalf_of:
        return await enter_at_table(store, fitting, who)
    if fitting.checked.table is not None and who.table is None and fitting.scheduled.is_open:
        pen = await sit(store, record, who, fitting.checked.table)
        who = replace(who, table=fitting.checked.table, holds_pen=pen)
    keeping = keeping_of(fitting, *owner_of(fitting, who), who.id)
    beside = replace(along.beside, letters=lambda kept: along.thanks(receipt_of(fitting, kept[0])))
    [kept] = await store.writer.keep(
        Unit(record.meeting.id, (keeping,), beside, stirs_of(fitting.scheduled))
    )
    return receipt_of(fitting, kept)


async def _given_before(store: Store, fitting: Fitting, who: Participant) -> Receipt | None:
    """The thank-you for what came in before under this key: for oneself, or entered for another."""
    behind = [
        (p.id, fitting.draft.key)
        for p in fitting.record.participants.values()
        if who.pseudonym in {p.pseudonym, p.entered_by}
    ]
    found = await store.read(lambda connection: find_kept(connection, behind))
    same = [k for k in found.values() if k.holds(fitting.scheduled.id, fitting.digest)]
    return receipt_of(fitting, same[0]) if same else None


async def withdraw(
    store: Store, record: Record, who: Participant, number: int, reference: str | None
) -> Receipt:
    """Take an answer back: it no longer counts, and stays in the record as withdrawn.

    Without a reference it is the last thing that was said; what was withdrawn already stays so.
    Raise `Unknown` when there is nothing of theirs to take back, `Clash` when the item closed.
    """
    scheduled = scheduled_at(record, number)
    mine = _owners(who) | mandates.last_said_by(record, number, who)
    said = [c for c in record.contributions if c.item == number and c.owner in mine]
    found = [c for c in said if reference in {None, c.reference}]
    if not found:
        raise Unknown("answer.nothing_to_withdraw")
    last = found[-1]
    if last.withdrawn:
        return Receipt(last.reference, last.revision, last.at)
    draft = IncomingAnswer(number, {}, f"withdraw:{last.reference}:{last.revision}")
    fitting = Fitting(record, scheduled, Checked({}, slot=last.slot, round=last.round), draft)
    gone = replace(
        keeping_of(fitting, last.owner, last.table, who.id), slot=last.slot, withdrawn=True
    )
    [kept] = await store.writer.keep(Unit(record.meeting.id, (gone,), stirs=stirs_of(scheduled)))
    return receipt_of(fitting, kept)


def _owners(who: Participant) -> set[str]:
    """In whose name somebody may take back: their own, and their table's while they write."""
    own = owners.person(who.pseudonym)
    return {own, owners.table(who.table)} if who.table and who.holds_pen else {own}
