"""How an answer is given in a chat: which buttons, and which words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.characters import Attendee
from bot.rehearsal.script import Give, Script, ScriptTurn
from sessions.items.casus import Casus
from sessions.items.poll import Choose, Poll
from sessions.items.proposal import Proposal

Body = Mapping[str, Any]

PERHAPS = "?"
"""Before a button that is pressed only where it is there."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Buttons to press first, and then the one button or the words that are the answer."""

    before: tuple[str, ...] = ()
    press: str = ""
    words: str = ""


def steps_of(script: Script, turn: ScriptTurn, give: Give, who: Attendee) -> Steps:
    """The way to this answer."""
    item = script.item(turn.number)
    if isinstance(item, Poll):
        return _poll(item, turn.number, give, who)
    if isinstance(item, Casus):
        return _casus(item, turn.number, give.body)
    if isinstance(item, Proposal):
        return _proposal(turn.number, give.body)
    themes = item.themes or tuple(theme.name for theme in script.agenda.themes)
    groups = item.target_groups or script.agenda.target_groups
    ticks = [
        *_tick(f"topic:{turn.number}:t", themes, give.body.get("theme")),
        *_tick(f"topic:{turn.number}:g", groups, give.body.get("target_group")),
    ]
    opened = (f"{PERHAPS}topic:{turn.number}::",) if ticks else ()
    return Steps((*opened, *ticks), words=give.body["text"])


def _tick(place: str, names: Sequence[str], name: str | None) -> list[str]:
    return [f"{place}:{names.index(name)}"] if name in names else []


def _poll(poll: Poll, number: int, give: Give, who: Attendee) -> Steps:
    """One tap where one is enough; some people rather type, and points are always typed."""
    body, here = give.body, f"{number}:{give.body.get('round', 1)}"
    if "value" in body:
        return Steps(press=f"pick:{here}:{body['value']}")
    if "points" in body:
        return Steps(words=", ".join(f"{n}: {p}" for n, p in body["points"].items()))
    picks, single = tuple(body["choice"]), poll.choose is Choose.ONE
    taps = tuple(f"pick:{here}:{n}" for n in picks)
    anew = (
        ()
        if single or give.key.endswith(":0")
        else (f"{PERHAPS}ask:{number}", f"{PERHAPS}clear:{here}:0")
    )
    if body.get("other"):
        return Steps((*anew, *taps, f"other:{here}:0"), words=body["other"])
    if single:
        return Steps(press=taps[0])
    if who.place % 2 or anew or len(picks) == len(poll.options):
        return Steps(words=", ".join(map(str, picks)))
    return Steps(taps, press=f"done:{here}:0")


def _proposal(number: int, body: Body) -> Steps:
    """One tap to agree; a reservation and a reason are typed after theirs."""
    tap = f"stand:{number}:{body['position']}"
    typed = body.get("reservation") or body.get("text", "")
    return Steps((tap,), words=typed) if typed else Steps(press=tap)


def _casus(casus: Casus, number: int, body: Body) -> Steps:
    if "action" in body:
        partners = ", ".join(body.get("with", ()))
        parts = (body.get("owner", ""), body["action"], body.get("by", ""), partners)
        return Steps(words=" | ".join(parts))
    text = f"{body['to']}: {body['text']}" if body.get("to") else body["text"]
    glasses = body.get("perspective", "")
    if glasses in casus.perspectives and "table" not in body:
        worn = casus.perspectives.index(glasses) + 1
        return Steps((f"glasses:{number}:{worn}",), words=text)
    return Steps(words=text)
