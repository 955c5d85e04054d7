"""How the answers to one open question are arranged in themes: by a sum first, then by people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import TypeAdapter


class Reason(StrEnum):
    """Why an answer is in no theme; it is counted all the same."""

    EMPTY = "empty"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Score:
    """How well an answer fits one theme: 0 shares nothing, 1 is the same."""

    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Member:
    """One answer in a theme; not confirmed is “te bevestigen”: a weak match, or a new answer.

    `best` are the three themes that fit best. `same_as` is the answer that stands for this one
    where both say the same in nearly the same words.
    """

    reference: str
    confirmed: bool = False
    best: tuple[Score, ...] = ()
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """An answer to quote, with how many said nearly the same, itself included."""

    reference: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class AnswerTheme:
    """Answers that belong together. `confirmed` is for people to say: no sum sets it.

    `seeded` themes come from the programme's list. The medoid is the answer in the middle;
    `quotes` begin with it and have at most one answer per kind of organisation.
    """

    label: str
    members: tuple[Member, ...]
    confirmed: bool = False
    seeded: bool = False
    medoid: str = ""
    quotes: tuple[Chosen, ...] = ()

    @property
    def references(self) -> tuple[str, ...]:
        return tuple(member.reference for member in self.members)


@dataclass(frozen=True, slots=True)
class Aside:
    """An answer that says nothing about the question."""

    reference: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Themes:
    """The arrangement of one question. Every answer is in one theme, or aside with a reason.

    `silent` are themes of the programme in which nobody said anything. `model` and
    `fingerprint` tell what found them. `revision` counts what people changed.
    """

    themes: tuple[AnswerTheme, ...]
    aside: tuple[Aside, ...] = ()
    silent: tuple[str, ...] = ()
    model: str = ""
    fingerprint: str = ""
    revision: int = 0

    @property
    def references(self) -> Iterator[str]:
        """Every answer that was arranged, each once."""
        yield from (r for theme in self.themes for r in theme.references)
        yield from (each.reference for each in self.aside)

    @property
    def confirmed(self) -> tuple[AnswerTheme, ...]:
        """Themes that may be shown to the hall."""
        return tuple(theme for theme in self.themes if theme.confirmed)

    def theme_of(self, reference: str) -> AnswerTheme | None:
        return next((t for t in self.themes if reference in t.references), None)

    def set_aside(self) -> Mapping[Reason, int]:
        """How many answers are aside, by reason."""
        reasons = [each.reason for each in self.aside]
        return {reason: reasons.count(reason) for reason in Reason if reason in reasons}


@cache
def _adapter() -> TypeAdapter[Themes]:
    return TypeAdapter(Themes)


def as_json(themes: Themes) -> dict[str, Any]:
    """Plain lists and dictionaries."""
    written: dict[str, Any] = _adapter().dump_python(themes, mode="json")
    return written


def from_json(written: Mapping[str, Any]) -> Themes:
    """What `as_json` wrote."""
    return _adapter().validate_python(written)
