"""Running a meeting: open, close, reveal, extend, reopen, skip, move, advance, undo."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sessions.errors import Clash, Forbidden, Malformed, Unknown
from sessions.items.item import Item, ShowResults, told
from sessions.items.poll import Poll
from sessions.meeting import ItemState, Scheduled
from sessions.people import Role, Staff
from sessions.record import Record
from sessions.storage.moves import Move, is_made, make_move, undo_move
from sessions.storage.plans import add_item
from sessions.storage.store import Store
from sessions.storage.unit import Stirs

MESSAGE_LIMIT = 500
"""Characters in a message to all: what fits on a phone without scrolling."""

MORE_PLACES = 10
"""How many people more may come in at each tap."""

Changes = dict[int | None, Mapping[str, Any]]
"""New values of columns per item number; None stands for the meeting itself."""

HURRIES = ("", "clock", "answers")
"""What the wall may hurry with: nothing, the minutes left, or the answers still to come."""

TURNS = frozenset({"open", "close", "reveal", "reopen", "advance"})
"""Verbs after which the wall shows something else."""

RUNNERS = frozenset({Role.FACILITATOR, Role.COORDINATOR, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class RunOrder:
    """What a facilitator asks for, with the one number that some verbs need."""

    verb: str
    item: int
    minutes: int = 2
    to: int = 1
    round: int | None = None
    key: str | None = None


def may_run(staff: Staff, record: Record) -> bool:
    """Whether this person may run this meeting."""
    return staff.role in RUNNERS and staff.sees(record.programme.id)


def check_runs(staff: Staff, record: Record) -> None:
    """Raise `Forbidden` when this person may not run this meeting."""
    if not may_run(staff, record):
        raise Forbidden("staff.not_yours")


async def carry_out(store: Store, record: Record, staff: Staff, order: RunOrder) -> None:
    """Do one of `VERBS` with one item; raise `Clash` when it makes no sense as things stand."""
    check_runs(staff, record)
    scheduled = record.item(order.item)
    if scheduled is None:
        raise Unknown("item.unknown", number=order.item, last=len(record.items))
    if record.meeting.closed_at:
        raise Clash("meeting.closed")
    now = datetime.now(UTC)
    try:
        changes = VERBS[order.verb](record, scheduled, order, now)
    except Clash:
        if order.key and await _was_made(store, record, order.key):
            return
        raise
    changes = _from_the_first_page(record, order.verb, changes)
    move = Move(order.verb, changes, staff.label, now, seen=record, key=order.key)
    await _move(store, record, move)


def _from_the_first_page(record: Record, verb: str, changes: Changes) -> Changes:
    """Something else on the wall begins at its first page; more minutes leave it as it is."""
    if verb not in TURNS or record.meeting.leaf == 1:
        return changes
    return {**changes, None: {**changes.get(None, {}), "leaf": 1}}


async def _was_made(store: Store, record: Record, key: str) -> bool:
    """Whether this came in before, and only its thanks got lost."""
    return await store.read(lambda c: is_made(c, record.meeting.id, key))


async def undo(
    store: Store, record: Record, staff: Staff, key: str | None = None, only: int | None = None
) -> tuple[str, int | None]:
    """Take back the last move; answers that came in meanwhile stay in the record.

    `only` is the move that was seen on the button: another one is not taken back in its place.
    """
    check_runs(staff, record)
    return await store.writer.run(
        record.meeting.id, lambda c: undo_move(c, record, key, only), Stirs.HALL | Stirs.CROWD
    )


async def announce(
    store: Store, record: Record, staff: Staff, text: str, key: str | None = None
) -> None:
    """Show a message to everybody; an empty one takes it away."""
    check_runs(staff, record)
    message = told(text)
    if len(message) > MESSAGE_LIMIT:
        raise Malformed("answer.too_long", limit=MESSAGE_LIMIT)
    changes: Changes = {None: {"message": message}}
    await _move(store, record, Move("message", changes, staff.label, datetime.now(UTC), key=key))


async def hurry(
    store: Store, record: Record, staff: Staff, how: str, key: str | None = None
) -> None:
    """Let the wall count down, or say how many answers are still to come; an empty one ends it."""
    check_runs(staff, record)
    if how not in HURRIES:
        raise Malformed("item.no_such_hurry")
    changes: Changes = {None: {"hurries": how}}
    await _move(store, record, Move("hurry", changes, staff.label, datetime.now(UTC), key=key))


async def make_room(store: Store, record: Record, staff: Staff, key: str | None = None) -> None:
    """Let ten more people in where all places are taken or will be."""
    check_runs(staff, record)
    if record.meeting.closed_at:
        raise Clash("meeting.closed")
    if (places := record.meeting.places) is None:
        raise Clash("meeting.no_limit")
    changes: Changes = {None: {"places": places + MORE_PLACES}}
    now = datetime.now(UTC)
    move = Move("places", changes, staff.label, now, seen=record, key=key)
    await _move(store, record, move)


async def end(store: Store, record: Record, staff: Staff, key: str | None = None) -> None:
    """Close the meeting: nothing more comes in, the minutes are what was said."""
    check_runs(staff, record)
    if record.meeting.closed_at:
        if key and await _was_made(store, record, key):
            return
        raise Clash("meeting.closed")
    now = datetime.now(UTC)
    changes: Changes = {None: {"closed_at": now}}
    changes |= _close_others(record, None, now)
    await _move(store, record, Move("end", changes, staff.label, now, seen=record, key=key))


async def add_on_the_spot(
    store: Store, record: Record, staff: Staff, item: Item, key: str | None = None
) -> int:
    """Put an item after what the hall looks at now; return its number, which is the next free."""
    check_runs(staff, record)
    if record.meeting.closed_at:
        raise Clash("meeting.closed")
    meeting = record.meeting.id
    position = record.on_show.position if record.on_show else 0
    return await store.writer.run(
        meeting, lambda c: add_item(c, meeting, item, position, key), Stirs.HALL
    )


async def _move(store: Store, record: Record, move: Move) -> None:
    meeting = record.meeting.id
    await store.writer.run(meeting, lambda c: make_move(c, meeting, move), Stirs.HALL)


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
    changes = _close_others(record, scheduled, now)
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
    return {order.item: values, **_close_others(record, scheduled, now), **_calm(record, {})}


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


def _close_others(record: Record, scheduled: Scheduled | None, now: datetime) -> Changes:
    """One item is open at a time."""
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
