"""What everybody must hear when a meeting moves, told from how it stood and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from sessions.meeting import ItemState, Scheduled


@dataclass(frozen=True, slots=True)
class Tiding:
    """One thing that happened, about an item or a question, or about the meeting itself.

    `invited`, `closed`, `revealed`, `shown` and `taken_back` are about an item, `pen` about a
    table, `answered` about a question; `announced`, `ended` and `interrupted` about the meeting,
    `check` about its minutes, and `adopted` about the vision of its programme.
    """

    what: str
    number: int | None = None


def tidings(before: Sequence[Scheduled], after: Sequence[Scheduled]) -> list[Tiding]:
    """What people hear of the items, those that ended before those that begin."""
    then = {item.number: item for item in before}
    moved = [(then[now.number], now) for now in after if now.number in then]
    heard = [(what, now.number) for was, now in moved if (what := _heard(was, now))]
    return [Tiding(*each) for each in sorted(heard, key=lambda each: each[0] == "invited")]


def _heard(was: Scheduled, now: Scheduled) -> str:
    if now.is_open:
        same = was.is_open and (was.step, was.round) == (now.step, now.round)
        return "" if same else "invited"
    if now.revealed:
        return "" if was.revealed else "revealed"
    if was.is_open or was.revealed:
        return "closed" if now.state is ItemState.CLOSED else "taken_back"
    return ""
