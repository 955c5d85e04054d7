"""Who does what, with whom, by when: from the facilitator's notes and from the casuses."""

from dataclasses import dataclass, field

from exports.attribution import Withheld, withheld
from sessions.items.contribution import Contribution, heard
from sessions.record import NoteKind, Record
from sessions.terms import Terms


@dataclass(frozen=True, slots=True)
class Action:
    """One action; `by` is a date or the words that were typed.

    `owner_hidden` tells an owner whom the public edition does not name from none at all.
    `terms` is what the coordinator wrote down for the agreements.
    `noted` is False for an action from a casus: that one has its place in the appendix too.
    """

    reference: str
    what: str
    owner: str
    partners: tuple[str, ...]
    by: str
    withheld: Withheld = Withheld.NOTHING
    owner_hidden: bool = False
    noted: bool = False
    terms: Terms = field(default_factory=Terms)


def casus_action(record: Record, given: Contribution) -> Action:
    """An action that a table or a person named; what the facilitator hid stays out."""
    if reason := withheld(record, given):
        return Action(given.reference, "", "", (), "", withheld=reason)
    answer = given.answer
    return Action(
        reference=given.reference,
        what=str(answer["action"]),
        owner=str(answer.get("owner", "")),
        partners=tuple(answer.get("with", ())),
        by=str(answer.get("by", "")),
        terms=record.terms.get(given.reference, Terms()),
    )


def actions(record: Record) -> tuple[Action, ...]:
    """All actions of a meeting: first those noted in the hall, then those of the casuses."""
    noted = [
        Action(
            n.reference,
            n.text,
            n.owner,
            (),
            n.by,
            noted=True,
            terms=record.terms.get(n.reference, Terms()),
        )
        for n in record.notes
        if n.kind is NoteKind.ACTION
    ]
    named = [
        casus_action(record, c)
        for scheduled in record.running_order
        for c in heard(record.given(scheduled.number), record.voices)
        if "action" in c.answer
    ]
    return (*noted, *named)
