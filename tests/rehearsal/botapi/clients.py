"""Two clients that read the Bot API each in its own way: every scenario runs with both."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from types import ModuleType
from typing import Any

import aiogram.types
import telegram
from aiogram import Bot, exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram import error

AIOGRAM_KINDS: Mapping[type[BaseException], str] = {
    exceptions.TelegramBadRequest: "bad request",
    exceptions.TelegramForbiddenError: "forbidden",
    exceptions.TelegramConflictError: "conflict",
    exceptions.TelegramUnauthorizedError: "unauthorized",
    exceptions.TelegramNotFound: "not found",
    exceptions.TelegramRetryAfter: "retry after",
    exceptions.TelegramMigrateToChat: "migrated",
    exceptions.TelegramServerError: "server",
    exceptions.TelegramNetworkError: "network",
}
PTB_KINDS: Mapping[type[BaseException], str] = {
    error.BadRequest: "bad request",
    error.Forbidden: "forbidden",
    error.Conflict: "conflict",
    error.InvalidToken: "unauthorized",
    error.EndPointNotFound: "not found",
    error.RetryAfter: "retry after",
    error.ChatMigrated: "migrated",
    error.NetworkError: "network",
}


@dataclass
class Refusal:
    """What a client made of an answer that says no."""

    kind: str = "none"
    text: str = ""
    value: int | None = None
    """The seconds to wait, or the number that a chat moved to."""

    @property
    def told(self) -> tuple[str, str]:
        return self.kind, self.text


@dataclass(frozen=True)
class Client:
    """A client as a test uses it: the methods and the objects are called the same in both."""

    bot: Any
    types: ModuleType
    kinds: Mapping[type[BaseException], str] = field(repr=False)

    @property
    def is_aiogram(self) -> bool:
        return self.types is aiogram.types

    @contextmanager
    def refused(self) -> Iterator[Refusal]:
        """What is done in here is refused; the refusal is filled in afterwards."""
        refusal = Refusal()
        try:
            yield refusal
        except tuple(self.kinds) as raised:
            refusal.kind = self.kinds[type(raised)]
            refusal.text = _words(raised)
            refusal.value = _value(raised)

    def keyboard(self, *rows: Mapping[str, str]) -> Any:
        """Each row says which label stands for which data."""
        button = self.types.InlineKeyboardButton
        made = [[button(text=k, callback_data=v) for k, v in row.items()] for row in rows]
        return self.types.InlineKeyboardMarkup(inline_keyboard=made)

    def file(self, content: bytes, name: str) -> Any:
        if self.is_aiogram:
            return aiogram.types.BufferedInputFile(content, name)
        return telegram.InputFile(content, name)

    async def download(self, path: str) -> bytes:
        if self.is_aiogram:
            into = BytesIO()
            await self.bot.download_file(path, into)
            return into.getvalue()
        named = telegram.File("", "", file_path=f"{self.bot.base_file_url}/{path}")
        named.set_bot(self.bot)
        return bytes(await named.download_as_bytearray())

    async def path_of(self, file_id: str) -> str:
        """Where a file lies, without what PTB puts before it."""
        told = (await self.bot.get_file(file_id)).file_path
        return str(told).removeprefix(f"{getattr(self.bot, 'base_file_url', '')}/")


@asynccontextmanager
async def aiogram_client(base: str, token: str) -> AsyncIterator[Client]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    async with Bot(token, session=session) as bot:
        yield Client(bot, aiogram.types, AIOGRAM_KINDS)


@asynccontextmanager
async def ptb_client(base: str, token: str) -> AsyncIterator[Client]:
    bot: telegram.Bot = telegram.Bot(
        token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot"
    )
    async with bot:
        yield Client(bot, telegram, PTB_KINDS)


CLIENTS = {"aiogram": aiogram_client, "python-telegram-bot": ptb_client}


def entities_of(message: Any) -> list[tuple[str, int, int]]:
    return [(str(e.type), e.offset, e.length) for e in message.entities or ()]


def labels_of(message: Any) -> list[list[str]]:
    markup = message.reply_markup
    return [[each.text for each in row] for row in markup.inline_keyboard] if markup else []


def _words(raised: BaseException) -> str:
    """Telegram's sentence, without the word before it and in small letters, as PTB has it."""
    words = str(getattr(raised, "message", raised)).lower()
    for before in ("bad request: ", "forbidden: ", "conflict: "):
        words = words.removeprefix(before)
    return words


def _value(raised: BaseException) -> int | None:
    names = ("retry_after", "migrate_to_chat_id", "new_chat_id")
    found = next((getattr(raised, name) for name in names if hasattr(raised, name)), None)
    return int(found.total_seconds()) if isinstance(found, timedelta) else found
