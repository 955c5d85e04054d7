from datetime import date

import pytest

from bot.conversation.days import read_day, spoken_day

TODAY = date(2027, 3, 11)


@pytest.mark.parametrize(
    "typed",
    ["2027-05-01", "1-5-2027", "1/5/2027", "1 mei 2027", "1 mei", "1 May", "voor 1 mei", "1-5"],
)
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    assert read_day(typed, TODAY) == date(2027, 5, 1)


def test_a_day_without_a_year_is_the_next_one_that_comes() -> None:
    assert read_day("1 maart", TODAY) == date(2028, 3, 1)
    assert read_day("11 maart", TODAY) == TODAY


@pytest.mark.parametrize("typed", ["voor de zomer", "31 februari", "2027-13-01", "", "mei"])
def test_what_is_no_day_stays_words(typed: str) -> None:
    assert read_day(typed, TODAY) is None


def test_a_day_is_said_in_the_language_of_the_talk() -> None:
    assert spoken_day(TODAY, "nl") == "11 maart 2027"
    assert spoken_day(TODAY, "en") == "11 March 2027"
