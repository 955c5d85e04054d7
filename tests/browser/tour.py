"""An evening that comes past every state of every kind of item, and stops at each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.serving import Hall, Somebody

TOUR = """
traject: Woonzorgvisie BOCE
bijeenkomst:
  titel: Startbijeenkomst Woonzorgvisie
  kleinste_groep: 4
  tafels: 4
  datum: 2027-03-11
  aanvang: 19:30
  plaats: De Grote Kerk, Emmen
organisaties:
  - {naam: Gemeente Emmen, soort: gemeente}
  - {naam: Woonstichting Proef, soort: corporatie}
  - {naam: Thuiszorg Veenzicht, soort: zorgaanbieder}
  - {naam: Welzijnswerk Coevorden, soort: welzijn}
themas:
  - {naam: Ontmoeten in de buurt, woorden: [koffie, buurthuis]}
  - {naam: Zorg dichtbij, woorden: [huisarts, wijkverpleging]}
doelgroepen: [Zelfstandig wonende senioren, Mensen met een beperking]
planning:
  - {datum: 2027-03-18, wat: Het verslag gaat naar iedereen, wie: de coördinator}
  - {datum: 2027-04-15, wat: "Tweede bijeenkomst, over wonen en zorg in de buurt"}
  - {datum: 2027-12-16, wat: Besluit over de woonzorgvisie, wie: de drie gemeenteraden}
onderdelen:
  - mededeling: Welkom door de wethouder
    minuten: 20
    tekst: >-
      Fijn dat u er bent. Vanavond zitten wonen, zorg en welzijn samen aan tafel.
      Inwoners en huurders zitten er ook bij. Wat zij zeggen telt even zwaar.
  - peiling: Welke opgave raakt uw werk het meest?
    minuten: 15
    kies: een
    opties:
      - Passende woningen
      - Zorg dichtbij huis
      - Ontmoeten in de buurt
      - Samenwerken met elkaar
      - Steun voor mantelzorgers
    rondes: 2
    openbaar: per soort
  - peiling: Waar werkte u het afgelopen jaar aan?
    minuten: 5
    kies: meer
    hoogstens: 2
    opties: [Woningen bouwen, Woningen aanpassen, Mensen laten verhuizen, Een buurt opknappen]
    anders: ja
  - peiling: Hoe goed werken wonen en zorg bij u al samen?
    minuten: 5
    kies: schaal
    van: 1
    tot: 10
    labels: [nog niet, heel goed]
  - peiling: Wat maakt dat iemand prettig thuis kan blijven wonen?
    minuten: 5
    kies: rangorde
    opties:
      - Een woning zonder trappen
      - Winkels en huisarts dichtbij
      - Buren die op elkaar letten
      - Wonen naast familie
  - peiling: Waar mag het geld naartoe?
    minuten: 5
    kies: punten
    opties: [Nieuwe woningen, Een plek voor ontmoeting, Hulp bij het verhuizen]
  - vraag: Wat werkt in uw gemeente nu al goed?
    minuten: 20
    tekst: Noem één voorbeeld uit de praktijk.
    resultaat: direct
    themas: [Ontmoeten in de buurt, Zorg dichtbij]
    doelgroepen: [Zelfstandig wonende senioren, Mensen met een beperking]
  - casus: Mevrouw De Vries wil thuis blijven wonen
    minuten: 60
    tekst: >-
      Mevrouw De Vries is 81. Zij woont op de derde verdieping, zonder lift. Haar man is vorig jaar
      overleden. Haar dochter woont een uur rijden verder.
    tafels: 4
    brillen: [bewoner, gemeente, corporatie, zorgaanbieder]
    stappen:
      - vraag: Wat ziet u door deze bril als eerste?
        vanuit: bril
      - vraag: Wat heeft u van een ander nodig, en van wie?
        vanuit: eigen
        aan: partij
"""

KINDS = ("notice", "one", "many", "scale", "rank", "points", "question", "casus")
"""The items of this evening, in order."""

PARTIES = ("Gemeente Emmen", "Woonstichting Proef", "Thuiszorg Veenzicht", "Welzijnswerk Coevorden")
OTHERS = 14

Body = dict[str, Any]

WORDS = (
    "De koffie op dinsdag is er gewoon. Niemand hoeft ziek te zijn om te komen.",
    "Onze wijkverpleegkundige kent de huisarts én de huismeester bij naam.",
    "Een drempel weg binnen een week. Dat scheelt een verhuizing.",
    "De welzijnscoach gaat mee naar de huisarts.",
)
GLASSES = ("bewoner", "gemeente", "corporatie", "zorgaanbieder")
SEEN = (
    "Zij mist haar buren.",
    "Er is nog geen aanvraag gedaan.",
    "De flat heeft geen lift.",
    "Zij kan op de trap vallen.",
)
NEEDED = (
    "Iemand die haar ophaalt.",
    "Een gesprek bij haar thuis.",
    "Voorrang op de begane grond.",
    "Hulp bij het opstaan.",
)
ACTION = {
    "action": "Wij gaan samen bij mevrouw De Vries langs.",
    "owner": "Welzijnswerk Coevorden",
    "with": ["Woonstichting Proef"],
    "by": "2027-05-01",
}


@dataclass(frozen=True)
class People:
    """Who looks along: somebody who answers, somebody who does not, and an English reader."""

    anna: Somebody
    bob: Somebody
    eve: Somebody
    others: tuple[Somebody, ...]


@dataclass(frozen=True)
class Stop:
    """A moment of the evening at which everything stands still."""

    item: int
    state: str

    @property
    def name(self) -> str:
        return f"{self.item}-{KINDS[self.item - 1]}-{self.state}" if self.item else self.state


def people_in(hall: Hall) -> People:
    def comes(place: int, **said: Any) -> Somebody:
        return hall.joined(organisation=PARTIES[place % len(PARTIES)], **said)

    anna, bob = comes(0, name="Anna", quotable=True), comes(1)
    eve = comes(2, language="en", quotable=True)
    others = tuple(comes(n) for n in range(OTHERS))
    for place, person in enumerate(others):
        person.client.put(f"/api/v1/meetings/{hall.code}/seat", json={"table": 1 + place % 4})
    return People(anna, bob, eve, others)


def answer_of(item: int, place: int, turn: int) -> Body:
    """What somebody answers: everybody something else, and every time the same."""
    match KINDS[item - 1]:
        case "one":
            first, second = (3, 3, 1, 0, 1, 2, 0, 4, 3), (2, 2, 1, 3, 2, 3, 0, 4, 3)
            return {"choice": [1 + (first, second)[turn][place % 9]]} | (
                {"round": 2} if turn else {}
            )
        case "many":
            return {"choice": [1 + place % 4]} | ({"other": "Luisteren"} if place == 0 else {})
        case "scale":
            return {"value": (4, 5, 7, 3, 6, 5, 8)[place % 7]}
        case "rank":
            orders = ([2, 1, 3, 4], [2, 3, 1, 4], [1, 2, 4, 3])
            return {"choice": orders[place % 3]}
        case "points":
            shares = ((50, 30, 20), (20, 60, 20), (40, 40, 20))[place % 3]
            return {"points": {str(n): share for n, share in enumerate(shares, start=1)}}
        case _:
            return words_of(item, place, turn)


def words_of(item: int, place: int, turn: int) -> Body:
    if KINDS[item - 1] == "question":
        return {"text": WORDS[place % 4], "target_group": "Zelfstandig wonende senioren"}
    step = turn + 1
    body: Body = {"step": step, "text": (SEEN, NEEDED)[turn][place % 4]}
    return body | ({"perspective": GLASSES[place % 4]} if step == 1 else {})


def everybody_answers(hall: Hall, people: People, item: int, turn: int) -> None:
    """All but Bob; at a table whoever has the pen writes, and the rest is silent."""
    if KINDS[item - 1] == "notice":
        return
    at_tables = KINDS[item - 1] == "casus"
    writers = people.others[:4] if at_tables else people.others
    for place, person in enumerate((people.anna, people.eve, *writers)):
        answer = person.gives(item, answer_of(item, place, turn), f"{item}.{turn}")
        assert answer.status_code == 200, answer.text
    if at_tables and turn:
        people.others[0].gives(item, ACTION, "action").raise_for_status()
    if KINDS[item - 1] in {"question", "casus"}:
        for given in hall.record()["contributions"]:
            hall.facilitator.does(f"contributions/{given['reference']}/show")


def through(hall: Hall, people: People, item: int) -> Iterator[Stop]:
    """One item from open to revealed; both rounds and both steps where it has them."""
    does = hall.facilitator.does

    def moves(verb: str) -> None:
        answer = does(f"items/{item}/{verb}")
        assert answer.status_code == 200, answer.text

    kind = KINDS[item - 1]
    moves("open")
    yield Stop(item, "open")
    if kind == "notice":
        return
    everybody_answers(hall, people, item, 0)
    yield Stop(item, "answered")
    if kind in {"one", "casus"}:
        if kind == "one":
            moves("close")
            moves("open")
        else:
            moves("advance")
        yield Stop(item, "again")
        everybody_answers(hall, people, item, 1)
    moves("close")
    yield Stop(item, "closed")
    moves("reveal")
    yield Stop(item, "revealed")
