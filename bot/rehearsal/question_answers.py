"""What people write at an open question, and what they recognise of others."""

from typing import Any

from bot.rehearsal import words
from bot.rehearsal.characters import Attendee, Character, speak
from bot.rehearsal.script import Answer, Give, Recognise, Script, ScriptTurn, happens
from sessions.items.item import TEXT_LIMIT

MOST = 3
"""Contributions of the most talkative to one question."""

SPEAKS = {Character.SILENT: 0.3, Character.TALKATIVE: 1.0}
"""How often somebody writes anything; most people nearly always do."""

RECOGNISES = 0.4


def question_answers(script: Script, turn: ScriptTurn, who: Attendee) -> list[Answer]:
    """First one's own words; then support for what is on the screen."""
    random = script.random(who.label, turn.number, turn.part)
    if turn.part > 1:
        return [Recognise(random.randrange(100))] if happens(random, RECOGNISES) else []
    if not happens(random, SPEAKS.get(who.character, 0.9)):
        return []
    talks = who.character is Character.TALKATIVE
    bodies = [
        _contribution(script, turn, who, each)
        for each in range(random.randint(2, MOST) if talks else 1)
    ]
    given: list[Answer] = [Give(body) for body in bodies]
    if who.character is Character.CONTRARY:
        again = words.with_filler(bodies[0]["text"], random)
        given.append(Give(bodies[0] | {"text": again[:TEXT_LIMIT]}, changes=0))
    return given


def _contribution(script: Script, turn: ScriptTurn, who: Attendee, each: int) -> dict[str, Any]:
    """Something that nobody else says; some name its theme, some for whom it matters."""
    item = script.item(turn.number)
    random = script.random(who.label, turn.number, turn.part, each)
    deck = words.lines_on(item.themes or tuple(theme.name for theme in script.agenda.themes))
    line = words.deal(deck, script.random("lines", turn.number), who.place * MOST + each)
    groups = item.target_groups or script.agenda.target_groups
    body = {"text": speak(line.text, who, random)[:TEXT_LIMIT]}
    if line.theme and happens(random, 0.6):
        body["theme"] = line.theme
    if groups and happens(random, 0.3):
        body["target_group"] = random.choice(groups)
    return body
