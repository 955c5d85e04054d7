"""What several people ask of one thread at the same moment, done together."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TypeVar


@dataclass(slots=True)
class Waiting:
    """Something asked from an event loop; whoever asked waits for the future."""

    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    future: asyncio.Future[Any] = field(init=False)
    result: Any = None
    error: BaseException | None = None

    def __post_init__(self) -> None:
        self.future = self.loop.create_future()

    def settle(self) -> None:
        """Give whoever waits what became of it; what was done stands when they have hung up."""
        if self.future.done():
            return
        if self.error:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


A = TypeVar("A", bound=Waiting)


def gather(queue: SimpleQueue[A | None], most: int) -> list[A]:
    """Wait for one, then take whatever has gathered; empty when the house closes."""
    first = queue.get()
    batch = [first] if first else []
    while batch and len(batch) < most:
        try:
            more = queue.get_nowait()
        except Empty:
            break
        if more is None:
            queue.put(None)
            break
        batch.append(more)
    return batch


def answer(batch: Sequence[A], settle: Callable[[Sequence[A]], None]) -> None:
    """Let `settle` give its answers in the loop that asked: one call for each loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[A]] = {}
    for each in batch:
        by_loop.setdefault(each.loop, []).append(each)
    for loop, asked in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, asked)
