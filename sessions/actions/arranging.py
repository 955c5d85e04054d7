"""Arranging open answers in themes: a sum proposes, whoever runs the meeting decides."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from sessions.actions.running import check_runs
from sessions.arrangement import Themes
from sessions.errors import Clash, Unknown
from sessions.items.contribution import heard
from sessions.items.question import Question
from sessions.people import Staff
from sessions.record import Record
from sessions.storage import arranging
from sessions.storage.arranging import Arranged
from sessions.storage.store import Store
from sessions.storage.unit import Stirs
from sessions.synthesis.encoding import installed_encoder
from sessions.synthesis.quoting import QuotableAnswer, with_quotes
from sessions.synthesis.themes import find_themes, place_new

Change = Callable[[Themes], Themes]
"""One of `sessions.synthesis.editing`, with its values filled in."""


@dataclass(frozen=True, slots=True)
class Looking:
    """The item whose themes are changed, and the revision that was looked at (0: none yet)."""

    item: int
    revision: int


def answers_to(record: Record, number: int) -> list[QuotableAnswer]:
    """What counts for an open question, with what may be quoted of it.

    Raise `Unknown` when that item is no open question.
    """
    scheduled = record.item(number)
    if scheduled is None or not isinstance(scheduled.item, Question):
        raise Unknown("themes.no_question", number=number)
    return [
        QuotableAnswer(
            reference=c.reference,
            text=c.answer["text"],
            kind=voice.kind if (voice := record.voices.get(c.participant)) else "",
            quotable=not record.hides(c) and _may_quote(record, c.participant),
        )
        for c in heard(record.given(number), record.voices)
        if "text" in c.answer
    ]


def _may_quote(record: Record, pseudonym: str) -> bool:
    author = record.participants.get(pseudonym)
    return author is None or author.quotable is not False


async def arrange(store: Store, record: Record, staff: Staff, looking: Looking) -> int:
    """Find themes, in a thread of its own, and keep them; return the revision.

    Raise `Forbidden` for who does not run this meeting, `Clash` once its minutes are adopted.
    """
    _check_may_change(staff, record)
    answers, number = answers_to(record, looking.item), looking.item
    found = await asyncio.to_thread(_proposed, record, number, answers)
    made = Arranged(number, "arrange", found, staff.label, looking.revision)
    return await _keep(store, record, made)


def _check_may_change(staff: Staff, record: Record) -> None:
    """What was adopted is kept as files: themes that move afterwards would tell another story."""
    check_runs(staff, record)
    if record.review.adopted:
        raise Clash("themes.final")


def _proposed(record: Record, number: int, answers: list[QuotableAnswer]) -> Themes:
    """By the themes that the item names, else by all of the programme."""
    scheduled = record.item(number)
    named = scheduled.item.themes if scheduled else ()
    seeds = [t for t in record.programme.themes if not named or t.name in named]
    return find_themes(answers, seeds, installed_encoder())


async def rearrange(
    store: Store, record: Record, staff: Staff, looking: Looking, change: Change
) -> int:
    """Change what was arranged; answers that came in later are placed first.

    Raise `Forbidden` for who does not run this meeting, `Clash` while nothing was arranged or once
    the minutes are adopted.
    """
    _check_may_change(staff, record)
    answers = answers_to(record, looking.item)
    before = record.themes.get(looking.item)
    if before is None:
        raise Clash("themes.none")

    def changed() -> Themes:
        return with_quotes(change(place_new(before, answers)), answers)

    themes, verb = await asyncio.to_thread(changed), change_name(change)
    made = Arranged(looking.item, verb, themes, staff.label, looking.revision)
    return await _keep(store, record, made)


def change_name(change: Change) -> str:
    """The verb for the row; a change with values filled in still knows what it is."""
    whole = getattr(change, "func", change)
    return str(getattr(whole, "__name__", "change"))[:16]


async def undo(store: Store, record: Record, staff: Staff, looking: Looking) -> None:
    """Take back the last change of these themes."""
    check_runs(staff, record)
    meeting = record.meeting.id
    await store.writer.run(
        meeting,
        lambda c: arranging.undo_arrangement(c, meeting, looking.item, looking.revision),
        Stirs.HALL,
    )


async def _keep(store: Store, record: Record, made: Arranged) -> int:
    meeting = record.meeting.id
    return await store.writer.run(
        meeting, lambda c: arranging.keep_arrangement(c, meeting, made), Stirs.HALL
    )
