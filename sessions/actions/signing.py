"""Writing down which party signed which agreement; the paper itself stays with the parties."""

from dataclasses import dataclass
from datetime import date, datetime

from sessions.actions.programmes import may_change
from sessions.errors import Forbidden, Malformed, Unknown
from sessions.items.item import told
from sessions.meeting import HALL
from sessions.people import Staff, find_organisation
from sessions.record import Record
from sessions.signatories import parties
from sessions.signing import Signature, Signed, Variant, mentions
from sessions.storage import signatures
from sessions.storage.store import Store

LONGEST = 120


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What a coordinator fills in for one party; day and function only for a signature."""

    variant: Variant
    party: str
    state: Signed
    day: str = ""
    function: str = ""


async def sign(store: Store, record: Record, staff: Staff, entry: FilledIn) -> None:
    """Write down where one party stands with one form of the agreement."""
    _check_changes(staff, record)
    made, meeting = _checked(record, entry), record.meeting.id
    await store.writer.run(
        meeting, lambda c: signatures.add_signature(c, meeting, made, staff.label)
    )


async def undo(store: Store, record: Record, staff: Staff, revision: int) -> None:
    """Take back the last entry, which is the one that was looked at."""
    _check_changes(staff, record)
    meeting = record.meeting.id
    await store.writer.run(meeting, lambda c: signatures.undo_signature(c, meeting, revision))


def _check_changes(staff: Staff, record: Record) -> None:
    if not may_change(staff, record.programme.id):
        raise Forbidden("staff.not_yours")


def _checked(record: Record, entry: FilledIn) -> Signature:
    party = find_organisation(entry.party, parties(record))
    if party is None:
        raise Unknown("agreement.no_party", name=told(entry.party)[:LONGEST])
    if not entry.state.has_day:
        return Signature(0, entry.variant, party.name, entry.state)
    day, function = _day(entry.day), _function(record, entry.function)
    return Signature(0, entry.variant, party.name, entry.state, day, function)


def _day(text: str) -> date:
    """The day on the paper; tomorrow nobody has signed yet."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Malformed("agreement.no_day") from None
    if day > datetime.now(HALL).date():
        raise Malformed("agreement.too_early")
    return day


def _function(record: Record, text: str) -> str:
    """In which function somebody signed; the public edition shows it, so it names nobody."""
    function = " ".join(told(text).split())
    if not function:
        raise Malformed("agreement.no_function")
    if len(function) > LONGEST:
        raise Malformed("form.name_too_long", limit=LONGEST)
    if any(p.name and mentions(function, p.name) for p in record.participants.values()):
        raise Malformed("agreement.names_somebody")
    return function
