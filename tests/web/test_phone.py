import gzip
import re
from collections.abc import Iterator

import httpx
import pytest

from tests.serving import Hall, hall_with
from tests.web.evenings import EVENING, inside, visitor


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        yield hall


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


def test_a_ranking_is_called_so_before_and_after_it_closes(evening: Hall) -> None:
    anna, crew = inside(evening), evening.facilitator
    for number, name in ((5, "Rangorde"), (6, "Punten verdelen"), (3, "Peiling")):
        crew.does(f"items/{number}/open")
        assert f"Onderdeel {number} van 8 · {name} " in anna.goes_to(anna.path)
        crew.does(f"items/{number}/close")
        assert f"Onderdeel {number} van 8 · {name} " in anna.goes_to(anna.path)


def test_the_number_is_what_the_wall_says_once_the_agenda_was_changed(evening: Hall) -> None:
    anna, crew = inside(evening), evening.facilitator
    crew.does("items/2/open")
    assert "Onderdeel 2 van" in anna.goes_to(anna.path)
    added = crew.does("items", kind="poll", title="Koffie?", options=["Ja", "Nee"])
    number = added.json()["number"]
    crew.does("items/2/close")
    crew.does(f"items/{number}/open")

    seen = anna.goes_to(anna.path)
    assert f"Onderdeel {number} ·" in seen
    assert f"Onderdeel {number} van" not in seen


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


def test_between_two_rounds_the_phone_says_that_the_second_follows(evening: Hall) -> None:
    anna = inside(evening)
    evening.facilitator.does("items/2/open")
    anna.goes_to(anna.path)
    anna.presses("Verstuur mijn keuze", choice="1")
    evening.facilitator.does("items/2/close")
    assert "Hierna: ronde 2 van 2" in anna.goes_to(anna.path)

    evening.facilitator.does("items/2/open")
    evening.facilitator.does("items/2/close")

    assert "Hierna: Waar werkte u aan?" in anna.goes_to(anna.path)


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


def test_who_presses_twice_at_the_door_before_the_thank_you_comes_in_once(
    evening: Hall, house: str
) -> None:
    anna, impatient = visitor(evening), visitor(evening)
    anna.goes_to(f"/m/{evening.code}")
    (form,) = (f for f in anna.page.forms if f.action.endswith("/doemee"))
    said = dict(form.filled({"organisation": "Gemeente Proefstad"}))
    for browser in (anna, impatient):  # the cookie of the first press is still under way
        answer = browser.client.post(form.action, data=said)
        assert answer.status_code == 303
        assert "Er staat nu geen vraag open" in browser.goes_to(f"/m/{evening.code}")
    assert [p["pseudonym"] for p in evening.record()["participants"]] == ["D001"]

    with hall_with(house, EVENING) as other:
        assert anna.client.post(f"/m/{other.code}/doemee", data=said).status_code == 303
        assert len(other.record()["participants"]) == 1
    assert httpx.post(f"{evening.base}{form.action}", data=said | {"key": "kort"}).is_redirect
    assert [p["pseudonym"] for p in evening.record()["participants"]] == ["D001", "D002"]


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
