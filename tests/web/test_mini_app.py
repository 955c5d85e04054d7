"""The page inside Telegram: who opened it there is the same person, on every device of theirs."""

import hmac
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any

import httpx
import pytest

from bot.web.phone.mini_app import SEAL_COOKIE
from tests.serving import Hall, Somebody, hall_with, open_house
from tests.telegram.init_data import TOKEN, opened_by
from tests.web.browsing import Visitor

NOWHERE = "http://127.0.0.1:9"
"""A Bot API server that is not there: the page needs none."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("house")
    with open_house(
        folder / "house.db", telegram_token=TOKEN, telegram_api=NOWHERE, telegram_webhook=True
    ) as base:
        yield base


@pytest.fixture
def hall(house: str) -> Iterator[Hall]:
    with hall_with(house) as hall:
        yield hall


def opens(person: Somebody, init_data: str | None = None) -> httpx.Response:
    return person.does("telegram", init_data=init_data or opened_by())


def comes_in(person: Somebody, organisation: str = "Gemeente Proefstad") -> Visitor:
    """At the door of the meeting, with whatever cookies the browser has."""
    visitor = Visitor(person.client)
    visitor.goes_to(f"/m/{person.code}")
    visitor.presses("Doe mee", organisation=organisation)
    return visitor


def people(hall: Hall) -> list[str]:
    found: list[dict[str, Any]] = hall.record()["participants"]
    return [each["pseudonym"] for each in found]


def dutch(hall: Hall) -> Somebody:
    return hall.stranger(**{"Accept-Language": "nl"})


def test_who_is_new_gets_a_seal_and_is_themselves_at_the_door(hall: Hall) -> None:
    phone, laptop = dutch(hall), dutch(hall)
    answer = opens(phone)
    assert (answer.status_code, answer.json()) == (200, {"known": False})

    page = comes_in(phone)
    assert (page.status, page.path) == (200, f"/m/{hall.code}")

    assert opens(laptop).json() == {"known": True}
    assert laptop.sees()["me"] == phone.sees()["me"]
    assert len(people(hall)) == 1


def test_neither_device_shuts_the_door_on_the_other(hall: Hall) -> None:
    phone, laptop = dutch(hall), dutch(hall)
    opens(phone)
    comes_in(phone)
    for person in (laptop, phone, laptop):
        assert opens(person).json() == {"known": True}

    hall.facilitator.does("items/2/open")
    given = [who.gives(2, {"choice": [1]}, f"k{n}") for n, who in enumerate((phone, laptop))]

    assert [answer.status_code for answer in given] == [200, 200]
    assert len(people(hall)) == 1


def test_who_comes_in_on_two_devices_at_once_is_one_person(hall: Hall) -> None:
    """Both opened the page before either had said where they are from."""
    phone, laptop = dutch(hall), dutch(hall)
    opens(phone)
    opens(laptop)

    pages = [comes_in(phone), comes_in(laptop, "Woonstichting Proef")]

    assert [(page.status, page.path) for page in pages] == [(200, f"/m/{hall.code}")] * 2
    assert phone.sees()["me"] == laptop.sees()["me"]
    assert len(people(hall)) == 1


def test_two_people_on_one_device_are_two(hall: Hall) -> None:
    phone = dutch(hall)
    opens(phone, opened_by(1))
    comes_in(phone)
    other = dutch(hall)
    opens(other, opened_by(2))
    comes_in(other)

    assert len(people(hall)) == 2


def test_the_same_person_in_another_meeting_is_somebody_else_there(hall: Hall, house: str) -> None:
    phone = dutch(hall)
    opens(phone)
    comes_in(phone)
    with hall_with(house) as other:
        there = Somebody(phone.client, other.code)
        assert opens(there).json() == {"known": False}


def test_the_cookies_are_for_the_server_only(hall: Hall) -> None:
    phone = dutch(hall)
    seal = opens(phone).headers["set-cookie"]
    comes_in(phone)
    token = opens(dutch(hall)).headers["set-cookie"]

    for cookie, name in ((seal, SEAL_COOKIE), (token, f"deelnemer_{hall.code}")):
        assert cookie.startswith(f"{name}=")
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie


@pytest.mark.parametrize(
    "init_data",
    ["x", "hash=é", opened_by(token="8:another"), opened_by(ago=7_200), opened_by() + "0"],
    ids=range(5),
)
def test_what_telegram_did_not_sign_opens_nothing(hall: Hall, init_data: str) -> None:
    person = dutch(hall)
    answer = opens(person, init_data)

    assert answer.status_code == 401
    assert answer.json()["detail"] == (
        "Telegram bevestigt niet wie u bent. Typ de code van het scherm."
    )
    assert dict(person.client.cookies) == {}


@pytest.mark.parametrize("body", [{}, {"init_data": ""}, {"init_data": 3}, {"other": "x"},
                                  {"init_data": "x" * 8_001}])  # fmt: skip
def test_what_is_no_init_data_is_refused(hall: Hall, body: dict[str, Any]) -> None:
    assert dutch(hall).does("telegram", **body).status_code == 422


def test_a_meeting_that_is_none_is_refused(hall: Hall) -> None:
    person = Somebody(dutch(hall).client, "000000")

    assert opens(person).status_code == 404


def seal(address: str, until: int, token: str = TOKEN) -> str:
    """A seal as we make it; who does not know the token cannot."""
    key = f"door:{token}".encode()
    return hmac.new(key, f"{address}.{until}".encode(), sha256).hexdigest()


NOW = int(time())
SOON = NOW + 24 * 3600
"""Later than the whole run of the tests ends."""


@pytest.mark.parametrize(
    "forged",
    [
        "telegram:1001",
        f"telegram:1001.{SOON}.",
        f"telegram:1001.{SOON}.{'0' * 64}",
        f"telegram:1001.{SOON}.{seal('telegram:1001', SOON, '8:another')}",
        f"telegram:1001.{SOON}.{seal('telegram:1002', SOON)}",
        f"telegram:1001.{SOON + 1}.{seal('telegram:1001', SOON)}",
        f"telegram:1001.{NOW - 5_000}.{seal('telegram:1001', NOW - 5_000)}",
        f"telegram:1001.{'9' * 40}.x",
        "..",
    ],
    ids=range(9),
)
def test_a_forged_seal_makes_nobody_somebody_else(hall: Hall, forged: str) -> None:
    """They come in, as themselves and as nobody from Telegram."""
    victim = dutch(hall)
    opens(victim)
    comes_in(victim)
    mallory = dutch(hall)
    mallory.client.cookies.set(SEAL_COOKIE, forged)

    comes_in(mallory, "Woonstichting Proef")

    assert mallory.sees()["me"]["organisation"] == "Woonstichting Proef"
    assert victim.sees()["me"]["organisation"] == "Gemeente Proefstad"
    assert opens(dutch(hall)).json() == {"known": True}
    assert len(people(hall)) == 2


def test_a_true_seal_is_what_the_forged_ones_are_held_against(hall: Hall) -> None:
    person = dutch(hall)
    true = f"telegram:1001.{SOON}.{seal('telegram:1001', SOON)}"
    person.client.cookies.set(SEAL_COOKIE, true)
    comes_in(person)

    assert opens(dutch(hall)).json() == {"known": True}


def test_a_house_without_telegram_has_no_such_door(tmp_path: Path) -> None:
    with open_house(tmp_path / "house.db") as base, hall_with(base) as hall:
        assert opens(dutch(hall)).status_code == 401
