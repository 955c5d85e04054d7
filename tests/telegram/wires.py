"""A wire with nobody at the other end: it keeps what is asked, and answers as it is told."""

from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from aiogram.methods import TelegramMethod
from aiogram.types import Chat, Message

from bot.telegram.wire import Wire
from tests.telegram.updates import DATE

T = TypeVar("T")

TOKEN = "7:a-token-for-tests-only"


class Recorded(Wire):
    """The next calls end as `endings` says, in their order: with an error, or well (None)."""

    def __init__(self, *endings: BaseException | None) -> None:
        super().__init__(TOKEN)
        self.asked: list[TelegramMethod[Any]] = []
        self.endings = list(endings)

    async def post(self, method: TelegramMethod[Any]) -> Any:
        return (await self.call(method)).model_dump()

    async def call(self, method: TelegramMethod[T]) -> T:
        self.asked.append(method)
        if self.endings and (error := self.endings.pop(0)):
            raise error
        number = 100 + len(self.asked)
        at = datetime.fromtimestamp(DATE, UTC)
        return cast(T, Message(message_id=number, date=at, chat=Chat(id=1, type="private")))
