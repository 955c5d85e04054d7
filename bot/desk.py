"""One turn: load talk and room, respond, keep, deliver; one person at a time."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from weakref import WeakValueDictionary

from bot.conversation import outcome
from bot.conversation.heard import Heard
from bot.conversation.joining import before_the_door, code_in
from bot.conversation.reply import Keep, Reply, Say
from bot.conversation.respond import respond
from bot.conversation.room import Room
from bot.conversation.talk import Talk, read_talk
from bot.doing import Person, Turn, do
from knowledge_base.search import Finding
from sessions.actions import noting
from sessions.errors import Refusal, Unknown
from sessions.meeting import plain_code
from sessions.record import Record
from sessions.storage.store import Store

__all__ = ["Desk", "Person"]


class Desk:
    """Where every channel brings what it heard, and gets what to say."""

    def __init__(self, store: Store, find: Callable[[str], Finding]) -> None:
        self._store = store
        self._find = find
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def turn(self, person: Person, heard: Heard, key: str = "") -> list[Say]:
        """What to say, once all that belongs to it is done and durable.

        Hearing something again under the same key changes nothing and gives the same words.
        """
        async with self._locks.setdefault(person.address, asyncio.Lock()):
            try:
                record = await self._store.record(plain_code(person.code) or code_in(heard))
            except Unknown:
                return [before_the_door(heard)]
            talk = read_talk(await noting.recall(self._store, record, person.address))
            room = self._room(person, record, talk)
            if again := talk.replies_to(key):
                return await self._again(self._begin(person, room, talk, key), again)
            return await self._first(person, room, talk, heard, key)

    def _room(self, person: Person, record: Record, talk: Talk) -> Room:
        me = person.staff or record.participants.get(person.pseudonym or talk.me)
        return Room(record, me, self._find, datetime.now(UTC))

    def _begin(self, person: Person, room: Room, talk: Talk, key: str) -> Turn:
        """An answer needs a key of its own, also where the channel has none."""
        spoken = room.speaking(talk.language)
        return Turn(self._store, person, spoken, talk, key or secrets.token_hex(16))

    async def _first(
        self, person: Person, room: Room, before: Talk, heard: Heard, key: str
    ) -> list[Say]:
        talk, replies = respond(before, heard, room)
        if any(isinstance(r, Keep) for r in replies):
            talk = talk.after(key, replies)
        turn = self._begin(person, room, talk, key)
        try:
            said = await self._deliver(turn, replies)
        except Refusal as refusal:
            turn.talk_is_kept = False
            turn.talk, sentence = outcome.refused(before, replies, refusal, turn.room.words)
            said = [sentence]
        if not turn.talk_is_kept:
            turn.talk = turn.talk.after(key, said)
            if turn.talk != before:
                await noting.remember(self._store, turn.record, turn.row)
        return said

    async def _again(self, turn: Turn, replies: Sequence[Reply]) -> list[Say]:
        """An update that came in before: an answer under the same key gets the same thank-you."""
        try:
            return await self._deliver(turn, replies)
        except Refusal as refusal:
            return [outcome.refused(turn.talk, replies, refusal, turn.room.words)[1]]

    @staticmethod
    async def _deliver(turn: Turn, replies: Sequence[Reply]) -> list[Say]:
        return [say for reply in replies if (say := await do(turn, reply))]
