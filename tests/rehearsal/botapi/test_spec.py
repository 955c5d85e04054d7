"""Calls held against the machine-readable Bot API."""

from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.rehearsal.botapi.methods import METHODS
from bot.rehearsal.botapi.parameters import Parameters, Upload
from bot.rehearsal.botapi.pretend import PretendPerson
from bot.rehearsal.botapi.process import BotApi
from bot.rehearsal.botapi.service import DELIVERY
from bot.rehearsal.botapi.spec import Spec

BUTTON = "reply_markup.inline_keyboard[0][0]"
KEYBOARD = '{"inline_keyboard": [[{"text": "Zorg", "callback_data": "z", "kleur": "rood"}]]}'


@pytest.fixture(scope="module")
def spec(document: Path) -> Spec:
    return Spec.read(document)


@pytest.mark.parametrize(
    ("method", "given", "wrong"),
    [
        ("sendMessage", {"chat_id": "1", "text": "Welkom"}, []),
        ("sendMessage", {"chat_id": 1, "text": "Welkom", "disable_notification": True}, []),
        ("sendMessage", {"chat_id": "@nieuws", "text": "1"}, []),
        ("sendMessage", {"chat_id": 1.5}, ["sendMessage.chat_id: 1.5 is no Integer"]),
        ("sendMessage", {"tekst": "Welkom"}, ["sendMessage: unknown parameter tekst"]),
        (
            "sendMessage",
            {"disable_notification": "misschien"},
            ["sendMessage.disable_notification: 'misschien' is no Boolean"],
        ),
        (
            "editMessageText",
            {"reply_markup": KEYBOARD},
            [f"editMessageText.{BUTTON}: InlineKeyboardButton has no kleur"],
        ),
        ("sendPoll", {"options": '["Ja", "Nee"]'}, []),
        ("sendPoll", {"options": [{"text": "Ja"}]}, []),
        ("sendPoll", {"options": [1]}, ["sendPoll.options[0]: 1 is no InputPollOption"]),
        ("geefKoffie", {}, ["geefKoffie: no such method"]),
    ],
)
def test_a_request_is_held_against_it(
    spec: Spec, method: str, given: dict[str, Any], wrong: list[str]
) -> None:
    assert spec.check_request(method, Parameters(given)) == wrong


def test_a_file_counts_as_its_parameter(spec: Spec) -> None:
    upload = Upload("verslag.docx", "application/octet-stream", b"x")

    attached = Parameters({"chat_id": "1", "document": "attach://verslag"}, {"verslag": upload})
    named = Parameters({"chat_id": "1"}, {"document": upload})
    lost = Parameters({"chat_id": "1"}, {"verslag": upload})

    assert spec.check_request("sendDocument", attached) == []
    assert (spec.check_request("sendDocument", named), spec.missing("sendDocument", named)) == (
        [],
        [],
    )
    assert spec.check_request("sendDocument", lost) == ["sendDocument: unknown parameter verslag"]
    assert spec.missing("sendDocument", lost) == ["sendDocument: document is missing"]


@pytest.mark.parametrize(
    ("method", "result", "wrong"),
    [
        ("answerCallbackQuery", True, []),
        ("answerCallbackQuery", 1, ["answerCallbackQuery: 1 is no Boolean"]),
        ("getMe", {"id": 1, "is_bot": True}, ["getMe: User without first_name"]),
        (
            "getUpdates",
            [{"update_id": True}],
            ["getUpdates[0].update_id: True is no Integer"],
        ),
        (
            "getUpdates",
            [{"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 1}}}],
            ["getUpdates[0].message.chat: Chat without type"],
        ),
    ],
)
def test_an_answer_is_held_against_it(
    spec: Spec, method: str, result: Any, wrong: list[str]
) -> None:
    assert spec.check_answer(method, result) == wrong


def test_every_method_of_ours_exists(spec: Spec) -> None:
    unknown = {name for name in (*METHODS, *DELIVERY) if spec.check_request(name, Parameters())}

    assert unknown == set()


async def test_a_violation_is_answered_and_noted(
    document: Path, botapi: BotApi, anna: PretendPerson
) -> None:
    call = {"chat_id": anna.id, "text": "Welkom", "tekst": "Welkom"}
    async with (
        ClientSession() as session,
        session.post(f"{botapi.base}/bot{botapi.token}/sendMessage", json=call) as response,
    ):
        told = await response.json()

    noted = (await anna.pretend.journal("sendMessage"))[0]
    violations = await anna.pretend.violations()
    await anna.pretend.ask("clear_journal")
    assert (response.status, noted["applied"]) == (500, False)
    assert violations == noted["violations"] == ["sendMessage: unknown parameter tekst"]
    assert told["description"].endswith(
        "not as the Bot API is specified: sendMessage: unknown parameter tekst"
    )
    assert await anna.looks() == []
