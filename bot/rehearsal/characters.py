"""Seeded people: who they are, what they are like, and when they come in."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from bot.rehearsal import words
from bot.rehearsal.script import Script, happens
from sessions.people import KINDS


class Character(StrEnum):
    """What somebody is like to have in a hall."""

    PLAIN = "plain"
    TALKATIVE = "talkative"
    SILENT = "silent"
    LATE = "late"
    RETURNING = "returning"
    CONTRARY = "contrary"
    MISTYPING = "mistyping"


CAST = (
    Character.PLAIN, Character.TALKATIVE, Character.MISTYPING, Character.SILENT, Character.LATE,
    Character.CONTRARY, Character.PLAIN, Character.RETURNING, Character.TALKATIVE, Character.PLAIN,
)  # fmt: skip
"""Out of ten people in a hall; the seed says with whom the row begins."""

UNLISTED = 0.06
"""Share of people from a group that no coordinator had on the list."""

ON_THEIR_OWN = 0.08
"""Share of people who come for themselves."""

SPEAKS_DIALECT = 0.12


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody with a phone, or behind a card; `typed` is how they write their organisation.

    `arrives` is the item during which they come in, 0 for who is there before it begins;
    `place` is where they stand in line when things to say are dealt.
    """

    label: str
    place: int
    character: Character
    party: str
    kind: str
    typed: str
    name: str
    quotable: bool
    dialect: str
    arrives: int = 0


def person(script: Script, number: int) -> Attendee:
    """Whoever holds one of the phones."""
    character = CAST[(number + script.seed) % len(CAST)]
    return _somebody(script, f"phone-{number}", number, character)


def behind_card(script: Script, number: int) -> Attendee:
    """Somebody without a phone, with enough to say to fill in a card."""
    return _somebody(script, f"card-{number}", -number, Character.TALKATIVE)


def _somebody(script: Script, label: str, place: int, character: Character) -> Attendee:
    random = script.random(label)
    name = random.choice(words.read("characters")["first_names"])
    party, kind = _party(script, place, name, random)
    mistypes = character is Character.MISTYPING and party
    return Attendee(
        label=label,
        place=place,
        character=character,
        party=party,
        kind=kind,
        typed=words.slips(party, random, 1.0) if mistypes else party,
        name=name if happens(random, 0.5) else "",
        quotable=happens(random, 0.9),
        dialect=_dialect(random),
        arrives=_arrival(script, place) if character is Character.LATE else 0,
    )


def _party(script: Script, place: int, name: str, random: Random) -> tuple[str, str]:
    """An organisation and its kind; some come for themselves, some from an unknown group."""
    listed = script.agenda.organisations
    luck = random.random()
    if not listed or luck < ON_THEIR_OWN:
        return "", "bewoners" if listed else random.choice(KINDS)
    if luck < ON_THEIR_OWN + UNLISTED:
        return f"Buurtgroep rond {name}", "bewoners"
    party = words.deal(listed, script.random("parties"), place)
    return party.name, party.kind


def _dialect(random: Random) -> str:
    known = sorted(words.read("characters")["dialects"])
    return random.choice(known) if happens(random, SPEAKS_DIALECT) else ""


def _arrival(script: Script, place: int) -> int:
    """During which item a latecomer arrives: one after another at each that asks something."""
    items = enumerate(script.agenda.items, start=1)
    missed_the_start = [number for number, item in items if item.asks and number > 1]
    if not missed_the_start:
        return 0
    return words.deal(missed_the_start, script.random("arrivals"), place // len(CAST))


def speak(text: str, who: Attendee, random: Random) -> str:
    """Say something as this person would, on this person's phone."""
    if who.character is Character.SILENT:
        text = words.cut_short(text)
    if who.character is Character.CONTRARY and happens(random, 0.6):
        text = f"{random.choice(words.read('characters')['contrary'])} {text}"
    elif happens(random, 0.15):
        text = words.with_doubt(text, random)
    if happens(random, 0.15):
        text = words.with_filler(text, random)
    if who.dialect:
        text = words.in_dialect(text, who.dialect)
    if happens(random, 0.25):
        text = words.carelessly(text)
    often = 0.12 if who.character is Character.MISTYPING else 0.01
    return words.slips(text, random, often)
