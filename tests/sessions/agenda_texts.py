"""Agenda files for tests, and what is wrong with one."""

import pytest

from sessions.agenda import FaultyAgendaError, read_agenda

DUTCH = """\
traject: Woonzorgvisie BOCE
bijeenkomst:
  titel: Startbijeenkomst
  niveau: uitvoerend
  datum: 2027-03-11
  aanvang: 19:30
  plaats: De Grote Kerk, Emmen
  voorzitter: wethouder Wonen
  zaaknummer: Z-2027-0113
  taal: nl
  kleinste_groep: 5
  tafels: 6
organisaties:
  - {naam: Gemeente Emmen, soort: gemeente}
  - Seniorenraad
themas:
  - {naam: Ontmoeten, woorden: [buurthuis, eenzaamheid]}
  - Zorg dichtbij
doelgroepen: [Senioren, Jongeren]
planning:
  - {wat: Het verslag is klaar, datum: 2027-03-18, wie: de coördinator}
onderdelen:
  - mededeling: Welkom
    tekst: Vandaag leggen we de basis.
    notities: Noem de koffie.
  - peiling: Welke opgave raakt uw werk het meest?
    kies: meer
    hoogstens: 3
    opties: [Woningen, Zorg, Ja]
    anders: ja
    rondes: 2
    resultaat: direct
    openbaar: per soort
  - peiling: Hoe goed lukt het nu?
    kies: schaal
    van: 1
    tot: 5
    labels: [Slecht, Goed]
    openbaar: Op naam
  - vraag: Wat werkt in uw gemeente nu al goed?
    themas: [Ontmoeten]
    doelgroepen: [Senioren]
    minuten: 8
  - casus: Mevrouw De Vries wil thuis blijven wonen
    brillen: [bewoner, gemeente]
    stappen:
      - vraag: Wat ziet u door deze bril?
        vanuit: bril
      - vraag: Wat heeft u van een ander nodig, en van wie?
        vanuit: eigen
        aan: partij
    tafels: 6
"""

ENGLISH = """\
programme: Woonzorgvisie BOCE
meeting:
  title: Startbijeenkomst
  level: operational
  date: 2027-03-11
  starts: 19:30
  place: De Grote Kerk, Emmen
  chair: wethouder Wonen
  case_number: Z-2027-0113
  language: nl
  smallest_group: 5
  tables: 6
organisations:
  - {name: Gemeente Emmen, kind: gemeente}
  - Seniorenraad
themes:
  - {name: Ontmoeten, words: [buurthuis, eenzaamheid]}
  - Zorg dichtbij
target_groups: [Senioren, Jongeren]
planning:
  - {what: Het verslag is klaar, date: 2027-03-18, who: de coördinator}
items:
  - notice: Welkom
    text: Vandaag leggen we de basis.
    notes: Noem de koffie.
  - poll: Welke opgave raakt uw werk het meest?
    choose: many
    max: 3
    options: [Woningen, Zorg, Ja]
    other: true
    rounds: 2
    show_results: live
    open: per_kind
  - poll: Hoe goed lukt het nu?
    choose: scale
    from: 1
    to: 5
    labels: [Slecht, Goed]
    open: by_name
  - question: Wat werkt in uw gemeente nu al goed?
    themes: [Ontmoeten]
    target_groups: [Senioren]
    minutes: 8
  - casus: Mevrouw De Vries wil thuis blijven wonen
    perspectives: [bewoner, gemeente]
    steps:
      - ask: Wat ziet u door deze bril?
        from: glasses
      - ask: Wat heeft u van een ander nodig, en van wie?
        from: own
        to: party
    tables: 6
"""

SMALL = "traject: T\nbijeenkomst: {titel: Start}\nonderdelen:\n  - mededeling: Welkom\n"

Found = tuple[int, str, dict[str, object]]


def mistakes(text: str) -> list[Found]:
    with pytest.raises(FaultyAgendaError) as caught:
        read_agenda(text)
    return [(m.line, m.key, m.values) for m in caught.value.mistakes]


def item(text: str) -> str:
    """An agenda whose second item, from line 5, is this one."""
    return f"{SMALL}  - {text}\n"
