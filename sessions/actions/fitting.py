"""An answer held against its item: whether it fits, whose it is, and what it takes the place of."""

import hashlib
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sessions import mandates, owners, references
from sessions.errors import Clash, Forbidden, Malformed, Unknown
from sessions.items.casus import Casus
from sessions.items.item import Checked
from sessions.items.proposal import Proposal
from sessions.meeting import ItemState, Scheduled
from sessions.people import Participant
from sessions.record import Record
from sessions.storage.unit import Keeping, Kept, Stirs, as_json

KEY_LIMIT = 200
"""Characters in an idempotency key."""

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
class Fitting:
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


def check(record: Record, draft: IncomingAnswer) -> Fitting:
    """Hold an answer against its item, whether that is open or not.

    Raise `Malformed` for a key or a body that does not fit, `Unknown` without such an item.
    """
    if not draft.key or len(draft.key) > KEY_LIMIT or not draft.key.isprintable():
        raise Malformed("answer.key_missing", limit=KEY_LIMIT)
    scheduled = scheduled_at(record, draft.item)
    return Fitting(record, scheduled, scheduled.item.check(draft.body), draft)


def check_round(fitting: Fitting, open_rounds: Container[int]) -> None:
    """Raise `Clash` for an answer in a round that takes none."""
    if fitting.round not in open_rounds:
        raise Clash("answer.other_round", round=fitting.scheduled.round)


def scheduled_at(record: Record, number: int) -> Scheduled:
    """The item of this number; raise `Unknown` where the meeting has none."""
    scheduled = record.item(number)
    if scheduled is None:
        raise Unknown("item.unknown", number=number, last=len(record.items))
    return scheduled


def stirs_of(scheduled: Scheduled) -> Stirs:
    """Everybody looks again when everybody sees results change; else only the crew does."""
    live = scheduled.revealed or scheduled.item.show_results == "live"
    return Stirs.HALL if live else Stirs.CREW


def check_pen(who: Participant, table: int | None) -> int:
    """The table whose pen this person holds; raise `Forbidden` for another or for none."""
    if who.table is None or not who.holds_pen or table not in {None, who.table}:
        raise Forbidden("answer.not_your_pen", table=table or who.table or 0)
    return who.table


def owner_of(fitting: Fitting, who: Participant) -> tuple[str, int | None]:
    """Whose answer this is: the table's, by its pen, the organisation's, or the person's own.

    Gives the owner and the number of the table, where it is one's. Raise `Forbidden` without the
    pen or an organisation, `Clash` when a colleague holds the mandate.
    """
    if isinstance(fitting.scheduled.item, Proposal):
        return mandates.owner(fitting.record, fitting.scheduled.number, who), None
    casus = isinstance(fitting.scheduled.item, Casus)
    if fitting.checked.table is not None or (casus and who.table is not None):
        table = check_pen(who, fitting.checked.table)
        return owners.table(table), table
    return owners.person(who.pseudonym), None


def _slot(fitting: Fitting, owner: str, who: int) -> str:
    """What a later answer replaces; one that stands by itself is known by its giver and key."""
    checked, number = fitting.checked, fitting.scheduled.number
    if checked.replaces:
        mine = fitting.record.of(owner, number)
        earlier = next((c for c in mine if c.reference == checked.replaces), None)
        if earlier is None or not earlier.slot.startswith(BY_ITSELF):
            raise Unknown("answer.nothing_to_replace", reference=checked.replaces)
        return earlier.slot
    if checked.recognises:
        other = fitting.record.find(checked.recognises)
        if other is None or other.item != number or "text" not in other.answer:
            raise Unknown("answer.nothing_to_recognise", reference=checked.recognises)
        if other.owner == owner:
            raise Clash("answer.recognise_own")
    if not checked.slot:
        return f"{BY_ITSELF}{who}:{fitting.draft.key}"
    return f"{checked.slot}@{fitting.round}" if fitting.round > 1 else checked.slot


def keeping_of(fitting: Fitting, owner: str, table: int | None, who: int) -> Keeping:
    """The row to keep; `who` is the id of the participant whose phone or card it came from."""
    checked, draft = fitting.checked, fitting.draft
    return Keeping(
        item_id=fitting.scheduled.id,
        participant_id=who,
        owner=owner,
        slot=_slot(fitting, owner, who),
        key=draft.key,
        round=fitting.round,
        origin=checked.on_behalf_of.origin if checked.on_behalf_of else draft.origin,
        answer=as_json(checked.answer),
        digest=fitting.digest,
        at=datetime.now(UTC),
        table=table,
    )


def receipt_of(fitting: Fitting, kept: Kept) -> Receipt:
    """What the writer kept, as a receipt.

    Raise `Clash` when the item was not open, `Malformed` when the key was used for other words.
    """
    scheduled = fitting.scheduled
    if kept.number is None or kept.at is None:
        raise _not_open(scheduled)
    if not kept.holds(scheduled.id, fitting.digest):
        raise Malformed("answer.key_reused")
    meeting = fitting.record.meeting.number
    return Receipt(
        references.contribution(meeting, scheduled.number, kept.number), kept.revision, kept.at
    )


def _not_open(scheduled: Scheduled) -> Clash:
    if scheduled.state is ItemState.WAITING:
        return Clash("answer.not_open_yet", number=scheduled.number)
    if scheduled.state is ItemState.SKIPPED:
        return Clash("answer.skipped", number=scheduled.number)
    return Clash("answer.closed", number=scheduled.number)
