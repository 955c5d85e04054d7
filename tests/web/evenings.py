"""An evening with every kind of item, and people who come to it with a plain browser."""

import re

from tests.serving import Hall
from tests.web.browsing import Visitor

EVENING = """
traject: Woonzorgvisie Proefstad
bijeenkomst:
  titel: Startbijeenkomst
  kleinste_groep: 2
  tafels: 2
  datum: 2027-03-11
  aanvang: 19:30
  plaats: Buurthuis De Brug
organisaties:
  - {naam: Gemeente Proefstad, soort: gemeente}
  - {naam: Woonstichting Proef, soort: corporatie}
themas:
  - {naam: Ontmoeten, woorden: [buurthuis]}
doelgroepen: [Senioren, Jongeren]
planning:
  - {datum: 2027-03-18, wat: Het verslag gaat naar iedereen, wie: de coördinator}
onderdelen:
  - mededeling: Welkom
    minuten: 10
    tekst: Fijn dat u er bent.
  - peiling: Welke opgave raakt uw werk het meest?
    minuten: 5
    kies: een
    opties: [Passende woningen, Zorg dichtbij, Ontmoeten]
    rondes: 2
    openbaar: per soort
  - peiling: Waar werkte u aan?
    kies: meer
    hoogstens: 2
    opties: [Bouwen, Verbouwen, Verhuizen]
    anders: ja
  - peiling: Hoe goed werken wij samen?
    kies: schaal
    van: 1
    tot: 5
    labels: [slecht, heel goed]
  - peiling: Wat is het belangrijkst?
    kies: rangorde
    opties: [Een woning, Een huisarts, Een buur]
  - peiling: Waar gaat het geld naartoe?
    kies: punten
    opties: [Bouwen, Ontmoeten]
  - vraag: Wat werkt nu al goed?
    resultaat: direct
    themas: [Ontmoeten]
    doelgroepen: [Senioren, Jongeren]
  - casus: Mevrouw De Vries wil thuis blijven wonen
    tekst: Zij is 81.
    tafels: 2
    brillen: [bewoner, gemeente]
    stappen:
      - vraag: Wat ziet u door deze bril?
        vanuit: bril
      - vraag: Wat heeft u van een ander nodig?
        vanuit: eigen
        aan: partij
"""


def visitor(hall: Hall) -> Visitor:
    return Visitor(hall.stranger(**{"Accept-Language": "nl"}).client)


def inside(hall: Hall, organisation: str = "Gemeente Proefstad") -> Visitor:
    """Somebody who came in by the door of this meeting."""
    anna = visitor(hall)
    anna.goes_to(f"/m/{hall.code}")
    anna.presses("Doe mee", organisation=organisation)
    assert (anna.status, anna.path) == (200, f"/m/{hall.code}")
    return anna


def answers(hall: Hall, item: int) -> list[dict[str, object]]:
    kept = hall.record()["contributions"]
    return [c["answer"] for c in kept if c["item"] == item and c["current"]]


def clock(text: str) -> str:
    """The page with every time of saving replaced, so that a test can compare it."""
    return re.sub(r"om \d{1,2}\.\d\d uur", "om 20.00 uur", text)
