"""After the evening: the coordinator adds to the minutes, has them checked, and adopts them."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sessions.actions.envisioning import KEEPERS
from sessions.errors import Clash, Forbidden, Malformed, Unknown
from sessions.items.item import told
from sessions.people import Participant, Staff
from sessions.record import Record
from sessions.reviewing import Verdict, content_digest
from sessions.storage import reviewing
from sessions.storage.reading import Snapshot, read_snapshot
from sessions.storage.reviewing import Act
from sessions.storage.store import Store

LONGEST = 4000
"""Characters of an addition or a reaction, as of an answer."""

HERE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Saying:
    """Words about an item, or at 0 about the whole; under the same key they are kept once."""

    item: int
    text: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is done with a reaction, and why."""

    number: int
    verdict: Verdict
    because: str = ""


def today() -> date:
    return datetime.now(HERE).date()


def check_keeps(staff: Staff, record: Record) -> None:
    """Raise `Forbidden` for whoever may not say what the minutes say."""
    if staff.role not in KEEPERS or not staff.sees(record.programme.id):
        raise Forbidden("review.coordinator_only")


async def add(store: Store, record: Record, staff: Staff, said: Saying) -> int:
    """The coordinator's own words beside an item, or at 0 beside the whole; return the number."""
    check_keeps(staff, record)
    act = Act(what="addition", by=staff.label, about=_place(record, said.item),
              text=_words(said.text), key=said.key)  # fmt: skip
    return await _keep(store, record, act)


async def take_back(store: Store, record: Record, staff: Staff, number: int) -> None:
    """Take an addition back."""
    check_keeps(staff, record)
    meeting = record.meeting.id
    await store.writer.run(meeting, lambda c: reviewing.take_back(c, meeting, number))


async def open_round(store: Store, record: Record, staff: Staff, last_day: date) -> None:
    """Participants may react until the end of this day; a later one moves the end."""
    check_keeps(staff, record)
    _check_over(record)
    if last_day < today():
        raise Malformed("review.past")
    act = Act(what="opened", by=staff.label, word=last_day.isoformat())
    meeting = record.meeting.id
    await store.writer.run(meeting, lambda c: reviewing.open_round(c, meeting, act))


async def react(store: Store, record: Record, who: Participant, said: Saying) -> int:
    """What a participant says of the draft; return the number."""
    record.review.check_open()
    if not record.review.takes_reactions(today()):
        raise Clash("review.closed")
    act = Act(what="reaction", by=who.pseudonym, about=_place(record, said.item),
              text=_words(said.text), key=said.key)  # fmt: skip
    return await _keep(store, record, act)


async def judge(store: Store, record: Record, staff: Staff, made: Judgement) -> None:
    """What is done with a reaction; what is not adopted has a reason."""
    check_keeps(staff, record)
    if made.number not in {r.number for r in record.review.reactions}:
        raise Unknown("review.unknown")
    if made.verdict is Verdict.NOT_ADOPTED and not told(made.because):
        raise Malformed("review.no_reason")
    act = Act(what="verdict", by=staff.label, about=made.number, word=made.verdict.value,
              text=told(made.because)[:LONGEST])  # fmt: skip
    await _keep(store, record, act)


async def adopt(store: Store, record: Record, staff: Staff) -> None:
    """The minutes are final from now on, with the digest of what they were compiled from."""
    check_keeps(staff, record)
    _check_over(record)
    if record.review.takes_reactions(today()):
        raise Clash("review.still_open")
    if any(r.verdict is None for r in record.review.reactions):
        raise Clash("review.unjudged")
    meeting, code = record.meeting.id, record.meeting.code

    def act(snapshot: Snapshot | None) -> Act:
        assert snapshot is not None
        return Act(what="adopted", by=staff.label, word=content_digest(snapshot.record))

    await store.writer.run(
        meeting, lambda c: reviewing.add_act(c, meeting, act(read_snapshot(c, code, None)))
    )


def _check_over(record: Record) -> None:
    if record.meeting.closed_at is None:
        raise Clash("review.meeting_open")


def _place(record: Record, item: int) -> int:
    if item and record.item(item) is None:
        raise Unknown("item.unknown", number=item, last=len(record.items))
    return item


def _words(said: str) -> str:
    if not told(said):
        raise Malformed("answer.empty")
    return told(said)[:LONGEST]


async def _keep(store: Store, record: Record, act: Act) -> int:
    meeting = record.meeting.id
    return await store.writer.run(meeting, lambda c: reviewing.add_act(c, meeting, act))
