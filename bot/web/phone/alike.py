"""Whose page “Nu” is like that of others.

It is so for whoever gave nothing yet to what is on show, and for all who chose the same once its
result is there.
"""

from dataclasses import replace
from datetime import UTC, datetime

from bot.web.phone.given import given
from bot.web.phone.stage import Visit, Wish, picks
from sessions import mandates
from sessions.items.casus import Casus
from sessions.items.poll import Poll
from sessions.items.proposal import Proposal
from sessions.meeting import Scheduled
from sessions.people import Participant
from sessions.record import Record

TICKED = ("one", "many", "scale")
"""Polls whose result shows one's own answer as a mark; templates/phone/now.html has the same."""

NOBODY = ""
SOMEBODY = "·"
"""Stands for a name: the page only asks whether there is one."""

ONCE = datetime(1970, 1, 1, tzinfo=UTC)


def by_anybody(visit: Visit) -> Visit | None:
    """The same visit without whatever tells who comes; None when the page is theirs alone."""
    record, who, shown = visit.record, visit.who, visit.record.on_show
    if visit.refused or visit.wish != Wish() or record.meeting.closed_at or who.holds_pen:
        return None
    mine = given(record, who, visit.w, shown.number) if shown else []
    if shown and mine and not _says_only_what_was_picked(record, shown):
        return None
    return replace(visit, who=_anybody(visit), picked=picks(mine))


def _says_only_what_was_picked(record: Record, shown: Scheduled) -> bool:
    """Whether the page is the result of a poll, on which nothing is theirs but a mark."""
    item = shown.item
    ticked = isinstance(item, Poll) and item.choose in TICKED
    return ticked and not shown.is_open and record.shows_result(shown)


def _anybody(visit: Visit) -> Participant:
    """Somebody with only what the page of this item shows, or asks about."""
    record, who = visit.record, visit.who
    item = record.on_show.item if record.on_show else None
    party = mandates.organisation_of(record.programme, who) if isinstance(item, Proposal) else ""
    return replace(
        who,
        id=0,
        pseudonym=NOBODY,
        organisation=party or (SOMEBODY if who.organisation else NOBODY),
        name=SOMEBODY if who.name else NOBODY,
        language=visit.w.language,
        quotable=None if who.quotable is None else False,
        origin=NOBODY,
        table=who.table if isinstance(item, Casus) else None,
        joined_at=ONCE,
        left_at=ONCE if who.left_at else None,
        entered_by=None,
    )
