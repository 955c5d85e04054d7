"""“Klopt dit?”: a first draft of what an item brought, for the facilitator to make her own."""

from bot.web.charts import poll_chart
from bot.web.views import results_view
from bot.web.wording import Wording
from sessions.items.item import ShowResults
from sessions.items.poll import Poll
from sessions.meeting import ItemState, Scheduled
from sessions.record import Record

MOST_LINES = 3


def may_check(record: Record, shown: Scheduled) -> bool:
    """Once an item is closed and people gave something, where its result is for everybody."""
    closed = shown.state is ItemState.CLOSED and not record.meeting.closed_at
    known = shown.item.show_results is not ShowResults.NEVER
    return closed and shown.item.asks and known and bool(record.given(shown.number))


def draft(record: Record, shown: Scheduled, w: Wording) -> str:
    """The highest options of a poll; of texts those that the hall may see, pinned ones first."""
    results = results_view(record, shown)
    if isinstance(shown.item, Poll):
        if not record.shows_result(shown):
            return ""
        return "\n".join(_rows(results, w))
    texts = results.get("texts") or [
        text
        for step in results.get("steps", ())
        for group in step["by_perspective"].values()
        for text in group
    ]
    pinned = sorted(texts, key=lambda text: not text["pinned"])
    return "\n".join(f"- {text['text']}" for text in pinned[:MOST_LINES])


def _rows(results: dict[str, object], w: Wording) -> list[str]:
    chart = poll_chart(results, (), w)
    rows = [f"- {row.label}: {row.bars[-1].value}" for row in chart.rows if row.bars]
    return rows[:MOST_LINES]
