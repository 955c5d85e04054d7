"""What organisations say about a proposal: most agree, some wait for their council, few do not."""

from bot.rehearsal import words
from bot.rehearsal.characters import Attendee, Character
from bot.rehearsal.script import Answer, Give, Script, ScriptTurn

STANDS = {"agree": 7, "reservation": 3, "disagree": 1}
"""How often each stand is taken, out of eleven."""


def proposal_answers(script: Script, turn: ScriptTurn, who: Attendee) -> list[Answer]:
    """One position for each organisation, by the first of its people in the line."""
    if not holds_mandate(script, who):
        return []
    random = script.random(who.label, turn.number, turn.part)
    [stand] = random.choices(list(STANDS), weights=list(STANDS.values()))
    said = words.read("proposal")
    body = {"position": stand, "mandate": random.choice(said["functions"])}
    if stand == "reservation":
        body["reservation"] = said["bodies"].get(who.kind, said["bodies"]["overig"])
    if stand == "disagree":
        body["text"] = random.choice(said["reasons"])
    given: list[Answer] = [Give(body)]
    if who.character is Character.CONTRARY and stand == "agree":
        later = {**body, "text": random.choice(said["explanations"])}
        given.append(Give(later))
    return given


def holds_mandate(script: Script, who: Attendee) -> bool:
    """Whether this person speaks for an organisation of the agenda: the first round of the deal."""
    listed = {party.name for party in script.agenda.organisations}
    return who.party in listed and 0 < who.place <= len(listed)
