"""Where somebody is signed in, for how long, and how it ends."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select, update

from sessions.actions.planning import IDLE_LASTS, SIGNED_IN_LASTS
from sessions.storage import tables
from sessions.storage.engine import open_writing
from tests.serving import Hall, hall_with, open_house
from tests.web.browsing import Visitor
from tests.web.test_signing_in import link

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1"


def signed_in(hall: Hall, name: str = "Bea", browser: str = FIREFOX) -> Visitor:
    bea = Visitor(hall.stranger(**{"User-Agent": browser}).client)
    bea.goes_to(link(hall, name))
    bea.presses("Ga verder")
    assert bea.path == "/regie"
    return bea


def time_goes_by(house: Path, by: timedelta, column: str) -> None:
    """As if so much time went by: the moments in the database move back instead."""
    engine = open_writing(f"sqlite:///{house}")
    columns = tables.staff_tokens.c
    with engine.begin() as connection:
        for row in connection.execute(select(tables.staff_tokens)).all():
            connection.execute(
                update(tables.staff_tokens)
                .where(columns.id == row.id)
                .values({column: getattr(row, column) - by})
            )
    engine.dispose()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Hall, Path]]:
    """A house of which the test knows the database."""
    file = tmp_path / "own.db"
    with open_house(file) as base, hall_with(base) as hall:
        yield hall, file


def test_somebody_sees_where_they_are_signed_in(hall: Hall) -> None:
    bea = signed_in(hall)
    bea.goes_to("/coordinatie/ik")

    assert "U bent aangemeld als Bea, begeleider." in bea.sees
    assert "Firefox · Windows · Dit apparaat" in bea.sees
    assert "Gecko" not in bea.sees


def test_signing_out_ends_the_token_and_not_only_the_cookie(hall: Hall) -> None:
    bea = signed_in(hall)
    stolen = bea.client.cookies["regie"]
    bea.presses("Meld af")

    thief = hall.stranger(Authorization=f"Bearer {stolen}")
    assert thief.client.get("/regie").status_code == 401
    assert thief.does("items/2/open").status_code == 401


def test_nobody_ends_what_is_somebody_elses(hall: Hall) -> None:
    bea, mallory = signed_in(hall), signed_in(hall, "Mallory")
    bea.goes_to("/coordinatie/ik")
    [number] = [v for f in bea.page.forms for n, v in f.fields if n == "device"]

    refused = mallory.client.post("/coordinatie/ik/apparaten", data={"device": number})

    assert refused.status_code == 303
    bea.goes_to("/regie")
    assert bea.status == 200


def test_a_sign_in_that_is_not_used_ends(own: tuple[Hall, Path]) -> None:
    hall, file = own
    bea = signed_in(hall)
    time_goes_by(file, IDLE_LASTS - timedelta(hours=1), "seen_at")
    bea.goes_to("/regie")
    assert bea.status == 200
    time_goes_by(file, IDLE_LASTS - timedelta(hours=1), "seen_at")
    bea.goes_to("/regie")
    assert bea.status == 200, "using it began the days anew"
    time_goes_by(file, IDLE_LASTS, "seen_at")
    bea.goes_to("/regie")
    assert bea.status == 401


def test_a_sign_in_ends_also_when_it_is_used_every_day(own: tuple[Hall, Path]) -> None:
    hall, file = own
    bea = signed_in(hall)
    time_goes_by(file, SIGNED_IN_LASTS - timedelta(hours=1), "expires_at")
    bea.goes_to("/regie")
    assert bea.status == 200
    time_goes_by(file, timedelta(hours=1), "expires_at")
    bea.goes_to("/regie")
    assert bea.status == 401


def test_cookies_travel_over_tls_only_where_there_is_tls(tmp_path: Path) -> None:
    public = "https://doemee.example"
    with open_house(tmp_path / "tls.db", public_url=public) as base, hall_with(base) as hall:
        made = hall.facilitator.client.post("/api/v1/staff", json={"name": "Bea"}).json()
        path = made["link"].removeprefix(public)
        staff = httpx.post(f"{base}{path}", headers={"Origin": public})
        person = httpx.post(f"{base}/api/v1/join", json={"code": hall.code})
        language = httpx.get(f"{base}/?taal=en")

    for answer in (staff, person, language):
        said = answer.headers["set-cookie"].lower()
        assert ("; httponly" in said, "; samesite=lax" in said, "; secure" in said) == (True,) * 3
