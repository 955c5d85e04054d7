"""The steps of an evening: what each makes of the items and of the meeting, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sessions.errors import Clash, Malformed
from sessions.items.item import ShowResults
from sessions.items.poll import Poll
from sessions.meeting import ItemState, Scheduled
from sessions.record import Record

Changes = dict[int | None, Mapping[str, Any]]
"""New values of columns per item number; None stands for the meeting itself."""

TURNS = frozenset({"open", "close", "reveal", "reopen", "advance"})
"""Verbs after which the wall shows something else."""


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What a facilitator asks for, with the one number that some verbs need."""

    verb: str
    item: int
    minutes: int = 2
    to: int = 1
    round: int | None = None
    key: str | None = None


def from_the_first_page(record: Record, verb: str, changes: Changes) -> Changes:
    """Something else on the wall begins at its first page; more minutes leave it as it is."""
    if verb not in TURNS or record.meeting.leaf == 1:
        return changes
    return {**changes, None: {**changes.get(None, {}), "leaf": 1}}


def _open(record: Record, scheduled: Scheduled, order: RunOrder, now: datetime) -> Changes:
    """Open an item and close whatever was open; a closed two-round poll opens its second round."""
    if scheduled.is_open:
        raise Clash("item.already_open", number=scheduled.number)
    values: dict[str, Any] = {"state": ItemState.OPEN.value, "revealed": False, "closed_at": None}
    if scheduled.state is ItemState.CLOSED:
        if scheduled.round >= scheduled.item.last_round:
            raise Clash("item.already_closed", number=scheduled.number)
        values["round"] = scheduled.round + 1
    if not scheduled.opened_at:
        values["opened_at"] = now
    changes = close_others(record, scheduled, now)
    if not record.meeting.opened_at:
        changes[None] = {"opened_at": now}
    return {order.item: values, **changes, **_calm(record, changes)}


def _close(_record: Record, scheduled: Scheduled, order: RunOrder, now: datetime) -> Changes:
    if not scheduled.is_open:
        raise Clash("item.not_open", number=scheduled.number)
    return {order.item: {"state": ItemState.CLOSED.value, "closed_at": now}}


def _reveal(_record: Record, scheduled: Scheduled, order: RunOrder, now: datetime) -> Changes:
    """Show the result to everybody; what is still open closes first."""
    if not scheduled.item.asks or scheduled.item.show_results is ShowResults.NEVER:
        raise Clash("item.results_never", number=scheduled.number)
    if scheduled.state not in {ItemState.OPEN, ItemState.CLOSED}:
        raise Clash("item.nothing_to_reveal", number=scheduled.number)
    if scheduled.revealed:
        raise Clash("item.already_revealed", number=scheduled.number)
    values: dict[str, Any] = {"revealed": True}
    if scheduled.is_open:
        values |= {"state": ItemState.CLOSED.value, "closed_at": now}
    return {order.item: values}


def _extend(_record: Record, scheduled: Scheduled, order: RunOrder, _now: datetime) -> Changes:
    if not scheduled.is_open:
        raise Clash("item.not_open", number=scheduled.number)
    return {order.item: {"extra_minutes": scheduled.extra_minutes + order.minutes}}


def _reopen(record: Record, scheduled: Scheduled, order: RunOrder, now: datetime) -> Changes:
    """Open a closed or skipped item again, in the same round unless another is named."""
    if scheduled.state not in {ItemState.CLOSED, ItemState.SKIPPED}:
        raise Clash("item.not_closed", number=scheduled.number)
    turn = order.round or scheduled.round
    if not 1 <= turn <= scheduled.item.last_round:
        raise Malformed("item.no_such_round", round=turn, last=scheduled.item.last_round)
    values: dict[str, Any] = {
        "state": ItemState.OPEN.value, "revealed": False, "closed_at": None, "round": turn,
    }  # fmt: skip
    if not scheduled.opened_at:
        values["opened_at"] = now
    return {order.item: values, **close_others(record, scheduled, now), **_calm(record, {})}


def _calm(record: Record, changes: Changes) -> Changes:
    """Whoever hurried the hall did so for one item: the next one begins calmly."""
    if not record.meeting.hurries:
        return {}
    return {None: {**changes.get(None, {}), "hurries": ""}}


def _skip(_record: Record, scheduled: Scheduled, order: RunOrder, _now: datetime) -> Changes:
    if scheduled.state in {ItemState.CLOSED, ItemState.SKIPPED}:
        raise Clash("item.not_waiting", number=scheduled.number)
    return {order.item: {"state": ItemState.SKIPPED.value}}


def _reorder(record: Record, scheduled: Scheduled, order: RunOrder, _now: datetime) -> Changes:
    """Give an item another place in the evening; numbers and references stay."""
    if not 1 <= order.to <= len(record.items):
        raise Malformed("item.no_such_place", to=order.to, last=len(record.items))
    others = [i for i in record.running_order if i.number != scheduled.number]
    others.insert(order.to - 1, scheduled)
    return {
        i.number: {"position": place}
        for place, i in enumerate(others, start=1)
        if i.position != place
    } or {order.item: {"position": scheduled.position}}


def _advance(_record: Record, scheduled: Scheduled, order: RunOrder, _now: datetime) -> Changes:
    """The next step of a casus, or the second round of a poll."""
    if not scheduled.is_open:
        raise Clash("item.not_open", number=scheduled.number)
    column = "round" if isinstance(scheduled.item, Poll) else "step"
    last = scheduled.item.last_round if column == "round" else scheduled.item.last_step
    now_at = scheduled.round if column == "round" else scheduled.step
    if now_at >= last:
        raise Clash("item.no_next_step", number=scheduled.number)
    return {order.item: {column: now_at + 1}}


def close_others(record: Record, scheduled: Scheduled | None, now: datetime) -> Changes:
    """Close every open item but this one: one item is open at a time."""
    return {
        i.number: {"state": ItemState.CLOSED.value, "closed_at": now}
        for i in record.items
        if i.is_open and (scheduled is None or i.number != scheduled.number)
    }


VERBS: dict[str, Callable[[Record, Scheduled, RunOrder, datetime], Changes]] = {
    "open": _open,
    "close": _close,
    "reveal": _reveal,
    "extend": _extend,
    "reopen": _reopen,
    "skip": _skip,
    "move": _reorder,
    "advance": _advance,
}
