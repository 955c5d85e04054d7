"""Casus: step by step, for a table through whoever holds its pen, or alone."""

from dataclasses import replace
from typing import Any

from bot.conversation.asking import (
    TICK,
    Outcome,
    compose,
    held_choices,
    joined,
    paragraphs,
    refusal_text,
    subject,
)
from bot.conversation.days import read_day
from bot.conversation.questioning import keep_text
from bot.conversation.reply import Choice, Keep, PassPen, Say, Sit
from bot.conversation.room import Room
from bot.conversation.strokes import parts_of
from bot.conversation.talk import Awaits, Talk
from sessions.errors import Forbidden, Unknown
from sessions.items.casus import Casus, From, Step
from sessions.items.item import told
from sessions.meeting import Scheduled
from sessions.people import Participant, find_organisation

Body = dict[str, Any]


def ask(talk: Talk, room: Room, scheduled: Scheduled) -> Say:
    casus, step, words = _casus(scheduled), _step(scheduled), room.words
    asked = words("casus.step", step=scheduled.step, last=len(casus.steps), ask=step.ask)
    lines = [asked, _through(talk, room, scheduled), _who_writes(room, scheduled)]
    if step.to:
        lines.append(words("casus.to_whom"))
    if mine := _current(room, scheduled):
        lines.append(words("ask.yours", answer=mine))
    text = compose(talk, room, scheduled, lines)
    return Say(text, _choices(talk, room, scheduled), subject(scheduled))


def said(talk: Talk, room: Room, scheduled: Scheduled, text: str) -> Outcome:
    me, words = room.me, room.words
    if isinstance(me, Participant) and me.table is not None and not me.holds_pen:
        talk, number = talk.hold(text)
        refusal = Forbidden("answer.not_your_pen", table=me.table)
        return talk, [Say(refusal_text(refusal, words), held_choices(words, number, answer=False))]
    if "|" in text or talk.awaits is Awaits.CHANGE:
        return _action(talk, room, scheduled, text)
    body: Body = {"step": scheduled.step, **_addressed(room, _step(scheduled), text), **_at(room)}
    if not _at(room) and (glasses := _glasses(talk, scheduled)):
        body["perspective"] = glasses
    return keep_text(talk, room, Keep(scheduled.number, body, _then(room, scheduled), text))


def wear(talk: Talk, room: Room, scheduled: Scheduled, number: int) -> Outcome:
    """Somebody at no table chooses through whose glasses they look."""
    glasses = _casus(scheduled).perspectives
    if 1 <= number <= len(glasses):
        talk = replace(talk, glasses={**talk.glasses, scheduled.number: glasses[number - 1]})
    return talk, [ask(talk, room, scheduled)]


def sit(talk: Talk, room: Room, table: int) -> Outcome:
    """Take a place at a table; whoever sat there first has the pen."""
    asking = room.asking
    step = _step(asking).ask if asking and isinstance(asking.item, Casus) else ""
    return talk, [Sit(table, Say(step))]


def offer_pen(talk: Talk, room: Room) -> Outcome:
    """Who at this table may have the pen."""
    me, words = room.me, room.words
    if not isinstance(me, Participant) or me.table is None or not me.holds_pen:
        return talk, [Say(words("table.not_your_pen"))]
    others = [p for p in room.record.seated(me.table) if p.pseudonym != me.pseudonym]
    if not others:
        return talk, [Say(words("casus.nobody_there", table=me.table))]
    choices = tuple(Choice(_called(p), f"pen:{p.pseudonym}") for p in others)
    return talk, [Say(words("casus.pen_to_whom"), choices)]


def pass_pen(talk: Talk, room: Room, to: str) -> Outcome:
    heir = room.record.participants.get(to)
    if heir is None:
        return talk, [Say(refusal_text(Unknown("table.not_there"), room.words))]
    return talk, [PassPen(to, Say(room.words("casus.pen_passed", who=_called(heir))))]


def _casus(scheduled: Scheduled) -> Casus:
    assert isinstance(scheduled.item, Casus)
    return scheduled.item


def _step(scheduled: Scheduled) -> Step:
    """The step where the hall is; a step beyond the last is the last."""
    steps = _casus(scheduled).steps
    return steps[min(max(scheduled.step, 1), len(steps)) - 1]


def _at(room: Room) -> Body:
    """For which table somebody writes; its glasses follow from it."""
    if not isinstance(room.me, Participant) or room.me.table is None:
        return {}
    return {"table": room.me.table}


def _called(person: Participant) -> str:
    who = person.name or person.organisation
    return f"{who} ({person.pseudonym})" if who else person.pseudonym


def _glasses(talk: Talk, scheduled: Scheduled) -> str:
    chosen = talk.glasses.get(scheduled.number, "")
    return chosen if chosen in _casus(scheduled).perspectives else ""


def _through(talk: Talk, room: Room, scheduled: Scheduled) -> str:
    """From where to speak: the glasses of the table, one's own choice, or one's organisation."""
    words, casus = room.words, _casus(scheduled)
    if _step(scheduled).viewpoint is From.OWN:
        return words("casus.own")
    if not casus.perspectives:
        return ""
    if isinstance(room.me, Participant) and room.me.table is not None:
        return words("casus.glasses", glasses=casus.perspective_of(room.me.table))
    if glasses := _glasses(talk, scheduled):
        return words("casus.glasses", glasses=glasses)
    return words("casus.choose_glasses")


def _who_writes(room: Room, scheduled: Scheduled) -> str:
    me, words = room.me, room.words
    if not isinstance(me, Participant) or me.table is None:
        return words("casus.find_table" if _tables(room, scheduled) else "casus.alone")
    if me.holds_pen:
        return words("casus.you_write", table=me.table)
    holder = next((p for p in room.record.seated(me.table) if p.holds_pen), None)
    if holder is None:
        return words("casus.nobody_writes", table=me.table)
    return words("casus.other_writes", table=me.table, who=_called(holder))


def _tables(room: Room, scheduled: Scheduled) -> int:
    return scheduled.item.tables or room.record.meeting.tables


def _current(room: Room, scheduled: Scheduled) -> str:
    """What stands under this step now, in one's own name or the table's."""
    given = room.mine(scheduled.number)
    texts = [str(c.answer["text"]) for c in given if c.answer.get("step") == scheduled.step]
    return texts[-1] if texts else ""


def _choices(talk: Talk, room: Room, scheduled: Scheduled) -> tuple[Choice, ...]:
    me, words, casus = room.me, room.words, _casus(scheduled)
    if isinstance(me, Participant) and me.table is not None:
        return (Choice(words("choice.pass_pen"), "pass"),) if me.holds_pen else ()
    tables = range(1, _tables(room, scheduled) + 1)
    seats = [Choice(words("choice.table", table=n), f"table:{n}") for n in tables]
    if _step(scheduled).viewpoint is From.OWN:
        return tuple(seats)
    chosen = _glasses(talk, scheduled)
    glasses = [
        Choice(f"{TICK}{name}" if name == chosen else name, f"glasses:{scheduled.number}:{n}")
        for n, name in enumerate(casus.perspectives, start=1)
    ]
    return (*seats, *glasses)


def _then(room: Room, scheduled: Scheduled) -> Say:
    words = room.words
    last = scheduled.step >= len(_casus(scheduled).steps)
    return Say(paragraphs(words("casus.replaces"), words("casus.action_how") if last else ""))


def _addressed(room: Room, step: Step, text: str) -> Body:
    """“Gemeente Emmen: één vast gezicht” names whom it is for."""
    name, colon, rest = text.partition(":")
    if step.to and colon and rest.strip():
        party = find_organisation(name, room.record.programme.organisations)
        if party:
            return {"text": rest.strip(), "to": party.name}
    return {"text": text}


def _action(talk: Talk, room: Room, scheduled: Scheduled, text: str) -> Outcome:
    """“wie / wat / wanneer / met wie”; what is no day stays in the words of the action."""
    words = room.words
    owner, what, when, partners = _four(text)
    body: Body = {"action": what, "owner": owner, **_at(room)}
    if partners:
        body["with"] = [p for p in map(told, partners.split(",")) if p]
    day = read_day(when, room.record.meeting.day or room.now.date()) if when else None
    if day:
        body["by"] = day.isoformat()
    elif when:
        body["action"] = f"{what} ({when})"
    if talk.awaits is Awaits.CHANGE:
        body["replaces"] = talk.about
    if not what:
        talk, _ = talk.hold(text)
        return talk, [Say(words("casus.action_how"))]
    then = Say(words("casus.more_actions"))
    talk, replies = keep_text(talk, room, Keep(scheduled.number, body, then, text, changeable=True))
    asked = [
        joined(r, before=words("casus.action_how")) if isinstance(r, Say) else r for r in replies
    ]
    return talk, list(asked)


def _four(text: str) -> tuple[str, str, str, str]:
    """The four parts of an action; without any stroke it is all “wat”."""
    parts = [told(part) for part in parts_of(text, 4)]
    if len(parts) == 1:
        return "", parts[0], "", ""
    owner, what, when, partners = (*parts, "", "")[:4]
    return owner, what, when, partners.replace("|", ",")
