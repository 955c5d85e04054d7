"""What people choose in a poll: some options please more, and some people change their mind."""

from random import Random
from typing import Any

from bot.rehearsal import words
from bot.rehearsal.characters import Attendee, Character, speak
from bot.rehearsal.script import Answer, Give, Script, ScriptTurn, happens
from sessions.items.poll import OTHER_LIMIT, Choose, Poll

WRITES_OTHER = 0.12

CHANGES_MIND = 0.25
"""Share of people who choose anew after the talk between two rounds."""

Taste = dict[int, float]
"""How much the hall likes each option."""


def poll_answers(script: Script, turn: ScriptTurn, who: Attendee) -> list[Answer]:
    """One answer; the contrary think better of it, and the silent now and then say nothing."""
    poll = script.item(turn.number)
    assert isinstance(poll, Poll)
    random = script.random(who.label, turn.number, turn.part)
    if who.character is Character.SILENT and happens(random, 0.1):
        return []
    moved = turn.part > 1 and happens(random, CHANGES_MIND)
    times = 2 if who.character is Character.CONTRARY else 1
    minds = [(turn.part if moved else 1, time) for time in range(times)]
    return [Give(_answer(script, turn, poll, who, mind)) for mind in minds]


def _answer(
    script: Script, turn: ScriptTurn, poll: Poll, who: Attendee, mind: tuple[int, int]
) -> dict[str, Any]:
    random = script.random(who.label, turn.number, *mind)
    body = _choose(poll, _taste(script, turn, poll), random)
    if poll.other and "choice" in body and happens(random, WRITES_OTHER):
        other = speak(random.choice(words.read("other")), who, random)
        body = {"choice": body["choice"][1:], "other": other[:OTHER_LIMIT]}
    return body | {"round": turn.part} if poll.rounds > 1 else body


def _taste(script: Script, turn: ScriptTurn, poll: Poll) -> Taste:
    """Around a middle on a scale, any option elsewhere."""
    random = script.random("taste", turn.number)
    numbers = [number for number, _ in poll.choices]
    if poll.choose is Choose.SCALE:
        middle = random.choice(numbers)
        return {n: 1 / (1 + (n - middle) ** 2) for n in numbers}
    return {n: random.uniform(0.5, 3) for n in numbers}


def _choose(poll: Poll, taste: Taste, random: Random) -> dict[str, Any]:
    match poll.choose:
        case Choose.SCALE:
            return {"value": _pick(taste, 1, random)[0]}
        case Choose.POINTS:
            return {"points": _points(poll, taste, random)}
        case Choose.RANK:
            return {"choice": _pick(taste, random.randint(1, len(taste)), random)}
        case Choose.MANY:
            most = min(poll.max or len(taste), len(taste))
            return {"choice": _pick(taste, random.randint(1, most), random)}
        case Choose.ONE:
            return {"choice": _pick(taste, 1, random)}


def _pick(taste: Taste, how_many: int, random: Random) -> list[int]:
    """Different options, the well-liked ones more often and earlier."""
    left, picked = dict(taste), []
    for _ in range(how_many):
        [number] = random.choices(list(left), weights=list(left.values()))
        picked.append(number)
        del left[number]
    return picked


def _points(poll: Poll, taste: Taste, random: Random) -> dict[str, int]:
    """All points over a few options; what is left after dividing goes to the first."""
    liked = _pick(taste, random.randint(1, len(taste)), random)
    part, rest = divmod(poll.total, len(liked))
    points = dict.fromkeys(map(str, liked), part)
    points[str(liked[0])] += rest
    return points
