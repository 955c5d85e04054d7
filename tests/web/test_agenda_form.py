"""The agenda editor, with a browser without JavaScript."""

from pathlib import Path

import pytest

from bot.web.coordination.agenda_form import apply_fields, read_fields
from sessions.agenda import read_agenda
from tests.serving import Hall
from tests.tree import ROOT
from tests.web.browsing import Visitor
from tests.web.test_coordination import comes_in, elsewhere, here, invited

SHIPPED = sorted((ROOT / "sessions" / "agendas").glob("*.yaml"))


@pytest.fixture
def boss(hall: Hall) -> Visitor:
    return Visitor(hall.facilitator.client)


def text_of(boss: Visitor) -> str:
    return next(area for area in boss.page.areas if "onderdelen:" in area)


def test_a_meeting_is_made_with_the_form_alone(hall: Hall, boss: Visitor) -> None:
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}/nieuw")
    boss.presses(
        "Voeg toe", kind="peiling", meeting_titel="Tweede avond", meeting_datum="2027-04-15"
    )
    assert "Het draaiboek klopt." in boss.sees
    boss.presses(
        "Maak de bijeenkomst",
        item_title=["Welkom", "Gaan wij door?"],
        item_minutes=["5", "10"],
        item_text=["", ""],
        item_options=["", "Ja, graag\nNee\nLater"],
    )

    assert (boss.status, boss.path) == (200, f"/coordinatie/trajecten/{here(hall)}")
    assert "Tweede avond 15 april 2027" in boss.sees
    code = boss.client.get("/regie").text.partition("Tweede avond")[0].rpartition('id="b')[2][:6]
    items = boss.client.get(f"/api/v1/meetings/{code}/record").json()["items"]
    assert [i["title"] for i in items] == ["Welkom", "Gaan wij door?"]


def test_mistakes_are_told_with_their_line_and_nothing_is_made(hall: Hall, boss: Visitor) -> None:
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}/nieuw")
    faulty = text_of(boss).replace("mededeling:", "mededelling:")
    boss.presses("Controleer", agenda=faulty)
    assert "Regel 6" in boss.sees
    assert "mededeling" in boss.sees

    boss.presses("Maak de bijeenkomst", agenda=faulty)
    assert (boss.status, "Er is niets bewaard." in boss.sees) == (422, True)
    assert text_of(boss) == faulty


def test_the_form_says_how_many_people_fit(hall: Hall, boss: Visitor) -> None:
    place = f"/coordinatie/bijeenkomsten/{hall.code}/draaiboek"
    boss.goes_to(place)
    boss.presses("Controleer", meeting_plaatsen="0")
    assert "Er staat 1 fout in het draaiboek." in boss.sees
    assert "plaatsen: 0" in text_of(boss)

    boss.presses("Vervang het draaiboek", meeting_plaatsen="60", meeting_zaaknummer="0042")
    kept = hall.record()["meeting"]
    assert (boss.status, kept["places"], kept["case_number"]) == (200, 60, "0042")

    boss.goes_to(place)
    assert ("meeting_plaatsen", "60") in boss.page.forms[-1].fields
    boss.presses("Vervang het draaiboek", meeting_plaatsen="")
    assert hall.record()["meeting"]["places"] is None


def test_the_text_counts_when_both_were_changed(hall: Hall, boss: Visitor) -> None:
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}/nieuw")
    changed = text_of(boss).replace("Nieuwe bijeenkomst", "Uit de tekst")
    boss.presses("Controleer", agenda=changed, meeting_titel="Uit het formulier")

    assert "De tekst telt" in boss.sees
    assert "Uit de tekst" in text_of(boss)


def test_an_agenda_is_replaced_until_something_was_opened(hall: Hall, boss: Visitor) -> None:
    place = f"/coordinatie/bijeenkomsten/{hall.code}/draaiboek"
    boss.goes_to(place)
    boss.presses("Vervang het draaiboek", meeting_titel="Andere titel")
    assert hall.record()["meeting"]["title"] == "Andere titel"

    hall.facilitator.does("items/1/open")
    boss.goes_to(place)
    boss.presses("Vervang het draaiboek", meeting_titel="Te laat")
    assert boss.status == 409
    assert hall.record()["meeting"]["title"] == "Andere titel"


def test_nobody_writes_over_the_agenda_of_a_colleague(hall: Hall, boss: Visitor) -> None:
    path = f"/coordinatie/bijeenkomsten/{hall.code}/draaiboek"
    other = Visitor(hall.facilitator.client)
    boss.goes_to(path)
    other.goes_to(path)
    boss.presses("Vervang het draaiboek", meeting_titel="Van de een")
    assert boss.status == 200

    other.presses("Controleer", meeting_titel="Van de ander")
    other.presses("Vervang het draaiboek")
    assert (other.status, "Een collega veranderde dit draaiboek" in other.sees) == (409, True)
    assert "titel: Van de ander" in text_of(other)
    assert hall.record()["meeting"]["title"] == "Van de een"

    other.presses("Vervang het draaiboek")
    assert (other.status, hall.record()["meeting"]["title"]) == (200, "Van de ander")


def test_nobody_writes_over_a_list_of_a_colleague(hall: Hall, boss: Visitor) -> None:
    path = f"/coordinatie/trajecten/{here(hall)}"
    other = Visitor(hall.facilitator.client)
    boss.goes_to(path)
    other.goes_to(path)
    boss.presses("Bewaar de thema’s", themes="Ontmoeten: koffie\nVan de een")
    other.presses("Bewaar de thema’s", themes="Van de ander")

    assert (other.status, "Een collega veranderde deze lijst" in other.sees) == (409, True)
    assert "Ontmoeten: koffie\nVan de een\n" in other.page.areas
    other.presses("Bewaar de doelgroepen", groups="Senioren")
    other.presses("Bewaar de thema’s", themes="Ontmoeten: koffie\nVan de een\nVan de ander")
    assert other.status == 200
    assert "Van de ander" in boss.goes_to(path)


def test_a_copy_is_a_meeting_of_its_own(hall: Hall, boss: Visitor) -> None:
    hall.facilitator.does("items/1/open")
    boss.goes_to(f"/coordinatie/bijeenkomsten/{hall.code}/kopie")
    boss.presses("Maak de bijeenkomst", meeting_titel="De kopie")

    assert boss.status == 200
    assert "De kopie" in boss.sees


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_the_form_leaves_what_it_does_not_show(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    shown = read_fields(text)
    assert shown is not None
    assert apply_fields(text, shown, shown) == text

    meeting = dict(shown.meeting) | {"titel": "Iets anders"}
    changed = apply_fields(text, shown, type(shown)(shown.programme, meeting, shown.items))

    before, after = read_agenda(text), read_agenda(changed)
    assert after.meeting.title == "Iets anders"
    assert after.items == before.items
    assert after.organisations == before.organisations


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "- 1",
        "a: [",
        "traject: x\nonderdelen: 3",
        "&a [*a]",
        "onderdelen: [{vraag: {a: b}}]",
        "!!python/object/apply:os.system [ls]",
        "bijeenkomst: {titel: [1]}\nonderdelen: [{vraag: [1]}]",
        "traject: x\nbijeenkomst: &a {titel: x, doel: *a}\nonderdelen: [{vraag: x}]",
    ],
)
def test_any_text_at_all_gets_an_answer(hall: Hall, boss: Visitor, text: str) -> None:
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}/nieuw")
    for button in ("Controleer", "Maak de bijeenkomst"):
        boss.presses(button, agenda=text)
        assert boss.status in {200, 422}
        boss.goes_to(f"/coordinatie/trajecten/{here(hall)}/nieuw")


REPEATED = "onderdelen: [" + "*lang, " * 20_000 + "]"
LONG = "x" * 50_000


@pytest.mark.parametrize(
    "text",
    [
        f"traject: T\nbijeenkomst: {{titel: X}}\nlang: &lang {{vraag: {LONG}}}\n{REPEATED}",
        f"traject: T\nbijeenkomst: {{titel: X}}\nlang: &lang {{peiling: q, opties: [{LONG}]}}\n"
         "onderdelen: [" + "*lang, " * 99 + "]",
        (f"traject: T\nbijeenkomst: {{titel: &lang {LONG}, "
         "plaats: *lang, datum: *lang, aanvang: *lang, voorzitter: *lang, niveau: *lang}\n"
         "onderdelen: [{vraag: a}]"),
    ],
    ids=["more items than an agenda has", "one long item many times", "one long word many times"],
)  # fmt: skip
def test_no_form_is_made_of_a_short_text_that_says_very_much(text: str) -> None:
    assert read_fields(text) is None


def test_more_digits_than_a_number_has_stay_as_they_were_typed(hall: Hall, boss: Visitor) -> None:
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}/nieuw")
    boss.presses("Controleer", meeting_tafels="9" * 5_000)

    assert boss.status == 200
    assert "9" * 5_000 in "".join(boss.page.areas)


def test_nobody_works_on_the_agenda_of_another_programme(hall: Hall, boss: Visitor) -> None:
    other, number = elsewhere(hall)
    carla = comes_in(hall, invited(boss, "Carla", "coordinator", str(here(hall))))

    for path in (f"trajecten/{number}/nieuw", f"bijeenkomsten/{other}/draaiboek",
                 f"bijeenkomsten/{other}/kopie"):  # fmt: skip
        for verb in ("check", "add", "save"):
            answer = carla.client.post(f"/coordinatie/{path}", data={"do": verb, "agenda": "a: b"})
            assert answer.status_code == 403, (path, verb)
