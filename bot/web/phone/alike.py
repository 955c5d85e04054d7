"""Whose page “Nu” is like that of others.

It is so for whoever gave nothing yet to what is on show, and for all who chose the same once its
result is there.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from bot.web.phone.given import given_by
from bot.web.phone.stage import Visit, picks
from bot.web.wording import Wording
from sessions import mandates
from sessions.items.casus import Casus
from sessions.items.poll import Poll
from sessions.items.proposal import Proposal
from sessions.meeting import Scheduled
from sessions.people import Participant, Role
from sessions.record import Record

TICKED = ("one", "many", "scale")
"""Polls whose result shows one's own answer as a mark; templates/phone/now.html has the same."""

NOBODY = ""
SOMEBODY = "·"
"""Stands for a name: the page only asks whether there is one."""

ONCE = datetime(1970, 1, 1, tzinfo=UTC)


class AnyVisitor(NamedTuple):
    """All that a page which many get alike shows, or asks about, of whoever looks at it."""

    language: str
    role: Role
    kind: str
    organisation: str
    name: str
    quotable: bool | None
    table: int | None
    left: bool
    picked: frozenset[int]

    def visit(self, record: Record) -> Visit:
        """The page is laid out for somebody of whom nothing else is known."""
        who = Participant(
            id=0, pseudonym=NOBODY, organisation=self.organisation, kind=self.kind, name=self.name,
            language=self.language, quotable=self.quotable, origin=NOBODY, role=self.role,
            table=self.table, holds_pen=False, joined_at=ONCE,
            left_at=ONCE if self.left else None,
        )  # fmt: skip
        return Visit(record, who, Wording(self.language), picked=self.picked)


def alike(record: Record, who: Participant) -> AnyVisitor | None:
    """What tells this page from that of others; None when the page is theirs alone."""
    if record.meeting.closed_at or who.holds_pen:
        return None
    shown = record.on_show
    mine = given_by(record, who, shown.number) if shown else []
    if shown and mine and not _says_only_what_was_picked(record, shown):
        return None
    item = shown.item if shown else None
    party = mandates.organisation_of(record.programme, who) if isinstance(item, Proposal) else ""
    return AnyVisitor(
        language=who.language,
        role=who.role,
        kind=who.kind,
        organisation=party or (SOMEBODY if who.organisation else NOBODY),
        name=SOMEBODY if who.name else NOBODY,
        quotable=None if who.quotable is None else False,
        table=who.table if isinstance(item, Casus) else None,
        left=who.left_at is not None,
        picked=picks(mine),
    )


def _says_only_what_was_picked(record: Record, shown: Scheduled) -> bool:
    """Whether the page is the result of a poll, on which nothing is theirs but a mark."""
    item = shown.item
    ticked = isinstance(item, Poll) and item.choose in TICKED
    return ticked and not shown.is_open and record.shows_result(shown)
