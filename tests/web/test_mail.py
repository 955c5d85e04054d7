"""Asking for the minutes by mail on the page, over a real house and a real mail server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from bot.cli import main
from sessions.actions.reviewing import today
from tests.postman import READ, STOP, Postman, link_in, mailing_house
from tests.serving import PLAIN, Hall, hall_with, open_house
from tests.web.browsing import Visitor, comes_to_see
from tests.web.evenings import inside, visitor
from tests.web.test_vision import signed_in

ASKS = "Bewaar mijn mailadres"
ERASES = "Wis mijn mailadres"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
NO_ADDRESS = "Dit is geen mailadres."


@pytest.fixture(scope="module")
def postman() -> Postman:
    return Postman()


@pytest.fixture(scope="module")
def house(house_folder: Path, postman: Postman) -> Iterator[str]:
    """A house with mail."""
    with mailing_house(house_folder / "house.db", postman) as base:
        yield base


@pytest.fixture(autouse=True)
def emptied(postman: Postman) -> None:
    for kept in (postman.mails, postman.raw, postman.whom, postman.tried):
        kept.clear()
    postman.of.clear()


@pytest.fixture
def anna(hall: Hall) -> Visitor:
    """Anna, on the farewell page."""
    anna = inside(hall)
    hall.facilitator.does("end")
    anna.goes_to(f"/m/{hall.code}")
    return anna


@pytest.fixture
def carla(hall: Hall, anna: Visitor) -> Visitor:
    """The coordinator, when the evening is over."""
    carla = signed_in(hall, "coordinator")
    carla.goes_to(f"/regie/{hall.code}/verslag")
    return carla


def path_of(hall: Hall, link: str) -> str:
    return link.removeprefix(hall.base)


def test_somebody_asks_reads_it_back_and_erases_it(
    hall: Hall, anna: Visitor, house_file: str
) -> None:
    assert "Wilt u een mail als het concept van het verslag klaar is?" in anna.sees
    assert "Wij gebruiken het voor niets anders." in anna.sees

    anna.presses(ASKS, mail=" Anna@Example.org ")
    assert "U krijgt mail op: Anna@example.org" in anna.sees
    assert ASKS not in anna.buttons
    told = CliRunner().invoke(
        main, ["people", "export", "D001", "--meeting", hall.code, "--database", house_file]
    )
    assert '"mail": "Anna@example.org"' in told.output

    anna.presses(ERASES)
    assert "Anna@example.org" not in anna.sees
    assert ASKS in anna.buttons


@pytest.mark.parametrize(
    "typed",
    [
        "", "anna", "anna@", "anna@example.org\r\nBcc: bob@example.org", "a b@example.org",
        "<script>@example.org", "anna@example.org, bob@example.org", f"{'a' * 300}@example.org",
        "Anna <anna@example.org>", "anna@[127.0.0.1]", "=?utf-8?q?anna?=@example.org",
    ],
)  # fmt: skip
def test_what_is_no_address_comes_back_with_a_sentence(anna: Visitor, typed: str) -> None:
    anna.presses(ASKS, mail=typed)

    assert (anna.status, NO_ADDRESS in anna.sees) == (422, True)
    assert ERASES not in anna.buttons
    assert "<script>@" not in anna.client.get(anna.path).text


def test_the_same_form_twice_is_one_wish_and_one_mail(
    hall: Hall, anna: Visitor, carla: Visitor, postman: Postman
) -> None:
    said = {"mail": "anna@example.org", "back": ""}
    for _ in range(2):
        assert anna.client.post(f"/m/{hall.code}/mail", data=said).status_code == 303
    carla.goes_to(carla.path)
    assert "Eén deelnemer vroeg om mail." in carla.sees

    carla.presses("Open de ronde", day=today().isoformat())
    postman.waits_for(1)
    anna.goes_to(f"/m/{hall.code}/verslag")
    anna.presses(ERASES)
    anna.presses(ASKS, mail="anna@elders.example.org")
    postman.waits_for(2)

    assert postman.whom == ["anna@example.org", "anna@elders.example.org"]


def test_the_link_in_the_mail_lets_her_in_at_home(
    hall: Hall, anna: Visitor, carla: Visitor, postman: Postman
) -> None:
    anna.presses(ASKS, mail="anna@example.org")
    carla.presses("Open de ronde", day=today().isoformat())
    postman.waits_for(1)
    link = path_of(hall, link_in(postman.mails[0], READ))

    home = visitor(hall)
    home.goes_to(link)
    assert home.client.cookies.get(f"deelnemer_{hall.code}") is None  # looking ahead does nothing
    home.presses("Ga naar het verslag")
    home.presses("Stuur uw reactie", item="0", text="Van thuis.")
    anna.goes_to(f"/m/{hall.code}/verslag")

    assert "U schreef: Van thuis." in anna.sees
    home.goes_to(link)
    assert home.path.endswith("/verslag")


def test_the_link_to_stop_stops(
    hall: Hall, anna: Visitor, carla: Visitor, postman: Postman
) -> None:
    anna.presses(ASKS, mail="anna@example.org")
    carla.presses("Open de ronde", day=today().isoformat())
    postman.waits_for(1)
    stop = path_of(hall, link_in(postman.mails[0], STOP))

    reader = visitor(hall)
    reader.goes_to(stop)
    anna.goes_to(anna.path)
    assert "U krijgt mail op: anna@example.org" in anna.sees
    reader.presses(ERASES)

    assert "U krijgt over deze bijeenkomst geen mail meer." in reader.sees
    anna.goes_to(anna.path)
    assert "anna@example.org" not in anna.sees
    for dead in (stop, stop.removesuffix("/stop")):
        reader.goes_to(dead)
        assert (reader.status, "Deze link werkt niet meer." in reader.sees) == (404, True)


@pytest.mark.parametrize(
    "tap",
    [
        {"data": ONE_CLICK},
        {"files": {name: (None, value) for name, value in ONE_CLICK.items()}},
        {"data": ONE_CLICK, "headers": {"Origin": "https://mail.example"}},
        {"data": ONE_CLICK, "headers": {"Sec-Fetch-Site": "cross-site"}},
    ],
    ids=["a provider", "a form with parts", "a page", "a browser"],
)
def test_a_mail_program_stops_mail_at_one_tap(
    hall: Hall, anna: Visitor, carla: Visitor, postman: Postman, tap: dict[str, Any]
) -> None:
    anna.presses(ASKS, mail="anna@example.org")
    carla.presses("Open de ronde", day=today().isoformat())
    postman.waits_for(1)
    stop = link_in(postman.mails[0], STOP)

    looked = httpx.post(stop, headers=tap.get("headers"), verify=PLAIN)
    cookie = {"Cookie": "regie=abc", "Origin": "https://mail.example"}
    ridden = httpx.post(stop, data=ONE_CLICK, headers=cookie, verify=PLAIN)
    anna.goes_to(anna.path)
    assert (looked.status_code, ridden.status_code) == (200, 403)
    assert "U krijgt mail op: anna@example.org" in anna.sees

    tapped = httpx.post(stop, verify=PLAIN, **tap)

    assert (tapped.status_code, "set-cookie" in tapped.headers) == (200, False)
    anna.goes_to(anna.path)
    assert "anna@example.org" not in anna.sees


@pytest.mark.parametrize("path", ["", "/stop/", "/stop/meer", "/stap"])
def test_nothing_beside_that_lets_another_site_press(hall: Hall, path: str) -> None:
    where = f"{hall.base}/m/{hall.code}/post/{'a' * 48}{path}"

    answer = httpx.post(
        where, data=ONE_CLICK, headers={"Origin": "https://mail.example"}, verify=PLAIN
    )

    assert answer.status_code == 403


def test_a_mail_that_comes_back_is_told_to_both(
    hall: Hall, anna: Visitor, carla: Visitor, postman: Postman
) -> None:
    postman.of["anna@fout.example.org"] = "550 5.1.1 anna@fout.example.org?"
    anna.presses(ASKS, mail="anna@fout.example.org")
    carla.presses("Open de ronde", day=today().isoformat())
    for visited, told in ((anna, "kwam niet aan"), (carla, "Eén mail kwam niet aan.")):
        comes_to_see(visited, told)
    assert "anna@fout" not in carla.sees

    anna.presses(ASKS, mail="anna@goed.example.org")
    postman.waits_for(1)

    assert postman.whom == ["anna@goed.example.org"]


def test_without_a_mail_server_there_is_no_form(tmp_path: Path) -> None:
    with open_house(tmp_path / "house.db") as base, hall_with(base) as hall:
        anna = inside(hall)
        hall.facilitator.does("end")
        anna.goes_to(f"/m/{hall.code}")
        assert (ASKS in anna.buttons, "mail" in anna.sees.casefold()) == (False, False)
        anna.goes_to(f"/m/{hall.code}/verslag")
        assert "mail" not in anna.sees.casefold()

        answer = anna.client.post(f"/m/{hall.code}/mail", data={"mail": "anna@example.org"})

        assert (answer.status_code, "Mail staat hier nu uit." in answer.text) == (409, True)
