"""Writing down what is not an answer: decisions, actions, notes, questions, marks."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sessions.actions.running import check_runs
from sessions.errors import Malformed, Unknown
from sessions.items.item import TEXT_LIMIT, told
from sessions.people import Staff
from sessions.record import Marks, NoteKind, Record
from sessions.storage import noting
from sessions.storage.reading import note_reference
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
    check_runs(staff, record)
    values = {name: told(getattr(remark, name)) for name in ("text", "owner", "by")}
    if not values["text"]:
        raise Malformed("answer.empty")
    if max(map(len, values.values())) > TEXT_LIMIT:
        raise Malformed("answer.too_long", limit=TEXT_LIMIT)
    meeting, kept = record.meeting, {**values, "at": datetime.now(UTC), "key": remark.key}
    number = await store.writer.run(
        meeting.id,
        lambda c: noting.add_note(c, meeting.id, remark.kind, kept),
    )
    return note_reference(meeting.number, remark.kind, number)


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the bot, what it did with it, and whether it was unsure of that."""

    question: str
    action: str
    answer: str = ""
    entry: str = ""
    source: str = ""
    asker: str = ""
    key: str | None = None
    unsure: bool = False


async def write_down(store: Store, record: Record, asked: Question) -> int:
    """Keep a question for the minutes, and for the facilitator when nobody knew."""
    meeting = record.meeting.id
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
        meeting, lambda c: noting.add_asked(c, meeting, values, unsure=asked.unsure)
    )


async def answer_question(
    store: Store, record: Record, staff: Staff, number: int, text: str
) -> None:
    """Put the facilitator's answer under a question; it reaches the asker and the minutes."""
    check_runs(staff, record)
    words = told(text)
    if not words:
        raise Malformed("answer.empty")
    meeting = record.meeting.id
    await store.writer.run(
        meeting,
        lambda c: noting.answer_asked(c, meeting, number, words[:TEXT_LIMIT], staff.label),
        Stirs.HALL,
    )


@dataclass(frozen=True, slots=True)
class Marking:
    """What the hall may see of one contribution; `into` is where a merged one is shown."""

    reference: str
    verb: str
    into: str = ""


async def mark(store: Store, record: Record, staff: Staff, marking: Marking) -> Marks:
    """Hide, show, pin or merge one contribution on the projector; what was said stays said."""
    check_runs(staff, record)
    for reference in {marking.reference, marking.into or marking.reference}:
        if record.find(reference) is None:
            raise Unknown("contribution.unknown", reference=reference)
    marks = _marked(record.marks.get(marking.reference, Marks()), marking)
    meeting, about = record.meeting.id, record.find(marking.reference)
    asking = record.open_item
    item = asking.number if asking and about and about.item == asking.number else None
    await store.writer.run(
        meeting,
        lambda c: noting.set_marks(c, meeting, marking.reference, marks, open_item=item),
        Stirs.HALL,
    )
    return marks


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
