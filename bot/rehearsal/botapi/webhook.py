"""setWebhook and its like, and the delivery: in order per queue, again until it was taken."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from json import JSONDecodeError, loads
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector
from telegram import WebhookInfo

from bot.rehearsal.botapi.clock import Clock
from bot.rehearsal.botapi.failures import WEBHOOK_SET, bad_request
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.polling import Polling
from bot.rehearsal.botapi.updates import Pending, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- a header's name
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)
CONNECTIONS = 40
MOST_CONNECTIONS = 100
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before an update is offered again; each pause is twice the one before."""
PATIENCE = ClientTimeout(total=60)
TAKEN = 2
"""The first digit of every answer that takes an update; a redirect does not."""

Busy = dict[str, asyncio.Task[None]]
"""What is being delivered now, by queue."""

Reply = Callable[[str, Mapping[str, Any]], Awaitable[object]]
"""Carries out a method that the bot put in its answer to the webhook."""


@dataclass(frozen=True)
class Hook:
    """Where updates are to go."""

    url: str
    secret: str
    connections: int


class Webhook:
    """A task per queue while there is something in it; a failed one pauses and goes on."""

    def __init__(self, clock: Clock, updates: Updates, polling: Polling, reply: Reply) -> None:
        self._clock = clock
        self._updates = updates
        self._polling = polling
        self._reply = reply
        self._hook: Hook | None = None
        self._delivery: asyncio.Task[None] | None = None
        self._last_error: tuple[float, str] | None = None

    def set(self, call: Parameters) -> tuple[bool, str]:
        url = call.text("url")
        if not url:
            return self.delete(call)
        hook = Hook(_checked(url), _secret(call), _connections(call))
        self._stop()
        self._prepare(call)
        self._polling.end(WEBHOOK_SET)
        self._hook, self._last_error = hook, None
        self._polling.webhook_is_set = True
        self._delivery = asyncio.create_task(self._deliver(hook))
        return True, "Webhook was set"

    def delete(self, call: Parameters) -> tuple[bool, str]:
        was_set = self._hook is not None
        self._stop()
        self._prepare(call)
        self._hook = None
        self._polling.webhook_is_set = False
        return True, "Webhook was deleted" if was_set else "Webhook is already deleted"

    def info(self) -> WebhookInfo:
        hook = self._hook or Hook("", "", 0)
        error = self._last_error or (None, None)
        date = None if error[0] is None else datetime.fromtimestamp(int(error[0]), UTC)
        return WebhookInfo(
            hook.url, has_custom_certificate=False, pending_update_count=self._updates.count(),
            last_error_date=date, last_error_message=error[1],
            max_connections=hook.connections or None,
            allowed_updates=self._updates.allowed or None,
            ip_address=urlsplit(hook.url).hostname if hook.url else None,
        )  # fmt: skip

    async def close(self) -> None:
        task = self._delivery
        self._stop()
        if task:
            with suppress(asyncio.CancelledError):
                await task

    def _prepare(self, call: Parameters) -> None:
        if call.flag("drop_pending_updates"):
            self._updates.drop()
        self._updates.allow(call.value("allowed_updates", "allowed updates"))

    def _stop(self) -> None:
        if self._delivery:
            self._delivery.cancel()
            self._delivery = None

    async def _deliver(self, hook: Hook) -> None:
        """Look which queues have something, whenever something comes or a queue is through."""
        busy: Busy = {}
        connector = TCPConnector(limit=hook.connections)
        async with ClientSession(connector=connector, timeout=PATIENCE) as session:
            try:
                while True:
                    for queue in self._updates.queues() - busy.keys():
                        busy[queue] = asyncio.create_task(self._empty(queue, hook, session))
                        busy[queue].add_done_callback(partial(self._through, busy, queue))
                    await self._updates.arrived.heard()
            finally:
                for task in list(busy.values()):
                    task.cancel()

    def _through(self, busy: Busy, queue: str, task: asyncio.Task[None]) -> None:
        del busy[queue]
        self._updates.arrived.ring()
        if not task.cancelled():
            task.result()

    async def _empty(self, queue: str, hook: Hook, session: ClientSession) -> None:
        """One after the other: the next goes when this one was taken, or is too old."""
        pause = FIRST_PAUSE
        while update := self._updates.head(queue):
            try:
                answered = await _post(session, hook, update)
            except _NotTakenError as failed:
                self._last_error = self._clock.now(), str(failed)
                await self._clock.until(self._clock.now() + (failed.retry_after or pause))
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            self._updates.taken(update)
            await self._reply_with(answered)

    async def _reply_with(self, answered: bytes) -> None:
        try:
            said = loads(answered)
        except (JSONDecodeError, UnicodeDecodeError):
            return
        if isinstance(said, dict) and isinstance(method := said.pop("method", None), str):
            await self._reply(method, said)


class _NotTakenError(Exception):
    """The bot did not say 2xx."""

    def __init__(self, reason: str, retry_after: float = 0) -> None:
        self.retry_after = retry_after
        super().__init__(reason)


async def _post(session: ClientSession, hook: Hook, update: Pending) -> bytes:
    headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
    try:
        async with session.post(
            hook.url, json=update.body, headers=headers, allow_redirects=False
        ) as response:
            answered = await response.read()
    except TimeoutError:
        raise _NotTakenError("Read timeout expired") from None
    except ClientError as error:
        reset = isinstance(error, ConnectionResetError)
        raise _NotTakenError("Connection reset by peer" if reset else _reason(error)) from None
    if response.status // 100 != TAKEN:
        after = response.headers.get("Retry-After", "0")
        raise _NotTakenError(
            f"Wrong response from the webhook: {response.status} {response.reason}",
            float(after) if after.isdigit() else 0,
        )
    return answered


def _reason(error: ClientError) -> str:
    refused = isinstance(getattr(error, "os_error", None), ConnectionRefusedError)
    return "Connection refused" if refused else "Connection closed"


def _checked(url: str) -> str:
    """Telegram wants HTTPS; on loopback we ask no certificate."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    return url


def _secret(call: Parameters) -> str:
    secret = call.text("secret_token")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


def _connections(call: Parameters) -> int:
    asked = call.number("max_connections") or CONNECTIONS
    return min(max(asked, 1), MOST_CONNECTIONS)
