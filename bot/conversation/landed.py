"""What became of somebody's words, in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from exports.edition import Edition
from exports.personal_data import masked, vision_without_personal_data
from sessions.catalogue import Words
from sessions.record import Record
from sessions.synthesis.building_blocks import propose
from sessions.synthesis.landing import Landing, Why, landings, sentences_on
from sessions.vision import Vision, municipalities
from sessions.vision_entries import Block, State
from sessions.vision_versions import KeptSentence

SENTENCES: Mapping[Why, str] = {
    Why.SUPPORTS: "landed.supports",
    Why.DIFFERS: "landed.differs",
    Why.MAYBE: "landed.maybe",
    Why.ACTION: "landed.action",
    Why.WITHDRAWN: "landed.withdrawn",
    Why.UNCOUNTED: "landed.uncounted",
    Why.HIDDEN: "landed.hidden",
    Why.EARLIER: "landed.earlier",
    Why.REJECTED: "landed.rejected",
    Why.LEFT_OUT: "landed.left_out",
    Why.WAITING: "landed.waiting",
    Why.NOWHERE: "landed.nowhere",
}


def vision_to_read(record: Record) -> Vision:
    """The vision as everybody may read it."""
    return vision_without_personal_data(record, Edition.PUBLIC)


def where_it_stands(record: Record, shown: Vision) -> dict[str, Landing]:
    """Where each contribution to a meeting stands; that takes no other meeting to know.

    It is looked up in what was typed, and told in what may be read: `shown`.
    """
    vision = record.vision
    found = landings([record], vision, propose([record], vision.outside))
    blocks = {block.number: block for block in shown.blocks}
    return {reference: _to_read(landing, blocks) for reference, landing in found.items()}


def _to_read(landing: Landing, blocks: Mapping[int, Block]) -> Landing:
    theme, reason = masked(landing.theme, Edition.PUBLIC), landing.reason
    if landing.why is Why.REJECTED:
        reason = blocks[landing.blocks[0][0]].reason
    if landing.why is Why.LEFT_OUT:
        reason = blocks[landing.blocks[0][0]].because
    return replace(landing, theme=theme, reason=reason)


def in_a_sentence(landing: Landing, words: Words) -> str:
    """The item of the minutes, the theme if it has one, and the building block or the reason."""
    blocks = ", ".join(str(number) for number, _ in landing.blocks)
    where = words(SENTENCES[landing.why], blocks=blocks, reason=landing.reason)
    theme = words("landed.theme", theme=landing.theme) if landing.theme else ""
    return " ".join(filter(None, (words("landed.minutes", item=landing.item), theme, where)))


@dataclass(frozen=True, slots=True)
class InVision:
    """A sentence of the vision that rests on somebody's words, and where a reader finds it.

    `where` says it, `spot` is the place on the page where it stands.
    """

    where: str
    text: str
    spot: str


def in_the_vision(landing: Landing, shown: Vision, words: Words) -> tuple[InVision, ...]:
    """As the last version says it: what a coordinator is still working on is not said yet."""
    latest = shown.latest
    if latest is None:
        return ()
    return tuple(
        InVision(_named(latest.number, line, words), line.text, spot(line))
        for line in sentences_on(landing, latest)
    )


def _named(version: int, line: KeptSentence, words: Words) -> str:
    """Version, chapter, and the building block where it stands in one."""
    key = "landed.sentence" if line.block is None else "landed.sentence_block"
    return words(
        key, version=version, number=line.number, chapter=line.title, block=line.block or 0
    )


def spot(line: KeptSentence) -> str:
    """What a link to this sentence ends in: its building block, else its chapter."""
    return line.chapter if line.block is None else f"bouwsteen-{line.block}"


def is_adopted(record: Record) -> bool:
    """Whether every municipality of the programme adopted the vision."""
    names = municipalities(record.programme.organisations) or (record.programme.title,)
    return all(record.vision.standing(name).state is State.ADOPTED for name in names)
