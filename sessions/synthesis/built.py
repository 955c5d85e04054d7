"""Building blocks as they stand: what was proposed, with all that the coordinator made of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sessions.synthesis.building_blocks import BlockPart, ProposedBlock
from sessions.vision import Vision
from sessions.vision_entries import Block, Fate


@dataclass(frozen=True, slots=True)
class Built:
    """A block with what it rests on; `whole` is False when parts were taken out of a proposal.

    `dissent` holds everything that is or may be another view, `guessed` what only may be: its words
    seem so, and the coordinator did not say it yet.
    """

    block: Block
    proposals: tuple[ProposedBlock, ...]
    support: tuple[str, ...]
    dissent: tuple[str, ...]
    guessed: frozenset[str] = frozenset()

    @property
    def parts(self) -> tuple[BlockPart, ...]:
        return tuple(part for proposal in self.proposals for part in proposal.parts)

    @property
    def whole(self) -> bool:
        """Whether it rests on all that was proposed, so that the proposed sentences still hold."""
        proposed = {r for part in self.parts for r in (*part.support, *part.dissent)}
        moved = set(self.block.dissent) & {r for part in self.parts for r in part.support}
        return not moved and proposed <= {*self.support, *self.dissent}

    @property
    def contrary(self) -> tuple[str, ...]:
        """What surely is another view: by a vote, by who said so, or by the coordinator."""
        return tuple(r for r in self.dissent if r not in self.guessed)

    @property
    def target_groups(self) -> tuple[str, ...]:
        """Those that the coordinator chose, else those that were named."""
        named = (name for proposal in self.proposals for name in proposal.target_groups)
        return self.block.target_groups or tuple(dict.fromkeys(named))

    @property
    def references(self) -> tuple[str, ...]:
        cited = (name.partition(" ")[0] for name in self.block.cites)
        return tuple(dict.fromkeys((*self.support, *self.dissent, *cited)))


def build(block: Block, proposals: Mapping[str, ProposedBlock]) -> Built:
    """One block; proposals that are no longer there (their answers were withdrawn) are left out."""
    used = tuple(proposals[key] for key in block.of if key in proposals)
    support = _kept(block, (r for p in used for r in p.support))
    dissent = _kept(block, (r for p in used for r in p.dissent))
    marked = set(block.dissent)
    unsure = {r for p in used for part in p.parts if part.guessed for r in part.dissent} - marked
    seeming = unsure & set(block.agreeing)
    along = [r for r in dissent if r in seeming]
    agreeing = [*(r for r in (*support, *block.added) if r not in marked), *along]
    beside = [r for r in dissent if r not in seeming]
    differing = _once([*beside, *(r for r in (*support, *block.added) if r in marked)])
    return Built(block, used, _once(agreeing), differing, frozenset(unsure.intersection(differing)))


def accepted(vision: Vision, proposals: Sequence[ProposedBlock]) -> tuple[Built, ...]:
    """The blocks that the vision holds, in their order."""
    known = {p.key: p for p in proposals}
    return tuple(build(b, known) for b in vision.blocks if b.fate is Fate.ACCEPTED)


def undecided(vision: Vision, proposals: Sequence[ProposedBlock]) -> tuple[ProposedBlock, ...]:
    """What still waits for a decision."""
    decided = {key for block in vision.blocks for key in block.of}
    return tuple(p for p in proposals if p.key not in decided)


def _kept(block: Block, references: Iterable[str]) -> list[str]:
    only, gone = set(block.only), set(block.left_out)
    return [r for r in references if (not only or r in only) and r not in gone]


def _once(references: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(references))
