"""Somebody's first phone runs flat, and they go on with another one."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.throttle import MANY
from sessions.actions.returning import code_of, plain_return
from tests.serving import Hall, hall_with, open_house
from tests.web.browsing import Visitor
from tests.web.evenings import EVENING, answers, inside, visitor


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        yield hall


def shown_code(phone: Visitor, path: str) -> str:
    found = re.search(r"Uw code: ([A-Z2-7]{5}-[A-Z2-7]{5})", phone.goes_to(path))
    assert found, phone.sees
    return found[1]


def other_phone(evening: Hall, code: str) -> Visitor:
    phone = visitor(evening)
    phone.goes_to(f"/m/{evening.code}")
    phone.presses("Ga verder waar ik was", **{"return": code})
    return phone


def test_two_phones_are_one_participant_and_both_go_on(evening: Hall) -> None:
    first = inside(evening)
    home = f"/m/{evening.code}"
    code = shown_code(first, f"{home}/mijn-inbreng")
    second = other_phone(evening, code.lower().replace("-", " "))
    assert "U doet mee." in second.sees

    evening.facilitator.does("items/2/open")
    second.goes_to(home)
    second.presses("Verstuur mijn keuze", choice="3")
    assert "Opgeslagen" in first.goes_to(home)
    first.presses("Verander mijn antwoord", choice="1")
    assert answers(evening, 2) == [{"choice": [1]}]
    assert shown_code(second, f"{home}/mijn-inbreng") != code


def test_the_code_stays_the_same_and_works_after_the_meeting(evening: Hall) -> None:
    first = inside(evening)
    home = f"/m/{evening.code}"
    code = shown_code(first, f"{home}/mijn-inbreng")
    evening.facilitator.does("end")
    assert shown_code(first, home) == code
    assert "Uw code:" in other_phone(evening, code).sees


def test_whoever_mistypes_is_told_and_can_still_join(evening: Hall) -> None:
    inside(evening)
    stranger = other_phone(evening, "AAAAA-AAAAA")
    assert "Deze code kennen wij niet." in stranger.sees
    assert "Doe mee" in stranger.sees


def test_whoever_keeps_guessing_is_stopped(tmp_path: Path) -> None:
    with open_house(tmp_path / "house.db") as base, hall_with(base, EVENING) as hall:
        place = f"{base}/m/{hall.code}/terug"

        def guess(number: int) -> str:
            form, sender = {"return": f"AAAAAAAA{number}"}, {"Origin": base}
            return httpx.post(place, data=form, headers=sender, timeout=60).text

        with ThreadPoolExecutor(30) as guessers:
            told = list(guessers.map(guess, range(30)))
    stopped = [page for page in told if "Wacht even en probeer het opnieuw." in page]
    assert len(stopped) == 30 - MANY
    assert sum("Deze code kennen wij niet." in page for page in told) == MANY


def test_a_code_of_one_meeting_opens_no_other(evening: Hall, house: str) -> None:
    code = shown_code(inside(evening), f"/m/{evening.code}/mijn-inbreng")
    with hall_with(house, EVENING) as other:
        assert "Deze code kennen wij niet." in other_phone(other, code).sees


def test_a_code_is_no_cookie(evening: Hall) -> None:
    code = shown_code(inside(evening), f"/m/{evening.code}/mijn-inbreng")
    answer = httpx.get(
        f"{evening.base}/api/v1/meetings/{evening.code}",
        headers={"Authorization": f"Bearer {plain_return(code)}"},
    )
    assert answer.status_code == httpx.codes.UNAUTHORIZED


def test_digits_that_look_like_letters_are_read_as_them() -> None:
    code = code_of("somebody's token")
    assert plain_return(code.replace("O", "0").replace("I", "1").replace("B", "8")) == code
