"""The coordinator writes down who signed, with a browser without JavaScript."""

import pytest

from tests.serving import Hall
from tests.web.browsing import Visitor
from tests.web.test_coordination import boss, comes_in, elsewhere, here, invited

__all__ = ["boss"]

TOWN, HOUSING = "Gemeente Proefstad", "Woonstichting Proef"


@pytest.fixture
def page(hall: Hall, boss: Visitor) -> Visitor:
    """The page as somebody reaches it: from the documents of the programme."""
    hall.facilitator.does("items/2/open")
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}")
    boss.goes_to(next(h for h, _ in boss.page.links if h.endswith(f"{hall.code}/ondertekening")))
    return boss


def writes(page: Visitor, hall: Hall, party: str, **said: str) -> None:
    fields = {"variant": "covenant", "party": party} | said
    answer = page.client.post(f"/coordinatie/bijeenkomsten/{hall.code}/ondertekening", data=fields)
    assert answer.status_code in {200, 303}, answer.text


def agreements(page: Visitor, hall: Hall, variant: str) -> str:
    path = f"/api/v1/meetings/{hall.code}/exports/agreements.md?variant={variant}"
    return page.client.get(path, timeout=60).text


def test_what_was_written_down_stands_in_the_agreements(hall: Hall, page: Visitor) -> None:
    assert "Wie heeft getekend" in page.sees
    writes(page, hall, TOWN, state="signed", day="2026-06-03", function="wethouder Wonen")
    page.goes_to(page.path)

    assert "getekend · 3 juni 2026 · wethouder Wonen" in page.sees
    assert "getekend op 3 juni 2026 door wethouder Wonen" in agreements(page, hall, "covenant")
    assert "getekend op" not in agreements(page, hall, "ambition")


def test_the_last_entry_is_taken_back_with_one_press(hall: Hall, page: Visitor) -> None:
    writes(page, hall, HOUSING, state="declines")
    page.goes_to(page.path)
    assert "convenant: tekent niet" in page.sees.partition("Het laatst opgeschreven")[2]

    page.presses("Maak ongedaan")

    assert "tekent niet" not in agreements(page, hall, "covenant")
    assert "Het laatst opgeschreven" not in page.sees


def test_what_was_refused_keeps_what_was_typed(hall: Hall, page: Visitor) -> None:
    refused = page.client.post(
        f"/coordinatie/bijeenkomsten/{hall.code}/ondertekening",
        data={"variant": "covenant", "party": TOWN, "state": "signed", "day": "2999-01-01",
              "function": "<b>wethouder</b>"},
    )  # fmt: skip

    assert refused.status_code == 422
    assert "Deze dag moet nog komen." in refused.text
    assert "&lt;b&gt;wethouder&lt;/b&gt;" in refused.text
    assert 'value="2999-01-01"' in refused.text


@pytest.mark.parametrize(
    "said",
    [
        {"variant": "brief", "party": TOWN, "state": "signed"},
        {"variant": "covenant", "party": TOWN, "state": "x"},
        {"variant": "covenant", "party": "Bakkerij", "state": "declines"},
        {"variant": "covenant", "verb": "undo", "seen": "99"},
        {},
    ],
)
def test_a_form_that_makes_no_sense_changes_nothing(
    hall: Hall, page: Visitor, said: dict[str, str]
) -> None:
    path = f"/coordinatie/bijeenkomsten/{hall.code}/ondertekening"
    before = page.client.get(path).text

    assert page.client.post(path, data=said).status_code in {404, 409, 422}
    assert page.client.get(path).text == before


def test_nobody_signs_in_another_programme(hall: Hall, boss: Visitor) -> None:
    other, _ = elsewhere(hall)
    carla = comes_in(hall, invited(boss, "Carla", "coordinator", str(here(hall))))
    bob = comes_in(hall, invited(boss, "Bob", "facilitator", str(here(hall))))
    said = {"variant": "covenant", "party": TOWN, "state": "declines"}

    for who, code in ((carla, other), (bob, hall.code)):
        path = f"/coordinatie/bijeenkomsten/{code}/ondertekening"
        assert who.client.get(path).status_code == 403
        assert who.client.post(path, data=said).status_code == 403
