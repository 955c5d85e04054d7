"""The minutes of one meeting: what they say, part by part; words come later."""

from dataclasses import dataclass
from datetime import datetime

from exports.actions import Action
from exports.answers import (
    AskedWording,
    BotAnswer,
    LeftOutFor,
    SharedAnswer,
    reasons,
    replies,
    wordings,
)
from exports.appendix import ItemEntries
from exports.attendance import Attendance, Heard
from exports.became import Became
from exports.decisions import Decision
from exports.edition import Edition
from exports.sections import Section
from exports.summary import SummaryLine
from exports.target_groups import GroupsHeard
from sessions.meeting import Meeting
from sessions.programme import Planned
from sessions.record import Note
from sessions.reviewing import Review


@dataclass(frozen=True, slots=True)
class Account:
    """How these minutes came about, in numbers."""

    not_quotable: int
    hidden: int
    changed: int
    withdrawn: int
    outside: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything a document says, in the order in which it says it; words come later."""

    edition: Edition
    programme: str
    meeting: Meeting
    made_at: datetime
    attendance: Attendance
    by_kind: tuple[tuple[str, int], ...]
    summary: tuple[SummaryLine, ...]
    sections: tuple[Section, ...]
    decisions: tuple[Decision, ...]
    actions: tuple[Action, ...]
    notes: tuple[Note, ...]
    answered: tuple[BotAnswer, ...]
    open_questions: tuple[BotAnswer, ...]
    left_out: tuple[BotAnswer, ...]
    """Questions that were left out, of which the account tells how many and why."""
    heard: Heard
    groups: GroupsHeard
    became: tuple[Became, ...]
    planning: tuple[Planned, ...]
    account: Account
    appendix: tuple[ItemEntries, ...]
    review: Review
    changed_since: bool
    """Whether the content is no longer what was adopted."""
    is_newer: bool = False
    """Whether this draft says something else than the one that was put before people last."""

    @property
    def replies(self) -> tuple[SharedAnswer, ...]:
        """What was answered, each answer once."""
        return replies(self.answered)

    @property
    def unanswered(self) -> tuple[AskedWording, ...]:
        """What nobody answered, each question once."""
        return wordings(self.open_questions)

    @property
    def reasons(self) -> tuple[LeftOutFor, ...]:
        """Why questions were left out, each reason once."""
        return reasons(self.left_out)
