"""Buttons: what was pressed, perhaps an hour ago, perhaps twice, perhaps never ours."""

import re

from bot.conversation import (
    answering,
    browsing,
    casework,
    checking,
    crew,
    facilitating,
    faq,
    joining,
    looking_back,
    proposing,
    questioning,
    quoting,
)
from bot.conversation.asking import Doing, Outcome
from bot.conversation.reply import Say
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from sessions.items.casus import Casus
from sessions.people import Participant, Staff

NOTHING = -1_000

UNDER_A_POLL = frozenset({"pick", "plus", "minus", "other", "done", "clear"})


def pressed(talk: Talk, room: Room, choice: str) -> Outcome:
    """Do what the button said; a button that means nothing (any more) says so."""
    verb, _, place = choice.partition(":")
    if verb in AT_THE_DOOR:
        return AT_THE_DOOR[verb](talk, room, place)
    if isinstance(room.me, Staff) and verb in OF_THE_CREW:
        return OF_THE_CREW[verb](talk, room, place)
    if not isinstance(room.me, Participant):
        return joining.arrived(talk, room)
    if room.me.left_at:
        return joining.gone(talk, room)
    if verb in UNDER_A_POLL:
        return _under_a_poll(talk, room, verb, place)
    return INSIDE.get(verb, _spent)(talk, room, place)


def number(text: str) -> int:
    """The number in a button; what is none becomes one that no item, option or table has."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,6}", text) else NOTHING


def _spent(talk: Talk, room: Room, _place: str) -> Outcome:
    return talk, [Say(room.words("button.spent"))]


def _under_a_poll(talk: Talk, room: Room, verb: str, place: str) -> Outcome:
    """`pick:3:1:2` is item 3, round 1, option 2."""
    item, turn, option, *_ = [*map(number, place.split(":")), NOTHING, NOTHING, NOTHING]
    return answering.tapped(talk, room, verb, (item, turn, option))


def _ask(talk: Talk, room: Room, _place: str) -> Outcome:
    talk, shown = answering.now(talk, room)
    return talk, [shown]


def _question(talk: Talk, room: Room, place: str) -> Outcome:
    """“Dit is een vraag”, said of words that we hold."""
    text = talk.held_text(number(place))
    if not text:
        return _spent(talk, room, place)
    return faq.ask(talk.release(text), room, text)


def _glasses(talk: Talk, room: Room, place: str) -> Outcome:
    item, _, chosen = place.partition(":")
    asking = room.asking
    if asking is None or asking.number != number(item) or not isinstance(asking.item, Casus):
        return _ask(talk, room, "")
    return casework.wear(talk, room, asking, number(chosen))


def _run(talk: Talk, room: Room, place: str) -> Outcome:
    verb, _, item = place.partition(":")
    return facilitating.pressed(talk, room, verb, number(item))


OF_THE_CREW: dict[str, Doing] = {"run": _run, "crew": crew.pressed}
"""What works for whoever runs the meeting."""

AT_THE_DOOR: dict[str, Doing] = {
    "org": joining.organisation_pressed,
    "kind": lambda talk, room, place: joining.kind_pressed(talk, room, number(place)),
    "faq": faq.chosen,
    "place": faq.place_chosen,
    "leaf": browsing.pressed,
    "check": checking.pressed,
    "back": lambda talk, room, _: joining.back(talk, room),
}
"""What works for everybody, also before joining and after stopping."""

INSIDE: dict[str, Doing] = {
    "ask": _ask,
    "answer": lambda talk, room, place: answering.resolved(talk, room, number(place)),
    "question": _question,
    "change": questioning.change,
    "recognise": questioning.recognise,
    "topic": questioning.name_topic,
    "quote": quoting.quote,
    "glasses": _glasses,
    "stand": proposing.pressed,
    "table": lambda talk, room, place: casework.sit(talk, room, number(place)),
    "pass": lambda talk, room, _: casework.offer_pen(talk, room),
    "pen": casework.pass_pen,
    "adopted": looking_back.wished,
}
"""What works for who takes part."""
