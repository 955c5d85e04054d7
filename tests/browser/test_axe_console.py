"""The pages beside the console break no WCAG 2.2 A or AA: lists, cards, themes, the base."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import LAPTOP, Screens
from tests.browser.looking import Inspector, signed_in
from tests.browser.tour import KINDS, TOUR, people_in, through
from tests.serving import Hall, hall_with

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, TOUR) as hall:
        yield hall


@pytest.fixture
def bea(screens: Screens) -> Inspector:
    return Inspector(screens.console(LAPTOP))


def test_meetings_sign_ups_tables_and_practice(bea: Inspector, evening: Hall) -> None:
    regie = f"/regie/{evening.code}"
    bea.visits("/regie")
    bea.presses("Maak de bijeenkomst", "a meeting without a title")
    bea.page.locator("summary", has_text="Plak een draaiboek").click()
    bea.page.get_by_label("Plak uw draaiboek").fill("bijeenkomst: {titel: Leeg}")
    bea.presses("Maak deze bijeenkomst", "an agenda with mistakes")
    bea.visits(f"{regie}/aanmeldingen")
    bea.page.get_by_label("Plak de lijst").fill("Anna; Gemeente Emmen\nBob; Welzijnswerk Coevorden")
    bea.presses("Zet op de lijst", "people on the list")
    bea.page.get_by_label("Plak de lijst").fill("\x07")
    bea.presses("Zet op de lijst", "a list that cannot be read")
    bea.visits(f"{regie}/zaal")
    people_in(evening)
    bea.visits(f"{regie}/zaal")
    bea.visits(f"{regie}/oefenen")
    evening.facilitator.does("items/1/open")
    bea.visits(f"{regie}/oefenen")

    assert not bea.found, bea.report


def test_cards_to_print_and_to_enter(bea: Inspector, evening: Hall) -> None:
    bea.visits(f"/regie/{evening.code}/kaarten")
    for number, kind in enumerate(KINDS, start=1):
        if kind == "notice":
            continue
        evening.facilitator.does(f"items/{number}/open")
        bea.visits(f"/regie/{evening.code}/kaart/{number}")
        bea.presses("Bewaar dit antwoord", f"an empty card, {kind}")

    assert not bea.found, bea.report


def test_themes_from_nothing_to_confirmed(bea: Inspector, evening: Hall) -> None:
    page = f"/regie/{evening.code}/themas/7"
    people = people_in(evening)
    for stop in through(evening, people, 7):
        if stop.state in {"open", "answered"}:
            bea.visits(page)
    bea.presses("Zoek thema’s", "themes that wait for a yes")
    bea.page.get_by_text("Verander dit thema").first.click()
    bea.looks("a theme that is being changed")
    bea.presses("Bevestig dit thema", "a theme that was confirmed")

    assert not bea.found, bea.report


def test_questions_that_stay_out_of_the_minutes(bea: Inspector, evening: Hall) -> None:
    page = f"/regie/{evening.code}/vragen"
    bea.visits(page)
    anna = evening.joined()
    for animal in ("eekhoorn", "hamster"):
        anna.does("ask", question=f"Mag de {animal} mee naar het stadhuis?").raise_for_status()
    bea.visits(page)
    bea.presses("Neem de gekozen vragen niet op", "nothing was chosen")
    bea.page.get_by_label("Mag de eekhoorn mee").check()
    bea.page.get_by_label("Waarom komen deze vragen er niet in?").fill("Over de avond zelf")
    bea.presses("Neem de gekozen vragen niet op", "a question that was left out")
    bea.page.get_by_text("Wat er is besloten").click()
    bea.looks("what was decided")

    assert not bea.found, bea.report


def test_the_knowledge_base_and_its_curator(screens: Screens, evening: Hall) -> None:
    cor = Inspector(signed_in(screens, evening, "curator", "Cor"))
    cor.visits("/regie/kennisbank")
    evening.joined().does("ask", question="Waarom is de maan van kaas?")
    cor.visits("/regie/kennisbank")
    cor.visits("/regie")

    assert not cor.found, cor.report
