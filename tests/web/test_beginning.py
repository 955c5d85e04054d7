"""A meeting made with the form of the console, without anybody writing an agenda."""

import re
from typing import Any

import pytest

from sessions.agenda import SHIPPED, read_agenda
from tests.serving import Hall
from tests.web.browsing import Visitor
from tests.web.test_coordination import comes_in, elsewhere, here, invited

TEMPLATE = read_agenda((SHIPPED / "zoetermeer-uitvoerend.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def boss(hall: Hall) -> Visitor:
    boss = Visitor(hall.facilitator.client)
    boss.goes_to("/regie")
    return boss


def made(boss: Visitor) -> dict[str, Any]:
    """The record of the meeting whose agenda is open now."""
    code = boss.path.removeprefix("/coordinatie/bijeenkomsten/").removesuffix("/draaiboek")
    record: dict[str, Any] = boss.client.get(f"/api/v1/meetings/{code}/record").json()
    return record


def meetings(boss: Visitor) -> list[str]:
    return [href for href, words in boss.page.links if words == "Leid deze avond"]


def test_a_template_becomes_a_meeting_of_ones_own_programme(hall: Hall, boss: Visitor) -> None:
    earlier = hall.record()
    boss.presses(
        "Maak de bijeenkomst", start="sjabloon:zoetermeer-uitvoerend", title="Tweede avond",
        programme=str(here(hall)), date="2027-04-15", starts="19:30", place="De Grote Kerk",
        case_number="0042",
    )  # fmt: skip

    assert boss.status == 200
    assert "Het draaiboek klopt." in boss.sees
    record = made(boss)
    meeting = record["meeting"]
    known = {name: meeting[name] for name in ("title", "place", "case_number", "chair")}
    assert known == {
        "title": "Tweede avond", "place": "De Grote Kerk", "case_number": "0042", "chair": "",
    }  # fmt: skip
    assert meeting["number"] > earlier["meeting"]["number"]
    assert (meeting["date"], meeting["starts"][:5]) == ("2027-04-15", "19:30")
    assert [i["title"] for i in record["items"]] == [i.title for i in TEMPLATE.items]
    named = {"target_groups": list(TEMPLATE.target_groups)}  # it had none of its own
    assert record["programme"] == earlier["programme"] | named


def test_a_new_programme_gets_the_themes_of_the_template_but_not_its_parties(
    boss: Visitor,
) -> None:
    boss.presses(
        "Maak de bijeenkomst", start="sjabloon:zoetermeer-uitvoerend", new_programme="Visie Ede"
    )

    assert "Het draaiboek klopt." in boss.sees
    record = made(boss)
    assert record["programme"]["title"] == "Visie Ede"
    assert record["meeting"]["title"] == TEMPLATE.meeting.title
    assert [t["name"] for t in record["programme"]["themes"]] == [t.name for t in TEMPLATE.themes]
    assert record["programme"]["organisations"] == []


def test_an_earlier_meeting_is_the_start_of_the_next(hall: Hall, boss: Visitor) -> None:
    boss.presses("Maak de bijeenkomst", start=f"bijeenkomst:{hall.code}",
                 programme=str(here(hall)), title="Nog een keer")  # fmt: skip

    record, earlier = made(boss), hall.record()
    assert [i["title"] for i in record["items"]] == [i["title"] for i in earlier["items"]]
    assert record["meeting"]["number"] > earlier["meeting"]["number"]
    assert record["meeting"]["date"] is None
    assert record["programme"] == earlier["programme"]


def test_a_welcome_is_enough_to_begin_with(hall: Hall, boss: Visitor) -> None:
    boss.presses("Maak de bijeenkomst", title="Een lege avond")

    assert [i["title"] for i in made(boss)["items"]] == ["Welkom"]
    boss.goes_to("/regie")
    assert "Een lege avond" in boss.sees


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Geef de bijeenkomst een titel."),
        ({"title": " \x07 "}, "Geef de bijeenkomst een titel."),
        ({"title": "Avond", "date": "morgen"}, "Dit is geen datum: morgen."),
        ({"title": "Avond", "starts": "half acht"}, "Dit is geen tijd: half acht."),
        ({"title": "x" * 201}, "200"),
        ({"title": "Avond", "programme": ""}, "Kies een traject"),
        ({"title": "Avond", "programme": "9" * 40}, "Kies een traject"),
        ({"title": "Avond", "new_programme": "x" * 201}, "200 tekens"),
        ({"title": "Avond", "start": "sjabloon:../../geheim"}, "Deze knop kennen wij niet."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    hall: Hall, boss: Visitor, said: dict[str, str], sentence: str
) -> None:
    known = meetings(boss)
    boss.presses("Maak de bijeenkomst", place="Het dorpshuis", **said)

    assert boss.status == 422
    assert sentence in boss.sees
    form = next(f for f in boss.page.forms if f.action == "/regie/nieuw#nieuw")
    assert ("place", "Het dorpshuis") in form.fields
    boss.goes_to("/regie/nieuw")
    assert boss.path == "/regie"
    assert meetings(boss) == known


def test_nobody_starts_from_what_is_not_theirs(hall: Hall, boss: Visitor) -> None:
    other, number = elsewhere(hall)
    carla = comes_in(hall, invited(boss, "Carla", "coordinator", str(here(hall))))

    carla.goes_to("/regie")
    assert other not in {v.partition(":")[2] for f in carla.page.forms for _, v in f.fields}
    assert "Of een nieuw traject" not in carla.sees
    for said in (
        {"start": f"bijeenkomst:{other}", "programme": str(here(hall))},
        {"programme": str(number)},
        {"new_programme": "Een eigen visie"},
    ):
        answer = carla.client.post("/regie/nieuw", data={"title": "Avond", **said})
        assert answer.status_code == 403, said


def test_a_curator_is_not_asked_to_make_a_meeting(hall: Hall, boss: Visitor) -> None:
    cor = comes_in(hall, invited(boss, "Cor", "curator", "all"))
    cor.goes_to("/regie")

    assert "Nieuwe bijeenkomst" not in cor.sees
    answer = cor.client.post("/regie/nieuw", data={"title": "Avond", "new_programme": "Visie Urk"})
    assert answer.status_code == 403


def test_what_was_made_on_the_spot_stays_with_its_own_evening(hall: Hall, boss: Visitor) -> None:
    hall.facilitator.client.post(
        f"/api/v1/meetings/{hall.code}/items",
        json={"kind": "notice", "title": "Klopt dit?", "text": "Anna zei dat haar lift stuk is."},
        headers={"Idempotency-Key": "een"},
    ).raise_for_status()
    boss.presses(
        "Maak de bijeenkomst", start=f"bijeenkomst:{hall.code}", title="Nog een avond",
        new_programme="Visie Ede",
    )  # fmt: skip

    assert "Klopt dit?" in [item["title"] for item in hall.record()["items"]]
    assert "Klopt dit?" not in [item["title"] for item in made(boss)["items"]]


def test_a_form_that_is_sent_twice_makes_one_meeting_and_a_changed_one_another(
    boss: Visitor,
) -> None:
    key = re.search(r'name="key" value="([^"]+)"', boss.client.get("/regie").text)
    assert key
    known = {"key": key[1], "new_programme": "Visie Ede", "title": "Eerste avond"}

    places = [
        boss.client.post("/regie/nieuw", data=known | changed, follow_redirects=False).headers[
            "location"
        ]
        for changed in ({}, {}, {"title": "Tweede avond"})
    ]

    assert places[0] == places[1] != places[2]
