"""Writing down what parties agreed about an action: effort or result, means, measure."""

from datetime import UTC, datetime

from sessions.actions.programmes import may_change
from sessions.agreed import agreed_actions
from sessions.errors import Forbidden, Malformed, Unknown
from sessions.items.item import told
from sessions.people import Staff
from sessions.record import Record
from sessions.signing import mentions
from sessions.storage import terms as storage
from sessions.storage.store import Store
from sessions.terms import Terms

LONGEST = 300


async def agree(store: Store, record: Record, staff: Staff, reference: str, terms: Terms) -> None:
    """What stands there from now on; empty words and no choice say that nothing was agreed.

    Raise `Forbidden` for who may not, `Unknown` when the minutes have no such action.
    """
    if not may_change(staff, record.programme.id):
        raise Forbidden("staff.not_yours")
    if reference not in {each.reference for each in agreed_actions(record)}:
        raise Unknown("agreement.no_action")
    kept = Terms(terms.binding, _words(record, terms.means), _words(record, terms.measure))
    meeting, who = record.meeting.id, (staff.label, datetime.now(UTC))
    await store.writer.run(meeting, lambda c: storage.keep_terms(c, meeting, reference, kept, who))


def _words(record: Record, typed: str) -> str:
    """One line; the public edition shows it, so it names nobody."""
    words = " ".join(told(typed).split())
    if len(words) > LONGEST:
        raise Malformed("form.name_too_long", limit=LONGEST)
    if any(p.name and mentions(words, p.name) for p in record.participants.values()):
        raise Malformed("agreement.names_somebody")
    return words
