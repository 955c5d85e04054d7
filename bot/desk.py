"""One turn: load talk and room, respond, keep, deliver; one person at a time."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from weakref import WeakValueDictionary

from bot.conversation import outcome
from bot.conversation.asking import subject
from bot.conversation.heard import Arrived, Heard
from bot.conversation.joining import before_the_door, code_in
from bot.conversation.reply import Keep, Reply, Say
from bot.conversation.respond import respond
from bot.conversation.room import Reach, Room
from bot.conversation.talk import Talk, read_talk
from bot.delivery import as_letter
from bot.doing import Person, Post, Turn, do
from knowledge_base.search import Library
from sessions.actions import arriving, noting
from sessions.actions.running import may_run
from sessions.errors import Refusal, Unknown
from sessions.meeting import plain_code
from sessions.record import Record
from sessions.storage.outbox import reach_of
from sessions.storage.store import Store
from sessions.storage.unit import Beside

__all__ = ["Desk", "Person", "Post"]


class Desk:
    """Where every channel brings what it heard, and gets what to say."""

    def __init__(self, store: Store, library: Library, base: str = "") -> None:
        """`base` is the address of this house in a browser, where it is known."""
        self._store = store
        self._library = library
        self._base = base
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._answered: set[str] = set()

    async def turn(
        self, person: Person, heard: Heard, key: str = "", post: Post | None = None
    ) -> list[Say]:
        """What to say, once all that belongs to it is done and durable.

        Hearing something again under the same key changes nothing and gives the same words. With
        `post` the words are in the outbox too, together with all the rest.
        """
        async with self.quiet([person.address]):
            try:
                record = await self._record(person, heard)
            except Unknown:
                return await self._at_no_door(person, [before_the_door(heard)], post)
            talk = await self._talk(record, person, post)
            room = await self.room(person, record, talk)
            if post:
                self._answered.add(person.address)
            turn = self._begin(person, room, talk, key, post)
            if again := talk.replies_to(key):
                return await self._again(turn, again)
            return await self._first(turn, heard, talk)

    @asynccontextmanager
    async def quiet(self, addresses: Iterable[str]) -> AsyncIterator[None]:
        """Nobody else changes where these people are in the talk."""
        async with AsyncExitStack() as locks:
            for address in sorted(set(addresses)):
                lock = self._locks.setdefault(address, asyncio.Lock())
                await locks.enter_async_context(lock)
            yield

    def answered(self) -> set[str]:
        """Whom we answered by a channel since this was asked last: what they see may be new."""
        answered, self._answered = self._answered, set()
        return answered

    async def room(self, person: Person, record: Record, talk: Talk) -> Room:
        """What one turn of this person may know."""
        reach = await self.reach(record) if person.staff else Reach()
        return self.seen_by(person, record, talk, reach)

    def seen_by(self, person: Person, record: Record, talk: Talk, reach: Reach) -> Room:
        """The meeting through the eyes of this person."""
        who = record.participants.get(person.pseudonym or talk.me)
        staff = person.staff if person.staff and may_run(person.staff, record) else None
        me = staff or who
        return Room(
            record, me, self._library.find, datetime.now(UTC), reach=reach,
            entries=tuple(self._library.entries), house=self._base,
        )  # fmt: skip

    async def reach(self, record: Record) -> Reach:
        """Whom the question that the hall looks at has reached."""
        if (shown := record.on_show) is None:
            return Reach()
        about, meeting = subject(shown), record.meeting.id
        return Reach(*await self._store.read(lambda c: reach_of(c, meeting, about)))

    async def _record(self, person: Person, heard: Heard) -> Record:
        """The meeting somebody is in; a code in a link leads to another one."""
        named = plain_code(heard.code) if isinstance(heard, Arrived) else ""
        code = named or plain_code(person.code) or code_in(heard)
        return await self._store.record(code)

    async def _talk(self, record: Record, person: Person, post: Post | None) -> Talk:
        """Where somebody was; who came in by another door, from the same address, is in."""
        talk = read_talk(await noting.recall(self._store, record, person.address))
        if talk.me or post is None:
            return talk
        return replace(talk, me=await arriving.who_is_at(self._store, record, person.address))

    def _begin(self, person: Person, room: Room, talk: Talk, key: str, post: Post | None) -> Turn:
        """An answer needs a key of its own, also where the channel has none."""
        spoken, known = room.speaking(talk.language), key or secrets.token_hex(16)
        repeats = bool(key) and post is None
        return Turn(self._store, person, spoken, talk, known, repeats, self._base, post)

    async def _first(self, turn: Turn, heard: Heard, before: Talk) -> list[Say]:
        talk, replies = respond(before, heard, turn.room)
        turn.talk = talk
        if any(isinstance(r, Keep) for r in replies):
            turn.talk = _remembering(turn, replies)
        try:
            await self._do_all(turn, replies)
        except Refusal as refusal:
            turn.talk, sentence = outcome.refused(before, replies, refusal, turn.room.words)
            turn.said, turn.is_kept = [sentence], False
        if not turn.is_kept:
            turn.talk = _remembering(turn, turn.said)
            if turn.post or turn.talk != before:
                await self._leave(turn)
        return turn.said

    async def _again(self, turn: Turn, replies: Sequence[Reply]) -> list[Say]:
        """An update that came in before: an answer under the same key gets the same thank-you."""
        try:
            await self._do_all(turn, replies)
        except Refusal as refusal:
            turn.said = [outcome.refused(turn.talk, replies, refusal, turn.room.words)[1]]
        return turn.said

    @staticmethod
    async def _do_all(turn: Turn, replies: Sequence[Reply]) -> None:
        """An answer comes last: what was said before it goes to the disk with it."""
        for reply in sorted(replies, key=lambda r: isinstance(r, Keep)):
            if say := await do(turn, reply):
                turn.said.append(say)

    async def _leave(self, turn: Turn) -> None:
        letters = turn.letters()
        beside = turn.beside
        await noting.remember(
            self._store,
            turn.record,
            Beside(beside.talk, lambda _kept: letters, beside.chat, beside.update),
        )

    async def _at_no_door(self, person: Person, said: list[Say], post: Post | None) -> list[Say]:
        if post:
            await self.say_outside(person.address, said, post)
        return said

    async def say_outside(self, address: str, said: Sequence[Say], post: Post) -> None:
        """Say something to somebody who is in no meeting (yet)."""
        letters = [as_letter(say, address, post.message) for say in said]
        beside = Beside(letters=lambda _kept: letters, chat=address, update=post.update)
        await noting.remember(self._store, None, beside)


def _remembering(turn: Turn, replies: Sequence[Reply]) -> Talk:
    """What was answered to this key, where the same may come in once more."""
    return turn.talk.after(turn.key, replies) if turn.repeats else turn.talk
