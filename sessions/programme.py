"""A series of meetings that makes one vision."""

from dataclasses import dataclass
from datetime import date

from sessions.people import Organisation


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the programme, with the words by which it is recognised."""

    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """One date in the planning: what happens, and who does it."""

    what: str
    day: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """What all meetings of one vision share."""

    id: int
    title: str
    themes: tuple[Theme, ...] = ()
    target_groups: tuple[str, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    planning: tuple[Planned, ...] = ()
