"""The console with every kind of item in every state: no page breaks, every button has words."""

import re
from collections.abc import Iterator

import pytest

from tests.browser.tour import answer_of
from tests.serving import Hall, hall_with
from tests.web.browsing import Visitor
from tests.web.test_signing_in import link, somebody

PROPOSAL = "proposal"
KINDS = ("notice", "many", "scale", "rank", "points", "question", "casus", PROPOSAL)
EVENING = """
traject: Woonzorgvisie van alle soorten
bijeenkomst: {titel: Alles eens, kleinste_groep: 2, tafels: 2}
organisaties:
  - {naam: Gemeente Emmen, soort: gemeente}
  - {naam: Woonstichting Proef, soort: corporatie}
onderdelen:
  - mededeling: Welkom
  - peiling: Waar werkte u aan?
    kies: meer
    opties: [Bouwen, Zorgen, Welzijn, Iets]
    anders: ja
  - peiling: Hoe goed gaat het?
    kies: schaal
    van: 1
    tot: 10
  - peiling: Wat gaat voor?
    kies: rangorde
    opties: [Een, Twee, Drie, Vier]
  - peiling: Waar gaat het geld heen?
    kies: punten
    opties: [Een, Twee, Drie]
  - vraag: Wat werkt nu al goed?
  - casus: Mevrouw De Vries wil thuis blijven wonen
    brillen: [bewoner, gemeente, corporatie, zorgaanbieder]
    stappen:
      - vraag: Wat ziet u door deze bril?
        vanuit: bril
  - voorstel: Wij maken samen één visie
"""
TOURED = {"notice": 1, "many": 3, "scale": 4, "rank": 5, "points": 6, "question": 7, "casus": 8}
NO_WORDS = re.compile(r"\b(?:move|then|wall|console|step|item|proposal|state)\.[a-z_]+\b")


@pytest.fixture
def everything(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        yield hall


def leader(hall: Hall) -> Visitor:
    bea = somebody(hall)
    bea.goes_to(link(hall))
    bea.presses("Ga verder")
    return bea


def test_the_console_has_words_for_every_kind_in_every_state(everything: Hall) -> None:
    bea = leader(everything)
    parties = ("Gemeente Emmen", "Woonstichting Proef")
    people = [everything.joined(organisation=parties[n % 2]) for n in range(4)]

    def looks(where: str) -> None:
        for place in (f"/regie/{everything.code}", f"/scherm/{everything.code}"):
            seen = bea.goes_to(place)
            assert bea.status == 200, f"{where}: {place}"
            assert not NO_WORDS.findall(seen), f"{where}: {place}"

    looks("waiting")
    for number, kind in enumerate(KINDS, start=1):
        everything.facilitator.does(f"items/{number}/open").raise_for_status()
        looks(f"{kind} open")
        if kind == "notice":
            continue
        for place, person in enumerate(people):
            body = {"position": "agree"} if kind == PROPOSAL else answer_of(TOURED[kind], place, 0)
            person.gives(number, body, f"{number}")
        looks(f"{kind} answered")
        everything.facilitator.does(f"items/{number}/close").raise_for_status()
        looks(f"{kind} closed")
        everything.facilitator.does(f"items/{number}/reveal").raise_for_status()
        looks(f"{kind} revealed")
    everything.facilitator.does("end").raise_for_status()
    looks("ended")
