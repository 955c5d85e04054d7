"""A full meeting: a sentence and a way on at the door, and room made in the console."""

from collections.abc import Iterator

import pytest

from tests.serving import AGENDA, Hall, hall_with
from tests.web.browsing import Visitor
from tests.web.evenings import visitor
from tests.web.leading import leading

FULL = "Deze bijeenkomst is vol."
TWO = AGENDA.replace("  tafels: 2\n", "  tafels: 2\n  plaatsen: 2\n", 1)


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, TWO) as hall:
        yield hall


@pytest.fixture
def bea(evening: Hall) -> Visitor:
    return leading(evening)


def test_the_last_to_come_reads_that_it_is_full_and_gets_in_when_there_is_room(
    evening: Hall, bea: Visitor
) -> None:
    evening.joined()
    anna, carl = visitor(evening), visitor(evening)
    for phone in (anna, carl):
        phone.goes_to(f"/m/{evening.code}")
        assert FULL not in phone.sees
    anna.presses("Doe mee", organisation="Gemeente Proefstad")
    carl.presses("Doe mee", organisation="Woonstichting Proef")
    assert (anna.status, carl.status) == (200, 409)
    assert f"{FULL} Vraag de begeleider om plaats te maken" in carl.sees
    assert "Ik deed al mee" in carl.sees

    bea.goes_to(f"/regie/{evening.code}")
    assert "Vol: 2 van de 2 plaatsen bezet." in bea.sees
    bea.presses("Maak 10 plaatsen erbij")
    assert "Bezet: 2 van de 12 plaatsen." in bea.sees
    assert "Laatste stap: meer plaatsen" in bea.sees
    carl.presses("Probeer het nog eens", organisation="Woonstichting Proef")
    assert "U doet mee." in carl.sees


def test_making_room_is_undone(evening: Hall, bea: Visitor) -> None:
    evening.joined()
    evening.joined()
    bea.goes_to(f"/regie/{evening.code}")
    bea.presses("Maak 10 plaatsen erbij")
    bea.presses("Maak ongedaan")

    assert "Vol: 2 van de 2 plaatsen bezet." in bea.sees
    assert evening.record()["meeting"]["places"] == 2


def test_a_full_door_says_so_before_anything_is_filled_in(evening: Hall) -> None:
    evening.joined()
    evening.joined()
    late = visitor(evening)
    late.goes_to(f"/m/{evening.code}")

    assert late.status == 200
    assert FULL in late.sees
    assert "Meedoen op papier kan ook" in late.sees
    assert late.sees.count(FULL) == 1


def test_a_program_reads_the_same_sentence(evening: Hall) -> None:
    evening.joined()
    evening.joined()
    answer = evening.stranger(**{"Accept-Language": "en"}).client.post(
        "/api/v1/join", json={"code": evening.code}
    )

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["title"], told["status"]) == ("meeting.full", 409)
    assert told["detail"].startswith("This meeting is full. Ask the facilitator to make room")

    assert evening.facilitator.does("places").status_code == 200
    assert evening.joined().sees()["me"]


def test_who_is_in_goes_on_when_it_is_full(evening: Hall) -> None:
    anna = visitor(evening)
    anna.goes_to(f"/m/{evening.code}")
    anna.presses("Doe mee", organisation="Gemeente Proefstad")
    evening.joined()

    assert "U doet mee." in anna.goes_to(f"/m/{evening.code}")


def test_a_participant_makes_no_room(evening: Hall) -> None:
    answer = evening.joined().does("places")

    assert answer.status_code in {401, 403}
    assert evening.record()["meeting"]["places"] == 2


def test_ten_places_asked_twice_under_one_key_are_ten(evening: Hall) -> None:
    boss = evening.facilitator.client
    for _ in range(2):
        answer = boss.post(
            f"/api/v1/meetings/{evening.code}/places", headers={"Idempotency-Key": "p1"}
        )
        assert answer.status_code == 200, answer.text

    assert evening.record()["meeting"]["places"] == 12
