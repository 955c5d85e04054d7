"""Writing down what is not an answer: decisions, actions, notes, questions, marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sessions.actions.running import check_runs
from sessions.errors import Malformed, Unknown
from sessions.items.item import TEXT_LIMIT, told
from sessions.people import Staff
from sessions.record import Marks, NoteKind, Record
from sessions.storage import noting
from sessions.storage.moves import Move, mark_contributions
from sessions.storage.requests import Once, do_once
from sessions.storage.rewriting import write_note
from sessions.storage.store import Store
from sessions.storage.unit import Beside, Stirs, Unit


@dataclass(frozen=True, slots=True)
class Remark:
    """A decision, action or note; of an action `owner` says who does it and `by` when."""

    kind: NoteKind
    text: str
    owner: str = ""
    by: str = ""
    key: str | None = None


async def note(store: Store, record: Record, staff: Staff, remark: Remark) -> str:
    """Write it down for the minutes; return its reference."""
    values, meeting, now = noted(record, staff, remark), record.meeting, datetime.now(UTC)
    kept = {**values, "at": now, "key": remark.key}
    move = Move("note", {}, staff.label, now)
    return await store.writer.run(
        meeting.id, lambda c: write_note(c, meeting, remark.kind, kept, move)
    )


def noted(record: Record, staff: Staff, remark: Remark) -> dict[str, str]:
    """What a note says; raise `Malformed` when that is nothing, or more than fits."""
    check_runs(staff, record)
    values = {name: told(getattr(remark, name)) for name in ("text", "owner", "by")}
    if not values["text"]:
        raise Malformed("note.empty")
    if max(map(len, values.values())) > TEXT_LIMIT:
        raise Malformed("answer.too_long", limit=TEXT_LIMIT)
    return values


@dataclass(frozen=True, slots=True)
class IncomingQuestion:
    """A question to the bot, what it did with it, and whether it was unsure of that.

    `offered` is how it stands written down since something was suggested; this is what came of it.
    """

    question: str
    action: str
    answer: str = ""
    entry: str = ""
    source: str = ""
    asker: str = ""
    key: str | None = None
    unsure: bool = False
    offered: str = ""


async def write_down(store: Store, record: Record, asked: IncomingQuestion) -> int:
    """Keep a question for the minutes, and for the facilitator when nobody knew.

    Raise `Clash` when the meeting is over: nobody looks at what waits any more.
    """
    meeting, offered = record.meeting.id, told(asked.offered)[:TEXT_LIMIT]
    values = {
        "question": told(asked.question)[:TEXT_LIMIT],
        "action": asked.action,
        "answer": asked.answer,
        "entry": asked.entry,
        "source": asked.source,
        "asker": asked.asker,
        "key": asked.key,
        "at": datetime.now(UTC),
    }
    return await store.writer.run(
        meeting,
        lambda c: noting.keep_asked(c, meeting, values, unsure=asked.unsure, offered=offered),
    )


@dataclass(frozen=True, slots=True)
class PersonsAnswer:
    """A person's answer to the question with this number; under the same key it is given once."""

    number: int
    text: str
    key: str | None = None


async def answer_question(store: Store, record: Record, staff: Staff, given: PersonsAnswer) -> None:
    """Put the facilitator's answer under a question; it reaches the asker and the minutes.

    Raise `Forbidden` for who does not run this meeting, `Malformed` without words, `Unknown` where
    nothing was asked under this number, `Clash` once the minutes are adopted.
    """
    check_runs(staff, record)
    words = told(given.text)
    if not words:
        raise Malformed("answer.empty")
    meeting, number = record.meeting.id, given.number
    once = Once(f"answer/{meeting}", staff.label, given.key) if given.key else None
    kept, by = words[:TEXT_LIMIT], staff.label
    await store.writer.run(
        meeting,
        lambda c: do_once(c, once, lambda: noting.answer_asked(c, meeting, number, kept, by)),
        Stirs.HALL,
    )


async def park(store: Store, record: Record, staff: Staff, number: int) -> None:
    """Take a question along: it stays without answer in the minutes, and out of the queue."""
    check_runs(staff, record)
    meeting = record.meeting.id
    await store.writer.run(meeting, lambda c: noting.park_asked(c, meeting, number))


@dataclass(frozen=True, slots=True)
class Marking:
    """What the hall may see of one contribution; `into` is where a merged one is shown."""

    reference: str
    verb: str
    into: str = ""
    key: str | None = None


async def mark(store: Store, record: Record, staff: Staff, marking: Marking) -> Marks:
    """Hide, show, pin or merge one contribution on the projector; what was said stays said.

    Raise `Forbidden` for who does not run this meeting, `Unknown` without such a contribution,
    `Clash` once the minutes are adopted.
    """
    check_runs(staff, record)
    for reference in {marking.reference, marking.into or marking.reference}:
        if record.find(reference) is None:
            raise Unknown("contribution.unknown", reference=reference)
    marks = _marked(record.marks.get(marking.reference, Marks()), marking)
    move = Move(marking.verb, {}, staff.label, datetime.now(UTC), key=marking.key)
    await _decide(store, record, {marking.reference: marks}, move)
    return marks


async def show_all(
    store: Store, record: Record, staff: Staff, references: Sequence[str], key: str | None = None
) -> None:
    """Approve the contributions that somebody has read, in one move; others stay as they are.

    Raise `Forbidden` for who does not run this meeting, `Unknown` for the first that is not there,
    `Clash` once the minutes are adopted.
    """
    check_runs(staff, record)
    if unknown := [r for r in references if record.find(r) is None]:
        raise Unknown("contribution.unknown", reference=unknown[0])
    decided = {r: _marked(record.marks.get(r, Marks()), Marking(r, "show")) for r in references}
    move = Move("show", {}, staff.label, datetime.now(UTC), key=key)
    await _decide(store, record, decided, move)


async def _decide(store: Store, record: Record, decided: Mapping[str, Marks], move: Move) -> None:
    """Of the open item people hear it, through the channels that reach them."""
    about = {found.item for r in decided if (found := record.find(r))}
    asking = record.open_item.number if record.open_item else None
    item = asking if asking in about else None
    meeting = record.meeting.id
    await store.writer.run(
        meeting, lambda c: mark_contributions(c, meeting, decided, move, item), Stirs.HALL
    )


def _marked(marks: Marks, marking: Marking) -> Marks:
    if marking.verb == "hide":
        return replace(marks, hidden=True, shown=False, pinned=False)
    if marking.verb == "show":
        return Marks(shown=True, pinned=marks.pinned)
    if marking.verb == "pin":
        return replace(marks, hidden=False, shown=True, pinned=not marks.pinned)
    if marking.into in {"", marking.reference}:
        raise Unknown("contribution.unknown", reference=marking.into)
    return replace(marks, merged_into=marking.into)


async def recall(store: Store, record: Record, person: str) -> str | None:
    """Where somebody was in the talk, as JSON text."""
    return await store.read(lambda c: noting.find_talk(c, record.meeting.id, person))


async def remember(store: Store, record: Record | None, beside: Beside) -> None:
    """Keep where somebody is in the talk, and what they are told."""
    await store.writer.keep(Unit(record.meeting.id if record else None, beside=beside))
