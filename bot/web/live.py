"""Telling screens that something changed: an event carries a version, the screen fetches."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from starlette.types import Receive, Send

from sessions.storage.unit import Committed

CREW_PACE = 0.2
"""Seconds between two events for console and projector: answers arrive, five times a second."""

HALL_PACE = 0.5
"""Seconds between two events for phones: sixty of them fetch at once."""

PING_SECONDS = 15.0
"""So that a proxy keeps the line open, and a phone knows within 40 s that it is gone."""


@dataclass
class Topic:
    """Everybody who watches one meeting from one side; the latest version wins."""

    pace: float
    version: int = 0
    ears: "set[Ear]" = field(default_factory=set)
    _told_at: float = 0.0
    _due: asyncio.TimerHandle | None = None

    def tell(self, version: int) -> None:
        """Pass a version on, now or when the pace allows."""
        self.version = max(self.version, version)
        if self._due is None:
            wait = max(0.0, self._told_at + self.pace - monotonic())
            self._due = asyncio.get_running_loop().call_later(wait, self.wake)

    def wake(self) -> None:
        """Let every watcher look: at a new version, a ping, or the end."""
        if self._due:
            self._due.cancel()
        self._due = None
        self._told_at = monotonic()
        for ear in self.ears:
            ear.wake()


class Ear:
    """What one screen listens with, until it is woken; one future for the topic and for its end."""

    __slots__ = ("_woken",)

    def __init__(self) -> None:
        self._woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def wake(self, _gone: object = None) -> None:
        """There is something to say, or nobody is left to say it to."""
        if not self._woken.done():
            self._woken.set_result(None)

    async def listens(self) -> None:
        """Wait to be woken; whoever was woken meanwhile does not wait."""
        await self._woken
        self._woken = asyncio.get_running_loop().create_future()


class Hub:
    """The topics of all meetings: phones look when the scene changes, the crew at everything."""

    def __init__(self) -> None:
        self._crew: dict[int, Topic] = {}
        self._hall: dict[int, Topic] = {}
        self._scenes: dict[int, int] = {}
        self._ping: asyncio.TimerHandle | None = None
        self.closed = False

    def committed(self, changes: Sequence[Committed]) -> None:
        """Hear what a commit changed."""
        for each in changes:
            if crew := self._crew.get(each.meeting_id):
                crew.tell(each.version)
            moved = self._scenes.get(each.meeting_id) != each.scene
            self._scenes[each.meeting_id] = each.scene
            if moved and (hall := self._hall.get(each.meeting_id)):
                hall.tell(each.version)

    def watch(self, meeting_id: int, *, crew: bool) -> Topic:
        """The topic to watch; the first watcher starts the ping."""
        topics, pace = (self._crew, CREW_PACE) if crew else (self._hall, HALL_PACE)
        if meeting_id not in topics:
            topics[meeting_id] = Topic(pace)
        if self._ping is None:
            self._ping = asyncio.get_running_loop().call_later(PING_SECONDS, self._ping_all)
        return topics[meeting_id]

    @property
    def watchers(self) -> int:
        return sum(len(topic.ears) for topic in self._topics())

    def close(self) -> None:
        """End every stream, so that the server can stop."""
        self.closed = True
        if self._ping:
            self._ping.cancel()
        for topic in self._topics():
            topic.wake()

    def _ping_all(self) -> None:
        for topic in self._topics():
            topic.wake()
        self._ping = asyncio.get_running_loop().call_later(PING_SECONDS, self._ping_all)

    def _topics(self) -> list[Topic]:
        return [*self._crew.values(), *self._hall.values()]


HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"x-accel-buffering", b"no"),
]


async def stream(hub: Hub, topic: Topic, version: int, receive: Receive, send: Send) -> None:
    """Serve one screen until it goes away or the house closes; `version` is what holds now."""
    await receive()  # the request itself; what comes after it can only be its end
    gone: asyncio.Future[Any] = asyncio.ensure_future(receive())
    gone.add_done_callback((ear := Ear()).wake)
    topic.ears.add(ear)
    try:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        told = max(version, topic.version)
        await _send(send, b"retry: 2000\n\n" + _event(told))
        while not hub.closed:
            await ear.listens()
            if gone.done():
                return
            fresh = topic.version > told
            told = max(told, topic.version)
            await _send(send, _event(told) if fresh else b": ping\n\n")
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        topic.ears.discard(ear)
        gone.cancel()


def _event(version: int) -> bytes:
    return b'data: {"version": %d}\n\n' % version


async def _send(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})
