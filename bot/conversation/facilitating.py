"""Running the meeting from a phone: one message or one tap for each thing."""

from pydantic import ValidationError

from bot.conversation.asking import Outcome, paragraphs, refusal_text
from bot.conversation.one_line import question_and_options
from bot.conversation.reply import (
    Announce,
    Choice,
    End,
    Improvise,
    Note,
    Run,
    Say,
    Undo,
)
from bot.conversation.room import Room
from bot.conversation.strokes import parts_of
from bot.conversation.talk import Talk
from sessions.errors import Unknown
from sessions.items.casus import Casus
from sessions.items.item import TEXT_LIMIT, ShowResults
from sessions.items.poll import Poll
from sessions.items.question import Question
from sessions.meeting import ItemState, Scheduled
from sessions.record import NoteKind

ABOUT = "control"
"""What the message is about with which a meeting is run, where there is one."""

MINUTES = 2
"""Minutes more, unless another number is said."""

MOST_MINUTES = 60
"""More time than an hour is another evening."""


def opened(talk: Talk, room: Room, said: str) -> Outcome:
    """`/open 3`; without a number the items that wait, as buttons."""
    if said:
        return _run(talk, room, "open", number_in(said))
    waiting = [i for i in room.record.running_order if i.state is ItemState.WAITING]
    choices = tuple(Choice(f"{i.number}. {i.item.title}", f"run:open:{i.number}") for i in waiting)
    return talk, [Say(room.words("run.open.which" if waiting else "run.last"), choices)]


def closed(talk: Talk, room: Room, said: str) -> Outcome:
    """`/sluit`, or `/sluit 3`."""
    now = room.record.open_item
    if not said and now is None:
        return talk, [Say(room.words("run.nothing_open"))]
    return _run(talk, room, "close", number_in(said) if said or now is None else now.number)


def revealed(talk: Talk, room: Room, said: str) -> Outcome:
    """`/toon`: the result of what the hall looks at."""
    shown = room.record.on_show
    if not said and shown is None:
        return talk, [Say(room.words("run.nothing_open"))]
    return _run(talk, room, "reveal", number_in(said) if said or shown is None else shown.number)


def next_one(talk: Talk, room: Room, _said: str = "") -> Outcome:
    """`/verder`: the next step or round of what is going on, else the next item."""
    step = _next_step(room)
    return _run(talk, room, *step) if step else (talk, [Say(room.words("run.last"))])


def extended(talk: Talk, room: Room, said: str) -> Outcome:
    """`/langer 2`: so many minutes more."""
    now, minutes = room.record.open_item, number_in(said) if said else MINUTES
    if now is None:
        return talk, [Say(room.words("run.nothing_open"))]
    if minutes is None or not 1 <= minutes <= MOST_MINUTES:
        return talk, [Say(room.words("run.minutes", most=MOST_MINUTES))]
    return _run(talk, room, "extend", now.number, minutes)


def undone(talk: Talk, _room: Room, _said: str) -> Outcome:
    return talk, [Undo()]


def ended(talk: Talk, room: Room, _said: str) -> Outcome:
    """`/einde`."""
    return talk, [End(Say(room.words("run.end.done")))]


def announced(talk: Talk, room: Room, said: str) -> Outcome:
    """`/bericht …`; without words the message goes away."""
    key = "run.message.done" if said else "run.message.gone"
    return talk, [Announce(said, Say(room.words(key)))]


def polled(talk: Talk, room: Room, said: str) -> Outcome:
    """`/peiling Vraag? optie / optie`: made, opened and answered within the minute."""
    title, options = question_and_options(said)
    try:
        poll = Poll(title=title, options=tuple(options))
    except ValidationError as error:
        return _faulty(talk, room, error, said, "run.poll.how")
    return talk, [Improvise(poll)]


def questioned(talk: Talk, room: Room, said: str) -> Outcome:
    """`/vraagzaal Vraag?`: an open question to everybody."""
    try:
        question = Question(title=said)
    except ValidationError as error:
        return _faulty(talk, room, error, said, "run.question.how")
    return talk, [Improvise(question)]


def decided(talk: Talk, room: Room, said: str) -> Outcome:
    """`/besluit …`."""
    return _note(talk, room, Note(NoteKind.DECISION, said))


def acted(talk: Talk, room: Room, said: str) -> Outcome:
    """`/actie wie / wat / wanneer`; without strokes it is all “wat”."""
    owner, what, when = _three(said)
    return _note(talk, room, Note(NoteKind.ACTION, what, owner, when), said)


def remarked(talk: Talk, room: Room, said: str) -> Outcome:
    """`/notitie …`."""
    return _note(talk, room, Note(NoteKind.NOTE, said))


def learned(talk: Talk, room: Room, said: str) -> Outcome:
    """`/les …`: what a casus taught the hall."""
    return _note(talk, room, Note(NoteKind.LESSON, said))


def pressed(talk: Talk, room: Room, verb: str, number: int) -> Outcome:
    """A button that says what happens next."""
    if verb not in {"open", "close", "reveal", "advance", "extend"}:
        return talk, [Say(room.words("button.spent"))]
    return _run(talk, room, verb, number)


def _run(talk: Talk, room: Room, verb: str, number: int | None, minutes: int = MINUTES) -> Outcome:
    words = room.words
    scheduled = room.record.item(number) if number is not None else None
    if number is None or scheduled is None:
        refusal = Unknown("item.unknown", number=number or "?", last=len(room.record.items))
        return talk, [Say(refusal_text(refusal, words))]
    if verb == "extend":
        done = words.plural("run.extend.done", minutes, number=number)
    else:
        done = words(f"run.{verb}.done", number=number, title=scheduled.item.title)
    choices = _after_verb(room, scheduled, verb)
    then = Say(done, choices, about=ABOUT if talk.steers else "")
    return talk.at_ease(), [Run(verb, number, then, minutes)]


def what_next(room: Room, scheduled: Scheduled) -> tuple[Choice, ...]:
    """What a facilitator can do with what the hall looks at, as it stands."""
    if scheduled.is_open:
        return _after_verb(room, scheduled, "open")
    done = scheduled.revealed or scheduled.item.show_results is ShowResults.NEVER
    return _after_verb(room, scheduled, "reveal" if done else "close")


def _after_verb(room: Room, scheduled: Scheduled, verb: str) -> tuple[Choice, ...]:
    """What a facilitator does after this, so that a thumb is enough."""
    words, number = room.words, scheduled.number
    after = _after(room, scheduled)
    if not scheduled.item.asks or verb == "reveal":
        return after
    if verb == "close":
        return (Choice(words("run.reveal"), f"run:reveal:{number}"), *after)
    step = scheduled.step + 1 if verb == "advance" else scheduled.step
    more = (Choice(words("run.advance"), f"run:advance:{number}"),)
    return (
        Choice(words("run.close"), f"run:close:{number}"),
        Choice(words("run.extend"), f"run:extend:{number}"),
        *(more if step < scheduled.item.last_step else ()),
    )


def _after(room: Room, scheduled: Scheduled) -> tuple[Choice, ...]:
    """The second round when one waits, else the item after this one."""
    words, order = room.words, room.record.running_order
    if scheduled.round < scheduled.item.last_round:
        return (Choice(words("run.second_round"), f"run:open:{scheduled.number}"),)
    later = order[order.index(scheduled) + 1 :]
    coming = next((i for i in later if i.state is ItemState.WAITING), None)
    if coming is None:
        return ()
    return (Choice(words("run.next", title=coming.item.title), f"run:open:{coming.number}"),)


def _next_step(room: Room) -> tuple[str, int] | None:
    shown, coming = room.record.on_show, room.record.next_item
    if shown and shown.is_open and isinstance(shown.item, Casus):
        if shown.step < shown.item.last_step:
            return "advance", shown.number
    elif shown and shown.item.asks and shown.round < shown.item.last_round:
        return ("advance" if shown.is_open else "open"), shown.number
    return ("open", coming.number) if coming else None


def _note(talk: Talk, room: Room, note: Note, said: str = "") -> Outcome:
    """Write it down, unless there is nothing in it or too much."""
    words, text = room.words, said or note.text
    if not note.text:
        return talk, [Say(words(f"note.{note.kind.value}.how"))]
    if len(text) > TEXT_LIMIT:
        talk, _ = talk.hold(text)
        return talk, [Say(words("answer.too_long", limit=TEXT_LIMIT))]
    return talk, [note]


def _three(said: str) -> tuple[str, str, str]:
    parts = parts_of(said, 3)
    if len(parts) == 1:
        return "", parts[0], ""
    owner, what, when = (*parts, "")[:3]
    return owner, what, when


def _faulty(talk: Talk, room: Room, error: ValidationError, said: str, how: str) -> Outcome:
    """Why an item made on the spot cannot be, and how it is written; the words are held."""
    words, first = room.words, error.errors(include_url=False)[0]
    if said:
        talk, _ = talk.hold(said)
    reason = ""
    if first["type"] == "value_error":
        reason = words(str(first["ctx"]["error"]))
    elif "max_length" in first.get("ctx", {}):
        reason = words("run.too_long", limit=first["ctx"]["max_length"])
    return talk, [Say(paragraphs(reason, words(how)))]


def number_in(said: str) -> int | None:
    """The number that was said; None when it is none, or larger than any number here."""
    plain = said.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 4 else None  # noqa: PLR2004 -- no agenda has 999 items
