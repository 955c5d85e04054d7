"""Every kind of update: who did what, or nothing that we answer."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.heard import Arrived, Edited, Heard, Posted, Pressed, Said
from bot.telegram.hearing import (
    Overheard,
    UnreadableUpdateError,
    address_of,
    chat_of,
    is_group,
    listen,
)
from tests.telegram.updates import (
    ANNA,
    CHANNEL,
    DATE,
    FILE,
    GROUP,
    PRIVATE,
    SPOKEN,
    WITHOUT_WORDS,
    member,
    message,
    pressed,
    said,
    update,
)

ME = "telegram:1001"
STREET = "telegram:-100200300"

patiently = settings(deadline=None, max_examples=200)
"""Other people's work on the same machine is no reason to fail."""


def test_words_are_words() -> None:
    assert listen(said("De bus rijdt weer")) == Overheard(ME, Said("De bus rijdt weer"))


@pytest.mark.parametrize(
    "text",
    [
        "  spaties  ", "<b>vet</b> & *ster* _streep_ [link](http://x)", "\u202eomgekeerd\u202c",
        "😀" * 2_500, "x" * 5_000, "/open 3", "482716", "/starten", "a\u0000b", "\n",
    ],
)  # fmt: skip
def test_words_come_in_as_they_were_typed(text: str) -> None:
    """What no document can hold is taken out later; markup is nothing special."""
    assert listen(said(text)).heard == Said(text)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("/start", Arrived()),
        ("/start 482716", Arrived("482716")),
        ("/start  482716 ", Arrived("482716")),
        ("/start in_abc-DEF_123", Arrived("in_abc-DEF_123")),
        ("/start 💥 rubbish", Arrived("💥 rubbish")),
        ("/start@samenspelbot 482716", Arrived("482716")),
        ("/start\n482716", Arrived("482716")),
        ("/start482716", Said("/start482716")),
    ],
)
def test_a_link_that_was_followed_is_an_arrival(text: str, heard: Heard) -> None:
    assert listen(said(text)) == Overheard(ME, heard)


def test_names_with_markup_and_controls_change_nothing() -> None:
    name = {**ANNA, "first_name": "<script>\u202e", "last_name": "&amp;", "username": "x"}
    chat = {**PRIVATE, "first_name": "\u200f<b>"}

    assert listen(said("Dag", chat, **{"from": name})) == Overheard(ME, Said("Dag"))


def test_a_press_carries_its_button_its_message_and_the_sign_it_waits_for() -> None:
    assert listen(pressed()) == Overheard(ME, Pressed("pick:1:1:2"), 55, "q1")


def test_a_press_under_a_message_that_is_too_old_to_be_shown_is_a_press_all_the_same() -> None:
    old = {"chat": PRIVATE, "message_id": 3, "date": 0}

    assert listen(pressed(message=old)) == Overheard(ME, Pressed("pick:1:1:2"), 3, "q1")


def test_a_press_without_a_message_or_a_button_only_gets_its_sign() -> None:
    assert listen(pressed(message=None, inline_message_id="i")) == Overheard(toast="q1")
    assert listen(pressed(None, game_short_name="g")) == Overheard(toast="q1")


@pytest.mark.parametrize("what", WITHOUT_WORDS)
def test_what_is_no_text_is_heard_as_such(what: str) -> None:
    assert listen(update(message=message(**WITHOUT_WORDS[what]))) == Overheard(ME, Posted("other"))


@pytest.mark.parametrize("what", SPOKEN)
def test_what_was_spoken_is_heard_as_such(what: str) -> None:
    assert listen(update(message=message(**SPOKEN[what]))) == Overheard(ME, Posted("voice"))


def test_something_new_that_telegram_thinks_of_later_is_no_text_either() -> None:
    assert listen(update(message=message(hologram={"depth": 3}))) == Overheard(ME, Posted("other"))


@pytest.mark.parametrize(
    "what",
    [
        {"pinned_message": {"message_id": 3, "date": DATE, "chat": PRIVATE, "text": "x"}},
        {"write_access_allowed": {}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
        {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}}},
        {"users_shared": {"request_id": 1, "users": [{"user_id": 3}]}},
    ],
)
def test_what_telegram_itself_writes_in_a_chat_is_nobodys_word(what: dict[str, Any]) -> None:
    assert listen(update(message=message(**what))) == Overheard()


def test_words_that_were_changed_are_known_as_such() -> None:
    changed = message(text="De bus", edit_date=DATE + 5)

    assert listen(update(edited_message=changed)) == Overheard(ME, Edited("De bus"))
    assert listen(update(edited_message=message(GROUP, text="De bus"))) == Overheard()
    photo = message(photo=[{**FILE, "width": 1, "height": 1}], caption="De bus")
    assert listen(update(edited_message=photo)) == Overheard()


def test_in_a_group_only_a_command_to_us_gets_an_answer() -> None:
    assert listen(said("/start 482716", GROUP)) == Overheard(STREET, elsewhere=True)
    assert listen(said("Wie komt er?", GROUP)) == Overheard()
    assert listen(update(message=message(GROUP, **SPOKEN["a voice"]))) == Overheard()
    assert listen(pressed(chat=GROUP)) == Overheard(STREET, toast="q1", elsewhere=True)


@pytest.mark.parametrize(
    "what",
    [
        {"channel_post": message(CHANNEL, text="Nieuws")},
        {"edited_channel_post": message(CHANNEL, text="Nieuws")},
        {"inline_query": {"id": "i", "from": ANNA, "query": "x", "offset": ""}},
        {"poll_answer": {"poll_id": "p", "user": ANNA, "option_ids": [0],
                         "option_persistent_ids": ["1"]}},
        {"shipping_query": None},
        {"brand_new_kind": {"x": 1}},
        {},
    ],
)  # fmt: skip
def test_what_we_did_not_ask_for_is_left(what: dict[str, Any]) -> None:
    assert listen(update(**what)) == Overheard()


def test_a_group_that_becomes_another_is_no_news() -> None:
    moved = message(GROUP, migrate_to_chat_id=-100500)

    assert listen(update(message=moved)) == Overheard()


@pytest.mark.parametrize(("status", "gone"), [("kicked", True), ("left", True), ("member", False)])
def test_who_blocks_us_is_gone_until_they_let_us_in(status: str, gone: bool) -> None:
    assert listen(member(status)) == Overheard(ME, gone=gone)


@pytest.mark.parametrize(
    "body",
    [
        "", "null", "[]", "3", '"x"', "{", "{}", '{"update_id": "x"}', "\u0000", "💥",
        '{"update_id": 1, "message": 3}',
        '{"update_id": 1, "message": {"text": "\\ud800"}}',
        '{"update_id": 1, "message": {"message_id": "x", "date": 1e400}}',
        "[" * 100_000,
        '{"update_id": 1, "a":' + "[" * 10_000,
    ],
)  # fmt: skip
def test_what_is_no_update_is_called_unreadable(body: str) -> None:
    with pytest.raises(UnreadableUpdateError):
        listen(body)


def test_why_it_is_unreadable_tells_none_of_its_words() -> None:
    with pytest.raises(UnreadableUpdateError) as unreadable:
        listen('{"update_id": 1, "message": {"text": "een geheim"}}')

    assert "geheim" not in str(unreadable.value)
    assert unreadable.value.__cause__ is None


keys = st.sampled_from(
    ["update_id", "message", "callback_query", "edited_message", "my_chat_member", "chat", "from",
     "id", "type", "date", "message_id", "text", "data", "photo", "new_chat_member", "status"]
)  # fmt: skip
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
anything = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=5)
)


@patiently
@given(anything)
def test_any_json_is_read_or_called_unreadable(value: object) -> None:
    try:
        overheard = listen(json.dumps(value))
    except UnreadableUpdateError:
        return
    assert isinstance(overheard, Overheard)


@patiently
@given(st.sampled_from([said("x"), pressed(), member("kicked")]), st.data())
def test_a_true_update_with_anything_in_it_is_read_or_called_unreadable(
    body: str, data: st.DataObject
) -> None:
    whole = json.loads(body)
    inside = whole[next(key for key in whole if key != "update_id")]
    inside[data.draw(st.sampled_from(sorted(inside)))] = data.draw(anything)
    try:
        overheard = listen(json.dumps(whole))
    except UnreadableUpdateError:
        return
    assert isinstance(overheard, Overheard)


@patiently
@given(st.text())
def test_any_text_is_read_or_called_unreadable(body: str) -> None:
    try:
        overheard = listen(body)
    except UnreadableUpdateError:
        return
    assert isinstance(overheard, Overheard)


@patiently
@given(st.integers(-(2**52), 2**52))
def test_an_address_is_a_chat_and_back(chat: int) -> None:
    assert chat_of(address_of(chat)) == chat
    assert is_group(address_of(chat)) == (chat < 0)
