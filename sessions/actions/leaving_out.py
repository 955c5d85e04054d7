"""Leaving questions out of minutes and vision, with a reason; and taking them in again.

“Wat is het wifi-wachtwoord?” is of the evening itself. It stays in the record, the minutes count it
and say why it is left out, and whoever asked keeps the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sessions.actions.running import check_runs
from sessions.errors import Malformed, Unknown
from sessions.items.item import told
from sessions.people import Staff
from sessions.record import Record
from sessions.storage import leaving_out
from sessions.storage.reviewing import ReviewAct
from sessions.storage.store import Store

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Leaving:
    """The questions to leave out, by number, and why; under the same key it is done once."""

    numbers: tuple[int, ...]
    reason: str
    key: str | None = None


async def leave_out(store: Store, record: Record, staff: Staff, leaving: Leaving) -> None:
    """Keep these questions out of minutes and vision, for one reason.

    Raise `Forbidden` for who does not run this meeting, `Malformed` without questions or a reason,
    `Unknown` where nothing was asked under a number, `Clash` once the minutes are adopted.
    """
    check_runs(staff, record)
    numbers = dict.fromkeys(leaving.numbers)
    if not numbers:
        raise Malformed("leaving_out.nothing")
    reason = _checked(leaving.reason)
    acts = [
        ReviewAct(what="left_out", by=staff.label, about=_known(record, number), text=reason,
                  key=_key(leaving.key, number))
        for number in numbers
    ]  # fmt: skip
    await _decide(store, record, acts)


async def take_in(
    store: Store, record: Record, staff: Staff, numbers: Sequence[int], key: str | None = None
) -> None:
    """Let questions stand in minutes and vision again; one that stands there already stays.

    Raise `Forbidden`, `Unknown` and `Clash` as `leave_out` does.
    """
    check_runs(staff, record)
    acts = [
        ReviewAct(what="taken_in", by=staff.label, about=_known(record, number),
                  key=_key(key, number))
        for number in numbers
    ]  # fmt: skip
    await _decide(store, record, acts)


async def left_out_in(store: Store, programme_id: int) -> frozenset[str]:
    """The references of what is left out in all its meetings, which share one vision."""
    return await store.read(partial(leaving_out.find_out, programme_id=programme_id))


def _known(record: Record, number: int) -> int:
    if not 1 <= number <= len(record.asked):
        raise Unknown("ask.unknown", number=number)
    return number


def _checked(reason: str) -> str:
    if not told(reason):
        raise Malformed("leaving_out.no_reason")
    if len(told(reason)) > LONGEST_REASON:
        raise Malformed("answer.too_long", limit=LONGEST_REASON)
    return told(reason)


def _key(key: str | None, number: int) -> str | None:
    return f"{key[:100]}.{number}" if key else None


async def _decide(store: Store, record: Record, acts: Sequence[ReviewAct]) -> None:
    meeting = record.meeting.id
    await store.writer.run(meeting, lambda c: leaving_out.decide(c, meeting, acts))
