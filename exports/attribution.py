"""Whose words a document may show, and whom it may name beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessions import owners
from sessions.items.breakdown import break_down
from sessions.items.contribution import Contribution, heard
from sessions.meeting import Scheduled
from sessions.record import Marks, Record

WORDS = ("text", "other", "action")
"""Where an answer holds what somebody wrote."""


class Withheld(StrEnum):
    """Why words stay out of a document; they count all the same."""

    NOTHING = ""
    HIDDEN = "hidden"
    NOT_QUOTABLE = "not_quotable"
    UNCOUNTED_VOTE = "uncounted_vote"


@dataclass(frozen=True, slots=True)
class Quote:
    """What a document shows of one contribution that has words.

    `label` is a kind, an organisation or a name, as the item promised; `table` is set for what
    a table wrote together. `text` is empty when `withheld` says why.
    """

    reference: str
    text: str
    withheld: Withheld
    label: str = ""
    table: int | None = None
    merged_into: str = ""
    recognised: int = 0


def quote(record: Record, given: Contribution, recognised: int = 0) -> Quote:
    """The words of a contribution, as far as they may be shown."""
    reason = withheld(record, given)
    other = _marks(record, given).merged_into
    return Quote(
        reference=given.reference,
        text="" if reason else words_of(given),
        withheld=reason,
        label="" if reason else label(record, given),
        table=table_of(given),
        merged_into=other if record.find(other) else "",
        recognised=recognised,
    )


def words_of(given: Contribution) -> str:
    """The words of an answer, whichever kind of item it is for; empty where it has none."""
    return next((str(given.answer[k]) for k in WORDS if given.answer.get(k)), "")


def table_of(given: Contribution) -> int | None:
    """The table that wrote this together; None for one person, also for a card at a table."""
    return owners.table_of(given.owner)


def withheld(record: Record, given: Contribution) -> Withheld:
    """Hidden by the facilitator, or by somebody who does not want to be quoted.

    What a table or an organisation says is not one person's, and an action is an agreement.
    """
    if _marks(record, given).hidden:
        return Withheld.HIDDEN
    author = record.participants.get(given.participant)
    refuses = author is not None and author.quotable is False and words_of(given)
    own = owners.is_person(given.owner) and not given.answer.get("action")
    if refuses and own:
        return Withheld.NOT_QUOTABLE
    return Withheld.NOTHING


def label(record: Record, given: Contribution) -> str:
    """Who said this, as openly as its item promised; nobody where that would give them away."""
    if owners.is_party(given.owner):
        return owners.party_of(given.owner)
    voice = record.voices.get(given.participant)
    scheduled = record.item(given.item)
    if voice is None or not voice.counts or scheduled is None or table_of(given):
        return ""
    alone = break_down([given], record.voices, scheduled.item.open, smallest=1).groups
    name = next(iter(alone), "")
    return name if name != voice.kind or name in record.kinds_to_name else ""


def group_labels(record: Record, scheduled: Scheduled, turn: int) -> dict[str, str]:
    """The group of each answer to a poll, for those groups that the tally shows."""
    groups = break_down(
        personal(record, scheduled, turn),
        record.voices,
        scheduled.item.open,
        record.meeting.smallest_group,
    ).groups
    return {c.reference: name for name, members in groups.items() for c in members}


def personal(record: Record, scheduled: Scheduled, turn: int) -> Sequence[Contribution]:
    """What people who count gave in one round: whom the tally divides into groups."""
    given = heard(record.given(scheduled.number), record.voices)
    return [c for c in given if c.round == turn and owners.is_person(c.owner)]


def _marks(record: Record, given: Contribution) -> Marks:
    return record.marks.get(given.reference, Marks())
