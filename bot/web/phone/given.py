"""What somebody gave, in words that they recognise as theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.web.wording import Wording
from sessions import mandates, owners
from sessions.items.contribution import Contribution
from sessions.items.item import Item
from sessions.items.poll import Poll
from sessions.meeting import Scheduled
from sessions.people import Participant
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class Given:
    """One contribution as its giver sees it; `changeable` while its item is open to them."""

    reference: str
    scheduled: Scheduled
    words: str
    what: str
    at: datetime
    origin: str
    round: int
    table: int | None
    changeable: bool
    answer: Mapping[str, Any]


def given(record: Record, who: Participant, w: Wording, number: int | None = None) -> list[Given]:
    """Their own and their table's, in the order of the evening."""
    return [_given(record, who, each, w) for each in given_by(record, who, number)]


def given_by(record: Record, who: Participant, number: int | None = None) -> list[Contribution]:
    """The same as it is in the record: of the whole evening, or of one item."""
    mine = record.of(owners.person(who.pseudonym), number)
    tables = record.of(owners.table(who.table), number) if who.table else []
    spoken_for = mandates.positions_by(record, who, number)
    return sorted(mine + tables + spoken_for, key=_by_item)


def _by_item(contribution: Contribution) -> tuple[int, str]:
    return contribution.item, contribution.reference


def _given(record: Record, who: Participant, each: Contribution, w: Wording) -> Given:
    scheduled = record.item(each.item)
    assert scheduled is not None
    return Given(
        reference=each.reference,
        scheduled=scheduled,
        words=spoken(record, scheduled.item, each.answer, w),
        what=what_is(each.answer),
        at=each.at,
        origin=each.origin,
        round=each.round,
        table=each.table,
        changeable=scheduled.is_open and (each.table is None or who.holds_pen),
        answer=each.answer,
    )


def what_is(answer: Mapping[str, Any]) -> str:
    """Which of the things one can give this is."""
    kinds = ("recognise", "action", "step", "position", "text")
    return next((kind for kind in kinds if kind in answer), "poll")


def spoken(record: Record, item: Item, answer: Mapping[str, Any], w: Wording) -> str:
    """An answer as somebody would say it."""
    if isinstance(item, Poll):
        return _ballot(item, answer, w)
    if "recognise" in answer:
        other = record.find(answer["recognise"])
        return str(other.answer.get("text", "")) if other and record.shows(other) else ""
    if "action" in answer:
        return action_words(answer, w)
    if "position" in answer:
        return position_words(answer, w)
    return str(answer.get("text", ""))


def position_words(answer: Mapping[str, Any], w: Wording) -> str:
    """Where the organisation stands, and why."""
    stand = w(f"proposal.said_{answer['position']}", body=answer.get("reservation", ""))
    return " · ".join(filter(None, [stand, answer.get("text", "")]))


def action_words(answer: Mapping[str, Any], w: Wording) -> str:
    """What, who, with whom, by when."""
    parts = [str(answer["action"])]
    if owner := answer.get("owner"):
        parts.append(w("action.by_whom", owner=owner))
    if partners := answer.get("with"):
        parts.append(w("action.with_whom", partners=", ".join(partners)))
    if day := answer.get("by"):
        parts.append(w("action.before", day=w.day(day)))
    return " · ".join(parts)


def _ballot(poll: Poll, answer: Mapping[str, Any], w: Wording) -> str:
    labels = dict(poll.choices)
    if "value" in answer:
        return str(answer["value"])
    if "points" in answer:
        return ", ".join(f"{labels.get(int(n), n)}: {p}" for n, p in answer["points"].items())
    chosen = [labels.get(n, str(n)) for n in answer.get("choice", ())]
    if poll.choose == "rank":
        return ", ".join(f"{place}. {label}" for place, label in enumerate(chosen, start=1))
    other = answer.get("other")
    return ", ".join([*chosen, *([w("poll.other_is", text=other)] if other else [])])


def chosen(answer: Mapping[str, Any]) -> set[int]:
    """The options that somebody would call their choice."""
    if "value" in answer:
        return {answer["value"]}
    if "points" in answer:
        return {int(n) for n, points in answer["points"].items() if points}
    return set(answer.get("choice", ()))
