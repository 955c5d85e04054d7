"""What waits for the coordinator stands on the page of the programme, with where it is done."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest

from sessions.actions.reviewing import today
from tests.serving import AGENDA, Hall, hall_with
from tests.web.browsing import Visitor
from tests.web.test_coordination import here
from tests.web.test_signing_in import somebody

PROGRAMMES = count(1)


@pytest.fixture
def hall(house: str) -> Iterator[Hall]:
    agenda = AGENDA.replace("Woonzorgvisie Proefstad", f"Nog te doen {next(PROGRAMMES)}")
    with hall_with(house, agenda) as hall:
        yield hall


@pytest.fixture
def boss(hall: Hall) -> Visitor:
    return Visitor(hall.facilitator.client)


def notes(hall: Hall, **said: str) -> None:
    body = {"kind": "action", "text": "Een lijst maken", **said}
    at = f"/api/v1/meetings/{hall.code}/notes"
    hall.facilitator.client.post(at, json=body).raise_for_status()


def test_what_waits_is_named_until_it_is_done(hall: Hall, boss: Visitor) -> None:
    page = f"/coordinatie/trajecten/{here(hall)}"
    assert "Nog te doen" not in boss.goes_to(page).split("Bijeenkomsten", 1)[1]
    hall.facilitator.does("items/2/open")
    anna = hall.joined(organisation="Gemeente Proefstad")
    notes(hall)
    notes(hall, owner="de gemeente")
    assert "B1: 1 actie heeft nog geen trekker." in boss.goes_to(page)
    assert "voorgelegd" not in boss.sees

    hall.facilitator.does("end")
    assert "B1: Het verslag is nog aan niemand voorgelegd." in boss.goes_to(page)
    round_until = {"last_day": (today() + timedelta(days=1)).isoformat()}
    at = f"/api/v1/meetings/{hall.code}"
    hall.facilitator.client.put(f"{at}/review", json=round_until).raise_for_status()
    key = {"Idempotency-Key": "k"}
    said = {"item": 2, "text": "Ik miste de bus."}
    anna.client.post(f"{at}/reactions", json=said, headers=key).raise_for_status()

    seen = boss.goes_to(page)
    assert "B1: 1 reactie op het verslag wacht op uw besluit." in seen
    assert "voorgelegd" not in seen
    where = [href for href, words in boss.page.links if words.startswith("Bekijk de reacties")]
    assert where == [f"/regie/{hall.code}/verslag"]
    verdict = {"verdict": "adopted"}
    hall.facilitator.client.put(f"{at}/reactions/1/verdict", json=verdict).raise_for_status()
    assert "wacht op uw besluit" not in boss.goes_to(page)


def test_who_only_leads_an_evening_has_no_list(hall: Hall) -> None:
    hall.facilitator.does("items/2/open")
    notes(hall)
    bea = {"name": "Bea", "role": "facilitator"}
    link = hall.facilitator.client.post("/api/v1/staff", json=bea).json()["link"]
    visitor = somebody(hall)
    visitor.goes_to("/in/" + link.rpartition("/")[2])
    visitor.presses("Ga verder")

    assert "heeft nog geen trekker" not in visitor.goes_to(f"/coordinatie/trajecten/{here(hall)}")
