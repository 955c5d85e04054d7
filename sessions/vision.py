"""The vision of a programme as its coordinator builds it: sources, building blocks, chapters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from sessions.rulings import Ruling

T = TypeVar("T")

CHAPTERS = (
    "summary", "frame", "process", "task", "ambitions", "groups", "themes", "regional", "working",
    "money", "doing",
)  # fmt: skip
"""The chapters that every woonzorgvisie has, in their order; the words for them come later."""


class State(StrEnum):
    """How far a vision is in one municipality, in the order of the steps."""

    CONCEPT = "concept"
    COLLEGE = "college"
    CONSULTATION = "consultation"
    COUNCIL = "council"
    ADOPTED = "adopted"


class Fate(StrEnum):
    """What became of a building block."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"


class Heeded(StrEnum):
    """How far a reaction or an amendment is heeded."""

    OPEN = "open"
    ADOPTED = "adopted"
    PARTLY = "partly"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Source:
    """A report or a table that the vision rests on; its reference is `R1`."""

    reference: str
    title: str
    author: str = ""
    year: str = ""
    where: str = ""
    kind: str = "report"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure from a source; its reference is `C1`."""

    reference: str
    title: str
    says: str
    source: str = ""
    page: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Outside:
    """A contribution outside a meeting: of an interview (`G-001`) or by mail (`M-001`).

    `block` is the building block that was changed because of it, where one was.
    """

    reference: str
    origin: str
    text: str
    organisation: str = ""
    kind: str = "overig"
    day: str = ""
    theme: str = ""
    quotable: bool = True
    against: bool = False
    verdict: Heeded = Heeded.OPEN
    answer: str = ""
    block: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A building block: which proposals it is made of, and what the coordinator made of it.

    `words` are hers and take the place of the proposed claim. `only` keeps a part of what the
    proposals rest on, `left_out` takes from it, with the reason `because`, and `added` adds to it;
    `dissent` holds what she marked as another view, `agreeing` what is none although its words seem
    so. `cites` are sources and figures: `R1 p.12`, `C3`.
    """

    number: int
    of: tuple[str, ...] = ()
    chapter: str = "themes"
    rank: int = 0
    fate: Fate = Fate.ACCEPTED
    reason: str = ""
    into: int = 0
    words: str = ""
    only: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    dissent: tuple[str, ...] = ()
    agreeing: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as the coordinator wants it: its own title, place and words, or left out."""

    key: str
    title: str = ""
    rank: int = 0
    words: str = ""
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """A change that a council or a college asks for, and what was done with it.

    `block` is the building block that was changed because of it, where one was.
    """

    number: int
    municipality: str
    text: str
    chapter: str = ""
    verdict: Heeded = Heeded.OPEN
    answer: str = ""
    minority: bool = False
    block: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the vision is in one municipality."""

    municipality: str
    state: State = State.CONCEPT
    day: str = ""


Entry = Source | Figure | Outside | Block | Chapter | Amendment | Standing
KINDS: Mapping[str, type[Any]] = {
    "source": Source, "figure": Figure, "outside": Outside, "block": Block, "chapter": Chapter,
    "amendment": Amendment, "standing": Standing,
}  # fmt: skip
"""Whatever a change can be about, by the first word of its subject: `block/7`."""

Changes = Mapping[str, Entry | None]
"""Subjects with what they become; None takes one away."""


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """One change that was made: what, by whom, when, and whether it was taken back."""

    number: int
    verb: str
    subjects: tuple[str, ...]
    by: str
    at: datetime
    undone: bool = False


@dataclass(frozen=True, slots=True)
class KeptSentence:
    """One sentence of a version: where it stands, what it says, and what it rests on.

    `chapter` is the key of its chapter; `number` and `title` are what a reader knows it by.
    """

    place: str
    chapter: str = ""
    number: int = 0
    title: str = ""
    text: str = ""
    quotes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    @property
    def block(self) -> int | None:
        """The number of the building block that it is part of."""
        head, _, rest = self.place.partition("/")
        number = rest.partition("/")[0]
        return int(number) if head == "block" and number.isdecimal() else None

    @property
    def said(self) -> str:
        """The words by which a change is seen."""
        return " ".join([self.text, *self.quotes]).strip()


@dataclass(frozen=True, slots=True)
class Version:
    """A draft that was put down: each sentence by its place, to see later what changed.

    `steps` are those that the vision took in a municipality with this text. Versions of before
    lines were kept have none; `told` gives them all the same, without their chapters.
    """

    number: int
    label: str
    at: datetime
    by: str
    digest: str
    sentences: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[KeptSentence, ...] = ()
    steps: tuple["Standing", ...] = ()

    @property
    def told(self) -> tuple[KeptSentence, ...]:
        return self.lines or tuple(
            KeptSentence(at, text=text) for at, text in self.sentences.items()
        )


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


def kind_of(entry: Entry) -> str:
    """The first word of its subject."""
    return next(kind for kind, model in KINDS.items() if isinstance(entry, model))


def subject_of(entry: Entry) -> str:
    """`block/7`, `source/R1`, `standing/Ermelo`."""
    kind = kind_of(entry)
    match entry:
        case Source() | Figure() | Outside():
            return f"{kind}/{entry.reference}"
        case Block() | Amendment():
            return f"{kind}/{entry.number}"
        case Chapter():
            return f"{kind}/{entry.key}"
        case Standing():
            return f"{kind}/{entry.municipality}"


def changed(*entries: Entry) -> dict[str, Entry | None]:
    """These entries as a change."""
    return {subject_of(each): each for each in entries}


def municipalities(organisations: Iterable[Any]) -> tuple[str, ...]:
    """Where the vision must be adopted: every municipality of the programme."""
    return tuple(o.name for o in organisations if o.kind == "gemeente")


def _counted(reference: str) -> tuple[str, int]:
    """Sort as people count: `R2` before `R10`; `G-001` before `M-001`."""
    head = reference.rstrip("0123456789")
    tail = reference[len(head) :]
    return head, int(tail) if tail else 0
