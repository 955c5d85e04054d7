"""The coordinator makes a vision with a plain browser; a facilitator reads along."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.serving import AGENDA, Hall, hall_with
from tests.web.browsing import Visitor
from tests.web.test_signing_in import somebody

PROGRAMMES = count(1)


@pytest.fixture
def hall(house: str) -> Iterator[Hall]:
    """A meeting of a programme of its own: a vision is about all meetings of one."""
    agenda = AGENDA.replace("Woonzorgvisie Proefstad", f"Woonzorgvisie {next(PROGRAMMES)}")
    with hall_with(house, agenda) as hall:
        yield hall


@pytest.fixture
def carla(hall: Hall) -> Visitor:
    return signed_in(hall, "coordinator")


def signed_in(hall: Hall, role: str) -> Visitor:
    invited = {"name": "Carla", "role": role}
    made = hall.facilitator.client.post("/api/v1/staff", json=invited).json()["link"]
    carla = somebody(hall)
    carla.goes_to("/in/" + made.rpartition("/")[2])
    carla.presses("Ga verder")
    return carla


def answered(hall: Hall) -> None:
    hall.facilitator.does("items/3/open")
    hall.joined().gives(3, {"text": "De koffie op dinsdag.", "theme": "Ontmoeten"}, "a")


def test_a_proposal_becomes_a_block_with_words_of_her_own(hall: Hall, carla: Visitor) -> None:
    answered(hall)
    carla.goes_to(f"/visie/{hall.code}")
    assert "ging 1 bijdrage over Ontmoeten" in carla.sees

    carla.presses("Neem op", chapter="themes")
    carla.presses("Bewaar", words="Wij drinken koffie.", cites="R9")
    assert (carla.status, "De verwijzing R9 bestaat niet." in carla.sees) == (404, True)
    carla.presses("Bewaar", words="Wij drinken koffie.", cites="")

    assert "Wij drinken koffie. (woorden van de coördinator)" in carla.sees
    assert "gewijzigd: bouwsteen 1" in carla.sees
    carla.presses("Maak ongedaan")
    assert "Wij drinken koffie." not in carla.sees


def test_praktijkvoorbeelden_are_chosen_by_their_question(hall: Hall, carla: Visitor) -> None:
    answered(hall)
    carla.goes_to(f"/visie/{hall.code}")
    carla.presses("Neem op", chapter="themes")

    carla.presses("Bewaar", example_title="Wat is dit nu weer?")
    assert (carla.status, "Dit praktijkvoorbeeld kennen wij niet." in carla.sees) == (404, True)
    carla.presses("Bewaar", example_title="Wat leverde de samenwerking in BOCE op?")
    named = "Praktijkvoorbeelden: ‘Wat leverde de samenwerking in BOCE op?’ (bron: Onze"
    assert named in carla.sees
    carla.presses("Bewaar", example=[])

    assert named not in carla.sees


def test_sources_chapters_versions_and_steps_have_their_pages(hall: Hall, carla: Visitor) -> None:
    carla.goes_to(f"/visie/{hall.code}/bronnen")
    carla.presses("Voeg bron toe", title="Woonzorganalyse", author="Bureau Proef")
    carla.presses("Voeg toe", origin="mail", text="<b>Vergeet</b> de jongeren niet.")
    assert "R1 Bureau Proef, Woonzorganalyse" in carla.sees
    assert "M-001 ‘<b>Vergeet</b> de jongeren niet.’" in carla.sees

    carla.goes_to(f"/visie/{hall.code}/hoofdstukken")
    carla.presses("Bewaar", words="Kort gezegd.", rank="")
    assert carla.page.areas[0] == "Kort gezegd."

    carla.goes_to(f"/visie/{hall.code}/versies")
    carla.presses("Leg deze versie vast", purpose="Voor het college")
    carla.presses("Bewaar", state="college", day="2027-06-01")
    assert "Voor het college" in carla.sees
    assert "Bij het college, 1 juni 2027" in carla.sees
    carla.presses("Bewaar", state="adopted")
    assert "Dat is een stap te ver." in carla.sees


def test_the_chapter_with_what_nobody_knows_leads_to_the_questions(
    hall: Hall, carla: Visitor
) -> None:
    chapters, link = f"/visie/{hall.code}/hoofdstukken", "Laat vragen weg uit de visie"
    assert link not in carla.goes_to(chapters)
    hall.joined().does("ask", question="Mag de eekhoorn in de lift?").raise_for_status()
    assert link in carla.goes_to(chapters)

    carla.goes_to(f"/regie/{hall.code}/vragen")
    carla.presses("Neem de gekozen vragen niet op", number="1", reason="Over de avond zelf")

    told = carla.client.get(f"/visie/{hall.code}/visie.md").raise_for_status().text
    assert "Mag de eekhoorn in de lift?" not in told
    assert "1 vraag van de avonden is niet opgenomen: Over de avond zelf (1)." in told


def test_what_was_done_is_said_at_once_and_not_to_who_just_comes_by(
    hall: Hall, carla: Visitor
) -> None:
    carla.goes_to(f"/visie/{hall.code}/versies")
    assert "De versie is vastgelegd." in carla.presses("Leg deze versie vast", purpose="Nu")
    assert "De versie is vastgelegd." not in carla.goes_to(f"/visie/{hall.code}/versies")
    assert "De stap is bewaard" in carla.presses("Bewaar", state="college", day="2027-06-01")
    refused = carla.presses("Bewaar", state="adopted")
    assert ("stap te ver" in refused, "De stap is bewaard" in refused) == (True, False)

    carla.goes_to(f"/visie/{hall.code}/bronnen")
    assert "Uw wijziging is bewaard." in carla.presses("Voeg bron toe", title="Analyse")
    path = f"/visie/{hall.code}/versies?gedaan=%3Cb%3E&n=x"
    assert 'class="opgeslagen' not in carla.client.get(path).text


def test_whoever_gave_something_is_led_to_where_it_stands(hall: Hall, carla: Visitor) -> None:
    anna = somebody(hall)
    anna.goes_to("/")
    anna.presses("Ga verder", code=hall.code)
    anna.presses("Doe mee", organisation="Gemeente Proefstad")
    assert "De visie is er nog niet." in anna.goes_to(f"/m/{hall.code}/visie")
    hall.facilitator.does("items/3/open")
    anna.client.put(
        f"/api/v1/meetings/{hall.code}/items/3/answer",
        json={"text": "De koffie op dinsdag.", "theme": "Ontmoeten"},
        headers={"Idempotency-Key": "a"},
    ).raise_for_status()
    hall.facilitator.does("end")
    carla.goes_to(f"/visie/{hall.code}")
    carla.presses("Neem op", chapter="themes")
    carla.goes_to(f"/visie/{hall.code}/versies")
    carla.presses("Leg deze versie vast", purpose="Voor de raad")
    carla.goes_to(f"/visie/{hall.code}")
    carla.presses("Bewaar", words="Nog niet af.", cites="")

    anna.goes_to(f"/m/{hall.code}/mijn-inbreng")
    where = "Versie 1 van de visie, hoofdstuk 6, Thema’s, bouwsteen 1:"
    assert (f"/m/{hall.code}/visie#bouwsteen-1", where) in anna.page.links
    anna.follows(where)

    assert "Bouwsteen 1" in anna.sees
    assert "B1.3-001" in anna.sees
    assert "Nog niet af." not in anna.sees


def test_two_versions_are_laid_over_each_other(
    hall: Hall, carla: Visitor, house_file: str, tmp_path: Path
) -> None:
    answered(hall)
    carla.goes_to(f"/visie/{hall.code}")
    carla.presses("Neem op", chapter="themes")
    carla.presses("Bewaar", words="Wij drinken koffie.", cites="")
    carla.goes_to(f"/visie/{hall.code}/versies")
    carla.presses("Bewaar", state="college", day="2027-06-01")
    assert "Gemeente Proefstad: Bij het college, 1 juni 2027" in carla.sees
    carla.goes_to(f"/visie/{hall.code}")
    carla.presses("Bewaar", words="Wij drinken thee.", cites="")

    carla.goes_to(f"/visie/{hall.code}/versies")
    carla.follows("Vergelijk twee versies")
    assert "Gewijzigd: Wij drinken [weg: koffie.] [nieuw: thee.]" in carla.sees
    carla.presses("Vergelijk", van="1", naar="1")
    assert "Er veranderde niets." in carla.sees
    assert carla.client.get(f"/visie/{hall.code}/vergelijk?van=7").status_code == 404
    made = carla.client.get(f"/visie/{hall.code}/visie.html?edition=public&sinds=1")
    assert "<ins>[nieuw: <bdi>thee.</bdi>]</ins>" in made.text

    compared = exports(hall, house_file, tmp_path, "--since", "1", "--until", "0")
    assert compared.exit_code == 0
    assert "\\[nieuw: thee.\\]" in (tmp_path / "vision-1-0.md").read_text(encoding="utf-8")
    unknown = exports(hall, house_file, tmp_path, "--since", "1", "--until", "7")
    assert (unknown.exit_code, unknown.stderr) == (
        2, "Versie 7 van de visie is er niet. Bewaard zijn: 1.\n",
    )  # fmt: skip


def exports(hall: Hall, database: str, out: Path, *more: str) -> Result:
    """At the command line, as Markdown."""
    where = ["--database", database, "--out", str(out)]
    return CliRunner().invoke(
        main, ["export", hall.code, "--as", "vision", "--format", "md", *where, *more]
    )


def test_the_vision_can_be_taken_away_as_a_page(hall: Hall, carla: Visitor) -> None:
    answered(hall)

    made = carla.client.get(f"/visie/{hall.code}/visie.html?edition=public")

    assert (made.status_code, made.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "style-src 'unsafe-inline'" in made.headers["content-security-policy"]
    beside = carla.client.get(f"/visie/{hall.code}/versies")
    assert "style-src 'self'" in beside.headers["content-security-policy"]
    assert "Deze visie rust op 1 bijdragen" in made.text


def test_a_facilitator_reads_and_a_stranger_does_not(hall: Hall) -> None:
    answered(hall)
    bea = signed_in(hall, "facilitator")
    bea.goes_to(f"/visie/{hall.code}")
    assert "U leest mee. De coördinator beslist." in bea.sees
    assert "Neem op" not in bea.buttons

    stranger = somebody(hall)
    stranger.goes_to(f"/visie/{hall.code}")
    assert stranger.status == 401
