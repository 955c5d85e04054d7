"""What a reply sets in motion: each is one verb of sessions, and the words once it is done."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.conversation import outcome
from bot.conversation.reply import (
    Amend,
    Announce,
    End,
    Enrol,
    Improvise,
    Keep,
    Note,
    PassPen,
    Reply,
    Run,
    Say,
    Sit,
    Undo,
    WriteDown,
)
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from sessions.actions import answering, arriving, noting, running
from sessions.people import Participant, Staff
from sessions.record import Record
from sessions.storage.store import Store
from sessions.storage.unit import TalkRow


@dataclass(frozen=True, slots=True)
class Person:
    """Who is at the other end: `browser:D017` or `telegram:1234`, and what the channel knows."""

    address: str
    code: str = ""
    pseudonym: str | None = None
    staff: Staff | None = None

    @property
    def origin(self) -> str:
        """By which door their words come in."""
        return self.address.partition(":")[0]


@dataclass(slots=True)
class Turn:
    """A turn under way; `talk` is where the person will be when it ends."""

    store: Store
    person: Person
    room: Room
    talk: Talk
    key: str
    talk_is_kept: bool = False

    @property
    def record(self) -> Record:
        return self.room.record

    @property
    def row(self) -> TalkRow:
        return TalkRow(self.person.address, self.talk.to_json())

    @property
    def participant(self) -> Participant:
        assert isinstance(self.room.me, Participant)
        return self.room.me

    @property
    def staff(self) -> Staff:
        assert isinstance(self.room.me, Staff)
        return self.room.me


async def do(turn: Turn, reply: Reply) -> Say | None:
    """Do it; return what to say now that it is done. Raise the `Refusal` when it cannot be."""
    return await _DOING[type(reply)](turn, reply)


async def _say(_turn: Turn, say: Say) -> Say:
    return say


async def _keep(turn: Turn, keep: Keep) -> Say:
    """The answer and the talk are one unit: both are on the disk, or neither."""
    draft = answering.Draft(keep.item, keep.body, turn.key, turn.person.origin)
    given = await answering.answer(turn.store, turn.record, turn.participant, draft, turn.row)
    turn.talk_is_kept = True
    return outcome.kept(keep, given.reference, given.revision, turn.room.words)


async def _enrol(turn: Turn, enrol: Enrol) -> Say:
    said = arriving.Introduction(
        turn.record.meeting.code, enrol.organisation, enrol.kind,
        language=enrol.language, origin=turn.person.origin,
    )  # fmt: skip
    joined = await arriving.join(turn.store, said)
    turn.talk = replace(turn.talk, me=joined.pseudonym)
    return enrol.then


async def _amend(turn: Turn, amend: Amend) -> Say:
    said = arriving.Correction(
        quotable=amend.quotable, language=amend.language, left=amend.left
    )  # fmt: skip
    await arriving.correct(turn.store, turn.record, turn.participant, said)
    return amend.then


async def _sit(turn: Turn, sit: Sit) -> Say:
    pen = await arriving.sit(turn.store, turn.record, turn.participant, sit.table)
    return outcome.seated(sit, turn.room.words, pen=pen)


async def _pass_pen(turn: Turn, passing: PassPen) -> Say:
    await arriving.pass_pen(turn.store, turn.record, turn.participant, passing.to)
    return passing.then


async def _run(turn: Turn, run: Run) -> Say:
    order = running.Order(run.verb, run.item, minutes=run.minutes)
    await running.carry_out(turn.store, turn.record, turn.staff, order)
    return run.then


async def _undo(turn: Turn, _undo: Undo) -> Say:
    verb, number = await running.undo(turn.store, turn.record, turn.staff)
    return outcome.undone(verb, number, turn.room.words)


async def _announce(turn: Turn, message: Announce) -> Say:
    await running.announce(turn.store, turn.record, turn.staff, message.text)
    return message.then


async def _end(turn: Turn, end: End) -> Say:
    await running.end(turn.store, turn.record, turn.staff)
    return end.then


async def _improvise(turn: Turn, made: Improvise) -> Say:
    store, staff = turn.store, turn.staff
    number = await running.add_on_the_spot(store, turn.record, staff, made.item)
    record = await store.record(turn.record.meeting.code)
    await running.carry_out(store, record, staff, running.Order("open", number))
    return outcome.improvised(made, number, turn.room.words)


async def _note(turn: Turn, note: Note) -> Say:
    remark = noting.Remark(note.kind, note.text, note.owner, note.by)
    reference = await noting.note(turn.store, turn.record, turn.staff, remark)
    return outcome.noted(note, reference, turn.room.words)


async def _write_down(turn: Turn, asked: WriteDown) -> None:
    me = turn.room.me
    asker = me.pseudonym if isinstance(me, Participant) else ""
    question = noting.Question(
        asked.question, asked.action, asked.answer, asked.entry, asked.source, asker
    )
    await noting.write_down(turn.store, turn.record, question)


_DOING: dict[type[Reply], Callable[[Turn, Any], Awaitable[Say | None]]] = {
    Say: _say,
    Keep: _keep,
    Enrol: _enrol,
    Amend: _amend,
    Sit: _sit,
    PassPen: _pass_pen,
    Run: _run,
    Undo: _undo,
    Announce: _announce,
    End: _end,
    Improvise: _improvise,
    Note: _note,
    WriteDown: _write_down,
}
