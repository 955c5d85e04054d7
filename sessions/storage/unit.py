"""A unit of writing is data: rows per table, so that many units are a few statements."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Flag, auto
from typing import Any

from sqlalchemy import Connection


class Stirs(Flag):
    """Whom a change concerns, beside those who run the meeting."""

    CREW = 0
    HALL = auto()
    CROWD = auto()


@dataclass(frozen=True, slots=True)
class Keeping:
    """One contribution on its way to the database; `answer` is JSON text."""

    item_id: int
    participant_id: int
    owner: str
    slot: str
    key: str
    round: int
    origin: str
    answer: str
    digest: str
    at: datetime
    table: int | None = None
    entered_by: str | None = None
    withdrawn: bool = False
    also_closed: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds for a key; `fresh` is False when it was there before.

    `number` is None when nothing was kept because the item was not open.
    """

    number: int | None
    revision: int = 0
    digest: str = ""
    item_id: int = 0
    at: datetime | None = None
    fresh: bool = False

    def holds(self, item_id: int, digest: str) -> bool:
        """Whether this was kept, now or before, and not something else under the same key."""
        return self.number is not None and (self.item_id, self.digest) == (item_id, digest)


@dataclass(frozen=True, slots=True)
class TalkRow:
    """Where one person is in the talk, as JSON text."""

    person: str
    state: str


@dataclass(frozen=True, slots=True)
class Unit:
    """What belongs to one turn and must be kept together or not at all."""

    meeting_id: int
    contributions: tuple[Keeping, ...] = ()
    talk: TalkRow | None = None
    stirs: Stirs = Stirs.CREW


@dataclass(frozen=True, slots=True)
class Work:
    """Any other change: SQL that runs in the batch's transaction and returns something."""

    meeting_id: int | None
    run: Callable[[Connection], Any]
    stirs: Stirs


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit changed in one meeting."""

    meeting_id: int
    version: int
    scene: int
    crowd: int


_SPELLING = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def as_json(value: object) -> str:
    """JSON in one spelling, so that equal answers are equal text."""
    return _SPELLING.encode(value)
