"""The plan of an evening: which turns it has, and what somebody gives in a turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from sessions.agenda import Agenda
from sessions.items.casus import Casus
from sessions.items.item import Item
from sessions.items.question import Question


@dataclass(frozen=True, slots=True)
class ScriptTurn:
    """A moment at which everybody is asked: an item, and how often it asked before.

    A poll has a turn per round, a casus one per step and one for its actions, an open question
    one to write and one to recognise what others wrote.
    """

    number: int
    part: int = 1


@dataclass(frozen=True, slots=True)
class Give:
    """An answer; `changes` is the place in the same turn of the answer it replaces.

    With `again` the phone does not hear the thank-you and sends the same once more.
    """

    body: Mapping[str, Any]
    key: str = ""
    changes: int | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Recognise:
    """Support for one of the contributions on the screen, whichever they are."""

    taste: int
    key: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the bot."""

    question: str


Answer = Give | Recognise
Act = Answer | Ask


def happens(random: Random, how_often: float) -> bool:
    """Whether something happens this time that happens in this share of the times."""
    return random.random() < how_often


@dataclass(frozen=True)
class Script:
    """What everything follows from: the agenda and the seed. Time has no say in it."""

    agenda: Agenda
    seed: int

    def random(self, *of: object) -> Random:
        """The luck of somebody in something; the same whenever it is asked for."""
        return Random(":".join(map(str, (self.seed, *of))))  # noqa: S311 -- nobody's secret

    def item(self, number: int) -> Item:
        return self.agenda.items[number - 1]

    def turns(self, number: int) -> list[ScriptTurn]:
        """How often an item asks before it has asked everything."""
        item = self.item(number)
        extra = 1 if isinstance(item, Question | Casus) else 0
        parts = max(item.last_round, item.last_step) + extra
        return [ScriptTurn(number, part) for part in range(1, parts + 1)]

    @cached_property
    def parties(self) -> Mapping[str, Sequence[str]]:
        """The organisations of the agenda per kind."""
        kinds = {party.kind for party in self.agenda.organisations}
        return {
            kind: [p.name for p in self.agenda.organisations if p.kind == kind]
            for kind in sorted(kinds)
        }
