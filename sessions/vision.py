"""The vision of a programme as its coordinator builds it; what it is made of comes along."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from sessions.rulings import Ruling
from sessions.vision_entries import (
    CHAPTERS,
    Amendment,
    Block,
    Chapter,
    Entry,
    Fate,
    Figure,
    Outside,
    Source,
    Standing,
)
from sessions.vision_versions import Version

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """One change that was made: what, by whom, when, and whether it was taken back."""

    number: int
    verb: str
    subjects: tuple[str, ...]
    by: str
    at: datetime
    undone: bool = False


@dataclass(frozen=True)
class Vision:
    """Everything that the coordinator decided, as it stands now; `stamp` moves with it."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    acts: tuple[ChangeMade, ...] = ()
    versions: tuple[Version, ...] = ()
    stamp: tuple[int, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    """What was decided about personal data in the vision and in what all meetings share."""

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(sorted(self._all(Source), key=lambda s: _counted(s.reference)))

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(sorted(self._all(Figure), key=lambda f: _counted(f.reference)))

    @property
    def outside(self) -> tuple[Outside, ...]:
        return tuple(sorted(self._all(Outside), key=lambda o: _counted(o.reference)))

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(sorted(self._all(Block), key=lambda b: (b.rank, b.number)))

    @property
    def amendments(self) -> tuple[Amendment, ...]:
        return tuple(sorted(self._all(Amendment), key=lambda a: a.number))

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in their order, those that were left out too."""
        given = {c.key: c for c in self._all(Chapter)}
        known = [given.pop(key, Chapter(key)) for key in CHAPTERS]
        places = {c.key: place * 10 for place, c in enumerate(known)}
        own = [replace(c, rank=c.rank or 1_000) for c in given.values()]
        return tuple(sorted([*known, *own], key=lambda c: (c.rank or places[c.key], c.key)))

    @property
    def latest(self) -> Version | None:
        return self.versions[-1] if self.versions else None

    def version(self, number: int) -> Version | None:
        return next((v for v in self.versions if v.number == number), None)

    @property
    def last_act(self) -> ChangeMade | None:
        """The change that can be taken back now."""
        return next((a for a in reversed(self.acts) if not a.undone), None)

    def standing(self, municipality: str) -> Standing:
        found = self.entries.get(f"standing/{municipality}")
        return found if isinstance(found, Standing) else Standing(municipality)

    def block(self, number: int) -> Block | None:
        found = self.entries.get(f"block/{number}")
        return found if isinstance(found, Block) else None

    def blocks_of(self, proposal: str) -> tuple[Block, ...]:
        """What was decided about a proposal: the blocks that it went into, or was rejected as."""
        return tuple(b for b in self.blocks if proposal in b.of and b.fate is not Fate.MERGED)

    def next_number(self, head: str) -> int:
        """The number of the next `block/` or `source/R`; what was taken away keeps its own."""
        used = (s for act in self.acts for s in act.subjects if s.startswith(head))
        return 1 + max((_counted(subject)[1] for subject in used), default=0)

    def _all(self, kind: type[T]) -> list[T]:
        return [each for each in self.entries.values() if isinstance(each, kind)]


def municipalities(organisations: Iterable[Any]) -> tuple[str, ...]:
    """Where the vision must be adopted: every municipality of the programme."""
    return tuple(o.name for o in organisations if o.kind == "gemeente")


def _counted(reference: str) -> tuple[str, int]:
    """Sort as people count: `R2` before `R10`; `G-001` before `M-001`."""
    head = reference.rstrip("0123456789")
    tail = reference[len(head) :]
    return head, int(tail) if tail else 0
