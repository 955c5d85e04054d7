"""What a vision is made of: sources, figures, building blocks, chapters, amendments, standings."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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
