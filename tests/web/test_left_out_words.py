"""A password that was asked for and left out: who reads it still, and who does not."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from zipfile import ZipFile

import pytest

from tests.serving import AGENDA, Hall, hall_with
from tests.web.browsing import Visitor
from tests.web.test_signing_in import somebody
from tests.web.test_vision import signed_in

QUESTION, PASSWORD = "Wat is het wachtwoord van de eekhoorn?", "Kastanje42"
OUT, REASON = "Neem de gekozen vragen niet op", "Over de avond zelf"
TEXTS = ("minutes.md", "minutes.html", "agreements.md", "agreements.csv", "agreements.ics",
         "data.csv", "data.json", "data.zip", "data.ods", "data.xlsx", "archive.zip")  # fmt: skip
SERIES = count(1)


@pytest.fixture
def agenda() -> str:
    """Of a programme that no other test has, for its vision."""
    return AGENDA.replace("Woonzorgvisie Proefstad", f"Woonzorgvisie van eekhoorn {next(SERIES)}")


@pytest.fixture
def hall(house: str, agenda: str) -> Iterator[Hall]:
    with hall_with(house, agenda) as hall:
        yield hall


def entering(hall: Hall) -> Visitor:
    someone = somebody(hall)
    someone.goes_to("/")
    someone.presses("Ga verder", code=hall.code)
    someone.presses("Doe mee", organisation="Gemeente Proefstad")
    return someone


def holds(made: bytes) -> bool:
    """Whether the question or the password stands in it, or in a file inside it."""
    if made.startswith(b"PK"):
        with ZipFile(BytesIO(made)) as files:
            return any(holds(files.read(name)) for name in files.namelist())
    text = re.sub(r"\s+", " ", made.decode("utf-8", "replace"))
    return QUESTION in text or PASSWORD in text


def asked_and_left_out(hall: Hall, anna: Visitor, carla: Visitor) -> None:
    """A version of the vision is kept while the question is open; then it is answered."""
    api = f"/api/v1/meetings/{hall.code}"
    anna.client.post(f"{api}/ask", json={"question": QUESTION}).raise_for_status()
    carla.goes_to(f"/visie/{hall.code}/versies")
    carla.presses("Leg deze versie vast", purpose="Voor de raad")
    hall.facilitator.does("questions/1/answer", answer=PASSWORD).raise_for_status()
    carla.goes_to(f"/regie/{hall.code}/vragen")
    carla.presses(OUT, number="1", reason=REASON)


def test_only_who_asked_and_who_runs_the_meeting_read_it(hall: Hall) -> None:
    anna, dirk, carla = entering(hall), entering(hall), signed_in(hall, "coordinator")
    asked_and_left_out(hall, anna, carla)
    exports = f"/api/v1/meetings/{hall.code}/exports"

    def file(address: str) -> bytes:
        return hall.facilitator.client.get(address).raise_for_status().content

    assert [name for name in TEXTS if holds(file(f"{exports}/{name}?edition=public"))] == []
    assert REASON in file(f"{exports}/data.json?edition=public").decode()
    vision = [f"/visie/{hall.code}/visie.md?edition=public{more}" for more in ("", "&sinds=1")]
    assert [address for address in vision if holds(file(address))] == []
    assert holds(file(f"{exports}/data.json"))
    assert hall.record()["asked"][0]["answer"] == PASSWORD

    hall.facilitator.does("end")
    pages = ("", "/vraag", "/mijn-inbreng", "/verslag", "/visie")
    read = {}
    for page in pages:
        read[page] = dirk.goes_to(f"/m/{hall.code}{page}")
        assert dirk.status == 200
    assert [page for page, text in read.items() if QUESTION in text or PASSWORD in text] == []
    assert "Dit is versie 1" in read["/visie"]
    assert dirk.client.get(f"/api/v1/meetings/{hall.code}/record").status_code in {401, 403}


def test_whoever_asked_keeps_the_answer_and_a_version_has_it_until_it_is_left_out(
    hall: Hall, agenda: str
) -> None:
    anna, carla = entering(hall), signed_in(hall, "coordinator")
    asked_and_left_out(hall, anna, carla)
    own = anna.goes_to(f"/m/{hall.code}/vraag")
    assert (QUESTION in own, PASSWORD in own) == (True, True)
    assert QUESTION not in anna.goes_to(f"/m/{hall.code}/visie")

    with hall_with(hall.base, agenda) as later:
        assert QUESTION not in entering(later).goes_to(f"/m/{later.code}/visie")
        carla.goes_to(f"/regie/{hall.code}/vragen")
        carla.presses(f"Neem toch op: {hall.record()['asked'][0]['reference']}")
        assert QUESTION in entering(later).goes_to(f"/m/{later.code}/visie")
