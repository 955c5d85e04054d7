"""Everything said and counted in one meeting, read-only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from sessions.arrangement import Themes
from sessions.items.breakdown import kinds_to_name
from sessions.items.contribution import Contribution, Voice, current, heard
from sessions.items.item import ShowResults
from sessions.items.poll import Poll, PollTally
from sessions.meeting import ItemState, Meeting, Scheduled
from sessions.people import Participant
from sessions.programme import Programme
from sessions.reviewing import Review
from sessions.rulings import Ruling
from sessions.signing import Signature
from sessions.terms import Terms
from sessions.vision import Vision


class NoteKind(StrEnum):
    """The parts of minutes that councils read first."""

    DECISION = "decision"
    ACTION = "action"
    NOTE = "note"
    LESSON = "lesson"


@dataclass(frozen=True, slots=True)
class Note:
    """A decision, an action, a note or a lesson of the facilitator."""

    reference: str
    kind: NoteKind
    text: str
    owner: str
    by: str
    at: datetime


OFFERED = "offered"
"""What a question's action is while something is suggested to it, and nothing is chosen yet."""


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question to the bot and what became of it; never who asked it.

    `asker` is the pseudonym, kept so that an answer can reach the person; no document shows it.
    """

    reference: str
    question: str
    action: str
    answer: str
    entry: str
    source: str
    asker: str
    at: datetime
    answered_by: str = ""

    @property
    def waits(self) -> bool:
        """Whether it waits for a person; while somebody may still choose, it does not yet."""
        return self.action in {"abstain", "suggest"} and not self.answer


@dataclass(frozen=True, slots=True)
class Marks:
    """What the facilitator decided about one contribution on the projector."""

    hidden: bool = False
    shown: bool = False
    pinned: bool = False
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class Undoable:
    """The last thing that can be taken back; `about` is a reference where it is no item."""

    id: int
    verb: str
    item: int | None
    about: str = ""


@dataclass(frozen=True)
class Record:
    """A snapshot per version. The contributions hold every revision, oldest first."""

    programme: Programme
    meeting: Meeting
    items: tuple[Scheduled, ...]
    participants: Mapping[str, Participant]
    contributions: tuple[Contribution, ...] = ()
    notes: tuple[Note, ...] = ()
    asked: tuple[QuestionAsked, ...] = ()
    marks: Mapping[str, Marks] = field(default_factory=dict)
    last_step: Undoable | None = None
    leaders: Mapping[int, str] = field(default_factory=dict)
    themes: Mapping[int, Themes] = field(default_factory=dict)
    vision: Vision = field(default_factory=Vision)
    wishes: frozenset[str] = frozenset()
    """Who wants to hear when the vision is adopted."""
    rulings: tuple[Ruling, ...] = ()
    signatures: tuple[Signature, ...] = ()
    """Who signed which agreement, oldest entry first."""
    terms: Mapping[str, Terms] = field(default_factory=dict)
    """What was agreed about an action, by its reference."""
    review: Review = field(default_factory=Review)

    @cached_property
    def voices(self) -> dict[str, Voice]:
        return {name: p.voice for name, p in self.participants.items()}

    @cached_property
    def running_order(self) -> tuple[Scheduled, ...]:
        """The items in the order in which tonight takes them."""
        return tuple(sorted(self.items, key=lambda i: (i.position, i.number)))

    @cached_property
    def open_item(self) -> Scheduled | None:
        return next((i for i in self.running_order if i.is_open), None)

    @cached_property
    def next_item(self) -> Scheduled | None:
        """The first item still waiting after whatever was opened last."""
        order = self.running_order
        opened = [
            (i.opened_at, place)
            for place, i in enumerate(order, start=1)
            if i.opened_at and i.state is not ItemState.WAITING
        ]
        after = order[max(opened)[1] if opened else 0 :]
        return next((i for i in after if i.state is ItemState.WAITING), None)

    @cached_property
    def on_show(self) -> Scheduled | None:
        """What the hall looks at: what is open, else what was closed last."""
        closed = [i for i in self.items if i.state is ItemState.CLOSED and i.closed_at]
        last = max(closed, key=lambda i: (i.closed_at, i.position), default=None)
        return self.open_item or last

    @cached_property
    def present(self) -> tuple[Participant, ...]:
        """People who joined themselves and take part as partners."""
        return tuple(
            p for p in self.participants.values() if p.entered_by is None and p.voice.counts
        )

    @cached_property
    def places_taken(self) -> int:
        """Who is in now; paper cards and the crew take no place."""
        return sum(p.left_at is None for p in self.present)

    @property
    def is_full(self) -> bool:
        """Whether whoever comes now has to wait until somebody makes room."""
        places = self.meeting.places
        return places is not None and self.places_taken >= places

    @cached_property
    def _given(self) -> dict[int, list[Contribution]]:
        given: dict[int, list[Contribution]] = {i.number: [] for i in self.items}
        for each in self.contributions:
            given[each.item].append(each)
        return given

    @cached_property
    def _owned(self) -> dict[str, list[Contribution]]:
        owned: dict[str, list[Contribution]] = {}
        for each in self.contributions:
            owned.setdefault(each.owner, []).append(each)
        return owned

    @cached_property
    def _tallies(self) -> dict[int, Any]:
        return {}

    @property
    def questions_waiting(self) -> dict[int, QuestionAsked]:
        """What a person may still answer, by number; in adopted minutes nothing waits any more.

        What is left out of the minutes still waits: whoever asked may get an answer.
        """
        if self.review.adopted:
            return {}
        return {n: asked for n, asked in enumerate(self.asked, start=1) if asked.waits}

    def item(self, number: int) -> Scheduled | None:
        return next((i for i in self.items if i.number == number), None)

    def given(self, number: int) -> list[Contribution]:
        """What counts now for one item, in order of reference."""
        return current(self._given[number])

    def tally(self, number: int) -> Any:
        """The tally of one item, as its kind makes it; counted once per snapshot."""
        if number not in self._tallies:
            scheduled = next(i for i in self.items if i.number == number)
            self._tallies[number] = scheduled.item.tally(
                self._given[number], self.voices, self.meeting.smallest_group
            )
        return self._tallies[number]

    def of(self, owner: str, number: int | None = None) -> list[Contribution]:
        """What one person or table gave, of which the last revision counts."""
        owned = self._owned.get(owner, [])
        return current(c for c in owned if number is None or c.item == number)

    def find(self, reference: str) -> Contribution | None:
        """The current contribution with this reference."""
        same = [c for c in self.contributions if c.reference == reference]
        return next(iter(current(same)), None)

    @cached_property
    def kinds_to_name(self) -> frozenset[str]:
        """Kinds of which enough people joined for a quote to carry its kind."""
        return kinds_to_name((p.voice for p in self.present), self.meeting.smallest_group)

    def shows(self, contribution: Contribution) -> bool:
        """Whether everybody may read it: approved, or shown live, and not hidden or merged."""
        scheduled = self.item(contribution.item)
        live = scheduled is not None and scheduled.item.show_results is ShowResults.LIVE
        approved = self.marks.get(contribution.reference, Marks()).shown
        return (live or approved) and not self.hides(contribution)

    def unplaced(self, number: int) -> tuple[str, ...]:
        """Answers to an open question that came in after its themes were arranged."""
        placed = set(self.themes[number].references) if number in self.themes else set()
        given = heard(self.given(number), self.voices)
        return tuple(c.reference for c in given if "text" in c.answer and c.reference not in placed)

    def shows_result(self, scheduled: Scheduled) -> bool:
        """Whether participants and the hall may see what came in for an item.

        A poll that shows itself live waits for the smallest group: of two answers, each of the
        two knows the other's.
        """
        show = scheduled.item.show_results
        if not scheduled.item.asks or show is ShowResults.NEVER:
            return False
        if scheduled.revealed or show is ShowResults.AFTER:
            return scheduled.revealed
        if isinstance(scheduled.item, Poll):
            tally: PollTally = self.tally(scheduled.number)
            return tally.last.n >= self.meeting.smallest_group
        return scheduled.state is not ItemState.WAITING

    def hides(self, contribution: Contribution) -> bool:
        """Whether the facilitator took it from sight, or shows it under another one."""
        marks = self.marks.get(contribution.reference, Marks())
        return marks.hidden or bool(marks.merged_into)

    def seated(self, table: int) -> list[Participant]:
        return [p for p in self.present if p.table == table and p.left_at is None]
