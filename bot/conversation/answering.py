"""Answering what is asked: the item that is open wins, and nothing that was typed gets lost."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.conversation import ballot, casework, polling, proposing, questioning
from bot.conversation.asking import (
    Outcome,
    held_choices,
    joined,
    paragraphs,
    shortened,
    subject,
)
from bot.conversation.ballot import spoken
from bot.conversation.reply import Choice, Say
from bot.conversation.results import results
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from sessions.items.item import ShowResults
from sessions.items.poll import Poll
from sessions.items.proposal import Proposal
from sessions.meeting import ItemState, Scheduled


@dataclass(frozen=True, slots=True)
class Manner:
    """How one kind of item is put to somebody, and how their words are taken."""

    ask: Callable[[Talk, Room, Scheduled], Say]
    said: Callable[[Talk, Room, Scheduled, str], Outcome]


MANNERS: dict[str, Manner] = {
    "poll": Manner(ballot.ask, polling.said),
    "question": Manner(questioning.ask, questioning.said),
    "casus": Manner(casework.ask, casework.said),
    "proposal": Manner(proposing.ask, proposing.said),
}
"""The kinds of item that ask something."""


def put(talk: Talk, room: Room, scheduled: Scheduled) -> tuple[Talk, Say]:
    """Put an item to somebody; words that are held can be sent with one tap."""
    asked = MANNERS[scheduled.item.kind].ask(talk, room, scheduled)
    again = tuple(
        Choice(room.words("choice.send_held", text=shortened(h.text)), f"answer:{h.number}")
        for h in talk.held
    )
    return talk.at_ease().put(scheduled.number), joined(asked, choices=again)


def now(talk: Talk, room: Room, before: str = "") -> tuple[Talk, Say]:
    """What there is to do now: the open item, or nothing."""
    if (asking := room.asking) is None:
        return talk.at_ease(), Say(paragraphs(before, nothing_asked(room)))
    talk, asked = put(talk, room, asking)
    return talk, joined(asked, before=before)


def nothing_asked(room: Room) -> str:
    """What to say when no item asks for anything: a notice that is open speaks for itself."""
    words, record = room.words, room.record
    if record.meeting.closed_at:
        return words("now.ended")
    if record.open_item:
        return paragraphs(record.open_item.item.title, record.open_item.item.text)
    return words("now.nothing")


def invited(talk: Talk, room: Room, number: int) -> Outcome:
    """An item was opened, or moved on to its next step or round."""
    scheduled = room.record.item(number)
    if scheduled is None or not scheduled.is_open:
        return talk, []
    if not scheduled.item.asks:
        return talk, [Say(paragraphs(scheduled.item.title, scheduled.item.text))]
    talk, asked = put(talk, room, scheduled)
    return talk, [replace(asked, fresh=True)]


def said(talk: Talk, room: Room, scheduled: Scheduled, text: str) -> Outcome:
    """Words while an item waits: an answer, unless they look like a question."""
    words = room.words
    if scheduled.number not in talk.told:
        talk, number = talk.hold(text)
        talk, asked = put(talk, room, scheduled)
        before = words("typed_before", text=shortened(text))
        choices = held_choices(words, number, answer=False)
        return talk, [joined(asked, before=before, choices=choices)]
    if text.endswith("?") and not polling.means_an_option(scheduled, text):
        talk, number = talk.hold(text)
        asked = Say(words("dilemma", text=shortened(text)), held_choices(words, number))
        return talk, [asked]
    return taken(talk, room, scheduled, text)


def taken(talk: Talk, room: Room, scheduled: Scheduled, text: str) -> Outcome:
    """These words are an answer."""
    return MANNERS[scheduled.item.kind].said(talk, room, scheduled, text)


def resolved(talk: Talk, room: Room, number: int) -> Outcome:
    """“Dit is mijn antwoord”, said of words that we hold."""
    text, words = talk.held_text(number), room.words
    if not text:
        return talk, [Say(words("button.spent"))]
    if (asking := room.asking) is None:
        choices = held_choices(words, number, answer=False)
        return talk, [Say(paragraphs(nothing_asked(room), words("late.kept")), choices)]
    return taken(talk.put(asking.number), room, asking, text)


def late(talk: Talk, room: Room, text: str) -> Outcome | None:
    """Words for an item that closed while they were typed; None when they are not."""
    scheduled = room.record.item(talk.current) if talk.current else None
    if scheduled is None or scheduled.state is not ItemState.CLOSED:
        return None
    words = room.words
    talk, number = replace(talk, current=None).hold(text)
    told = words("late.words", title=scheduled.item.title)
    kept = words("late.kept")
    return talk, [Say(paragraphs(told, kept), held_choices(words, number, answer=False))]


def closed(talk: Talk, room: Room, number: int) -> Outcome:
    """Tell that an item closed, and whether anything of this person was not sent."""
    scheduled, words = room.record.item(number), room.words
    if scheduled is None or not scheduled.item.asks or scheduled.is_open:
        return talk, []
    if number not in talk.told:
        return talk, []
    shown = results(room, scheduled) if room.record.shows_result(scheduled) else ""
    text = paragraphs(
        words("closed", title=scheduled.item.title),
        _unsent(talk, room, scheduled),
        shown,
        own_answer(room, scheduled),
    )
    return replace(talk, current=None).at_ease(), [Say(text, about=subject(scheduled))]


def _unsent(talk: Talk, room: Room, scheduled: Scheduled) -> str:
    """Of an answer that was tapped half, and can no longer be sent."""
    place = (scheduled.number, scheduled.round)
    if talk.draft is None or (talk.draft.item, talk.draft.round) != place:
        return ""
    return room.words("closed.unsent_change" if room.mine(scheduled.number) else "closed.unsent")


def own_answer(room: Room, scheduled: Scheduled) -> str:
    """What this person chose, once it can no longer be changed."""
    if isinstance(scheduled.item, Proposal):
        return proposing.own(room, scheduled.number)
    given = room.mine(scheduled.number)
    if not isinstance(scheduled.item, Poll) or not given:
        return ""
    return room.words("closed.yours", answer=spoken(scheduled.item, given[-1].answer, room.words))


def taken_back(talk: Talk, room: Room, number: int) -> Outcome:
    """An item that was opened by mistake: its question says so, and asks nothing any more."""
    scheduled = room.record.item(number)
    if scheduled is None or scheduled.is_open or number not in talk.told:
        return talk, []
    text = room.words("taken_back", title=scheduled.item.title)
    return replace(talk, current=None).at_ease(), [Say(text, about=subject(scheduled))]


def progressed(talk: Talk, room: Room) -> Outcome:
    """Live results under a question that somebody answered.

    Whoever came in at the very moment that it was put to everybody has it put to them now.
    """
    scheduled = room.asking
    if scheduled is None:
        return talk, []
    if scheduled.number not in talk.told:
        return invited(talk, room, scheduled.number)
    if scheduled.item.show_results is not ShowResults.LIVE:
        return talk, []
    asked = MANNERS[scheduled.item.kind].ask(talk, room, scheduled)
    if not isinstance(scheduled.item, Poll):
        return talk, [asked]
    if not room.mine(scheduled.number) or not room.record.shows_result(scheduled):
        return talk, []
    return talk, [replace(asked, text=paragraphs(asked.text, results(room, scheduled)))]


def revealed(talk: Talk, room: Room, number: int) -> Outcome:
    """The result, as the hall sees it."""
    scheduled = room.record.item(number)
    if scheduled is None or not scheduled.item.asks or not scheduled.revealed:
        return talk, []
    text = paragraphs(
        _unsent(talk, room, scheduled), results(room, scheduled), own_answer(room, scheduled)
    )
    return replace(talk, current=None), [Say(text, about=subject(scheduled))]


def tapped(talk: Talk, room: Room, verb: str, place: tuple[int, int, int]) -> Outcome:
    """A button under a poll: of which item, in which round, about which option."""
    number, turn, option = place
    scheduled, words = room.record.item(number), room.words
    if scheduled is None or scheduled.item.kind != "poll":
        return talk, [Say(words("button.spent"))]
    if not scheduled.is_open:
        return talk, [Say(words("late.button", title=scheduled.item.title))]
    if turn != scheduled.round:
        talk, shown = now(talk, room)
        return talk, [shown]
    return polling.pressed(talk.put(number), room, scheduled, verb, option)
