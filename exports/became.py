"""What the vision did with what was said: per item, and per theme where it did several things."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from exports.summary import MOST_REFERENCES
from sessions import references
from sessions.record import NoteKind, Record
from sessions.synthesis.building_blocks import ProposedBlock, propose
from sessions.synthesis.landing import Landing, Why, landings
from sessions.vision import Vision
from sessions.vision_entries import Block, Fate


class What(StrEnum):
    """What was done with it; open where nobody decided yet."""

    ADOPTED = "adopted"
    DIFFERS = "differs"
    MAYBE = "maybe"
    LEFT_OUT = "left_out"
    REJECTED = "rejected"
    ACTION = "action"
    OPEN = "open"


LANDED: Mapping[Why, What] = {
    Why.SUPPORTS: What.ADOPTED,
    Why.DIFFERS: What.DIFFERS,
    Why.MAYBE: What.MAYBE,
    Why.LEFT_OUT: What.LEFT_OUT,
    Why.REJECTED: What.REJECTED,
    Why.ACTION: What.ACTION,
    Why.WAITING: What.OPEN,
    Why.NOWHERE: What.OPEN,
}
"""What has no place here takes no part: it was taken back, hidden or never counted."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that was done, with the block and the chapter in which it stands.

    `about` is the theme, or the question of a casus. `n` counts contributions; it is None where
    the result of an item went as a whole, or where nothing was done with it. `chapter` is its
    key, `title` the name that the coordinator gave it.
    """

    what: What
    about: str = ""
    blocks: tuple[int, ...] = ()
    chapter: str = ""
    title: str = ""
    reason: str = ""
    n: int | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Became:
    """An item or a decision of this meeting, with all that became of it."""

    reference: str
    title: str
    outcomes: tuple[Consequence, ...]


def became(record: Record) -> tuple[Became, ...]:
    """Every item that was answered, in running order, and then every decision."""
    proposals = propose([record], record.vision.outside)
    landed = landings([record], record.vision, proposals)
    return (*_items(record, proposals, landed), *_decisions(record))


def _items(
    record: Record, proposals: Sequence[ProposedBlock], landed: Mapping[str, Landing]
) -> Iterator[Became]:
    for scheduled in record.running_order:
        reference = references.item(record.meeting.number, scheduled.number)
        here = [each for each in landed.values() if each.item == reference and each.why in LANDED]
        if not here:
            continue
        if scheduled.item.kind in WHOLE:
            outcomes = _whole(record.vision, f"{scheduled.item.kind}:{reference}", reference)
        else:
            outcomes = _divided(record.vision, proposals, here)
        yield Became(reference, scheduled.item.title, _told(outcomes, reference))


WHOLE = frozenset({"poll", "proposal"})
"""Kinds whose result is one: who voted how is not told apart here."""


def _decisions(record: Record) -> Iterator[Became]:
    for note in record.notes:
        if note.kind is NoteKind.DECISION:
            found = _whole(record.vision, f"decision:{note.reference}", note.reference)
            yield Became(note.reference, note.text, tuple(found))


def _whole(vision: Vision, key: str, reference: str) -> list[Consequence]:
    """What the coordinator decided about the one proposal of an item."""
    held = [_of_block(vision, block, reference) for block in vision.blocks_of(key)]
    return held or [Consequence(What.OPEN, references=(reference,))]


def _of_block(vision: Vision, block: Block, reference: str) -> Consequence:
    what = What.ADOPTED if block.fate is Fate.ACCEPTED else What.REJECTED
    placed = ((block.number, block.chapter),)
    return replace(_placed(vision, what, placed, block.reason), references=(reference,))


def _placed(
    vision: Vision, what: What, blocks: Iterable[tuple[int, str]], reason: str = ""
) -> Consequence:
    numbers, chapters = zip(*blocks, strict=True) if blocks else ((), ("",))
    titles = {c.key: c.title for c in vision.chapters}
    key = chapters[0]
    return Consequence(
        what, blocks=tuple(numbers), chapter=key, title=titles.get(key, ""), reason=reason
    )


def _divided(
    vision: Vision, proposals: Sequence[ProposedBlock], here: Sequence[Landing]
) -> list[Consequence]:
    """Contributions about the same, with the same fate, together."""
    decided, subjects = _decided(vision, proposals), _subjects(proposals)
    found: dict[Consequence, list[str]] = {}
    for each in here:
        what, blocks = LANDED[each.why], each.blocks
        if what is What.OPEN and each.reference in decided:
            what, blocks = What.LEFT_OUT, decided[each.reference]
        alike = replace(
            _placed(vision, what, blocks, each.reason),
            about=subjects.get(each.reference, each.theme),
        )
        found.setdefault(alike, []).append(each.reference)
    return [
        replace(alike, n=len(references), references=tuple(references))
        for alike, references in found.items()
    ]


def _subjects(proposals: Sequence[ProposedBlock]) -> dict[str, str]:
    """What each contribution is about: who recognises a text is in its theme."""
    return {
        reference: str(part.values.get("theme") or part.values.get("ask") or "")
        for proposal in proposals
        for part in proposal.parts
        for reference in (*part.support, *part.dissent)
    }


def _decided(
    vision: Vision, proposals: Sequence[ProposedBlock]
) -> dict[str, tuple[tuple[int, str], ...]]:
    """Per contribution the blocks that were made of its proposal, whether or not it is in them."""
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for proposal in proposals:
        blocks = [b for b in vision.blocks_of(proposal.key) if b.fate is Fate.ACCEPTED]
        if blocks:
            at = tuple((b.number, b.chapter) for b in blocks)
            found |= dict.fromkeys((*proposal.support, *proposal.dissent), at)
    return found


def _told(outcomes: Sequence[Consequence], item: str) -> tuple[Consequence, ...]:
    """Where nobody decided anything, that is said once; long rows end at the item itself."""
    if all(each.what is What.OPEN for each in outcomes):
        return (Consequence(What.OPEN, references=(item,)),)
    return tuple(
        replace(each, references=(*each.references[:MOST_REFERENCES], item))
        if len(each.references) > MOST_REFERENCES
        else each
        for each in outcomes
    )
