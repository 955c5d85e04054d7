import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tests.serving import Hall, hall_with
from tests.web.browsing import Said, Visitor

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


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        yield hall


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


def comes_in(evening: Hall) -> Visitor:
    anna = visitor(evening)
    anna.goes_to("/")
    assert "Bij elke vraag leest u eerst wie uw antwoord ziet." in anna.sees
    anna.presses("Ga verder", code=f"{evening.code[:3]} {evening.code[3:]}")
    assert "Startbijeenkomst, Buurthuis De Brug" in anna.sees
    anna.presses("Doe mee", organisation="Gemeente Proefstad")
    assert "U doet mee. Leg uw telefoon gerust weg." in anna.sees
    assert "19.40 Peiling: Welke opgave raakt uw werk het meest?" in anna.sees
    return anna


def votes(evening: Hall, anna: Visitor) -> None:
    does = evening.facilitator.does
    does("items/2/open")
    assert "De uitslag toont soorten organisaties, nooit uw naam." in anna.goes_to(anna.path)
    anna.presses("Verstuur mijn keuze", choice="3")
    assert "Opgeslagen om 20.00 uur Wilt u iets anders?" in clock(anna.sees)
    anna.presses("Verander mijn antwoord", choice="1")
    does("items/3/open")
    anna.goes_to(anna.path)
    anna.presses("Verstuur mijn keuze", choice=["1", "other"], other="Een tuin", quotable="no")
    does("items/4/open")
    anna.goes_to(anna.path)
    anna.presses("Verstuur mijn keuze", value="4")
    does("items/5/open")
    anna.goes_to(anna.path)
    anna.presses("Verstuur deze volgorde", place__1="3", place__2="1", place__3="2")
    does("items/6/open")
    anna.goes_to(anna.path)
    anna.presses("Verstuur deze verdeling", points__1="60", points__2="40")


def writes(evening: Hall, anna: Visitor) -> None:
    evening.facilitator.does("items/7/open")
    anna.goes_to(anna.path)
    anna.presses("Bewaar mijn antwoord", text="De koffie.", theme="Ontmoeten")
    assert "De koffie. Opgeslagen om 20.00 uur" in clock(anna.sees)
    anna.follows("Verander")
    anna.presses("Bewaar deze verandering", text="De koffie op dinsdag.")
    anna.presses("Bewaar mijn antwoord", text="De bus.")
    anna.presses_nth(1, "Trek in")


def works_at_a_table(evening: Hall, anna: Visitor) -> None:
    evening.facilitator.does("items/8/open")
    anna.goes_to(anna.path)
    anna.presses("Tafel 2")
    assert "Bril Gemeente Tafel 2, u zit er alleen De pen U schrijft voor uw tafel" in anna.sees
    anna.presses("Bewaar voor tafel 2", text="Zij mist haar buren.")
    anna.presses("Bewaar deze actie", action="Koffie", owner="Gemeente Proefstad", by="2027-05-01")


def test_an_evening_without_javascript(evening: Hall) -> None:
    anna = comes_in(evening)
    evening.facilitator.does("items/1/open")
    assert "Fijn dat u er bent." in anna.goes_to(anna.path)
    assert "19.30 Welkom Hier zijn we nu" in anna.sees

    votes(evening, anna)
    writes(evening, anna)
    works_at_a_table(evening, anna)

    assert [answers(evening, n) for n in range(2, 9)] == [
        [{"choice": [1]}],
        [{"choice": [1], "other": "Een tuin"}],
        [{"value": 4}],
        [{"choice": [2, 3, 1]}],
        [{"points": {"1": 60, "2": 40}}],
        [{"text": "De koffie op dinsdag.", "theme": "Ontmoeten"}],
        [
            {"step": 1, "text": "Zij mist haar buren.", "perspective": "gemeente"},
            {"action": "Koffie", "owner": "Gemeente Proefstad", "by": "2027-05-01"},
        ],
    ]
    anna.follows("Mijn inbreng")
    assert "1. Een huisarts, 2. Een buur, 3. Een woning" in anna.sees
    assert "Koffie · trekker: Gemeente Proefstad · klaar op 1 mei 2027" in anna.sees

    evening.facilitator.does("end")
    anna.follows("Nu")
    assert "Dank voor uw inbreng" in anna.sees
    assert "18 maart 2027 Het verslag gaat naar iedereen" in anna.sees


def test_a_form_sent_twice_is_one_answer(evening: Hall) -> None:
    anna = inside(evening)
    evening.facilitator.does("items/7/open")
    anna.goes_to(anna.path)
    before = anna.page
    anna.presses("Bewaar mijn antwoord", text="De koffie.")
    anna.page = before  # the back button
    anna.presses("Bewaar mijn antwoord", text="De koffie.")

    assert answers(evening, 7) == [{"text": "De koffie."}]

    anna.page = before
    anna.presses("Bewaar mijn antwoord", text="De bus.")
    assert answers(evening, 7) == [{"text": "De koffie."}, {"text": "De bus."}]


@dataclass
class Slip:
    """Something typed that does not fit: where, and what the page says about it."""

    item: int
    button: str
    typed: dict[str, Said]
    said: str
    kept: tuple[str, str]


SLIPS = [
    Slip(7, "Bewaar mijn antwoord", {"text": "x" * 4001}, "4000", ("text", "x" * 4001)),
    Slip(
        5, "Verstuur deze volgorde", {"place__1": "2", "place__2": "2", "place__3": "1"},
        "Twee regels hebben dezelfde plaats.", ("place.2", "2"),
    ),
    Slip(
        6, "Verstuur deze verdeling", {"points__1": "60", "points__2": "50"}, "110",
        ("points.2", "50"),
    ),
    Slip(3, "Verstuur mijn keuze", {"choice": ["1", "2", "3"]}, "hoogstens 2", ("choice", "3")),
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: str(slip.button))
def test_what_is_refused_comes_back_with_everything_typed(evening: Hall, slip: Slip) -> None:
    anna = inside(evening)
    evening.facilitator.does(f"items/{slip.item}/open")
    anna.goes_to(anna.path)
    anna.presses(slip.button, **slip.typed)

    assert anna.status == 422
    assert slip.said in anna.sees
    assert slip.kept in [f for form in anna.page.forms for f in form.fields]
    assert answers(evening, slip.item) == []


def test_an_answer_after_closing_gets_a_sentence_and_is_not_lost(evening: Hall) -> None:
    anna = inside(evening)
    evening.facilitator.does("items/7/open")
    anna.goes_to(anna.path)
    evening.facilitator.does("items/7/close")
    anna.presses("Bewaar mijn antwoord", text="Te laat, maar waar.")

    assert anna.status == 409
    assert "Dit is niet verstuurd" in anna.sees
    assert anna.page.areas == ["Te laat, maar waar."]
    assert answers(evening, 7) == []


def test_words_of_others_can_be_recognised_and_that_taken_back(evening: Hall) -> None:
    anna, bob = inside(evening), inside(evening, "Woonstichting Proef")
    evening.facilitator.does("items/7/open")
    anna.goes_to(anna.path)
    anna.presses("Bewaar mijn antwoord", text="De koffie.")

    assert "‘De koffie.’" in bob.goes_to(bob.path)
    bob.presses("Herken ik ook")
    assert "U herkent dit" in bob.sees
    assert "1 mens herkent dit" in bob.sees
    bob.presses("Toch niet")
    assert "Herken ik ook" in bob.buttons


def test_whether_words_may_be_quoted_is_asked_at_the_first_open_text_only(evening: Hall) -> None:
    anna = inside(evening)
    question = "Mogen wij uw woorden in het verslag aanhalen?"
    evening.facilitator.does("items/2/open")
    assert question not in anna.goes_to(anna.path)
    evening.facilitator.does("items/7/open")
    assert question in anna.goes_to(anna.path)
    anna.presses("Bewaar mijn antwoord", text="De koffie.", quotable="yes")

    assert question not in anna.sees
    assert [p["quotable"] for p in evening.record()["participants"]] == [True]


def test_the_pen_of_a_table_passes_on(evening: Hall) -> None:
    anna, bob = inside(evening), inside(evening, "Woonstichting Proef")
    evening.facilitator.does("items/8/open")
    for person in (anna, bob):
        person.goes_to(person.path)
        person.presses("Tafel 1")

    assert "U schrijft voor uw tafel" in anna.goes_to(anna.path)
    assert "Bewaar voor tafel 1" not in bob.buttons
    assert "Zeg hardop wat u vindt." in bob.sees
    anna.presses("Geef de pen door")
    assert "Bewaar voor tafel 1" not in anna.buttons
    bob.goes_to(bob.path)
    assert "Bewaar voor tafel 1" in bob.buttons


def test_whoever_sits_at_no_table_answers_alone(evening: Hall) -> None:
    anna = inside(evening)
    evening.facilitator.does("items/8/open")
    anna.goes_to(anna.path)
    anna.presses("Bewaar mijn antwoord", text="Zij is alleen.", perspective="bewoner")

    assert answers(evening, 8) == [{"step": 1, "text": "Zij is alleen.", "perspective": "bewoner"}]


def test_a_pen_holder_enters_an_answer_for_somebody_without_a_phone(evening: Hall) -> None:
    anna = inside(evening)
    evening.facilitator.does("items/8/open")
    anna.goes_to(anna.path)
    anna.presses("Tafel 1")
    evening.facilitator.does("items/7/open")
    anna.goes_to(anna.path)
    anna.presses(
        "Bewaar mijn antwoord", **{"text": "De bus.", "for": "paper", "party": "Dorpsbelang"}
    )

    assert "Opgeslagen met nummer" in anna.sees
    card = evening.record()["contributions"][-1]
    assert (card["answer"], card["origin"]) == ({"text": "De bus."}, "paper")


def test_results_are_counts_with_the_own_choice_named(evening: Hall) -> None:
    people = [inside(evening) for _ in range(2)] + [inside(evening, "Woonstichting Proef")]
    evening.facilitator.does("items/2/open")
    for person, choice in zip(people, "331", strict=True):
        person.goes_to(person.path)
        person.presses("Verstuur mijn keuze", choice=choice)
    evening.facilitator.does("items/2/close")
    assert "De begeleider laat zien wat eruit kwam" in people[0].goes_to(people[0].path)
    evening.facilitator.does("items/2/reveal")
    seen = people[0].goes_to(people[0].path)

    assert "Gesloten. 3 mensen gaven antwoord." in seen
    assert "Ontmoeten · uw keuze 2 van 3 Passende woningen 1 van 3" in seen
    assert "%" not in seen


def test_two_rounds_stand_beside_each_other(evening: Hall) -> None:
    people = [inside(evening), inside(evening)]
    for choice in ("1", "2"):
        evening.facilitator.does("items/2/open")
        for person in people:
            person.goes_to(person.path)
            person.presses("Verstuur mijn keuze", choice=choice)
        evening.facilitator.does("items/2/close")
    evening.facilitator.does("items/2/reveal")
    seen = people[0].goes_to(people[0].path)

    assert "Ronde 1 (2) Ronde 2 (2)" in seen
    assert "Zorg dichtbij · uw keuze Ronde 1: 0 van 2 Ronde 2: 2 van 2" in seen


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7*7 }} {% raw %}",
        "\u202etxet",
        "👩‍👧 é ✓",
    ],
)
def test_hostile_text_is_shown_as_text(evening: Hall, hostile: str) -> None:
    anna, bob = inside(evening), inside(evening)
    evening.facilitator.does("items/7/open")
    anna.goes_to(anna.path)
    anna.presses("Bewaar mijn antwoord", text=hostile)
    shown = " ".join(hostile.replace("\u202e", "").split())

    for person, path in ((anna, anna.path), (bob, bob.path), (anna, f"{anna.path}/mijn-inbreng")):
        assert shown in person.goes_to(path)
    html = bob.client.get(bob.path).text
    assert "<img" not in html
    assert "<script>alert" not in html


def test_a_question_is_answered_with_its_source_or_passed_on(evening: Hall) -> None:
    anna = inside(evening)
    anna.follows("Stel een vraag")
    anna.presses("Vraag", question="Wanneer komt het verslag?")
    assert "18 maart 2027" in anna.sees
    assert "Bron: Programma van deze bijeenkomst" in anna.sees

    anna.presses("Vraag", question="Hoe laat gaat de bakker in Timboektoe open?")
    if "Bedoelt u een van deze vragen?" in anna.sees:
        anna.presses("Nee, vraag het de begeleider")
    assert "Uw vraag ligt bij de begeleider" in anna.sees

    anna.presses("Vraag", question="  ")
    assert (anna.status, "Typ eerst uw vraag." in anna.sees) == (422, True)


def test_the_facilitators_answer_reaches_who_asked(evening: Hall) -> None:
    anna, bob = inside(evening), inside(evening)
    anna.follows("Stel een vraag")
    anna.presses("Vraag", question="Hoe laat gaat de bakker in Timboektoe open?")
    if "Nee, vraag het de begeleider" in anna.buttons:
        anna.presses("Nee, vraag het de begeleider")
    evening.facilitator.does("questions/1/answer", answer="Om zeven uur.")

    assert "Om zeven uur. Antwoord van de begeleider" in anna.goes_to(anna.path)
    assert "Om zeven uur." not in bob.goes_to(f"/m/{evening.code}/vraag")


def test_a_message_to_all_is_on_every_phone(evening: Hall) -> None:
    anna = inside(evening)
    evening.facilitator.does("message", text="Om <negen> uur verder.")

    assert "Bericht: Om <negen> uur verder." in anna.goes_to(anna.path)


def test_english_is_chosen_on_the_page_and_kept(evening: Hall) -> None:
    anna = visitor(evening)
    anna.goes_to(f"/m/{evening.code}")
    anna.follows("English")
    anna.presses("Join", organisation="-self")
    assert "You are in." in anna.sees

    anna.follows("My input")
    anna.presses("Save this", language="nl")
    assert "Mijn inbreng" in anna.sees


def test_who_leaves_can_come_back(evening: Hall) -> None:
    anna = inside(evening)
    anna.follows("Mijn inbreng")
    anna.presses("Ik stop met meedoen")
    assert "U doet niet meer mee" in anna.sees
    anna.presses("Ik doe weer mee")
    assert "U doet mee." in anna.sees


def test_a_stranger_sees_the_door_and_no_answers(evening: Hall) -> None:
    anna = inside(evening)
    evening.facilitator.does("items/7/open")
    anna.goes_to(anna.path)
    anna.presses("Bewaar mijn antwoord", text="Geheim.")
    charlie = visitor(evening)

    assert "Doe mee met deze bijeenkomst" in charlie.goes_to(f"/m/{evening.code}")
    assert "Geheim." not in charlie.sees
    charlie.goes_to(f"/m/{evening.code}/mijn-inbreng")
    assert (charlie.status, "Geheim." in charlie.sees) == (401, False)


def test_the_first_visit_is_small(evening: Hall) -> None:
    anna = inside(evening)
    page = anna.client.get(anna.path)
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)

    assert [f.partition("?")[0] for f in sorted(files)] == [
        "/static/deelnemer.js",
        "/static/live.js",
        "/static/samenspel.css",
    ]
    sizes = [len(gzip.compress(anna.client.get(path).content)) for path in files]
    assert sum(sizes) + len(gzip.compress(page.content)) < 20_000


def test_nothing_on_a_page_is_inline(evening: Hall) -> None:
    anna = inside(evening)
    evening.facilitator.does("items/2/open")
    anna.goes_to(anna.path)
    anna.presses("Verstuur mijn keuze", choice="1")
    evening.facilitator.does("items/2/reveal")
    pages = [anna.client.get(path).text for path in (anna.path, "/", f"/scherm/{evening.code}")]

    assert [re.findall(r"\sstyle=|<script>|\son\w+=", page) for page in pages] == [[], [], []]


def test_the_cookie_is_for_the_server_only(evening: Hall) -> None:
    answer = httpx.post(f"{evening.base}/m/{evening.code}/doemee", data={"organisation": "-self"})

    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"deelnemer_{evening.code}=")
    assert "; HttpOnly" in cookie
    assert "; SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_reloading_the_address_of_a_form_leads_back_to_its_page(evening: Hall) -> None:
    anna = inside(evening)

    for form in ("onderdelen/2", "ik", "doemee", "onderdelen/2/intrekken"):
        anna.goes_to(f"/m/{evening.code}/{form}")
        assert (anna.status, anna.path) == (200, f"/m/{evening.code}")
