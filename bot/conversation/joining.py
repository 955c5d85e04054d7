"""Coming in: a code, an organisation, done; and going out."""

import re
from collections.abc import Sequence

from bot.conversation import control, faq
from bot.conversation.answering import now
from bot.conversation.asking import Outcome, paragraphs
from bot.conversation.heard import Arrived, Heard, Said
from bot.conversation.reading import match_option
from bot.conversation.reply import Amend, Choice, Enrol, Say
from bot.conversation.room import Room
from bot.conversation.talk import Awaits, Talk
from bot.conversation.texts import words_in
from sessions.catalogue import BASE
from sessions.meeting import plain_code
from sessions.people import (
    KINDS,
    Organisation,
    Participant,
    Staff,
    find_organisation,
    resembling,
)

NAME_LIMIT = 120
"""Characters in the name of an organisation."""

FEW_ORGANISATIONS = 6
"""As many fit under the greeting as buttons; with more, people type."""

MYSELF = frozenset(
    {
        "bewoner", "inwoner", "burger", "huurder", "particulier", "mijzelf", "mezelf", "resident",
        "myself", "tenant",
    }
)  # fmt: skip
"""How people say that they come for nobody but themselves, after “ik kom voor” and the like."""

_LEAD = re.compile(
    r"(?:(?:ik|i|am|ben|kom|een|a|for|voor|namens|als|as|come|here)\s+)*", re.IGNORECASE
)


def code_in(heard: Heard) -> str:
    """The code that was in a link or was typed; empty when there is none."""
    typed = heard.code if isinstance(heard, Arrived) else ""
    if isinstance(heard, Said):
        typed = heard.text.strip().removeprefix("/start")
    code = plain_code(typed)
    return code if re.fullmatch(r"[0-9]{6}", code) else ""


def before_the_door(heard: Heard) -> Say:
    """To whoever has no code yet, or one that no meeting has."""
    words = words_in(BASE)
    return Say(words("meeting.unknown" if _is_try(heard) else "hello.code"))


def _is_try(heard: Heard) -> bool:
    """Whether somebody gave what was meant as a code."""
    return bool(heard.code if isinstance(heard, Arrived) else isinstance(heard, Said))


def arrived(talk: Talk, room: Room) -> Outcome:
    """At the door, or back again."""
    me, words = room.me, room.words
    if isinstance(me, Staff):
        hello = words("hello.staff", title=room.record.meeting.title)
        return control.take_over(talk, room, before=paragraphs(hello, words("hello.staff_help")))
    if me is None:
        return greet(talk, room)
    return back(talk, room) if me.left_at else inside(talk, room)


def inside(talk: Talk, room: Room) -> Outcome:
    """Somebody who is in already."""
    hello = room.words("hello.again", title=room.record.meeting.title)
    talk, shown = now(talk, room, before=hello)
    return talk, [shown]


def greet(talk: Talk, room: Room) -> Outcome:
    """The greeting: what happens to your words, and then the one question at the door."""
    words, record = room.words, room.record
    if record.meeting.closed_at:
        return talk, [Say(words("meeting.closed"))]
    parties = record.programme.organisations
    shown = parties if len(parties) <= FEW_ORGANISATIONS else ()
    text = paragraphs(
        words("hello", title=record.meeting.title),
        words("hello.privacy"),
        words("meeting.full") if record.is_full else "",
        words("hello.organisation"),
    )
    return talk.at_ease(), [Say(text, _party_choices(room, shown))]


def said(talk: Talk, room: Room, text: str) -> Outcome:
    """Words at the door: the organisation, its kind, or already a question."""
    if room.record.meeting.closed_at:
        return talk, [Say(room.words("meeting.closed"))]
    if text.endswith("?"):
        return faq.ask(talk, room, text)
    if code := code_in(Said(text)):
        here = code == room.record.meeting.code
        return greet(talk, room) if here else (talk, [Say(room.words("meeting.unknown"))])
    if talk.awaits is Awaits.KIND and (kind := match_option(text, _kinds(room))):
        return _enrol(talk, room, Organisation(talk.about, KINDS[kind - 1]))
    return _organisation(talk, room, text)


def organisation_pressed(talk: Talk, room: Room, choice: str) -> Outcome:
    """One from the list (by its place), `self`, or `typed` for the name as it was typed."""
    if room.me is not None:
        return inside(talk, room)
    if choice == "self":
        return _enrol(talk, room, Organisation("", "bewoners"))
    if choice == "typed" and talk.about:
        return _ask_kind(talk, room, talk.about)
    parties = room.record.programme.organisations
    if choice.isascii() and choice.isdigit() and int(choice[:6]) < len(parties):
        return _enrol(talk, room, parties[int(choice[:6])])
    return greet(talk, room)


def kind_pressed(talk: Talk, room: Room, number: int) -> Outcome:
    if room.me is not None:
        return inside(talk, room)
    if talk.awaits is not Awaits.KIND or not 0 <= number < len(KINDS):
        return greet(talk, room)
    return _enrol(talk, room, Organisation(talk.about, KINDS[number]))


def stop(talk: Talk, room: Room) -> Outcome:
    """Going out: what was given stays, what was promised holds."""
    words = room.words
    if not isinstance(room.me, Participant):
        return talk, [Say(words("stop.not_in"))]
    choices = (Choice(words("choice.back"), "back"),)
    return talk.at_ease(), [Amend(Say(words("stop.done"), choices), left=True)]


def gone(talk: Talk, room: Room, text: str = "") -> Outcome:
    """Words of somebody who stopped: held until they say that they are back."""
    talk, _ = talk.hold(text) if text else (talk, 0)
    choices = (Choice(room.words("choice.back"), "back"),)
    return talk, [Say(room.words("stop.gone"), choices)]


def outside(talk: Talk, room: Room, text: str) -> Outcome:
    """Words that are only for who takes part, of somebody who does not (any more)."""
    left = isinstance(room.me, Participant) and room.me.left_at
    return gone(talk, room, text) if left else arrived(talk, room)


def back(talk: Talk, room: Room) -> Outcome:
    if not isinstance(room.me, Participant):
        return greet(talk, room)
    talk, shown = now(talk, room, before=room.words("stop.back"))
    return talk, [Amend(shown, left=False) if room.me.left_at else shown]


def _organisation(talk: Talk, room: Room, text: str) -> Outcome:
    words, parties = room.words, room.record.programme.organisations
    if known := find_organisation(text, parties):
        return _enrol(talk, room, known)
    if _LEAD.sub("", text.casefold(), count=1).strip(" .") in MYSELF:
        return _enrol(talk, room, Organisation("", "bewoners"))
    if len(text) > NAME_LIMIT:
        return talk, [Say(words("answer.too_long", limit=NAME_LIMIT), _party_choices(room, ()))]
    alike = resembling(text, parties)
    if not alike:
        return _ask_kind(talk, room, text)
    asked = Say(words("join.did_you_mean"), _party_choices(room, alike, as_typed=text))
    return talk.await_(Awaits.NOTHING, about=text), [asked]


def _party_choices(
    room: Room, parties: Sequence[Organisation], as_typed: str = ""
) -> tuple[Choice, ...]:
    words, known = room.words, list(room.record.programme.organisations)
    found = [Choice(p.name, f"org:{known.index(p)}") for p in parties]
    typed = [Choice(words("choice.as_typed", name=as_typed), "org:typed")] if as_typed else []
    return (*found, *typed, Choice(words("choice.myself"), "org:self"))


def _ask_kind(talk: Talk, room: Room, name: str) -> Outcome:
    """A new organisation is welcome; its kind is how the results group it."""
    words = room.words
    choices = tuple(Choice(kind, f"kind:{n}") for n, kind in enumerate(_kinds(room)))
    return talk.await_(Awaits.KIND, name), [Say(words("join.which_kind", name=name), choices)]


def _kinds(room: Room) -> tuple[str, ...]:
    return tuple(room.words(f"kind.{kind}") for kind in KINDS)


def _enrol(talk: Talk, room: Room, party: Organisation) -> Outcome:
    words = room.words
    hello = words("joined.for", name=party.name) if party.name else words("joined.myself")
    talk, shown = now(talk.at_ease(), room, before=paragraphs(hello, words("joined.ask")))
    return talk, [Enrol(party.name, party.kind, room.language, shown)]
