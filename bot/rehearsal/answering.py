"""Everything somebody does in a turn, for every kind of item."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.rehearsal import words
from bot.rehearsal.casus_answers import casus_answers, table_answers
from bot.rehearsal.characters import Attendee, Character
from bot.rehearsal.poll_answers import poll_answers
from bot.rehearsal.proposal_answers import proposal_answers
from bot.rehearsal.question_answers import question_answers
from bot.rehearsal.script import Act, Answer, Ask, Script, ScriptTurn, happens

ASKS = 0.04
"""How often somebody asks the bot something in a turn; the talkative do so more."""

LOSES_CONNECTION = 0.5
"""How often those who come back have lost the thank-you, and send the same again."""


def notice_answers(_script: Script, _turn: ScriptTurn, _who: Attendee) -> list[Answer]:
    """A notice asks nothing of anybody."""
    return []


ANSWERS: dict[str, Callable[[Script, ScriptTurn, Attendee], list[Answer]]] = {
    "poll": poll_answers,
    "question": question_answers,
    "casus": casus_answers,
    "proposal": proposal_answers,
    "notice": notice_answers,
}
"""What people do with each kind of item."""


def acts_of(script: Script, turn: ScriptTurn, who: Attendee) -> list[Act]:
    """What somebody does in a turn: answers, and perhaps a question to the bot."""
    given = ANSWERS[script.item(turn.number).kind](script, turn, who)
    return [*_keyed(script, turn, who, given), *asks_of(script, turn, who)]


def acts_at_table(script: Script, turn: ScriptTurn, table: int) -> list[Answer]:
    """What whoever holds the pen does for the table in a turn of a casus."""
    return [
        replace(each, key=_key(f"table-{table}", turn, place))
        for place, each in enumerate(table_answers(script, turn, table))
    ]


def asks_of(script: Script, turn: ScriptTurn, who: Attendee) -> list[Ask]:
    """What somebody asks the bot in between."""
    random = script.random(who.label, turn.number, turn.part, "asks")
    if not happens(random, ASKS * (3 if who.character is Character.TALKATIVE else 1)):
        return []
    [sort] = random.choices(("known", "evening", "unknown"), weights=(3, 2, 2))
    return [Ask(random.choice(words.read("questions")[sort]))]


def _keyed(
    script: Script, turn: ScriptTurn, who: Attendee, given: Sequence[Answer]
) -> list[Answer]:
    random = script.random(who.label, turn.number, turn.part, "again")
    returns = who.character is Character.RETURNING
    return [
        replace(
            each,
            key=_key(who.label, turn, place),
            again=returns and happens(random, LOSES_CONNECTION),
        )
        for place, each in enumerate(given)
    ]


def _key(label: str, turn: ScriptTurn, place: int) -> str:
    """A key that nobody else uses, in this turn or another."""
    return f"{label}:{turn.number}:{turn.part}:{place}"
