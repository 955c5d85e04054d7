"""`/concept`: reading the draft of the minutes, reacting item by item, and what came of it."""

from datetime import date

from bot.conversation import joining
from bot.conversation.asking import Outcome, paragraphs, shortened
from bot.conversation.days import spoken_day
from bot.conversation.reply import Choice, React, Say, Wish, Withdraw
from bot.conversation.room import Room
from bot.conversation.talk import Awaits, Talk
from sessions.meeting import HALL
from sessions.people import Participant
from sessions.reviewing import Reaction


def show(talk: Talk, room: Room, _said: str = "") -> Outcome:
    """Where the minutes are, what one said of them, and what one can do now."""
    if not isinstance(room.me, Participant):
        return joining.arrived(talk, room)
    return talk.at_ease(), [overview(room)]


def overview(room: Room) -> Say:
    said = [_row(room, r) for r in _mine(room)]
    yours = paragraphs(room.words("check.yours"), "\n".join(said)) if said else ""
    how = room.words("check.how") if _takes(room) else ""
    return Say(paragraphs(_state(room), _link(room), yours, how), tuple(_choices(room)))


def invitation(room: Room) -> tuple[str, tuple[Choice, ...]]:
    """At the end of the meeting: whoever wants to hear that the draft is there can say so."""
    if room.record.review.last_day or room.record.review.adopted:
        return "", ()
    return room.words("check.ask"), (_wish(room),)


def opened(talk: Talk, room: Room) -> Outcome:
    """Only whoever asked for it hears that the draft is there, also when they left since."""
    review = room.record.review
    if not isinstance(room.me, Participant) or room.me.pseudonym not in review.wished:
        return talk, []
    last_day = review.last_day
    if last_day is None:
        return talk, []
    title = room.record.meeting.title
    ready = room.words("check.opened", title=title, day=spoken_day(last_day, room.language))
    said = overview(room)
    text = paragraphs(ready, _link(room), room.words("check.how"))
    return talk, [Say(text, said.choices, fresh=True)]


def pressed(talk: Talk, room: Room, place: str) -> Outcome:
    """A button under one of these; `item:3` is where, `change:2` and `back:2` are reactions."""
    verb, _, rest = place.partition(":")
    if not isinstance(room.me, Participant):
        return joining.arrived(talk, room)
    if verb == "wish":
        return _wished(talk, room, wanted=rest == "yes")
    if verb == "read" and _is_there(room):
        key = "check.here_final" if room.record.review.adopted else "check.here"
        name = f"{room.record.meeting.code}/public/minutes.pdf"
        return talk, [Say(room.words(key), document=name)]
    if verb not in _REACTING or not _takes(room):
        return show(talk, room)
    return _REACTING[verb](talk, room, _number(rest))


def _number(text: str) -> int:
    """The number in a button or a talk; what is none stands for the minutes as a whole."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0  # noqa: PLR2004 -- far beyond any number


def reacted(talk: Talk, room: Room, text: str) -> Outcome:
    """These words are a reaction to what was chosen just now."""
    item, _, replaces = talk.about.partition(":")
    then = Say(room.words("check.until", day=_last_day(room)), tuple(_choices(room)))
    return talk.at_ease(), [React(_number(item), text, then, _number(replaces))]


def _invite(talk: Talk, room: Room, number: int) -> Outcome:
    """What one said of this item already can be changed; the next words are a new reaction."""
    scheduled = room.record.item(number)
    title = scheduled.item.title if scheduled else room.words("check.whole")
    here = [r for r in _mine(room) if r.item == (number if scheduled else 0)]
    rows = "\n".join(_row(room, r) for r in here)
    choices: list[Choice] = []
    for each in here:
        change = room.words("choice.change_this", reference=each.reference)
        back = room.words("check.back", reference=each.reference)
        choices += [Choice(change, f"check:change:{each.number}")]
        choices += [Choice(back, f"check:back:{each.number}")]
    asked = room.words("check.write", title=title)
    talk = talk.await_(Awaits.REACTION, str(number if scheduled else 0))
    return talk, [Say(paragraphs(rows, asked), tuple(choices))]


def _change(talk: Talk, room: Room, number: int) -> Outcome:
    said = _own(room, number)
    if said is None:
        return show(talk, room)
    asked = room.words("check.rewrite", reference=said.reference)
    return talk.await_(Awaits.REACTION, f"{said.item}:{number}"), [Say(asked)]


def _back(talk: Talk, room: Room, number: int) -> Outcome:
    said = _own(room, number)
    if said is None:
        return show(talk, room)
    then = Say(room.words("check.withdrawn", reference=said.reference))
    return talk.at_ease(), [Withdraw(number, then)]


_REACTING = {"item": _invite, "change": _change, "back": _back}
"""What one can do while the round is open."""


def _own(room: Room, number: int) -> Reaction | None:
    return next((r for r in _mine(room) if r.number == number), None)


def _wished(talk: Talk, room: Room, *, wanted: bool) -> Outcome:
    then = Say(room.words("check.wished" if wanted else "check.not_wished"))
    return talk, [Wish(wanted, then, draft=True)]


def _state(room: Room) -> str:
    """One sentence: not there yet, open until a day, over, or final."""
    review, words = room.record.review, room.words
    if review.adopted:
        there = review.adopted.at.astimezone(HALL).date()
        return words("check.final", day=spoken_day(there, room.language))
    if review.last_day:
        return words("check.until" if _takes(room) else "check.over", day=_last_day(room))
    planned = review.planned
    told = words("check.planned", day=spoken_day(planned, room.language)) if planned else ""
    return " ".join(filter(None, [words("check.soon"), told]))


def _choices(room: Room) -> list[Choice]:
    if not _is_there(room):
        return [_wish(room)]
    choices = [Choice(room.words("check.read"), "check:read")]
    if _takes(room):
        choices += [Choice(room.words("check.whole"), "check:item:0")]
        choices += [
            Choice(shortened(f"{each.number} · {each.item.title}"), f"check:item:{each.number}")
            for each in room.record.running_order
        ]
    return choices


def _wish(room: Room) -> Choice:
    wished = isinstance(room.me, Participant) and room.me.pseudonym in room.record.review.wished
    key, verb = ("check.wish_no", "no") if wished else ("check.wish_yes", "yes")
    return Choice(room.words(key), f"check:wish:{verb}")


def _row(room: Room, said: Reaction) -> str:
    row = room.words("mine.row", reference=said.reference, text=said.text)
    if said.verdict is None:
        return row
    became = room.words(f"check.{said.verdict.value}", because=said.because)
    return f"{row}\n→ {became}"


def _mine(room: Room) -> tuple[Reaction, ...]:
    me = room.me
    return room.record.review.by(me.pseudonym) if isinstance(me, Participant) else ()


def _link(room: Room) -> str:
    there = _is_there(room) and room.house
    return f"{room.house}/m/{room.record.meeting.code}/verslag" if there else ""


def _is_there(room: Room) -> bool:
    review = room.record.review
    return review.last_day is not None or review.adopted is not None


def _takes(room: Room) -> bool:
    return room.record.review.takes_reactions(_today(room))


def _today(room: Room) -> date:
    return room.now.astimezone(HALL).date()


def _last_day(room: Room) -> str:
    last_day = room.record.review.last_day
    return spoken_day(last_day, room.language) if last_day else ""
