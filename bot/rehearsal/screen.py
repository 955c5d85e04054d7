"""What somebody understands of the messages in their chat: which turn it is, and who writes."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from bot.conversation.texts import words_in
from bot.rehearsal.script import Script, ScriptTurn
from sessions.items.casus import Casus
from sessions.items.item import Item

MOST_TABLES = 99

_words = words_in("nl")


class Reader:
    """Knows the agenda, as people in the hall do who look at the wall."""

    def __init__(self, script: Script) -> None:
        self._script = script

    @cached_property
    def _signs(self) -> list[tuple[str, ScriptTurn]]:
        """The words that show a turn, those of later turns first."""
        items = enumerate(self._script.agenda.items, start=1)
        signs = [sign for number, item in items for sign in _signs_of(number, item)]
        return signs[::-1]

    def turn(self, message: Mapping[str, Any]) -> ScriptTurn | None:
        """The turn for which this message asks; None for any other message."""
        paragraphs = message["text"].split("\n\n")
        return next((turn for sign, turn in self._signs if sign in paragraphs), None)


def _signs_of(number: int, item: Item) -> list[tuple[str, ScriptTurn]]:
    if isinstance(item, Casus):
        last = len(item.steps)
        return [
            (_words("casus.step", step=place, last=last, ask=step.ask), ScriptTurn(number, place))
            for place, step in enumerate(item.steps, start=1)
        ]
    second = [(_words("ask.second_round", title=item.title), ScriptTurn(number, 2))]
    return [(item.title, ScriptTurn(number, 1)), *(second if item.last_round > 1 else [])]


def is_call(message: Mapping[str, Any]) -> bool:
    """Whether the facilitator says something to everybody."""
    return bool(message["text"].startswith(_words("message.from_crew", text="").strip()))


def table_of(message: Mapping[str, Any]) -> tuple[int, bool] | None:
    """The table somebody sits at according to the question, and whether they hold its pen."""
    for table in range(1, MOST_TABLES + 1):
        if _words("casus.you_write", table=table) in message["text"]:
            return table, True
        if _words("casus.other_writes", who="", table=table) in message["text"]:
            return table, False
    return None


def is_answered(message: Mapping[str, Any]) -> bool:
    """Whether the question shows an answer already."""
    return _words("ask.yours", answer="").strip() in message["text"]
