"""Delivery to a webhook: where to, in which order, and again until it is taken."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.rehearsal.botapi.pretend import Pretend, PretendPerson
from tests.rehearsal.botapi.clients import Client

SECRET = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Receiver:
    """A web server that takes updates, or says what it is told to say."""

    url: str = ""
    status: int = 200
    reply: Any = None
    slow: float = 0.0
    taken: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    tried: int = 0
    at_once: int = 0
    most_at_once: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.tried += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.slow)
        self.at_once -= 1
        self.secrets.append(request.headers.get(SECRET))
        if self.status == 200:
            self.taken.append(update)
        self._news.set()
        return web.json_response(self.reply, status=self.status)

    async def until(self, tried: int) -> None:
        async with asyncio.timeout(60):
            while self.tried < tried or self.at_once:
                await self._news.wait()
                self._news.clear()

    @property
    def texts(self) -> list[str]:
        return [each["message"]["text"] for each in self.taken if "message" in each]


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/haak", receiver.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/haak"
    yield receiver
    await runner.cleanup()


@pytest.fixture
async def receiver(client: Client) -> AsyncIterator[Receiver]:
    async with receiving() as made:
        yield made
        await client.bot.delete_webhook()


async def complaint(client: Client) -> Any:
    """What is known of the webhook, once the stand-in noted what went wrong there."""
    async with asyncio.timeout(60):
        while not (info := await client.bot.get_webhook_info()).last_error_message:  # noqa: ASYNC110 -- it has no bell for this
            await asyncio.sleep(0.02)
    return info


async def test_updates_arrive_with_the_secret(
    client: Client, anna: PretendPerson, receiver: Receiver
) -> None:
    await client.bot.set_webhook(receiver.url, secret_token="Geheim_1-a")
    await anna.says("hallo")
    await receiver.until(2)

    assert receiver.texts == ["/start", "hallo"]
    assert receiver.secrets == ["Geheim_1-a"] * 2
    assert await anna.pretend.pending() == 0


async def test_what_was_set_can_be_asked(
    client: Client, outside: Pretend, receiver: Receiver
) -> None:
    await client.bot.set_webhook(
        receiver.url, max_connections=3, allowed_updates=["message", "callback_query"]
    )

    info = await client.bot.get_webhook_info()

    assert (info.url, info.max_connections) == (receiver.url, 3)
    assert list(info.allowed_updates) == ["message", "callback_query"]
    assert (info.pending_update_count, info.last_error_message) == (0, None)


async def test_a_refused_update_comes_again_before_the_next(
    client: Client, anna: PretendPerson, receiver: Receiver
) -> None:
    receiver.status = 500
    await client.bot.set_webhook(receiver.url)
    await anna.says("hallo")
    await receiver.until(1)

    info = await complaint(client)
    receiver.status = 200
    await anna.pretend.advance(1.5)
    await receiver.until(3)

    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert info.pending_update_count == 2
    assert receiver.texts == ["/start", "hallo"]


async def test_pauses_grow_while_it_is_refused(
    client: Client, anna: PretendPerson, receiver: Receiver
) -> None:
    receiver.status = 503
    await anna.pretend.freeze()
    await client.bot.set_webhook(receiver.url)
    await receiver.until(1)

    tries = []
    for seconds, comes in ((0.9, 1), (0.2, 2), (1.8, 2), (0.3, 3)):
        await anna.pretend.advance(seconds)
        await receiver.until(comes)
        await asyncio.sleep(0.15)  # in which no other comes
        tries.append(receiver.tried)

    assert tries == [1, 2, 2, 3]


async def test_a_redirect_takes_nothing(
    client: Client, anna: PretendPerson, receiver: Receiver
) -> None:
    receiver.status = 302
    await client.bot.set_webhook(receiver.url)
    await receiver.until(1)

    info = await complaint(client)

    assert info.last_error_message == "Wrong response from the webhook: 302 Found"
    assert await anna.pretend.pending() == 1


async def test_nobody_home_is_told_as_such(client: Client, anna: PretendPerson) -> None:
    async with receiving() as gone:
        url = gone.url
    await client.bot.set_webhook(url)

    info = await complaint(client)
    await client.bot.delete_webhook()

    assert info.last_error_message == "Connection refused"
    assert info.pending_update_count == 1


async def test_one_chat_waits_for_itself_and_not_for_others(
    client: Client, anna: PretendPerson, receiver: Receiver
) -> None:
    bert = await anna.pretend.person("Bert")
    receiver.slow = 0.2
    await client.bot.set_webhook(receiver.url)
    await bert.starts()
    await anna.says("hallo")
    await receiver.until(3)

    assert receiver.most_at_once == 2
    mine = [e["message"]["text"] for e in receiver.taken if e["message"]["chat"]["id"] == anna.id]
    assert mine == ["/start", "hallo"]


async def test_no_more_connections_than_allowed(
    client: Client, outside: Pretend, receiver: Receiver
) -> None:
    receiver.slow = 0.1
    await client.bot.set_webhook(receiver.url, max_connections=1)
    for name in ("Anna", "Bert", "Chris"):
        await (await outside.person(name)).starts()
    await receiver.until(3)

    assert receiver.most_at_once == 1


async def test_a_method_in_the_answer_is_carried_out(
    client: Client, anna: PretendPerson, receiver: Receiver
) -> None:
    receiver.reply = {"method": "sendMessage", "chat_id": anna.id, "text": "Welkom"}
    await client.bot.set_webhook(receiver.url)

    seen = await anna.waits_for("Welkom")

    assert seen["by_bot"] is True


async def test_an_update_that_is_to_come_twice_does(
    client: Client, anna: PretendPerson, receiver: Receiver
) -> None:
    await anna.pretend.fault("message", twice=True, times=1)
    await client.bot.set_webhook(receiver.url, drop_pending_updates=True)
    await anna.says("een")
    await anna.says("twee")
    await receiver.until(3)

    numbers = [each["update_id"] for each in receiver.taken]
    assert receiver.texts == ["een", "een", "twee"]
    assert numbers[0] == numbers[1] < numbers[2]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"url": "http://voorbeeld.nl"}, "bad webhook: an https url must be provided for webhook"),
        (
            {"url": "https://voorbeeld.nl", "secret_token": "met spatie"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_wrong_webhook_is_refused(
    client: Client, outside: Pretend, asked: dict[str, str], reason: str
) -> None:
    with client.refused() as refusal:
        await client.bot.set_webhook(**asked)

    assert refusal.told == ("bad request", reason)
    assert (await client.bot.get_webhook_info()).url == ""
