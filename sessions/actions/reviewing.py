"""After the evening: the coordinator adds to the minutes, has them checked, and adopts them."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256

from sessions.actions.envisioning import KEEPERS
from sessions.errors import Clash, Forbidden, Malformed, Unknown
from sessions.items.item import TEXT_LIMIT, told
from sessions.meeting import HALL
from sessions.people import Participant, Staff
from sessions.record import Record
from sessions.reviewing import AdoptedMinutes, Verdict, content_digest
from sessions.storage import adopting, copies, issuing, reviewing
from sessions.storage.copies import Copies
from sessions.storage.reviewing import ReviewAct
from sessions.storage.store import Store

LONGEST_KEY = 120


@dataclass(frozen=True, slots=True)
class Saying:
    """Words about an item, or at 0 about the whole; under the same key they are kept once.

    What a coordinator adds may correct what stands there; what a participant says may replace
    the reaction with this number.
    """

    item: int
    text: str
    key: str | None = None
    corrects: bool = False
    replaces: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is done with a reaction, and why; `seen` is the stamp of the words it is about.

    Under the same key it is decided once: sent again it does not undo a later decision.
    """

    number: int
    verdict: Verdict
    because: str = ""
    seen: str = ""
    key: str | None = None


def today() -> date:
    """The day in the hall, whatever the clock of the server says."""
    return datetime.now(HALL).date()


def check_keeps(staff: Staff, record: Record) -> None:
    """Raise `Forbidden` for whoever may not say what the minutes say."""
    if staff.role not in KEEPERS or not staff.sees(record.programme.id):
        raise Forbidden("review.coordinator_only")


async def add(store: Store, record: Record, staff: Staff, said: Saying) -> int:
    """The coordinator's own words beside an item, or at 0 beside the whole; return the number."""
    check_keeps(staff, record)
    act = ReviewAct(what="addition", by=staff.label, about=_place(record, said.item),
              word=reviewing.CORRECTION if said.corrects else "",
              text=_words(said.text), key=said.key)  # fmt: skip
    return await _keep(store, record, act)


async def take_back(store: Store, record: Record, staff: Staff, number: int) -> None:
    """Take an addition back."""
    check_keeps(staff, record)
    meeting = record.meeting.id
    await store.writer.run(meeting, lambda c: reviewing.take_back(c, meeting, number))


async def plan(store: Store, record: Record, staff: Staff, day: date) -> None:
    """Promise the draft for a day, which people read when they leave.

    Raise `Malformed` for a day that has passed.
    """
    check_keeps(staff, record)
    if day < today():
        raise Malformed("review.past")
    await _keep(store, record, ReviewAct(what="planned", by=staff.label, word=day.isoformat()))


async def open_round(store: Store, record: Record, staff: Staff, last_day: date) -> None:
    """Participants may react until the end of this day; a later one moves the end.

    Raise `Malformed` for a day that has passed, `Clash` before the meeting is over.
    """
    check_keeps(staff, record)
    _check_over(record)
    if last_day < today():
        raise Malformed("review.past")
    act = ReviewAct(what="opened", by=staff.label, word=last_day.isoformat())
    meeting = record.meeting.id
    code, day = record.meeting.code, today()
    await store.writer.run(meeting, lambda c: issuing.begin_round(c, code, meeting, act, day))


async def issue(store: Store, record: Record, staff: Staff) -> int:
    """Number the draft, before it goes to somebody outside a round; return its number.

    What was issued already keeps its number, however often it is asked for. Raise `Forbidden` for
    who does not keep these minutes, `Clash` before the meeting is over or once they are adopted.
    """
    check_keeps(staff, record)
    _check_over(record)
    meeting, by, now = record.meeting, staff.label, datetime.now(UTC)
    return await store.writer.run(meeting.id, lambda c: issuing.issue(c, meeting.code, by, now))


async def react(store: Store, record: Record, who: Participant, said: Saying) -> int:
    """What a participant says of the draft, or says instead; return the number of the reaction.

    The same under the same key is the same reaction, also when the round was over meanwhile.
    """
    what, about = ("changed", said.replaces) if said.replaces else ("reaction", said.item)
    _place(record, said.item)
    act = ReviewAct(what=what, by=who.pseudonym, about=about, text=_words(said.text),
              key=_own_key(who, said.key))  # fmt: skip
    number = await _hear(store, record, act)
    return said.replaces or number


async def withdraw(store: Store, record: Record, who: Participant, number: int) -> None:
    """Take one's own reaction back; its number stays in the minutes, without the words."""
    await _hear(store, record, ReviewAct(what="withdrawn", by=who.pseudonym, about=number))


async def wish(store: Store, record: Record, who: Participant, *, wanted: bool) -> None:
    """Remember whether somebody wants to hear that the draft is there."""
    if (who.pseudonym in record.review.wished) is not wanted:
        await _keep(
            store, record, ReviewAct(what="wish" if wanted else "no_wish", by=who.pseudonym)
        )


async def _hear(store: Store, record: Record, act: ReviewAct) -> int:
    meeting, day = record.meeting.id, today()
    return await store.writer.run(meeting, lambda c: reviewing.add_reaction(c, meeting, act, day))


def _own_key(who: Participant, key: str | None) -> str | None:
    """Two people who happen to send the same key both have a reaction."""
    return f"{who.pseudonym}:{key}"[:LONGEST_KEY] if key else None


async def judge(store: Store, record: Record, staff: Staff, made: Judgement) -> None:
    """What is done with a reaction; what is not adopted has a reason.

    Raise `Unknown` without such a reaction, `Malformed` without that reason.
    """
    check_keeps(staff, record)
    if made.number not in {r.number for r in record.review.reactions if not r.withdrawn}:
        raise Unknown("review.unknown")
    if made.verdict is Verdict.NOT_ADOPTED and not told(made.because):
        raise Malformed("review.no_reason")
    act = ReviewAct(what="verdict", by=staff.label, about=made.number, word=made.verdict.value,
              text=_bounded(made.because), key=_verdict_key(staff, made.key))  # fmt: skip
    meeting, seen = record.meeting.id, made.seen
    await store.writer.run(meeting, lambda c: reviewing.add_verdict(c, meeting, act, seen))


def _verdict_key(staff: Staff, key: str | None) -> str | None:
    """As long as any other, whatever was sent."""
    return f"verdict/{sha256(f'{staff.label}/{key}'.encode()).hexdigest()}" if key else None


def as_adopted(record: Record, staff: Staff) -> Record:
    """The record as adopted minutes are compiled from; raise `Clash` where it is too early."""
    check_keeps(staff, record)
    _check_over(record)
    record.review.check_ready(today())
    version = record.meeting.version
    issue = len(record.review.issues) + 1
    final = AdoptedMinutes(
        datetime.now(UTC), content_digest(record), version, staff.label, issue=issue
    )
    return replace(record, review=replace(record.review, adopted=final))


async def adopt(store: Store, ready: Record, staff: Staff, copies: Copies) -> None:
    """The minutes are final from now on, as these files made of `ready` have them.

    Raise `Clash` when something changed while the files were made.
    """
    final, day = ready.review.adopted, today()
    assert final is not None
    act = ReviewAct(
        what="adopted", by=staff.label, about=final.version, word=final.digest, at=final.at
    )
    await store.writer.run(ready.meeting.id, lambda c: adopting.adopt(c, ready, act, copies, day))


async def kept_copies(store: Store, record: Record) -> Copies:
    """The files of adopted minutes as they were then; none of a draft."""
    if record.review.adopted is None:
        return {}
    return await store.read(lambda c: copies.read_copies(c, record.meeting.id))


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
    return _bounded(said)


def _bounded(said: str) -> str:
    """All of it or nothing: words that were cut off say something else."""
    if len(told(said)) > TEXT_LIMIT:
        raise Malformed("answer.too_long", limit=TEXT_LIMIT)
    return told(said)


async def _keep(store: Store, record: Record, act: ReviewAct) -> int:
    meeting = record.meeting.id
    return await store.writer.run(meeting, lambda c: reviewing.add_act(c, meeting, act))
