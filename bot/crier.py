"""Tells people what happened: once for each thing, to everybody whom a channel reaches."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from time import monotonic

import structlog

from bot.bell import Bell
from bot.conversation.heard import (
    Adopted,
    Announced,
    Answered,
    CheckOpened,
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
from bot.conversation.room import Reach
from bot.conversation.talk import read_talk
from bot.delivery import as_letter
from bot.desk import Desk, Person
from sessions.people import Staff
from sessions.record import Record
from sessions.storage.chats import Present, chats_in, versions_with_chats
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

log = structlog.get_logger()

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
    "adopted": Adopted(),
    "check": CheckOpened(),
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
        self._moved: dict[int, float] = {}
        self._versions: dict[int, int] = {}
        self._looked = float("-inf")
        store.listen(self._committed)
        self._shown: dict[str, dict[str, str]] = {}

    def _committed(self, changes: Sequence[Committed]) -> None:
        """Something changed: perhaps there is something to tell, and counts moved."""
        for each in changes:
            self._moved.setdefault(each.meeting_id, monotonic() + LIVE_PACE)
        self._bell.ring()

    async def run(self) -> None:
        """Tell until cancelled."""
        while True:
            for telling in await self._store.read(untold):
                await self.tell(telling)
            await self._look_around()
            await self._tell_counts()
            await self._bell.wait(LOOKS_AGAIN)

    def close(self) -> None:
        """Hear no more of what changes."""
        self._store.listen_no_more(self._committed)

    async def _look_around(self) -> None:
        """Counts also move by what another house on this database took in."""
        now = monotonic()
        if now - self._looked < LOOKS_AGAIN:
            return
        self._looked = now
        before, self._versions = self._versions, await self._store.read(versions_with_chats)
        for meeting, version in self._versions.items():
            if before.get(meeting, version) != version:
                self._moved.setdefault(meeting, now + LIVE_PACE)

    async def tell(self, telling: Telling) -> None:
        """Tell everybody, and that it was told: all of it is kept, or nothing."""
        record = await self._store.record_now(telling.code)
        self._moved.setdefault(record.meeting.id, monotonic() + LIVE_PACE)
        await self._spread(record, news_of(telling.tiding), telling)

    async def _tell_counts(self) -> None:
        """Who watches counts sees the newest, now and then."""
        now = monotonic()
        for meeting in [meeting for meeting, due in self._moved.items() if due <= now]:
            del self._moved[meeting]
            people = await self._people(meeting)
            if people and await self._spread(
                await self._store.record(people[0].chat.code), Progressed(), None
            ):
                self._moved[meeting] = now + LIVE_PACE

    async def _people(self, meeting: int) -> list[Present]:
        return await self._store.read(lambda c: chats_in(c, meeting))

    async def _spread(self, record: Record, news: News, telling: Telling | None) -> int:
        """Put a letter to everybody in the outbox; return how many there are."""
        meeting = record.meeting.id
        known = {each.chat.address for each in await self._people(meeting)}
        async with self._desk.quiet(known):
            people = [each for each in await self._people(meeting) if each.chat.address in known]
            talks, letters = await self._word(record, news, people)
            if telling or letters or talks:
                await self._store.writer.run(
                    None, lambda c: spread(c, meeting, talks, letters, telling)
                )
        if letters:
            self._deliver()
        return len(letters)

    async def _word(
        self, record: Record, news: News, people: Sequence[Present]
    ) -> tuple[list[TalkRow], list[Letter]]:
        talks, letters = [], list[Letter]()
        reach = await self._desk.reach(record)
        self._forget(self._desk.answered())
        for place, present in enumerate(people):
            if place % BREATHS == 0:
                await asyncio.sleep(0)
            try:
                talk, said = self._tell_one(record, news, present, reach)
            except Exception as error:  # noqa: BLE001 -- of one person; the others must hear it
                log.critical("untold", meeting=record.meeting.id, error=type(error).__name__)
                continue
            talks += [talk] if talk else []
            letters += said
        return talks, letters

    def _tell_one(
        self, record: Record, news: News, present: Present, reach: Reach
    ) -> tuple[TalkRow | None, list[Letter]]:
        """What one person hears, and where it leaves them if they move in the talk."""
        chat, talk = present.chat, read_talk(present.state)
        if present.pseudonym and not talk.me:  # in by the page, at this address
            talk = replace(talk, me=present.pseudonym)
        person = Person(chat.address, chat.code, staff=chat.staff)
        room = self._desk.seen_by(person, record, talk, reach)
        after, replies = respond(talk, news, room)
        row = TalkRow(chat.address, after.to_json()) if after != talk else None
        live = isinstance(news, Progressed) or isinstance(room.me, Staff)
        said = [reply for reply in replies if isinstance(reply, Say)]
        lane = Lane.LIVE if live else Lane.NEWS
        letters = [as_letter(say, chat.address, lane=lane) for say in said]
        return row, self._fresh(letters) if live else letters

    def _fresh(self, letters: Sequence[Letter]) -> list[Letter]:
        """Counts that did not move are not told again."""
        found = []
        for letter in letters:
            shown = self._shown.setdefault(letter.address, {})
            if shown.get(letter.subject) != letter.body:
                shown[letter.subject] = letter.body
                found.append(letter)
        return found

    def _forget(self, answered: Iterable[str]) -> None:
        """What we answered since may stand where the counts stood."""
        for address in answered:
            self._shown.pop(address, None)
