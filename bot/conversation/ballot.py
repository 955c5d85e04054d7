"""How a poll looks: its options, its buttons, and what was chosen so far."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.conversation.asking import TICK, compose, paragraphs, subject
from bot.conversation.reply import Choice, Say
from bot.conversation.room import Room
from bot.conversation.talk import Draft, Talk
from sessions import owners
from sessions.catalogue import Words
from sessions.items.contribution import Contribution
from sessions.items.poll import Choose, Poll
from sessions.meeting import Scheduled

TAP_BY_TAP = frozenset({Choose.MANY, Choose.RANK, Choose.POINTS})
"""Polls whose answer takes more than one tap."""


def ask(talk: Talk, room: Room, scheduled: Scheduled) -> Say:
    poll, words = poll_of(scheduled), room.words
    draft = draft_of(talk, room, scheduled)
    lines = [_listed(poll, draft, words), _how(poll, words), _state(poll, draft, words)]
    if current := _current(room, scheduled):
        lines.append(words("ask.yours", answer=spoken(poll, current.answer, words)))
    return Say(
        compose(talk, room, scheduled, lines), _choices(scheduled, draft, words), subject(scheduled)
    )


def marked(room: Room, scheduled: Scheduled, draft: Draft) -> Say:
    """The question after a tap that was kept: what was chosen is marked, and can be changed."""
    poll, words = poll_of(scheduled), room.words
    lines = [scheduled.item.title, _listed(poll, draft, words), words("kept.until_closed")]
    change = Choice(words("choice.change_answer"), f"ask:{scheduled.number}")
    tapped = poll.choose in TAP_BY_TAP
    choices = (change,) if tapped else _choices(scheduled, draft, words)
    return Say(paragraphs(*lines), choices, subject(scheduled))


def spoken(poll: Poll, answer: Mapping[str, Any], words: Words) -> str:
    """An answer in words, as somebody would say it."""
    labels = dict(poll.choices)
    if "value" in answer:
        return str(answer["value"])
    if "points" in answer:
        shares = ((labels.get(int(n), n), p) for n, p in answer["points"].items())
        return ", ".join(words("poll.share", option=label, points=p) for label, p in shares)
    chosen = [labels.get(n, str(n)) for n in answer.get("choice", ())]
    if poll.choose is Choose.RANK:
        return ", ".join(f"{place}. {label}" for place, label in enumerate(chosen, start=1))
    other = answer.get("other")
    return ", ".join([*chosen, *([words("poll.other_is", text=other)] if other else [])])


def poll_of(scheduled: Scheduled) -> Poll:
    assert isinstance(scheduled.item, Poll)
    return scheduled.item


def _current(room: Room, scheduled: Scheduled) -> Contribution | None:
    """This person's own answer in this round."""
    given = room.mine(scheduled.number)
    own = [c for c in given if c.round == scheduled.round and owners.is_person(c.owner)]
    return own[-1] if own else None


def draft_of(talk: Talk, room: Room, scheduled: Scheduled) -> Draft:
    """What was tapped so far, else the answer that stands."""
    draft, poll = talk.draft, poll_of(scheduled)
    known = {n for n, _ in poll.choices}
    if draft and (draft.item, draft.round) == (scheduled.number, scheduled.round):
        picks = tuple(dict.fromkeys(n for n in draft.picks if n in known))
        return replace(draft, picks=picks, points=valid_points(poll, draft.points))
    answer = current.answer if (current := _current(room, scheduled)) else {}
    return Draft(scheduled.number, scheduled.round, *marks_of(answer))


def marks_of(answer: Mapping[str, Any]) -> tuple[tuple[int, ...], dict[int, int]]:
    """What an answer ticks, and how many points it gives to what."""
    picks = answer.get("choice", [answer["value"]] if "value" in answer else [])
    return tuple(picks), {int(n): p for n, p in answer.get("points", {}).items()}


def valid_points(poll: Poll, points: Mapping[int, int]) -> dict[int, int]:
    known = {n for n, _ in poll.choices}
    return {n: min(p, poll.total) for n, p in points.items() if n in known and p > 0}


def _listed(poll: Poll, draft: Draft, words: Words) -> str:
    """The options with their numbers, for who would rather type."""
    if poll.choose is Choose.SCALE:
        return ""
    rows = (f"{n}. {label}{_extra(poll, draft, n, words)}" for n, label in poll.choices)
    return "\n".join(rows)


def _extra(poll: Poll, draft: Draft, number: int, words: Words) -> str:
    if poll.choose is Choose.POINTS and number in draft.points:
        return " · " + words("poll.points", points=draft.points[number])
    return ""


def _how(poll: Poll, words: Words) -> str:
    if poll.choose is Choose.SCALE:
        ends = words("ask.ends", low=poll.lowest, high=poll.highest, **_ends(poll))
        how = words("ask.scale", low=poll.lowest, high=poll.highest)
        return f"{how} {ends}" if len(poll.labels) == 2 else how  # noqa: PLR2004 -- both ends
    if poll.choose is Choose.MANY and poll.max:
        return words("ask.many_at_most", max=poll.max)
    return words(f"ask.{poll.choose.value}", total=poll.total)


def _ends(poll: Poll) -> dict[str, object]:
    return dict(zip(("left", "right"), poll.labels, strict=False))


def _state(poll: Poll, draft: Draft, words: Words) -> str:
    """Where somebody is who taps a ranking or points."""
    if poll.choose is Choose.RANK and draft.picks:
        return words("poll.order", order=spoken(poll, {"choice": draft.picks}, words))
    if poll.choose is Choose.POINTS and draft.points:
        return words("poll.left", points=poll.total - sum(draft.points.values()))
    return ""


def _choices(scheduled: Scheduled, draft: Draft, words: Words) -> tuple[Choice, ...]:
    poll = poll_of(scheduled)
    here = f"{scheduled.number}:{scheduled.round}"
    choices = list(_options(poll, draft, here))
    if poll.other:
        choices.append(Choice(words("choice.other"), f"other:{here}:0"))
    if poll.choose in TAP_BY_TAP and (draft.picks or draft.points):
        complete = poll.choose is not Choose.POINTS or sum(draft.points.values()) == poll.total
        if complete:
            choices.append(Choice(words("choice.done"), f"done:{here}:0"))
        choices.append(Choice(words("choice.clear"), f"clear:{here}:0"))
    return tuple(choices)


def _options(poll: Poll, draft: Draft, here: str) -> Iterable[Choice]:
    for n, label in poll.choices:
        if poll.choose is Choose.POINTS:
            yield Choice(f"+ {label}", f"plus:{here}:{n}")
            yield Choice(f"− {label}", f"minus:{here}:{n}")
        else:
            place = draft.picks.index(n) + 1 if n in draft.picks else 0
            mark = f"{place}. " if poll.choose is Choose.RANK else TICK
            yield Choice(f"{mark}{label}" if place else label, f"pick:{here}:{n}")
