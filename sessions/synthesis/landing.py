"""What became of everybody's words: where each contribution stands, or why it stands nowhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessions import references
from sessions.items.contribution import Contribution
from sessions.items.poll import Poll, PollTally
from sessions.record import Record
from sessions.synthesis.building_blocks import ProposedBlock
from sessions.synthesis.built import build
from sessions.synthesis.grouping import confirmed_themes
from sessions.vision import Vision
from sessions.vision_entries import Block, Fate, Outside
from sessions.vision_versions import KeptSentence, Version


class Why(StrEnum):
    """Why a contribution is in no building block, or which part it has in one."""

    SUPPORTS = "supports"
    DIFFERS = "differs"
    MAYBE = "maybe"
    ACTION = "action"
    WITHDRAWN = "withdrawn"
    UNCOUNTED = "uncounted"
    HIDDEN = "hidden"
    EARLIER = "earlier"
    REJECTED = "rejected"
    LEFT_OUT = "left_out"
    WAITING = "waiting"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Landing:
    """Where one contribution stands: its item, its theme, and the blocks with their chapters."""

    reference: str
    item: str
    why: Why
    theme: str = ""
    blocks: tuple[tuple[int, str], ...] = ()
    reason: str = ""

    @property
    def is_in(self) -> bool:
        """Whether the vision refers to it."""
        return self.why in {Why.SUPPORTS, Why.DIFFERS, Why.MAYBE, Why.ACTION}


def landings(
    records: Sequence[Record], vision: Vision, proposals: Sequence[ProposedBlock]
) -> dict[str, Landing]:
    """Every contribution that was ever kept, in order: in meetings first, then outside them."""
    places = _places(vision, proposals)
    found: dict[str, Landing] = {}
    for record in records:
        themes = confirmed_themes(record)
        for each in _last_revisions(record):
            theme = themes.get(each.reference, str(each.answer.get("theme", "")))
            found[each.reference] = _landing(record, each, places, theme)
    for given in vision.outside:
        found[given.reference] = _of_outside(given, places)
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where references lead: per reference its blocks, its rejected block, or its proposal."""

    supports: Mapping[str, tuple[Block, ...]]
    differs: Mapping[str, tuple[Block, ...]]
    maybe: Mapping[str, tuple[Block, ...]]
    rejected: Mapping[str, Block]
    left_out: Mapping[str, Block]
    proposed: Mapping[str, ProposedBlock]


def _places(vision: Vision, proposals: Sequence[ProposedBlock]) -> _Place:
    known = {p.key: p for p in proposals}
    built = [build(b, known) for b in vision.blocks if b.fate is not Fate.MERGED]
    held = [b for b in built if b.block.fate is Fate.ACCEPTED]
    dropped = [b for b in built if b.block.fate is Fate.REJECTED]
    return _Place(
        supports=_by_reference((b.block, b.support) for b in held),
        differs=_by_reference((b.block, b.contrary) for b in held),
        maybe=_by_reference((b.block, tuple(b.guessed)) for b in held),
        rejected={r: b.block for b in dropped for r in (*b.support, *b.dissent)},
        left_out={r: b.block for b in held for r in b.block.left_out},
        proposed={r: p for p in proposals for r in (*p.support, *p.dissent)},
    )


def _by_reference(
    pairs: Iterable[tuple[Block, tuple[str, ...]]],
) -> dict[str, tuple[Block, ...]]:
    found: dict[str, tuple[Block, ...]] = {}
    for block, named in pairs:
        for reference in named:
            found[reference] = (*found.get(reference, ()), block)
    return found


def _landing(record: Record, given: Contribution, places: _Place, theme: str) -> Landing:
    item = references.item(record.meeting.number, given.item)
    if (why := _apart(record, given)) is not None:
        return Landing(given.reference, item, why, theme)
    return _placed(given.reference, item, theme, places)


def _apart(record: Record, given: Contribution) -> Why | None:
    """Why a contribution takes no part, whatever the coordinator decided."""
    if given.withdrawn:
        return Why.WITHDRAWN
    voice = record.voices.get(given.participant)
    if voice is not None and not voice.counts:
        return Why.UNCOUNTED
    marks = record.marks.get(given.reference)
    if marks and marks.hidden:
        return Why.HIDDEN
    if "action" in given.answer:
        return Why.ACTION
    return Why.EARLIER if _is_earlier(record, given) else None


def _is_earlier(record: Record, given: Contribution) -> bool:
    """An answer in a round of a poll after which another was held."""
    scheduled = record.item(given.item)
    if scheduled is None or not isinstance(scheduled.item, Poll):
        return False
    tally = record.tally(given.item)
    assert isinstance(tally, PollTally)
    return given.round < tally.last.round


def _placed(reference: str, item: str, theme: str, places: _Place) -> Landing:
    standing = {
        Why.SUPPORTS: places.supports, Why.DIFFERS: places.differs, Why.MAYBE: places.maybe,
    }  # fmt: skip
    for why, blocks in standing.items():
        if reference in blocks:
            held = tuple((b.number, b.chapter) for b in blocks[reference])
            return Landing(reference, item, why, theme, held)
    if (dropped := places.rejected.get(reference)) is not None:
        at = ((dropped.number, dropped.chapter),)
        return Landing(reference, item, Why.REJECTED, theme, at, dropped.reason)
    if (without := places.left_out.get(reference)) is not None:
        at = ((without.number, without.chapter),)
        return Landing(reference, item, Why.LEFT_OUT, theme, at, without.because)
    why = Why.WAITING if reference in places.proposed else Why.NOWHERE
    return Landing(reference, item, why, theme)


def sentences_on(landing: Landing, version: Version) -> tuple[KeptSentence, ...]:
    """The sentences of a version that a contribution stands in: of each block its claim, or the
    other view beside it; and what the coordinator wrote with a reference to it.
    """
    found = [line for n, _ in landing.blocks if (line := _sentence_of(n, landing, version))]
    about = f"doing/{landing.reference}"
    if landing.is_in:
        found += [line for line in version.lines if line.place == about]
    cited = landing.why is not Why.HIDDEN and landing.why is not Why.WITHDRAWN
    found += [
        line
        for line in version.lines
        if cited and line.place.startswith("chapter/") and landing.reference in line.references
    ]
    return tuple(dict.fromkeys(found))


def _sentence_of(number: int, landing: Landing, version: Version) -> KeptSentence | None:
    """The claim that rests on it, else the first claim of its block."""
    if not landing.is_in:
        return None
    part = "dissent" if landing.why in {Why.DIFFERS, Why.MAYBE} else "claim"
    place = f"block/{number}/{part}"
    lines = [line for line in version.lines if f"{line.place}/".startswith(f"{place}/")]
    named = (line for line in lines if landing.reference in line.references)
    return next(named, lines[0] if lines else None)


def _of_outside(given: Outside, places: _Place) -> Landing:
    return _placed(given.reference, given.reference, given.theme, places)


def _last_revisions(record: Record) -> list[Contribution]:
    latest: dict[str, Contribution] = {}
    for each in record.contributions:
        held = latest.get(each.reference)
        if held is None or held.revision < each.revision:
            latest[each.reference] = each
    return list(latest.values())
