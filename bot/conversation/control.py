"""The one message with which a meeting is run from a phone: where we are, and what can be done."""

from dataclasses import replace

from bot.conversation.asking import Outcome, joined, paragraphs
from bot.conversation.facilitating import ABOUT, what_next
from bot.conversation.reply import Choice, Say
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from sessions.meeting import Scheduled


def take_over(talk: Talk, room: Room, before: str = "") -> Outcome:
    """Put the message at the bottom of the chat, where the thumb is."""
    shown = joined(control(room), before=before)
    return replace(talk.at_ease(), steers=True), [replace(shown, fresh=True)]


def refreshed(talk: Talk, room: Room) -> Outcome:
    """Something moved: the message shows how it stands now."""
    return talk, [control(room)] if talk.steers else []


def control(room: Room) -> Say:
    words, record = room.words, room.record
    shown = record.on_show
    now = _now(room, shown) if shown else words("control.before")
    if record.meeting.closed_at:
        now = words("now.ended")
    heading = words("control.title", title=record.meeting.title, code=record.meeting.spaced_code)
    text = paragraphs(heading, now, _reached(room, shown), _waiting(room))
    return Say(text, _choices(room, shown), ABOUT)


def _now(room: Room, scheduled: Scheduled) -> str:
    words = room.words
    state = words("control.open" if scheduled.is_open else "control.closed")
    rows = [words("control.item", number=scheduled.number, title=scheduled.item.title, state=state)]
    if scheduled.item.last_step > 1:
        rows.append(words("control.step", step=scheduled.step, last=scheduled.item.last_step))
    if scheduled.item.last_round > 1:
        rows.append(words("control.round", round=scheduled.round, last=scheduled.item.last_round))
    return "\n".join(rows)


def _reached(room: Room, scheduled: Scheduled | None) -> str:
    """“214 van 300 bereikt, 57 antwoorden”."""
    words, record = room.words, room.record
    here = words.plural("control.here", sum(p.left_at is None for p in record.present))
    if scheduled is None or not scheduled.item.asks:
        return here
    answers = words.plural("control.answers", len(record.given(scheduled.number)))
    reach = room.reach
    reached = words("control.reached", reached=reach.reached, of=reach.of) if reach.of else ""
    return "\n".join(filter(None, (here, reached, answers)))


def _waiting(room: Room) -> str:
    waiting = len(room.record.questions_waiting)
    return room.words.plural("control.questions", waiting) if waiting else ""


def _choices(room: Room, shown: Scheduled | None) -> tuple[Choice, ...]:
    words, record = room.words, room.record
    files = (Choice(words("choice.minutes"), "crew:minutes"),)
    if record.meeting.closed_at:
        return files
    if shown is None or not (choices := what_next(room, shown)):
        coming = record.next_item
        choices = (
            (Choice(words("run.next", title=coming.item.title), f"run:open:{coming.number}"),)
            if coming
            else files
        )
    asked = bool(record.questions_waiting)
    questions = (Choice(words("choice.questions"), "crew:questions"),) if asked else ()
    undo = (Choice(words("choice.undo"), "crew:undo"),) if record.meeting.opened_at else ()
    return (*choices, *questions, *undo)
