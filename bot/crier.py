"""Tells people what happened: once for each thing, to everybody whom a channel reaches."""

import asyncio
from collections.abc import Callable, Sequence
from time import monotonic

from bot.bell import Bell
from bot.conversation.heard import (
    Announced,
    Answered,
    Closed,
    Ended,
    Interrupted,
    Invited,
    News,
    PenPassed,
    Progressed,
    Revealed,
    Shared,
    TakenBack,
)
from bot.conversation.reply import Say
from bot.conversation.respond import respond
from bot.conversation.talk import read_talk
from bot.delivery import as_letter
from bot.desk import Desk, Person
from sessions.record import Record
from sessions.storage.chats import Chat, chats_in
from sessions.storage.store import Store
from sessions.storage.tellings import Telling, spread, untold
from sessions.storage.unit import Committed, Lane, Letter, TalkRow
from sessions.tidings import Tiding

LOOKS_AGAIN = 1.0
"""Seconds after which we look whether another process has something to tell."""

LIVE_PACE = 3.0
"""Seconds between two changes of a message that shows counts."""

BREATHS = 25
"""People told in one go, before somebody else may do something."""

_ABOUT_ITEM: dict[str, Callable[[int], News]] = {
    "invited": Invited,
    "closed": Closed,
    "revealed": Revealed,
    "shown": Shared,
    "taken_back": TakenBack,
    "pen": PenPassed,
    "answered": Answered,
}
_ABOUT_MEETING: dict[str, News] = {
    "announced": Announced(),
    "ended": Ended(),
    "interrupted": Interrupted(),
}


def news_of(tiding: Tiding) -> News:
    """What people hear of something that happened."""
    if make := _ABOUT_ITEM.get(tiding.what):
        return make(tiding.number or 0)
    return _ABOUT_MEETING[tiding.what]


class Crier:
    """Turns what happened into letters to everybody, in one transaction each."""

    def __init__(self, store: Store, desk: Desk, deliver: Callable[[], None]) -> None:
        self._store = store
        self._desk = desk
        self._deliver = deliver
        self._bell = Bell()
        self._moved: dict[str, float] = {}
        self._codes: dict[int, str] = {}
        self._shown: dict[tuple[str, str], str] = {}
        store.listen(self._committed)

    def _committed(self, changes: Sequence[Committed]) -> None:
        """Something changed: perhaps there is something to tell, and counts moved."""
        for each in changes:
            if code := self._codes.get(each.meeting_id):
                self._moved.setdefault(code, monotonic() + LIVE_PACE)
        self._bell.ring()

    async def run(self) -> None:
        """Tell until cancelled."""
        while True:
            for telling in await self._store.read(untold):
                await self.tell(telling)
            await self._tell_counts()
            await self._bell.wait(LOOKS_AGAIN)

    async def tell(self, telling: Telling) -> None:
        """Tell everybody, and that it was told: all of it is kept, or nothing."""
        record = await self._store.record_now(telling.code)
        self._codes[record.meeting.id] = telling.code
        self._moved.setdefault(telling.code, monotonic() + LIVE_PACE)
        await self._spread(record, news_of(telling.tiding), telling)

    async def _tell_counts(self) -> None:
        """Who watches counts sees the newest, now and then."""
        now = monotonic()
        for code in [code for code, due in self._moved.items() if due <= now]:
            del self._moved[code]
            record = await self._store.record(code)
            if await self._spread(record, Progressed(), None):
                self._moved[code] = now + LIVE_PACE

    async def _spread(self, record: Record, news: News, telling: Telling | None) -> int:
        """Put a letter to everybody in the outbox; return how many there are."""
        meeting = record.meeting.id
        people = await self._store.read(lambda c: chats_in(c, meeting))
        async with self._desk.quiet(chat.address for chat, _ in people):
            people = await self._store.read(lambda c: chats_in(c, meeting))
            talks, letters = await self._word(record, news, people)
            if telling or letters or talks:
                await self._store.writer.run(
                    None, lambda c: spread(c, meeting, talks, letters, telling)
                )
        if letters:
            self._deliver()
        return len(letters)

    async def _word(
        self, record: Record, news: News, people: Sequence[tuple[Chat, str | None]]
    ) -> tuple[list[TalkRow], list[Letter]]:
        talks, letters = [], list[Letter]()
        reach = await self._desk.reach(record)
        for place, (chat, state) in enumerate(people):
            if place % BREATHS == 0:
                await asyncio.sleep(0)
            talk = read_talk(state)
            room = self._desk.seen_by(Person(chat.address, staff=chat.staff), record, talk, reach)
            after, replies = respond(talk, news, room)
            if after != talk:
                talks.append(TalkRow(chat.address, after.to_json()))
            said = [r for r in replies if isinstance(r, Say)]
            letters += self._letters(chat, news, said)
        return talks, letters

    def _letters(self, chat: Chat, news: News, said: Sequence[Say]) -> list[Letter]:
        """What is new in it: counts that did not move are not told again."""
        live = isinstance(news, Progressed) or chat.staff is not None
        lane = Lane.LIVE if live else Lane.NEWS
        letters = [as_letter(say, chat.address, lane=lane) for say in said]
        if not live:
            return letters
        fresh = [e for e in letters if self._shown.get((e.address, e.subject)) != e.body]
        self._shown |= {(e.address, e.subject): e.body for e in fresh}
        return fresh
