"""A unit of writing is data: rows per table, so that many units are a few statements."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Flag, IntEnum, auto
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


class Lane(IntEnum):
    """How soon a message goes out: whoever just did something waits for nobody."""

    REPLY = 0
    NEWS = 1
    LIVE = 2


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way to somebody at a channel that reaches people by itself.

    `body` is JSON text. A later letter about the same `subject` changes the message that shows
    it; `replaces` names the message whose button was pressed.
    """

    address: str
    body: str
    lane: Lane = Lane.REPLY
    subject: str = ""
    replaces: int | None = None


Letters = Callable[[Sequence[Kept]], Sequence[Letter]]
"""What is said of the answers once it is known under which number they are kept."""


def _no_letters(_kept: Sequence[Kept]) -> Sequence[Letter]:
    return ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept together with the answers of a turn, or not at all.

    Where the person is in the talk, what they are told, that the update was dealt with, and the
    address that is in this meeting from now on.
    """

    talk: TalkRow | None = None
    letters: Letters = _no_letters
    chat: str = ""
    update: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """What belongs to one turn and must be kept together or not at all.

    `meeting_id` is None for somebody who is in no meeting yet.
    """

    meeting_id: int | None
    contributions: tuple[Keeping, ...] = ()
    beside: Beside = Beside()
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
