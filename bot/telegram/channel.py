"""Sending through Telegram, and what its errors mean for the queue."""

import asyncio
from typing import Any

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import EditMessageText, SendDocument, SendMessage
from aiogram.types import BufferedInputFile, LinkPreviewOptions

from bot.channel import (
    GoneError,
    RefusedError,
    TooFastError,
    UndeliveredError,
    UnsentError,
    UnsureError,
    VanishedError,
)
from bot.conversation.reply import Say
from bot.telegram.hearing import PREFIX, chat_of
from bot.telegram.wire import Wire, cannot_have_left
from bot.telegram.writing import LONGEST_CAPTION, first_piece, keyboard, pieces, worded

QUIET = LinkPreviewOptions(is_disabled=True)
"""A preview would fetch what people typed, and hide the question under a picture."""

SAME = "message is not modified"
VANISHED = ("message to edit not found", "message can't be edited", "message_id_invalid")
TOO_MANY = "too many requests"
"""A 429 that says no time, as something between Telegram and us may."""

NOBODY = ("chat not found", "user is deactivated", "peer_id_invalid", "bot can't initiate")


class TelegramChannel:
    """One bot's way to people. Nothing is sent with a parse mode: words are never markup."""

    prefix = PREFIX

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def send(self, address: str, say: Say, edits: int | None, file: bytes | None) -> int:
        """Send a message, or change the one that it edits; return its number in the chat."""
        chat = chat_of(address)
        try:
            if file is not None:
                return await self._document(chat, say, file)
            if edits is not None:
                return await self._edit(chat, say, edits)
            return await self._message(chat, say)
        except TelegramAPIError as error:
            if edits is not None and SAME in error.message:
                return edits
            raise meaning(error) from error
        except ClientDecodeError as error:
            raise UnsureError(str(error)) from error

    async def _message(self, chat: int, say: Say) -> int:
        """A long text in pieces, with the buttons under the last."""
        texts, number = pieces(worded(say)) or ["…"], 0
        for place, text in enumerate(texts, start=1):
            buttons = keyboard(say) if place == len(texts) else None
            message = SendMessage(
                chat_id=chat, text=text, reply_markup=buttons, link_preview_options=QUIET
            )
            number = await self._piece(message, begun=place > 1)
        return number

    async def _piece(self, message: SendMessage, *, begun: bool) -> int:
        """Once a piece is there, the others are waited for: the first is not to be said again."""
        while True:
            try:
                return number_in(await self._wire.post(message))
            except TelegramRetryAfter as told:
                if not begun:
                    raise
                await asyncio.sleep(told.retry_after)
            except TelegramAPIError as error:
                if not begun or isinstance(error, TelegramForbiddenError):
                    raise
                raise UnsureError(error.message) from error

    async def _edit(self, chat: int, say: Say, message: int) -> int:
        """Change a message in place; what no longer fits in it is left out.

        A new message at every change would bury all others.
        """
        await self._wire.post(
            EditMessageText(
                chat_id=chat, message_id=message, text=first_piece(worded(say)),
                reply_markup=keyboard(say), link_preview_options=QUIET,
            )
        )  # fmt: skip
        return message

    async def _document(self, chat: int, say: Say, file: bytes) -> int:
        name = say.document.rpartition("/")[2]
        caption = pieces(say.text, LONGEST_CAPTION)[:1]
        sent = await self._wire.call(
            SendDocument(
                chat_id=chat, document=BufferedInputFile(file, name),
                caption=caption[0] if caption else None,
            )
        )  # fmt: skip
        return sent.message_id


def number_in(message: Any) -> int:
    """The number of a message that was sent; without it nobody knows what became of it."""
    number = message.get("message_id") if isinstance(message, dict) else None
    if not isinstance(number, int):
        raise UnsureError("an answer without a message")
    return number


def meaning(error: TelegramAPIError) -> UndeliveredError:
    """What a refusal of Telegram means for the message."""
    if isinstance(error, TelegramRetryAfter):
        return TooFastError(error.retry_after)
    if isinstance(error, TelegramForbiddenError):
        return GoneError(error.message)
    if isinstance(error, TelegramServerError | TelegramUnauthorizedError):
        return UnsentError(error.message)
    if isinstance(error, TelegramNetworkError) and not isinstance(error, TelegramEntityTooLarge):
        left = not cannot_have_left(error.__cause__)
        return UnsureError(error.message) if left else UnsentError(error.message)
    return _refused(error)


def _refused(error: TelegramAPIError) -> UndeliveredError:
    why = error.message.casefold()
    if TOO_MANY in why:
        return TooFastError(1.0)
    if isinstance(error, TelegramBadRequest) and any(words in why for words in VANISHED):
        return VanishedError(why)
    if isinstance(error, TelegramMigrateToChat) or any(words in why for words in NOBODY):
        return GoneError(why)
    return RefusedError(why)
