"""What the facilitator may expect of the next button: the sentence under it."""

from collections.abc import Sequence

from bot.web.console.crew import Incoming, Move
from bot.web.wording import Wording
from sessions.items.item import ShowResults
from sessions.items.question import Question
from sessions.meeting import Scheduled
from sessions.record import Record

OF_THEIR_OWN = frozenset({"casus", "proposal", "question"})
"""Kinds of which the result has another name."""


def following(record: Record, main: Move | None, came: Sequence[Incoming], w: Wording) -> str:
    """Nothing once the meeting is over: then there is no next button."""
    if main is None:
        return ""
    shown = record.on_show
    if shown and main.verb == "close":
        return w(_after_closing(record, shown))
    if shown and main.verb == "reveal" and isinstance(shown.item, Question):
        chosen = sum(each.marks.shown for each in came)
        return w.n("then.reveal_question", chosen) if chosen else w("then.reveal_nothing")
    return w(f"then.{main.verb}")


def _after_closing(record: Record, shown: Scheduled) -> str:
    """Without an answer there is no result to show, however the agenda shows results."""
    item = shown.item
    if not record.given(shown.number):
        return "then.close_empty"
    if item.show_results is not ShowResults.AFTER:
        return f"then.close_{item.show_results.value}"
    return f"then.close_{item.kind}" if item.kind in OF_THEIR_OWN else "then.close"
