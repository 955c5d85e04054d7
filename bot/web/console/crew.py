"""What those who run the meeting see: what comes next, who answered, what waits for them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.web.console.checking import draft, may_check
from bot.web.phone.given import spoken
from bot.web.projector.hurrying import Hurry, ends_at, minutes_until, still_to_come
from bot.web.timetable import phone_hours, timetable
from bot.web.wording import Wording
from sessions import owners
from sessions.actions.arriving import tables_tonight
from sessions.items.breakdown import kinds_to_name
from sessions.items.casus import Casus
from sessions.items.contribution import Contribution
from sessions.items.item import ShowResults
from sessions.items.poll import Poll
from sessions.items.proposal import Proposal
from sessions.meeting import ItemState, Scheduled
from sessions.people import Participant
from sessions.record import Marks, QuestionAsked, Record


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that a facilitator can do now; `key` is the sentence on its button."""

    verb: str
    item: int
    key: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one kind of organisation answered; no name for all small kinds together."""

    name: str
    answered: int
    people: int

    @property
    def width(self) -> int:
        return round(100 * self.answered / self.people) if self.people else 0


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text that came in, and what was decided about it."""

    reference: str
    words: str
    kind: str
    origin: str
    table: int | None
    marks: Marks

    @property
    def waits(self) -> bool:
        marks = self.marks
        return not (marks.shown or marks.hidden or marks.merged_into)


def crew(record: Record, w: Wording) -> dict[str, Any]:
    """Everything on the console beside what the hall sees."""
    shown = record.on_show
    came = incoming(record, shown, w) if shown else []
    waiting = [c for c in reversed(came) if c.waits]
    return {
        "slots": timetable(record),
        "phone_hours": phone_hours(record),
        "hurries": hurry_moves(record),
        "main": main_move(record),
        "ends": ends_at(record.open_item) if record.open_item else None,
        "may_undo": bool(record.last_step) and not record.review.adopted,
        "others": other_moves(record),
        "present": [p for p in record.present if p.left_at is None],
        "gave": answered_people(record, shown) if shown and shown.item.asks else frozenset(),
        "counts": counts(record, shown) if shown and shown.item.asks else [],
        "on_behalf": on_behalf(record, shown) if shown else 0,
        "incoming": came,
        "waiting": waiting,
        "draft": draft(record, shown, w) if shown and may_check(record, shown) else None,
        "unanswered": unanswered(record),
        "tables": tables(record),
        "unseated": [p for p in record.present if p.table is None and p.left_at is None],
        "silent": silent_tables(record, shown) if record.open_item and shown else [],
        "parties": [o.name for o in record.programme.organisations],
    }


def main_move(record: Record) -> Move | None:
    """The one thing that happens next; undo stands beside it, so it asks no confirmation."""
    if record.meeting.closed_at:
        return None
    shown = record.on_show
    if shown and shown.is_open and shown.item.asks:
        if isinstance(shown.item, Casus) and shown.step < shown.item.last_step:
            return Move("advance", shown.number, "move.advance", {"step": shown.step + 1})
        return _close(shown)
    if shown and _has_result_to_show(record, shown):
        return Move("reveal", shown.number, f"move.reveal_{shown.item.kind}", {})
    if shown and shown.state is ItemState.CLOSED and shown.round < shown.item.last_round:
        return Move("open", shown.number, "move.open_round", {"round": shown.round + 1})
    return _open_next(record) or Move("end", 0, "move.end", {})


def other_moves(record: Record) -> list[Move]:
    """What else makes sense with what the hall looks at."""
    shown, main = record.on_show, main_move(record)
    if shown is None or record.meeting.closed_at:
        return []
    moves: list[Move] = []
    if shown.is_open:
        if main and main.verb != "close" and shown.item.asks:
            moves.append(_close(shown))
    else:
        moves.append(Move("reopen", shown.number, "move.reopen", {"number": shown.number}))
        if main and main.verb == "reveal" and (following := _open_next(record)):
            moves.append(following)
    return moves


def hurry_moves(record: Record) -> list[tuple[str, Hurry | None]]:
    """How the wall can hurry now, with what it would say; None for what ends it."""
    now = record.open_item
    if now is None:
        return []
    if record.meeting.hurries:
        return [("", None)]
    ends, missing = ends_at(now), still_to_come(record, now)
    clock = Hurry(minutes_until(ends), "minutes") if ends else None
    found = [("answers", missing), ("clock", clock)]
    return [(how, what) for how, what in found if what and what.left]


def _close(shown: Scheduled) -> Move:
    return Move("close", shown.number, f"move.close_{shown.item.kind}", {})


def _open_next(record: Record) -> Move | None:
    following = record.next_item
    if following is None:
        return None
    values = {"number": following.number, "kind": following.item.kind}
    return Move("open", following.number, "move.open", values)


def _has_result_to_show(record: Record, shown: Scheduled) -> bool:
    if shown.state is not ItemState.CLOSED or shown.revealed or not shown.item.asks:
        return False
    return shown.item.show_results is ShowResults.AFTER and bool(record.given(shown.number))


def _now(record: Record, shown: Scheduled) -> list[Contribution]:
    """What counts in the round or step that is on."""
    given = [c for c in record.given(shown.number) if c.round == shown.round]
    if isinstance(shown.item, Casus):
        return [c for c in given if c.answer.get("step") == shown.step]
    return given


def answered_people(record: Record, shown: Scheduled) -> frozenset[str]:
    """Whose answer is in: their own, or in a casus that of their table."""
    given = _now(record, shown)
    gave = {c.owner for c in given}
    tables = {c.table for c in given if c.table} if isinstance(shown.item, Casus) else set()
    return frozenset(
        p.pseudonym
        for p in record.present
        if p.left_at is None
        and (
            owners.person(p.pseudonym) in gave
            or owners.party(p.organisation) in gave
            or p.table in tables
        )
    )


def counts(record: Record, shown: Scheduled) -> list[Count]:
    """Per kind of organisation; small kinds go together, and as many others as hide them."""
    here = [p for p in record.present if p.left_at is None]
    gave = answered_people(record, shown)
    smallest = record.meeting.smallest_group
    named = kinds_to_name((p.voice for p in here), smallest)
    answered = _count(p for p in here if p.pseudonym in gave)
    sizes = _count(p for p in here if p.kind in named)
    rows = [Count(kind, answered[kind], n) for kind, n in sizes.most_common()]
    rest = [p for p in here if p.kind not in named]
    if len(rest) >= smallest and len({p.kind for p in rest}) > 1:
        rows.append(Count("", sum(p.pseudonym in gave for p in rest), len(rest)))
    return rows


def _count(people: Iterable[Participant]) -> Counter[str]:
    return Counter(p.kind for p in people)


def on_behalf(record: Record, shown: Scheduled) -> int:
    """Answers on paper and from the hall, entered by somebody else."""
    return sum(c.entered_by is not None for c in _now(record, shown))


def incoming(record: Record, shown: Scheduled, w: Wording) -> list[Incoming]:
    """Texts for the item that the hall looks at, newest first."""
    texts = [c for c in record.given(shown.number) if _has_words(shown, c)]
    return [_incoming(record, shown, c, w) for c in sorted(texts, key=_newest_first)]


def _has_words(shown: Scheduled, contribution: Contribution) -> bool:
    if isinstance(shown.item, Poll):
        return bool(contribution.answer.get("other"))
    if isinstance(shown.item, Proposal):  # where a party stands is shown by name, and not chosen
        return bool(contribution.answer.get("text"))
    return "recognise" not in contribution.answer


def _newest_first(contribution: Contribution) -> float:
    return -contribution.at.timestamp()


def _incoming(record: Record, shown: Scheduled, each: Contribution, w: Wording) -> Incoming:
    voice = record.voices.get(each.participant)
    kind = voice.kind if voice and voice.kind in record.kinds_to_name else ""
    return Incoming(
        reference=each.reference,
        words=spoken(record, shown.item, each.answer, w),
        kind=kind,
        origin=each.origin,
        table=each.table,
        marks=record.marks.get(each.reference, Marks()),
    )


def unanswered(record: Record) -> list[tuple[int, QuestionAsked]]:
    """Questions that neither the base nor a person answered, with their numbers."""
    return list(record.questions_waiting.items())


def tables(record: Record) -> list[tuple[int, list[Participant]]]:
    return [(n, record.seated(n)) for n in range(1, tables_tonight(record) + 1)]


def silent_tables(record: Record, shown: Scheduled) -> list[int]:
    """Tables where people sit and of which nobody gave anything in this round or step."""
    if not shown.item.asks:
        return []
    gave = answered_people(record, shown)
    entered = {c.table for c in _now(record, shown)}
    return [
        n
        for n, seated in tables(record)
        if seated and n not in entered and not any(p.pseudonym in gave for p in seated)
    ]
