"""Whose page “Nu” is like that of others: whoever gave nothing yet to what is on show."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.web.given import given
from bot.web.phone import Visit, Wish
from sessions import mandates
from sessions.items.casus import Casus
from sessions.items.proposal import Proposal
from sessions.people import Participant

NOBODY = ""
SOMEBODY = "·"
"""Stands for a name: the page only asks whether there is one."""

ONCE = datetime(1970, 1, 1, tzinfo=UTC)


def by_anybody(visit: Visit) -> Visit | None:
    """The same visit without whatever tells who comes; None when the page is theirs alone."""
    record, who, shown = visit.record, visit.who, visit.record.on_show
    if visit.refused or visit.wish != Wish() or record.meeting.closed_at or who.holds_pen:
        return None
    if shown and given(record, who, visit.w, shown.number):
        return None
    return replace(visit, who=_anybody(visit))


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
