"""One gathering, and where each item of it stands."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from sessions.items.item import Item

HALL = ZoneInfo("Europe/Amsterdam")
"""The clock on the wall of every hall; the record keeps UTC."""


class Level(StrEnum):
    """Uitvoerend or bestuurlijk."""

    OPERATIONAL = "operational"
    GOVERNING = "governing"


class ItemState(StrEnum):
    """Waiting for its turn, open for answers, closed, or left out tonight."""

    WAITING = "waiting"
    OPEN = "open"
    CLOSED = "closed"
    SKIPPED = "skipped"


class Light(StrEnum):
    """How the wall looks in the hall."""

    DEVICE = ""
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it stands; `version` moves with every change, `scene` with what all see."""

    id: int
    code: str
    number: int
    title: str
    level: Level
    language: str
    smallest_group: int
    day: date | None
    starts: time | None
    place: str
    chair: str
    case_number: str
    goal: str
    tables: int
    opened_at: datetime | None
    closed_at: datetime | None
    message: str
    version: int
    scene: int
    hurries: str = ""
    """What the wall says of the time or the answers still to come, only because it was asked."""
    places: int | None = None
    """How many people fit; None where everybody who comes may come in."""
    light: str = ""
    """How the wall looks: one of `Light`."""
    leaf: int = 1
    """Which page of a long list the wall shows."""

    @property
    def spaced_code(self) -> str:
        """The code as people read it aloud: two groups of three."""
        return f"{self.code[:3]} {self.code[3:]}"


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An item in its meeting; its number never changes, its position may."""

    id: int
    number: int
    position: int
    item: Item
    state: ItemState
    revealed: bool
    round: int
    step: int
    opened_at: datetime | None
    closed_at: datetime | None
    extra_minutes: int
    on_the_spot: bool = False
    """Made during the evening, with what was said there in it."""

    @property
    def is_open(self) -> bool:
        return self.state is ItemState.OPEN


def plain_code(typed: str) -> str:
    """A code as it was typed, without the spaces and dashes that people put in."""
    return "".join(c for c in typed if c.isascii() and c.isalnum())
