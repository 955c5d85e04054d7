"""A conversation as a script: `>>` is what was heard, `<<` is what must be answered to it."""

import difflib
import json
from dataclasses import fields

from bot.conversation.heard import Heard, Said
from bot.conversation.reply import Keep, Reply, Say
from bot.conversation.respond import respond
from bot.conversation.room import Room
from bot.conversation.talk import Talk, read_talk


class Playbook:
    """What one person and the bot say to each other.

        assert Playbook(room) >> "2" << 'KEEP 2 {"choice": [2]}: Uw antwoord: Zorg dichtbij'

    Words are heard as `Said`; a room is the room as it is from then on. Every reply is one line:
    paragraphs are divided by ` ¶ `, buttons stand between brackets at its end. The talk goes
    through JSON between two turns, as it does in the database.
    """

    def __init__(self, room: Room, talk: Talk | None = None) -> None:
        self.room = room
        self.talk = talk or Talk()
        self.played: list[str] = []
        self._script: list[str] = []

    def __rshift__(self, heard: Heard | Room | str) -> "Playbook":
        if isinstance(heard, Room):
            self.room = heard
            return self
        line = f">> {heard}"
        self.played.append(line)
        self._script.append(line)
        said = Said(heard) if isinstance(heard, str) else heard
        talk, replies = respond(self.talk, said, self.room)
        self.talk = read_talk(talk.to_json())
        assert self.talk == talk, "the talk does not survive JSON"
        self.played += [f"<< {line_of(r)}" for r in replies]
        return self

    def __lshift__(self, expected: str) -> "Playbook":
        self._script.append(f"<< {expected}")
        return self

    def __bool__(self) -> bool:
        if self.played != self._script:
            diff = difflib.ndiff(self._script, self.played)
            raise AssertionError("the script (-) and what happened (+)\n" + "\n".join(diff))
        return True

    @property
    def last(self) -> str:
        """What was answered last, for a test that is about one thing in it."""
        return self.played[-1].removeprefix("<< ")


def line_of(reply: Reply) -> str:
    """A reply as one line of a script."""
    if isinstance(reply, Say):
        return " ".join(
            [reply.text.replace("\n\n", " ¶ "), *(f"[{c.label}]" for c in reply.choices)]
        )
    if isinstance(reply, Keep):
        body = json.dumps(reply.body, ensure_ascii=False)
        return f"KEEP {reply.item} {body}: {line_of(reply.then)}"
    flags = {f.name for f in fields(reply) if f.default is False and not getattr(reply, f.name)}
    values = {f.name: getattr(reply, f.name) for f in fields(reply) if f.name not in flags}
    then = values.pop("then", None)
    said = " ".join(
        f"{name}={value!r}" for name, value in values.items() if value not in {"", None}
    )
    return f"{type(reply).__name__.upper()} {said}" + (f": {line_of(then)}" if then else "")
