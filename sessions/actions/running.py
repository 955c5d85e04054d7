"""Running a meeting: its steps, undo, messages to all, room for more people, and its end."""

from datetime import UTC, datetime

from sessions.actions.steps import VERBS, Changes, RunOrder, close_others, from_the_first_page
from sessions.errors import Clash, Forbidden, Malformed, Unknown
from sessions.items.item import Item, told
from sessions.people import Role, Staff
from sessions.record import Record
from sessions.storage.moves import Move, is_made, make_move, undo_move
from sessions.storage.plans import add_item
from sessions.storage.store import Store
from sessions.storage.unit import Stirs

__all__ = [
    "VERBS",
    "RunOrder",
    "add_on_the_spot",
    "announce",
    "carry_out",
    "check_runs",
    "end",
    "hurry",
    "make_room",
    "may_run",
    "undo",
]

MESSAGE_LIMIT = 500
"""Characters in a message to all: what fits on a phone without scrolling."""

MORE_PLACES = 10
"""How many people more may come in at each tap."""

HURRIES = ("", "clock", "answers")
"""What the wall may hurry with: nothing, the minutes left, or the answers still to come."""

RUNNERS = frozenset({Role.FACILITATOR, Role.COORDINATOR, Role.ADMIN})


def may_run(staff: Staff, record: Record) -> bool:
    """Whether this person may run this meeting."""
    return staff.role in RUNNERS and staff.sees(record.programme.id)


def check_runs(staff: Staff, record: Record) -> None:
    """Raise `Forbidden` when this person may not run this meeting."""
    if not may_run(staff, record):
        raise Forbidden("staff.not_yours")


async def carry_out(store: Store, record: Record, staff: Staff, order: RunOrder) -> None:
    """Do one of `VERBS` with one item; the same key does it once.

    Raise `Forbidden` for who does not run this meeting, `Unknown` without such an item, `Clash`
    when it makes no sense as things stand, `Malformed` for a round or a place that there is not.
    """
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
    changes = from_the_first_page(record, order.verb, changes)
    move = Move(order.verb, changes, staff.label, now, seen=record, key=order.key)
    await _move(store, record, move)


async def _was_made(store: Store, record: Record, key: str) -> bool:
    """Whether this came in before, and only its thanks got lost."""
    return await store.read(lambda c: is_made(c, record.meeting.id, key))


async def undo(
    store: Store, record: Record, staff: Staff, key: str | None = None, only: int | None = None
) -> tuple[str, int | None]:
    """Take back the last move; answers that came in meanwhile stay in the record.

    `only` is the move that was seen on the button: another one is not taken back in its place.
    Gives the verb and the number of the item it was about; raise `Clash` when there is nothing.
    """
    check_runs(staff, record)
    return await store.writer.run(
        record.meeting.id, lambda c: undo_move(c, record, key, only), Stirs.HALL | Stirs.CROWD
    )


async def announce(
    store: Store, record: Record, staff: Staff, text: str, key: str | None = None
) -> None:
    """Show a message to everybody; an empty one takes it away.

    Raise `Malformed` beyond `MESSAGE_LIMIT` characters.
    """
    check_runs(staff, record)
    message = told(text)
    if len(message) > MESSAGE_LIMIT:
        raise Malformed("answer.too_long", limit=MESSAGE_LIMIT)
    changes: Changes = {None: {"message": message}}
    await _move(store, record, Move("message", changes, staff.label, datetime.now(UTC), key=key))


async def hurry(
    store: Store, record: Record, staff: Staff, how: str, key: str | None = None
) -> None:
    """Let the wall count down, or say how many answers are still to come; an empty one ends it.

    `how` is one of `HURRIES`; raise `Malformed` for anything else.
    """
    check_runs(staff, record)
    if how not in HURRIES:
        raise Malformed("item.no_such_hurry")
    changes: Changes = {None: {"hurries": how}}
    await _move(store, record, Move("hurry", changes, staff.label, datetime.now(UTC), key=key))


async def make_room(store: Store, record: Record, staff: Staff, key: str | None = None) -> None:
    """Let ten more people in where all places are taken or will be.

    Raise `Clash` when the meeting is over, or lets in everybody who comes.
    """
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
    """Close the meeting: nothing more comes in, the minutes are what was said.

    Raise `Clash` when it was closed already, under another key than this one.
    """
    check_runs(staff, record)
    if record.meeting.closed_at:
        if key and await _was_made(store, record, key):
            return
        raise Clash("meeting.closed")
    now = datetime.now(UTC)
    changes: Changes = {None: {"closed_at": now}}
    changes |= close_others(record, None, now)
    await _move(store, record, Move("end", changes, staff.label, now, seen=record, key=key))


async def add_on_the_spot(
    store: Store, record: Record, staff: Staff, item: Item, key: str | None = None
) -> int:
    """Put an item after what the hall looks at now; return its number, which is the next free.

    The same key gives the same item. Raise `Clash` when the meeting is over.
    """
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
