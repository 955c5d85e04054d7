"""Commands: words that begin with a stroke, whatever is open."""

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.conversation import (
    browsing,
    casework,
    checking,
    control,
    crew,
    facilitating,
    faq,
    joining,
    looking_back,
    programme,
)
from bot.conversation.answering import taken
from bot.conversation.asking import Doing, Outcome
from bot.conversation.reply import Amend, Say
from bot.conversation.room import Room
from bot.conversation.strokes import parts_of
from bot.conversation.talk import Talk
from bot.conversation.texts import LANGUAGES
from sessions.items.casus import Casus
from sessions.people import Participant, Staff

MEANT = 60.0
"""rapidfuzz's ratio (0 to 100) from which a command is offered as what was meant."""


class For(StrEnum):
    """Whom a command is for."""

    EVERYBODY = "everybody"
    INSIDE = "inside"
    CREW = "crew"


@dataclass(frozen=True, slots=True)
class Command:
    """What a command is called in both languages, what it does, and for whom."""

    names: tuple[str, ...]
    do: Doing
    whom: For = For.EVERYBODY


def command(talk: Talk, room: Room, text: str) -> Outcome:
    """Do what was asked, or say what may have been meant."""
    name, said = split(text)
    named = [c for c in COMMANDS if name in c.names]
    if found := next((c for c in named if _may(c, room)), None):
        return found.do(talk, room, said)
    if any(c.whom is For.INSIDE for c in named):
        return joining.outside(talk, room, text)
    if named:
        return talk, [Say(room.words("command.staff_only"))]
    talk, _ = talk.hold(text) if said else (talk, 0)
    meant = _closest(name, [n for c in COMMANDS if _may(c, room) for n in c.names])
    key = "command.did_you_mean" if meant else "command.unknown"
    return talk, [Say(room.words(key, meant=meant))]


def split(text: str) -> tuple[str, str]:
    """`/open@bot 3` is `open` with `3`."""
    head, *said = text.removeprefix("/").split(maxsplit=1)[:2] or [""]
    return head.partition("@")[0].casefold(), "".join(said).strip()


def _may(command: Command, room: Room) -> bool:
    if command.whom is For.CREW:
        return isinstance(room.me, Staff)
    present = isinstance(room.me, Participant) and room.me.left_at is None
    return present or command.whom is For.EVERYBODY


def _closest(name: str, known: list[str]) -> str:
    from rapidfuzz import fuzz, process  # loaded at the first slip, not at start-up

    best = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=MEANT)
    return best[0] if best else ""


def _start(talk: Talk, room: Room, _said: str) -> Outcome:
    return joining.arrived(talk, room)


def _control(talk: Talk, room: Room, _said: str) -> Outcome:
    return control.take_over(talk, room)


def _help(talk: Talk, room: Room, _said: str) -> Outcome:
    key = "help.staff" if isinstance(room.me, Staff) else "help.participant"
    return talk, [Say(room.words(key))]


def _programme(talk: Talk, room: Room, _said: str) -> Outcome:
    return talk, [Say(programme.overview(room))]


def _mine(talk: Talk, room: Room, _said: str) -> Outcome:
    return looking_back.mine(talk, room)


def _ask(talk: Talk, room: Room, said: str) -> Outcome:
    return faq.ask(talk, room, said) if said else faq.invite_question(talk, room)


def _stop(talk: Talk, room: Room, _said: str) -> Outcome:
    return joining.stop(talk, room)


def _table(talk: Talk, room: Room, said: str) -> Outcome:
    if not (said.isascii() and said.isdigit() and len(said) < 3):  # noqa: PLR2004 -- 99 tables
        return talk, [Say(room.words("casus.table_how"))]
    return casework.sit(talk, room, int(said))


def _action(talk: Talk, room: Room, said: str) -> Outcome:
    """Of a participant, in the casus that is open."""
    asking = room.asking
    if asking is None or not isinstance(asking.item, Casus):
        talk, _ = talk.hold(said) if said else (talk, 0)
        return talk, [Say(room.words("casus.no_casus"))]
    if not said:
        return talk, [Say(room.words("casus.action_how"))]
    parts = parts_of(said, 4)
    return taken(talk, room, asking, " | ".join(parts) if parts[1:] else f"| {said}")


def _speak(talk: Talk, room: Room, said: str) -> Outcome:
    """`/taal en`."""
    wanted = said.casefold()
    if wanted not in LANGUAGES:
        listed = ", ".join(f"/taal {code}" for code in LANGUAGES)
        return talk, [Say(room.words("language.which", languages=listed))]
    there = room.speaking(wanted)
    then = Say(there.words("language.done"))
    amended = isinstance(room.me, Participant)
    return replace(talk, language=wanted), [Amend(then, language=wanted) if amended else then]


COMMANDS: tuple[Command, ...] = (
    Command(("start",), _start),
    Command(("help",), _help),
    Command(("programma", "programme", "program"), _programme),
    Command(("mijninbreng", "mine"), _mine),
    Command(("concept", "draft"), checking.show),
    Command(("vraag", "ask"), _ask),
    Command(("voorbeelden", "examples"), browsing.begin),
    Command(("stop",), _stop),
    Command(("taal", "language"), _speak),
    Command(("tafel", "table"), _table, For.INSIDE),
    Command(("actie", "action"), facilitating.acted, For.CREW),
    Command(("actie", "action"), _action, For.INSIDE),
    Command(("open",), facilitating.opened, For.CREW),
    Command(("sluit", "close"), facilitating.closed, For.CREW),
    Command(("toon", "show"), facilitating.revealed, For.CREW),
    Command(("verder", "next"), facilitating.next_one, For.CREW),
    Command(("langer", "extend"), facilitating.extended, For.CREW),
    Command(("terug", "undo"), facilitating.undone, For.CREW),
    Command(("peiling", "poll"), facilitating.polled, For.CREW),
    Command(("vraagzaal", "askhall"), facilitating.questioned, For.CREW),
    Command(("besluit", "decision"), facilitating.decided, For.CREW),
    Command(("notitie", "note"), facilitating.remarked, For.CREW),
    Command(("les", "lesson"), facilitating.learned, For.CREW),
    Command(("bericht", "message"), facilitating.announced, For.CREW),
    Command(("einde", "end"), facilitating.ended, For.CREW),
    Command(("regie", "control"), _control, For.CREW),
    Command(("vragen", "questions"), crew.questions, For.CREW),
    Command(("verslag", "minutes"), crew.minutes, For.CREW),
    Command(("inloggen", "signin"), crew.sign_in, For.CREW),
)
