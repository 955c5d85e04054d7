"""One turn of the talk: what was heard becomes replies, and the talk moves on."""

from dataclasses import replace

from bot.conversation import (
    answering,
    checking,
    commands,
    crew,
    faq,
    joining,
    looking_back,
    pressing,
    telling,
)
from bot.conversation.asking import Doing, Outcome
from bot.conversation.heard import Arrived, Asked, Edited, Heard, Posted, Pressed, Said
from bot.conversation.reply import Reply, Say, WriteDown
from bot.conversation.room import Room
from bot.conversation.talk import Awaits, Talk
from sessions.items.item import told
from sessions.people import Staff

MOST_HELD = 9
"""Texts without a place that we hold for one person; the oldest goes to the facilitator then."""


def respond(talk: Talk, heard: Heard, room: Room) -> Outcome:
    """Pure: the same talk, words and room always give the same replies."""
    room = room.speaking(talk.language)
    return _make_space(room, *_turn(talk, heard, room))


def _turn(talk: Talk, heard: Heard, room: Room) -> Outcome:  # noqa: PLR0911 -- one line for each thing that can be heard
    match heard:
        case Arrived():
            return joining.arrived(talk, room)
        case Said(text):
            return _words(talk, room, text, _typed)
        case Asked(text):
            return _words(talk, room, text.removeprefix("/vraag"), faq.ask)
        case Pressed(choice):
            return pressing.pressed(talk, room, choice)
        case Posted(what):
            return talk, [Say(room.words("posted.voice" if what == "voice" else "posted"))]
        case Edited(text):
            return _words(talk, room, text, looking_back.edited)
        case _:
            return telling.told(talk, heard, room)


def _words(talk: Talk, room: Room, text: str, take: Doing) -> Outcome:
    """Words as we keep them."""
    plain = told(text)
    if not plain:
        return talk, [Say(room.words("answer.empty"))]
    return take(talk, room, plain)


def _typed(talk: Talk, room: Room, text: str) -> Outcome:
    """A command is a command wherever it is typed, but for the field that is for questions."""
    return (commands.command if text.startswith("/") else _said)(talk, room, text)


def _said(talk: Talk, room: Room, text: str) -> Outcome:  # noqa: PLR0911 -- one line for each place where words can belong
    """Who speaks decides first, then what we asked for; an open item wins over anything else."""
    if room.me is None:
        return joining.said(talk, room, text)
    if isinstance(room.me, Staff) and talk.awaits is Awaits.ANSWER:
        return crew.answer(talk, room, text)
    if isinstance(room.me, Staff) or talk.awaits is Awaits.QUESTION:
        return faq.ask(talk, room, text)
    if talk.awaits is Awaits.REACTION and not room.asking:
        return checking.reacted(talk, room, text)
    if room.me.left_at:
        return joining.gone(talk, room, text)
    if asking := room.asking:
        return answering.said(talk, room, asking, text)
    return answering.late(talk, room, text) or faq.ask(talk, room, text)


def _make_space(room: Room, talk: Talk, replies: list[Reply]) -> Outcome:
    """Once the evening is over no facilitator looks at it any more."""
    if len(talk.held) <= MOST_HELD:
        return talk, replies
    over = room.record.meeting.closed_at is not None
    written = [] if over else [WriteDown(talk.held[0].text, "abstain")]
    return replace(talk, held=talk.held[1:]), [*written, *replies]
