"""Sending through Telegram: what is asked of it, and what its errors mean for the queue."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from aiogram import exceptions as tg
from aiogram.methods import EditMessageText, SendDocument, SendMessage
from aiogram.types import LinkPreviewOptions
from aiohttp import (
    ClientConnectionError,
    ClientConnectorError,
    ConnectionTimeoutError,
    ServerDisconnectedError,
)
from aiohttp.client_reqrep import ConnectionKey
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channel import (
    GoneError,
    RefusedError,
    TooFastError,
    UndeliveredError,
    UnsentError,
    UnsureError,
    VanishedError,
)
from bot.conversation.reply import Choice, Say
from bot.telegram.channel import TelegramChannel, meaning
from bot.telegram.writing import LONGEST
from tests.telegram.wires import Recorded

ME = "telegram:1001"
METHOD = SendMessage(chat_id=1, text="x")
BUTTONS = (Choice("Ja", "pick:1:1:1"), Choice("Nee", "pick:1:1:2"))


async def sends(
    wire: Recorded, say: Say, edits: int | None = None, file: bytes | None = None
) -> Any:
    """The number of the message, or the error that the queue gets."""
    try:
        return await TelegramChannel(wire).send(ME, say, edits, file)
    except UndeliveredError as error:
        return error


def messages(wire: Recorded) -> list[SendMessage]:
    return [method for method in wire.asked if isinstance(method, SendMessage)]


def texts(wire: Recorded) -> list[str]:
    return [message.text for message in messages(wire)]


def bad(message: str) -> tg.TelegramBadRequest:
    return tg.TelegramBadRequest(METHOD, f"Bad Request: {message}")


async def test_a_message_goes_to_its_chat_with_its_buttons() -> None:
    wire = Recorded()

    assert await sends(wire, Say("Ja of nee?", BUTTONS)) == 101

    [asked] = wire.asked
    assert isinstance(asked, SendMessage)
    assert (asked.chat_id, asked.text) == (1001, "Ja of nee?")
    [[yes, no]] = getattr(asked.reply_markup, "inline_keyboard", [[]])
    assert (yes.callback_data, no.callback_data) == ("pick:1:1:1", "pick:1:1:2")


@pytest.mark.parametrize("text", ["<b>1 < 2 & 3</b>", "_a_ *b* [c](http://d)", "\u202e<i>", "&lt;"])
async def test_words_are_never_markup(text: str) -> None:
    for edits in (None, 55):
        wire = Recorded()
        await sends(wire, Say(text), edits)
        [asked] = wire.asked
        assert asked.model_dump()["text"] == text
        form = wire.session.build_form_data(wire.bot, asked)
        names = [field[0]["name"] for field in form._fields]
        assert "parse_mode" not in names
        assert "entities" not in names


async def test_a_link_that_somebody_typed_shows_no_preview() -> None:
    wire = Recorded()
    await sends(wire, Say("Kijk op https://example.org"))

    [asked] = messages(wire)
    assert asked.link_preview_options == LinkPreviewOptions(is_disabled=True)


async def test_a_long_message_comes_in_pieces_with_the_buttons_under_the_last() -> None:
    wire = Recorded()

    assert await sends(wire, Say("woord " * 1_500, BUTTONS)) == 103

    assert [len(text) <= LONGEST for text in texts(wire)] == [True] * 3
    assert [each.reply_markup is None for each in messages(wire)] == [True, True, False]


async def test_a_message_without_a_word_is_three_dots() -> None:
    wire = Recorded()
    await sends(wire, Say(" \n"))

    assert texts(wire) == ["…"]


async def test_a_piece_that_must_wait_does_not_say_the_first_one_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", wait)
    slow = tg.TelegramRetryAfter(METHOD, "Too Many Requests", retry_after=3)
    wire = Recorded(None, slow, slow, None)

    assert await sends(wire, Say("x" * 5_000)) == 104
    assert waited == [3, 3]
    assert [len(text) for text in texts(wire)] == [4096, 904, 904, 904]


async def test_when_a_later_piece_is_lost_the_first_is_not_said_again() -> None:
    for error in (bad("x"), tg.TelegramServerError(METHOD, "Internal Server Error")):
        assert isinstance(await sends(Recorded(None, error), Say("x" * 5_000)), UnsureError)
    assert isinstance(await sends(Recorded(bad("x")), Say("x" * 5_000)), RefusedError)
    blocked = tg.TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user")
    assert isinstance(await sends(Recorded(None, blocked), Say("x" * 5_000)), GoneError)


async def test_a_change_is_made_in_place_with_its_buttons() -> None:
    wire = Recorded()

    assert await sends(wire, Say("Gekozen", BUTTONS[:1]), edits=55) == 55

    [asked] = wire.asked
    assert isinstance(asked, EditMessageText)
    assert (asked.chat_id, asked.message_id, asked.text) == (1001, 55, "Gekozen")
    assert asked.reply_markup


async def test_a_change_without_buttons_takes_them_away() -> None:
    wire = Recorded()
    await sends(wire, Say("Gesloten"), edits=55)

    [asked] = wire.asked
    assert isinstance(asked, EditMessageText)
    assert asked.reply_markup is None


async def test_a_change_that_is_too_long_stays_one_message() -> None:
    wire = Recorded()

    assert await sends(wire, Say("woord " * 1_500), edits=55) == 55
    [asked] = wire.asked
    assert isinstance(asked, EditMessageText)
    assert str(asked.text).endswith("woord …")


async def test_a_change_to_what_it_says_already_is_made() -> None:
    same = bad("message is not modified: specified new message content and reply markup are "
               "exactly the same")  # fmt: skip

    assert await sends(Recorded(same), Say("Gekozen"), edits=55) == 55
    assert isinstance(await sends(Recorded(same), Say("Gekozen")), RefusedError)


async def test_a_document_has_its_name_and_its_words() -> None:
    wire = Recorded()
    say = Say("Hier is het verslag.", document="482716/minutes.docx")

    assert await sends(wire, say, file=b"PK") == 101

    [asked] = wire.asked
    assert isinstance(asked, SendDocument)
    assert (asked.chat_id, asked.caption) == (1001, "Hier is het verslag.")
    assert getattr(asked.document, "filename", "") == "minutes.docx"
    assert getattr(asked.document, "data", b"") == b"PK"


async def test_a_document_may_come_without_words() -> None:
    wire = Recorded()
    await sends(wire, Say("", document="482716/minutes.pdf"), file=b"%PDF")

    [asked] = wire.asked
    assert isinstance(asked, SendDocument)
    assert asked.caption is None


def network(cause: BaseException | None) -> tg.TelegramNetworkError:
    error = tg.TelegramNetworkError(METHOD, "away")
    error.__cause__ = cause
    return error


def no_connection() -> ClientConnectorError:
    key = ConnectionKey("api.telegram.org", 443, True, True, None, None, None)
    return ClientConnectorError(key, OSError(111, "refused"))


ERRORS: list[tuple[Callable[[], tg.TelegramAPIError], type[UndeliveredError]]] = [
    (lambda: tg.TelegramRetryAfter(METHOD, "Too Many Requests", retry_after=7), TooFastError),
    (lambda: tg.TelegramAPIError(METHOD, "Too Many Requests: retry later"), TooFastError),
    (lambda: tg.TelegramForbiddenError(METHOD, "Forbidden: bot was blocked"), GoneError),
    (lambda: tg.TelegramForbiddenError(METHOD, "Forbidden: user is deactivated"), GoneError),
    (lambda: tg.TelegramMigrateToChat(METHOD, "migrated", migrate_to_chat_id=-5), GoneError),
    (lambda: bad("chat not found"), GoneError),
    (lambda: bad("PEER_ID_INVALID"), GoneError),
    (lambda: bad("message to edit not found"), VanishedError),
    (lambda: bad("message can't be edited"), VanishedError),
    (lambda: bad("MESSAGE_ID_INVALID"), VanishedError),
    (lambda: bad("message is too long"), RefusedError),
    (lambda: bad("can't parse entities"), RefusedError),
    (lambda: bad("BUTTON_DATA_INVALID"), RefusedError),
    (lambda: tg.TelegramNotFound(METHOD, "Not Found"), RefusedError),
    (lambda: tg.TelegramConflictError(METHOD, "Conflict"), RefusedError),
    (lambda: tg.TelegramEntityTooLarge(METHOD, "Request Entity Too Large"), RefusedError),
    (lambda: tg.TelegramUnauthorizedError(METHOD, "Unauthorized"), UnsentError),
    (lambda: tg.TelegramServerError(METHOD, "Bad Gateway"), UnsentError),
    (lambda: tg.RestartingTelegram(METHOD, "restart"), UnsentError),
    (lambda: network(no_connection()), UnsentError),
    (lambda: network(ConnectionTimeoutError("10 s")), UnsentError),
    (lambda: network(TimeoutError()), UnsureError),
    (lambda: network(ServerDisconnectedError()), UnsureError),
    (lambda: network(ClientConnectionError("reset")), UnsureError),
    (lambda: network(None), UnsureError),
]


@pytest.mark.parametrize(("make", "kind"), ERRORS, ids=lambda v: getattr(v, "__name__", ""))
async def test_each_trouble_means_one_thing_for_the_message(
    make: Callable[[], tg.TelegramAPIError], kind: type[UndeliveredError]
) -> None:
    assert type(meaning(make())) is kind
    assert type(await sends(Recorded(make()), Say("x"))) is kind


def every_error() -> set[type[tg.TelegramAPIError]]:
    """All that aiogram makes of an answer, those of a later version too."""
    found, left = {tg.TelegramAPIError}, [tg.TelegramAPIError]
    while left:
        more = left.pop().__subclasses__()
        found |= set(more)
        left += more
    return found


def test_every_error_of_aiogram_was_thought_of() -> None:
    assert every_error() == {type(make()) for make, _ in ERRORS}


async def test_too_fast_says_for_how_long() -> None:
    slow = tg.TelegramRetryAfter(METHOD, "Too Many Requests", retry_after=7)
    found = await sends(Recorded(slow), Say("x"))

    assert found.seconds == 7


async def test_an_answer_that_nobody_can_read_may_have_been_yes() -> None:
    error = tg.ClientDecodeError("Failed to decode object", ValueError("x"), "<html>")

    assert isinstance(await sends(Recorded(error), Say("x")), UnsureError)


@settings(deadline=None, max_examples=100)
@given(st.text(), st.sampled_from([m for m, _ in ERRORS]))
async def test_whatever_telegram_says_it_means_something(
    why: str, make: Callable[[], tg.TelegramAPIError]
) -> None:
    error = make()
    error.message = why

    assert isinstance(meaning(error), UndeliveredError)
