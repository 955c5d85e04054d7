"""Who opened a page inside Telegram: only what Telegram itself signed, not long ago, counts."""

import json
from time import time
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.mini_app import person_of
from tests.telegram.init_data import TOKEN, opened_by, signed

USER = json.dumps({"id": 1001, "first_name": "Anna"})
NOW = str(int(time()))


def test_who_opened_it_is_known_by_the_address_of_their_chat() -> None:
    assert person_of(TOKEN, opened_by(1001)) == "telegram:1001"
    assert person_of(TOKEN, opened_by(2**52 - 1)) == f"telegram:{2**52 - 1}"


def test_fields_that_come_later_are_signed_along() -> None:
    assert person_of(TOKEN, opened_by(start_param="482716", signature="x")) == "telegram:1001"


@pytest.mark.parametrize("ago", [0, 60, 3_500, -3_500])
def test_what_was_signed_within_the_hour_counts(ago: float) -> None:
    assert person_of(TOKEN, opened_by(ago=ago)) == "telegram:1001"


@pytest.mark.parametrize("ago", [3_700, 86_400, -3_700, -(10**9)])
def test_what_was_signed_longer_ago_or_in_the_future_does_not(ago: float) -> None:
    assert person_of(TOKEN, opened_by(ago=ago)) is None


def test_another_bot_signs_for_itself() -> None:
    assert person_of(TOKEN, opened_by(token="8:another")) is None


@pytest.mark.parametrize(
    ("old", "new"), [("1001", "1002"), ("hash=", "hash=0"), ("Anna", "Bram"), ("&query_id=AAH", "")]
)
def test_what_was_changed_after_signing_does_not_count(old: str, new: str) -> None:
    true = opened_by(1001)
    assert old in true

    assert person_of(TOKEN, true.replace(old, new)) is None


@pytest.mark.parametrize(
    "said",
    [
        "", "x", "&&&", "hash=", "hash=é", "hash=%ff", f"user={USER}", "hash=x&hash=y",
        urlencode({"user": USER, "auth_date": NOW}),
        urlencode({"user": USER, "auth_date": NOW, "hash": "é" * 64}),
        "user=%7B%22id%22%3A%22%5Cud800%22%7D&hash=0",
    ],
    ids=range(11),
)  # fmt: skip
def test_what_telegram_never_signed_does_not_count(said: str) -> None:
    assert person_of(TOKEN, said) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"auth_date": NOW},
        {"user": USER},
        {"user": "null", "auth_date": NOW},
        {"user": "{}", "auth_date": NOW},
        {"user": "{broken}", "auth_date": NOW},
        {"user": '{"id": "x", "first_name": ""}', "auth_date": NOW},
        {"user": USER, "auth_date": "yesterday"},
        {"user": USER, "auth_date": "9" * 40},
        {"user": USER, "auth_date": "2027-03-11T19:30:00"},
    ],
)
def test_what_is_signed_and_tells_of_nobody_is_nobody(fields: dict[str, str]) -> None:
    assert person_of(TOKEN, signed(**fields)) is None


@settings(deadline=None, max_examples=200)
@given(st.text() | st.dictionaries(st.text(), st.text()).map(urlencode))
def test_nothing_made_up_counts(said: str) -> None:
    assert person_of(TOKEN, said) is None


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(st.sampled_from(["user", "auth_date", "chat", "receiver"]), st.text()))
def test_whatever_is_signed_is_read_or_nobody(fields: dict[str, str]) -> None:
    found = person_of(TOKEN, signed(**fields))

    assert found is None or found.startswith("telegram:")
