"""The wire to the Bot API: aiogram's calls, and updates as they come, each to be read alone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiohttp import ClientConnectorError, ClientError, ClientTimeout, ConnectionTimeoutError

from bot.telegram.webhook import is_number

T = TypeVar("T")

OFFICIAL = "https://api.telegram.org"

CALL_WITHIN = 20
"""Seconds that Telegram gets for one call."""

CONNECT_WITHIN = 10
"""Seconds of it for the connection: what fails by then cannot have left, and is sent again."""

JSON = {"Content-Type": "application/json"}

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update that we ask for; whatever else comes is told to the log and left."""


class WireError(Exception):
    """The Bot API could not be asked, or said no: `status` 0 is no answer at all."""

    def __init__(self, status: int, why: str, retry_after: float = 0.0) -> None:
        super().__init__(f"{status}: {why}")
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Update:
    """One update as it came: its number, and the whole as JSON text."""

    number: int
    body: str


class Wire:
    """One bot at one Bot API server."""

    def __init__(self, token: str, base: str = "") -> None:
        server = TelegramAPIServer.from_base(base or OFFICIAL)
        self.session = AiohttpSession(api=server)
        self.bot = Bot(token, session=self.session)

    async def call(self, method: TelegramMethod[T]) -> T:
        """Call a method; raise what aiogram makes of a refusal."""
        within = ClientTimeout(total=CALL_WITHIN, connect=CONNECT_WITHIN)
        return await self.bot(method, request_timeout=cast(int, within))  # aiohttp takes either

    async def post(self, method: TelegramMethod[Any]) -> Any:
        """Call a method without files, as JSON; return what its answer holds as `result`.

        Refusals are told as in `call`. A form with each part apart and an answer read as objects
        take longer than everything else that an update costs.
        """
        body = json.dumps(
            method.model_dump(mode="json", exclude_unset=True, exclude_none=True)
        ).encode()
        limits = ClientTimeout(total=CALL_WITHIN, connect=CONNECT_WITHIN)
        try:
            status, content = await self._post(method.__api_method__, body, limits)
        except (ClientError, TimeoutError) as error:
            raise TelegramNetworkError(method, type(error).__name__) from error
        answer = read_answer(content)
        if not answer.get("ok"):
            self.session.check_response(self.bot, method, status, content.decode(errors="replace"))
        return answer.get("result")

    async def updates(self, offset: int, patience: int) -> list[Update]:
        """Wait for updates from this number on; what comes before it is done with over there.

        The answer is not read as objects: one that nobody can read must not stop the others.
        """
        asked = {"offset": offset, "timeout": patience, "allowed_updates": ALLOWED}
        found = await self._ask("getUpdates", asked, patience + CALL_WITHIN)
        return numbered(found if isinstance(found, list) else [])

    async def _ask(self, method: str, parameters: dict[str, Any], within: float) -> Any:
        limits = ClientTimeout(total=within, connect=CONNECT_WITHIN)
        try:
            status, content = await self._post(method, json.dumps(parameters).encode(), limits)
            answer = json.loads(content)
        except (ClientError, TimeoutError, ValueError) as error:
            raise WireError(0, type(error).__name__) from None
        if not isinstance(answer, dict):
            raise WireError(status, "not an object")
        if not answer.get("ok"):
            wait = (answer.get("parameters") or {}).get("retry_after", 0)
            raise WireError(status, str(answer.get("description", "")), float(wait))
        return answer.get("result")

    async def _post(self, method: str, body: bytes, limits: ClientTimeout) -> tuple[int, bytes]:
        session = await self.session.create_session()
        url = self.session.api.api_url(self.bot.token, method)
        async with session.post(url, data=body, headers=JSON, timeout=limits) as response:
            return response.status, await response.read()

    async def close(self) -> None:
        await self.session.close()


def read_answer(content: bytes) -> dict[str, Any]:
    """The answer as an object; an empty one for whatever is none."""
    try:
        answer = json.loads(content)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def numbered(found: Sequence[Any]) -> list[Update]:
    """Updates that carry a number; what has none cannot be told apart, nor acknowledged.

    As ASCII: half a character in one of them must not keep the whole batch from the disk.
    """
    return [
        Update(each["update_id"], json.dumps(each))
        for each in found
        if isinstance(each, dict) and is_number(each.get("update_id"))
    ]


def cannot_have_left(error: BaseException | None) -> bool:
    """Whether there was not even a connection, so that nothing can have been sent."""
    return isinstance(error, ClientConnectorError | ConnectionTimeoutError)
