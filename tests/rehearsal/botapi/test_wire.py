"""The Bot API byte by byte: bodies of every kind, and Telegram's answers to the letter."""

from collections.abc import AsyncIterator
from json import dumps
from typing import Any

import pytest
from aiohttp import ClientSession, FormData

from bot.rehearsal.botapi.pretend import Pretend, PretendPerson
from bot.rehearsal.botapi.process import BotApi


@pytest.fixture
async def line(botapi: BotApi) -> AsyncIterator[ClientSession]:
    async with ClientSession(f"{botapi.base}/bot{botapi.token}/") as session:
        yield session


async def answer(line: ClientSession, path: str, **body: Any) -> tuple[int, Any]:
    async with line.post(path, **body) as response:
        return response.status, await response.json()


def form(**fields: str) -> FormData:
    multipart = FormData(default_to_multipart=True)
    for name, value in fields.items():
        multipart.add_field(name, value)
    return multipart


async def test_a_body_may_be_of_any_kind(line: ClientSession, anna: PretendPerson) -> None:
    entities = [{"type": "bold", "offset": 0, "length": 4}]
    fields = {"chat_id": str(anna.id), "text": "Zorg & co", "entities": dumps(entities)}

    answers = [
        await answer(line, "sendMessage", params=fields),
        await answer(line, "sendMessage", data=fields),
        await answer(line, "sendMessage", data=form(**fields)),
        await answer(line, "sendMessage", json=fields | {"chat_id": anna.id, "entities": entities}),
    ]
    async with line.get("sendMessage", params=fields) as response:
        answers.append((response.status, await response.json()))

    told = [(status, body["result"]["text"]) for status, body in answers]
    assert told == [(200, "Zorg & co")] * 5
    assert [body["result"]["entities"] for _, body in answers] == [entities] * 5


async def test_a_method_is_known_in_any_case(line: ClientSession, outside: Pretend) -> None:
    status, body = await answer(line, "GETME")

    assert (status, body["result"]["username"]) == (200, "samenspel_bot")


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("bot1:TEST/geefKoffie", 404, "Not Found: method not found"),
        ("bot1:ANDERS/getMe", 401, "Unauthorized"),
        ("iets/anders", 404, "Not Found"),
        ("file/bot1:TEST/documents/file_9.docx", 404, "Not Found"),
    ],
)
async def test_a_wrong_address_is_answered_as_telegram_does(
    botapi: BotApi, path: str, status: int, description: str
) -> None:
    async with ClientSession() as session, session.get(f"{botapi.base}/{path}") as response:
        told = await response.json()

    assert response.status == status
    assert told == {"ok": False, "error_code": status, "description": description}


async def test_a_refusal_tells_what_can_be_done(line: ClientSession, anna: PretendPerson) -> None:
    await anna.pretend.freeze()
    await anna.pretend.limits(private=[1, 2.5])
    fields = {"chat_id": anna.id, "text": "Welkom"}
    await answer(line, "sendMessage", json=fields)

    assert await answer(line, "sendMessage", json=fields) == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 3",
            "parameters": {"retry_after": 3},
        },
    )


@pytest.mark.parametrize(
    ("body", "description"),
    [
        (b"[1]", "can't parse request: object expected in the body"),
        (b"{", "can't parse request: object expected in the body"),
        (b'{"text": "Welkom"}', "chat_id is empty"),
    ],
)
async def test_a_body_that_says_nothing_is_refused(
    line: ClientSession, outside: Pretend, body: bytes, description: str
) -> None:
    json = {"Content-Type": "application/json"}

    status, told = await answer(line, "sendMessage", data=body, headers=json)

    assert (status, told["description"]) == (400, f"Bad Request: {description}")


async def test_setting_a_webhook_says_what_was_done(line: ClientSession, outside: Pretend) -> None:
    url = {"url": "https://voorbeeld.nl/haak"}

    told = [
        await answer(line, "setWebhook", data=url),
        await answer(line, "deleteWebhook"),
        await answer(line, "deleteWebhook"),
    ]

    assert [body["description"] for _, body in told] == [
        "Webhook was set",
        "Webhook was deleted",
        "Webhook is already deleted",
    ]


async def test_half_an_emoji_is_refused(line: ClientSession, anna: PretendPerson) -> None:
    body = f'{{"chat_id": {anna.id}, "text": "Zorg \\ud83d"}}'.encode()

    status, told = await answer(
        line, "sendMessage", data=body, headers={"Content-Type": "application/json"}
    )

    assert (status, told["description"]) == (
        400, "Bad Request: strings must be encoded in UTF-8",
    )  # fmt: skip


async def test_a_control_verb_that_is_wrong_is_told_so(botapi: BotApi, outside: Pretend) -> None:
    statuses = []
    async with ClientSession() as session:
        for verb, body in (("dans", {}), ("say", {"user": 1}), ("say", {}), ("clock", [])):
            async with session.post(f"{botapi.control}/{verb}", json=body) as response:
                statuses.append((response.status, "error" in await response.json()))

    assert statuses == [(404, True), (409, True), (422, True), (422, True)]
