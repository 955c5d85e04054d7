"""Looking for personal data in 2,000 contributions, half of which are texts, and who waits for it.

Beside the same texts looked through by the library alone, without our patterns before it; and the
longest pause of an event loop that has to answer phones, while the page of findings is made on that
loop (as it was) and in a thread.
"""

import asyncio
from dataclasses import replace
from functools import partial
from random import Random
from time import perf_counter

from stdnum import iban
from stdnum.nl import bsn

from benchmarks.documents import evening
from benchmarks.row import Row, in_turns
from sessions.findings import findings, texts_of
from sessions.record import Record

SIZE = 2_000
TIMES = 5
SECONDS, PAUSE = 1.0, 0.05
TELLING = ("Bel 06-12345678.", "Mail jan@voorbeeld.nl.", "BSN 123456782.", "Om 19:30, 11-03-2027.")


def rows() -> list[Row]:
    record = telling(evening(SIZE))
    ours, theirs = in_turns([lambda: _found(record), lambda: _by_the_library(record)], TIMES)
    on_loop, in_thread = in_turns(
        [partial(_held_up, record, in_thread=t) for t in (False, True)], TIMES
    )
    return [
        Row(
            what=f"personal data in {SIZE:,} contributions, one text in ten with some",
            measured=f"{ours * 1000:,.0f} ms, {len(findings(record))} found",
            beside=f"every word to python-stdnum: {theirs * 1000:,.0f} ms",
            aim=f"under {SECONDS:.0f} s",
            reached=ours < SECONDS,
        ),
        Row(
            what="… the longest that a phone waits for that page of somebody else",
            measured=f"{in_thread * 1000:,.0f} ms, in a thread",
            beside=f"{on_loop * 1000:,.0f} ms, on the loop",
            aim=f"under {PAUSE * 1000:.0f} ms",
            reached=in_thread < PAUSE,
        ),
    ]


def telling(record: Record) -> Record:
    """The same evening, in which one text in ten has a number, an address or a day in it."""
    random, given = Random(1), list(record.contributions)
    texts = [place for place, each in enumerate(given) if "text" in each.answer]
    for place in texts[::10]:
        text = f"{given[place].answer['text']} {random.choice(TELLING)}"
        given[place] = replace(given[place], answer={**given[place].answer, "text": text})
    return replace(record, contributions=tuple(given))


def _found(record: Record) -> float:
    began = perf_counter()
    findings(record)
    return perf_counter() - began


def _by_the_library(record: Record) -> float:
    texts = texts_of(record)
    began = perf_counter()
    for _, _, text in texts:
        for word in text.split():
            bsn.is_valid(word)
            iban.is_valid(word)
    return perf_counter() - began


def _held_up(record: Record, *, in_thread: bool) -> float:
    return asyncio.run(_pause(record, in_thread=in_thread))


async def _pause(record: Record, *, in_thread: bool) -> float:
    """The longest time between two turns of something that wants one every millisecond."""
    done, longest = asyncio.Event(), 0.0

    async def look() -> None:
        await asyncio.sleep(0.01)
        if in_thread:
            await asyncio.to_thread(findings, record)
        else:
            findings(record)
        done.set()

    task, last = asyncio.create_task(look()), perf_counter()
    while not done.is_set():
        await asyncio.sleep(0.001)
        now = perf_counter()
        longest, last = max(longest, now - last), now
    await task
    return longest
