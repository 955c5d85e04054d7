from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.serving import Hall, hall_with
from tests.web.browsing import Said, Visitor
from tests.web.evenings import EVENING, answers, clock, inside, visitor


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        yield hall


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
    assert "1. Een huisarts 2. Een buur 3. Een woning" in anna.sees
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


def test_the_dates_go_into_a_calendar_once_the_meeting_is_over(house: str) -> None:
    with hall_with(house, EVENING) as hall:
        anna, stranger = inside(hall), visitor(hall)
        hall.facilitator.does("end")
        anna.goes_to(anna.path)
        anna.follows("Zet deze data in uw agenda")
        dates = anna.client.get(f"/m/{hall.code}/planning.ics")
        stranger.goes_to(f"/m/{hall.code}/planning.ics")

    assert dates.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20270318\r\n" in dates.text
    assert "SUMMARY:Het verslag gaat naar iedereen\r\n" in dates.text
    assert "VCALENDAR" not in stranger.sees


def test_the_language_is_chosen_on_the_page_where_somebody_is(evening: Hall) -> None:
    anna = inside(evening)
    home = f"/m/{evening.code}"
    anna.goes_to(f"{home}/vraag")
    anna.presses("English")
    assert anna.path == f"{home}/vraag"
    assert "Ask a question" in anna.sees
    assert "My input" in anna.goes_to(home)
    anna.presses("Nederlands")
    assert anna.path == home
    assert "U doet mee." in anna.sees
