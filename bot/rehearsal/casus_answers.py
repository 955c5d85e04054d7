"""What tables write in a casus, and people who sit at none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from bot.rehearsal import words
from bot.rehearsal.characters import Attendee, speak
from bot.rehearsal.script import Answer, Give, Script, ScriptTurn, happens
from sessions.items.casus import Casus, From
from sessions.people import KINDS

WEEKS = (4, 26)
"""How soon, and how late, an action is done."""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A table, or somebody at none: through which glasses, for which kind, how placed in line."""

    glasses: str
    kind: str
    place: int
    random: Random


def casus_answers(script: Script, turn: ScriptTurn, who: Attendee) -> list[Answer]:
    """What somebody writes who sits at no table: each step, and now and then an action."""
    casus = _casus(script, turn)
    random = script.random(who.label, turn.number, turn.part)
    speaker = _Speaker(_glasses(casus, who.kind, random), who.kind, who.place, random)
    if turn.part > casus.last_step:
        return [Give(_action(script, turn, speaker))] if happens(random, 0.5) else []
    body = _step(script, turn, speaker)
    return [Give(body | {"text": speak(body["text"], who, random)})]


def table_answers(script: Script, turn: ScriptTurn, table: int) -> list[Answer]:
    """What a table writes together, whoever holds its pen."""
    casus = _casus(script, turn)
    kind = script.random("table", table).choice(sorted(script.parties) or KINDS)
    random = script.random("table", table, turn.number, turn.part)
    speaker = _Speaker(casus.perspective_of(table), kind, table, random)
    asked = _action if turn.part > casus.last_step else _step
    return [Give(asked(script, turn, speaker) | {"table": table})]


def _casus(script: Script, turn: ScriptTurn) -> Casus:
    casus = script.item(turn.number)
    assert isinstance(casus, Casus)
    return casus


def _glasses(casus: Casus, kind: str, random: Random) -> str:
    """One's own perspective where the casus has it."""
    if not casus.perspectives:
        return ""
    own = words.read("casus")["same_as"][kind]
    return own if own in casus.perspectives else random.choice(casus.perspectives)


def _step(script: Script, turn: ScriptTurn, speaker: _Speaker) -> dict[str, Any]:
    step = _casus(script, turn).steps[turn.part - 1]
    glasses = speaker.glasses if step.viewpoint is From.GLASSES else ""
    known = _known(glasses, speaker.kind)
    body: dict[str, Any] = {"step": turn.part} | ({"perspective": glasses} if glasses else {})
    order = script.random("lines", turn.number, turn.part)
    if step.lesson:
        return body | {"text": words.deal(words.read("casus")["lessons"], order, speaker.place)}
    if step.to:
        need = words.deal(known["need"], order, speaker.place)
        return body | {"text": need["text"], "to": _party(script, need["to"], speaker.random)}
    lines: Sequence[str] = known["see" if glasses else "do"]
    return body | {"text": words.deal(lines, order, speaker.place)}


def _known(glasses: str, kind: str) -> Mapping[str, Any]:
    """What there is to say; through glasses that nobody wrote for, as one's own kind does."""
    perspectives: Mapping[str, Mapping[str, Any]] = words.read("casus")["perspectives"]
    return perspectives.get(glasses) or perspectives[words.read("casus")["same_as"][kind]]


def _party(script: Script, kind: str, random: Random) -> str:
    """An organisation of a kind; the kind itself when the agenda has none."""
    return random.choice(script.parties.get(kind, [kind]))


def _action(script: Script, turn: ScriptTurn, speaker: _Speaker) -> dict[str, Any]:
    """Who does what, with whom, by when."""
    actions = words.read("casus")["actions"]
    planned = words.deal(actions, script.random("actions", turn.number), speaker.place)
    owner, *partners = [_party(script, kind, speaker.random) for kind in planned["met"]]
    action = {"action": planned["wat"], "owner": owner, "with": partners}
    evening = script.agenda.meeting.day
    if evening is None:
        return action
    by = evening + timedelta(weeks=speaker.random.randint(*WEEKS))
    return action | {"by": by.isoformat()}
