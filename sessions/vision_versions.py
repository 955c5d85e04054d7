"""A draft of a vision that was put down: its sentences, and where each stood."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime

from sessions.vision_entries import Standing


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

    def is_only_about(self, questions: AbstractSet[str]) -> bool:
        """Whether it tells that nobody answered, and of these questions alone."""
        head, _, asked = self.place.partition("/")
        return head == "doing" and set(self.references or (asked,)) <= questions

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
    steps: tuple[Standing, ...] = ()

    @property
    def told(self) -> tuple[KeptSentence, ...]:
        return self.lines or tuple(
            KeptSentence(at, text=text) for at, text in self.sentences.items()
        )

    def without(self, questions: AbstractSet[str]) -> "Version":
        """The version as it may be read after these questions were left out."""
        gone = {line.place for line in self.told if line.is_only_about(questions)}
        return replace(
            self,
            sentences={at: said for at, said in self.sentences.items() if at not in gone},
            lines=tuple(line for line in self.lines if line.place not in gone),
        )
