"""What a reply sets in motion: each is one verb of sessions, and the words once it is done."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.conversation import outcome
from bot.conversation.facilitating import ABOUT
from bot.conversation.reply import (
    Amend,
    Announce,
    Answer,
    Choice,
    End,
    Enrol,
    HandOut,
    Improvise,
    Keep,
    Note,
    PassPen,
    React,
    Reply,
    Run,
    Say,
    SignIn,
    Sit,
    Undo,
    Wish,
    Withdraw,
    WriteDown,
)
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from bot.delivery import as_letter
from sessions import references
from sessions.actions import (
    answering,
    arriving,
    envisioning,
    noting,
    planning,
    reviewing,
    running,
)
from sessions.findings import waiting
from sessions.people import Participant, Staff
from sessions.record import Record
from sessions.storage.store import Store
from sessions.storage.unit import Beside, Letter, TalkRow


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


@dataclass(frozen=True, slots=True)
class Post:
    """A turn that came in by a channel which brings the answer itself.

    It came as `update`; `message` is the one whose button was pressed, `home` the code of the
    meeting in which the address is known to be.
    """

    update: int
    message: int | None = None
    home: str = ""


@dataclass(slots=True)
class Turn:
    """A turn under way; `talk` is where the person will be when it ends.

    `said` is what was said so far; `is_kept` tells that talk and letters are on the disk; of a
    channel that `repeats` itself under the same key the answer is remembered.
    """

    store: Store
    person: Person
    room: Room
    talk: Talk
    key: str
    repeats: bool = False
    base: str = ""
    post: Post | None = None
    said: list[Say] = field(default_factory=list)
    is_kept: bool = False
    written: int = 0

    @property
    def record(self) -> Record:
        return self.room.record

    @property
    def beside(self) -> Beside:
        """Where the person is now, and that the update was dealt with; what is said comes later."""
        talk = TalkRow(self.person.address, self.talk.to_json())
        if self.post is None:
            return Beside(talk)
        moved = self.post.home != self.record.meeting.code
        chat = self.person.address if moved else ""
        return Beside(talk, chat=chat, update=self.post.update)

    def letters(self, *more: Say) -> list[Letter]:
        """What is said, for a channel that brings it itself."""
        if self.post is None:
            return []
        message = self.post.message
        return [as_letter(say, self.person.address, message) for say in (*self.said, *more)]

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
    """The answer, the talk and the thank-you are one unit: all are on the disk, or none."""
    draft = answering.IncomingAnswer(keep.item, keep.body, turn.key, turn.person.origin)

    def thanks(given: answering.Receipt) -> Say:
        return outcome.kept(keep, given.reference, given.revision, turn.room.words)

    along = answering.Along(turn.beside, lambda given: turn.letters(thanks(given)))
    given = await answering.answer(turn.store, turn.record, turn.participant, draft, along)
    turn.is_kept = given.anew
    return thanks(given)


async def _enrol(turn: Turn, enrol: Enrol) -> Say:
    said = arriving.Introduction(
        turn.record.meeting.code, enrol.organisation, enrol.kind,
        language=enrol.language, origin=turn.person.origin,
        address=turn.person.address if turn.post else None,
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


async def _wish(turn: Turn, wish: Wish) -> Say:
    keep = reviewing.wish if wish.draft else envisioning.wish
    await keep(turn.store, turn.record, turn.participant, wanted=wish.wanted)
    return wish.then


async def _react(turn: Turn, react: React) -> Say:
    """Under the key of the turn: what comes in once more is the same reaction."""
    said = reviewing.Saying(react.item, react.text, turn.key, replaces=react.replaces)
    number = await reviewing.react(turn.store, turn.record, turn.participant, said)
    reference = references.reaction(turn.record.meeting.number, number)
    return outcome.reacted(react, reference, turn.room.words)


async def _withdraw(turn: Turn, reply: Withdraw) -> Say:
    await reviewing.withdraw(turn.store, turn.record, turn.participant, reply.number)
    return reply.then


async def _sit(turn: Turn, sit: Sit) -> Say:
    pen = await arriving.sit(turn.store, turn.record, turn.participant, sit.table)
    return outcome.seated(sit, turn.room.words, pen=pen)


async def _pass_pen(turn: Turn, passing: PassPen) -> Say:
    await arriving.pass_pen(turn.store, turn.record, turn.participant, passing.to)
    return passing.then


async def _run(turn: Turn, run: Run) -> Say:
    order = running.RunOrder(run.verb, run.item, minutes=run.minutes, key=turn.key)
    await running.carry_out(turn.store, turn.record, turn.staff, order)
    return run.then


async def _undo(turn: Turn, _undo: Undo) -> Say:
    verb, number = await running.undo(turn.store, turn.record, turn.staff, turn.key)
    said = outcome.undone(verb, number, turn.room.words)
    return replace(said, about=ABOUT) if turn.talk.steers else said


async def _announce(turn: Turn, message: Announce) -> Say:
    await running.announce(turn.store, turn.record, turn.staff, message.text, turn.key)
    return message.then


async def _end(turn: Turn, end: End) -> Say:
    await running.end(turn.store, turn.record, turn.staff)
    return end.then


async def _improvise(turn: Turn, made: Improvise) -> Say:
    store, staff = turn.store, turn.staff
    number = await running.add_on_the_spot(store, turn.record, staff, made.item, turn.key)
    record = await store.record(turn.record.meeting.code)
    await running.carry_out(store, record, staff, running.RunOrder("open", number, key=turn.key))
    return outcome.improvised(made, number, turn.room.words)


async def _note(turn: Turn, note: Note) -> Say:
    remark = noting.Remark(note.kind, note.text, note.owner, note.by, turn.key)
    reference = await noting.note(turn.store, turn.record, turn.staff, remark)
    return outcome.noted(note, reference, turn.room.words)


async def _answer(turn: Turn, answer: Answer) -> Say:
    given = noting.PersonsAnswer(answer.number, answer.text, turn.key)
    await noting.answer_question(turn.store, turn.record, turn.staff, given)
    return answer.then


async def _sign_in(turn: Turn, signing: SignIn) -> Say:
    """A link for a browser; without an address of the house there is nowhere to go."""
    if not turn.base:
        return Say(turn.room.words("signin.nowhere"))
    token = await planning.console_link(turn.store, turn.staff)
    page = Choice(turn.room.words("browser.open"), "", page=f"{turn.base}/in/{token}")
    return replace(signing.then, choices=(page,))


async def _hand_out(turn: Turn, reply: HandOut) -> Say:
    """In a thread: of a large meeting the counting would keep everybody else waiting."""
    waits = await asyncio.to_thread(waiting, turn.record)
    return outcome.handed_out(reply.then, waits, turn.room.words)


async def _write_down(turn: Turn, asked: WriteDown) -> None:
    me = turn.room.me
    asker = me.pseudonym if isinstance(me, Participant) else ""
    turn.written += 1
    question = noting.IncomingQuestion(
        asked.question,
        asked.action,
        asked.answer,
        asked.entry,
        asked.source,
        asker,
        f"{turn.key}:{turn.written}",
        unsure=asked.chosen or asked.action != "answer",
        offered=asked.offered,
    )
    await noting.write_down(turn.store, turn.record, question)


_DOING: dict[type[Reply], Callable[[Turn, Any], Awaitable[Say | None]]] = {
    Say: _say,
    Keep: _keep,
    Enrol: _enrol,
    Amend: _amend,
    Wish: _wish,
    React: _react,
    Withdraw: _withdraw,
    Sit: _sit,
    PassPen: _pass_pen,
    Run: _run,
    Undo: _undo,
    Announce: _announce,
    End: _end,
    Improvise: _improvise,
    Note: _note,
    Answer: _answer,
    SignIn: _sign_in,
    HandOut: _hand_out,
    WriteDown: _write_down,
}
