"""A house with a time to keep people forgets them by itself, and no other house does."""

from pathlib import Path
from time import monotonic, sleep

from tests.serving import AGENDA, PATIENCE, Hall, hall_with, open_house

LONG_AGO = AGENDA.replace("  kleinste_groep: 2\n", "  kleinste_groep: 2\n  datum: 2020-03-11\n")


def is_known(hall: Hall) -> bool:
    page = hall.facilitator.client.get(f"/coordinatie/bewaren/{hall.code}")
    assert page.status_code == 200
    return "Anna Zwart" in page.text


def test_people_are_known_until_the_time_to_keep_them_is_over(tmp_path: Path) -> None:
    file = tmp_path / "house.db"
    with open_house(file) as base, hall_with(base, LONG_AGO) as hall:
        hall.joined(name="Anna Zwart", organisation="Gemeente Proefstad")
        assert is_known(hall)
        code = hall.code

    with open_house(file, retention_days=30_000) as base, hall_with(base, AGENDA) as hall:
        hall.code = code
        sleep(0.5)
        assert is_known(hall), "the time is not over"

    with open_house(file, retention_days=30) as base, hall_with(base, AGENDA) as hall:
        hall.code = code
        until = monotonic() + PATIENCE
        while is_known(hall):
            assert monotonic() < until
            sleep(0.1)
        assert "Gewist op" in hall.facilitator.client.get("/coordinatie/bewaren").text
