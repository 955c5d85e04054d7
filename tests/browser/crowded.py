"""The hardest evening that an agenda allows: long words, many options, and a hall that is full."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.serving import Hall, Somebody

KINDS = (
    "gemeente", "corporatie", "zorgaanbieder", "welzijn", "medisch", "bewoners", "huurders",
    "senioren", "adviesraad", "ervaringsdeskundigen", "opvang en GGZ", "zorgkantoor",
    "ontwikkelaar of belegger", "expert of Rijk",
)  # fmt: skip

PARTIES = (
    "Gemeente Borger-Odoorn", "Woonstichting De Veenkoloniën", "Zorggroep Drenthe Zuidoost",
    "Welzijnsorganisatie Coevorden en omstreken", "Huisartsenkring Zuidoost-Drenthe",
    "Bewonersplatform Emmermeer", "Huurdersvereniging De Toekomst", "Seniorenraad Emmen",
    "Adviesraad Sociaal Domein", "Stichting Ervaring telt mee", "Opvang en herstel Noord",
    "Zorgkantoor Drenthe", "Ontwikkelmaatschappij Het Nieuwe Wonen", "Ministerie van Wonen",
    "Gemeente Emmen", "Gemeente Coevorden", "Woonservice Drenthe", "Woningstichting Domesta",
)  # fmt: skip

LONG = "woningen waarin iemand met een rollator of rolstoel tot op hoge leeftijd kan blijven wonen"
QUESTION = (
    "Welke opgave raakt het dagelijks werk van uw organisatie het meest, als u kijkt naar de "
    "komende vijf jaar, naar de mensen voor wie u werkt en naar wat u samen met anderen wilt doen?"
)
TITLE = (
    "Mevrouw De Vries is 81, woont op de derde verdieping zonder lift en wil in de buurt blijven"
)
GLASSES = (
    "bewoner", "gemeente", "corporatie", "zorgaanbieder", "huisarts", "mantelzorger",
    "vrijwilligers uit de buurt",
)  # fmt: skip
LAST_THROUGH_GLASSES = 2
ASKS = (
    "Wat ziet u door deze bril als eerste, en wat valt u daaraan op?",
    "Waar maakt u zich door deze bril de meeste zorgen over?",
    "Wat zou u morgen al kunnen doen, zonder dat iemand erover hoeft te besluiten?",
    "Wat heeft u van een ander nodig, en van wie?",
    "Wat leren wij hiervan voor onze visie?",
)
WORDS = (
    "De koffie op dinsdag is er gewoon. Niemand hoeft ziek te zijn om te komen.",
    "Onze wijkverpleegkundige kent de huisarts én de huismeester bij naam, en zij bellen elkaar.",
    "Een drempel weg binnen een week, door klussers uit de wijk. Dat scheelt een verhuizing.",
)

PARTY_LINES = "".join(
    f"  - {{naam: {party}, soort: {KINDS[n % len(KINDS)]}}}\n" for n, party in enumerate(PARTIES)
)
STEP_LINES = "".join(
    f"      - vraag: {ask}\n        vanuit: {'eigen' if n > LAST_THROUGH_GLASSES else 'bril'}\n"
    for n, ask in enumerate(ASKS)
)

CROWDED = f"""
traject: Woonzorgvisie van drie gemeenten en alle mensen die daar samen aan werken
bijeenkomst:
  titel: Tweede bijeenkomst over wonen, zorg en ontmoeten in de buurt, met alle partijen
  kleinste_groep: 2
  tafels: 7
  datum: 2027-03-11
  aanvang: 19:30
  plaats: Multifunctioneel centrum De Nieuwe Veste, grote zaal, Coevorden
organisaties:
{PARTY_LINES}onderdelen:
  - mededeling: Zo maken wij in vier avonden samen de visie, en dit doen wij vanavond
    minuten: 10
    tekst: >-
      {"Wij werken in drie stappen en vertellen daar nu over. " * 20}
  - peiling: {QUESTION}
    minuten: 5
    kies: een
    opties: [{", ".join(f"{n} {LONG}" for n in range(1, 13))}]
    anders: ja
    openbaar: per soort
  - peiling: {QUESTION}
    minuten: 5
    kies: een
    rondes: 2
    opties: [{", ".join(f"{n} {LONG}" for n in range(1, 8))}]
  - peiling: Hoe goed werken wonen en zorg bij u al samen?
    minuten: 5
    kies: schaal
    van: 0
    tot: 10
    labels: [wij kennen elkaar nog niet, wij doen alles samen en dat gaat goed]
  - peiling: Wat maakt dat iemand prettig thuis kan blijven wonen?
    minuten: 5
    kies: rangorde
    opties: [{", ".join(f"{n} Winkels en een huisarts dichtbij" for n in range(1, 11))}]
  - peiling: Waar mag het geld naartoe?
    minuten: 5
    kies: punten
    opties: [{", ".join(f"{n} Een plek voor ontmoeting in elke wijk" for n in range(1, 9))}]
  - vraag: {QUESTION}
    minuten: 20
  - casus: {TITLE}
    minuten: 45
    tekst: >-
      {"Zij woont alleen. Haar dochter woont een uur rijden verder. " * 15}
    brillen: [{", ".join(GLASSES)}]
    stappen:
{STEP_LINES}  - voorstel: Wij maken samen één woonzorgvisie voor de drie gemeenten
    minuten: 8
    besluit: meerderheid
    tekst: >-
      Wij werken met elkaar één visie uit, voor Borger-Odoorn, Coevorden en Emmen samen.
      Besluiten doet ieder in de eigen raad.
"""

NAMES = (
    "notice", "twelve", "two-rounds", "scale", "ten-ranked", "points", "sixty", "casus", "parties",
)  # fmt: skip
"""The items of this evening, in order."""

TABLES = len(GLASSES)
MESSAGE = (
    "De bus naar Emmen gaat vanavond een half uur later, om 22.15 uur. De koffie staat klaar in "
    "de hal, en wie slecht ter been is, kan met de lift: die is achter de garderobe, links."
)

Body = dict[str, Any]


@dataclass(frozen=True)
class Moment:
    """A moment of the evening at which somebody may look."""

    item: int
    state: str

    @property
    def name(self) -> str:
        return f"crowded-{self.item}-{NAMES[self.item - 1]}-{self.state}"


def crowd_in(hall: Hall) -> list[Somebody]:
    """Sixty people of every kind; the first seven sit at a table each and hold its pen."""
    people = [hall.joined(organisation=PARTIES[n % len(PARTIES)]) for n in range(60)]
    for table, person in enumerate(people[:TABLES], start=1):
        person.client.put(f"/api/v1/meetings/{hall.code}/seat", json={"table": table})
    return people


def answer_of(item: int, place: int) -> Body | None:
    """What somebody gives in one turn; None where they keep silent."""
    bodies: dict[str, Body | None] = {
        "twelve": {"choice": [1 + place * 7 % 12]},
        "two-rounds": {"choice": [1 + place * 5 % 7]},
        "scale": {"value": (4, 5, 7, 3, 6, 5, 10)[place % 7]},
        "ten-ranked": {"choice": [1 + (place // 3 + n) % 10 for n in range(10)]},
        "points": {"points": {str(1 + place % 8): 60, str(1 + (place + 3) % 8): 40}},
        "sixty": {"text": f"{WORDS[place % 3]} {place}"},
        "parties": position_of(place) if place < len(PARTIES) else None,
    }
    if NAMES[item - 1] == "twelve" and place % 10 == 9:
        return {"other": f"Iets heel anders, namelijk {LONG}"}
    return bodies.get(NAMES[item - 1])


def position_of(place: int) -> Body | None:
    if place % 6 == 0:
        return {"position": "reservation", "reservation": f"de raad en het bestuur van {place}"}
    if place % 9 == 1:
        return {"position": "disagree", "text": WORDS[2]}
    return {"position": "agree"} if place % 9 else None


def everybody(hall: Hall, people: list[Somebody], item: int, turn: int) -> None:
    """Everybody answers; at the tables the pens write, and what came in is approved."""
    if NAMES[item - 1] == "casus":
        for place, person in enumerate(people[:TABLES]):
            text = f"{WORDS[(place + turn) % 3]}"
            person.gives(item, {"step": turn, "text": text}, f"{turn}").raise_for_status()
    for place, person in enumerate(people):
        if body := answer_of(item, place):
            person.gives(item, body, f"{item}.{turn}").raise_for_status()
    if NAMES[item - 1] in {"twelve", "sixty", "casus"}:
        given = [c for c in hall.record()["contributions"] if c["item"] == item and c["current"]]
        for each in given:
            if each["answer"].keys() & {"text", "other"}:
                hall.facilitator.does(f"contributions/{each['reference']}/show").raise_for_status()


def turns(item: int) -> int:
    return {"two-rounds": 2, "casus": len(ASKS)}.get(NAMES[item - 1], 1)


def crowded(hall: Hall, people: list[Somebody], item: int) -> Iterator[Moment]:
    """One item from open to revealed, with everything that can be in it."""

    def moves(verb: str) -> None:
        hall.facilitator.does(f"items/{item}/{verb}").raise_for_status()

    moves("open")
    yield Moment(item, "open")
    if NAMES[item - 1] == "notice":
        return
    for turn in range(1, turns(item) + 1):
        everybody(hall, people, item, turn)
        if turn == turns(item):
            continue
        if NAMES[item - 1] == "two-rounds":
            moves("close")
            moves("open")
        else:
            moves("advance")
    yield Moment(item, "answered")
    moves("close")
    moves("reveal")
    yield Moment(item, "revealed")
