"""Things that go wrong on purpose, and what is left of them."""

from time import monotonic

import pytest

from bot.rehearsal.botapi.pretend import PretendPerson
from tests.rehearsal.botapi.clients import Client


async def test_a_call_is_refused_as_a_rule_says(client: Client, anna: PretendPerson) -> None:
    await anna.pretend.fault("sendMessage", status=400, description="Bad Request: niet nu")

    with client.refused() as refusal:
        await client.bot.send_message(anna.id, "Welkom")
    await anna.pretend.no_faults()
    await client.bot.send_message(anna.id, "Nog eens")

    assert refusal.told == ("bad request", "niet nu")
    assert [each["text"] for each in await anna.looks()] == ["Nog eens"]


async def test_too_many_requests_for_as_many_calls_as_wanted(
    client: Client, anna: PretendPerson
) -> None:
    await anna.pretend.fault("sendMessage", retry_after=7, times=2, skip=1)

    told = []
    for n in range(4):
        with client.refused() as refusal:
            await client.bot.send_message(anna.id, str(n))
        told.append(refusal.value)

    assert told == [None, 7, 7, None]
    assert [each["met"] for each in await anna.pretend.faults()] == [2]


async def test_a_rule_can_hold_for_one_chat(client: Client, anna: PretendPerson) -> None:
    bert = await anna.pretend.person("Bert")
    await bert.starts()
    await anna.pretend.fault(chat=bert.id, status=500)

    await client.bot.send_message(anna.id, "Welkom")
    with client.refused() as refusal:
        await client.bot.send_message(bert.id, "Welkom")

    assert refusal.kind in {"server", "network"}


@pytest.mark.parametrize(("when", "kept"), [("before", []), ("after", ["Welkom"])])
async def test_a_cut_line_leaves_what_had_happened(
    client: Client, anna: PretendPerson, when: str, kept: list[str]
) -> None:
    await anna.pretend.fault("sendMessage", drop=when, times=1)

    with client.refused() as refusal:
        await client.bot.send_message(anna.id, "Welkom")

    assert refusal.kind == "network"
    assert [each["text"] for each in await anna.looks()] == kept
    noted = (await anna.pretend.journal("sendMessage"))[0]
    assert (noted["applied"], noted["fault"]) == (bool(kept), "rule 1")


async def test_an_answer_can_be_slow(client: Client, anna: PretendPerson) -> None:
    await anna.pretend.fault("sendMessage", delay=0.3)

    began = monotonic()
    await client.bot.send_message(anna.id, "Welkom")

    assert monotonic() - began >= 0.3


async def test_a_gateway_that_is_down_speaks_no_json(client: Client, anna: PretendPerson) -> None:
    await anna.pretend.fault("getMe", status=502, body="<html>Bad Gateway</html>")

    raised = None
    try:
        await client.bot.get_me()
    except Exception as error:  # noqa: BLE001 -- aiogram reads it, PTB calls it the network
        raised = type(error).__name__

    assert raised in {"ClientDecodeError", "TelegramServerError", "NetworkError"}


async def test_chance_is_the_same_with_the_same_seed(client: Client, anna: PretendPerson) -> None:
    runs = []
    for _ in range(2):
        await anna.pretend.no_faults()
        await anna.pretend.fault("sendChatAction", probability=0.5, seed=7, status=400)
        told = []
        for _ in range(12):
            with client.refused() as refusal:
                await client.bot.send_chat_action(anna.id, "typing")
            told.append(refusal.kind)
        runs.append(told)

    assert runs[0] == runs[1]
    assert set(runs[0]) == {"none", "bad request"}


async def test_an_update_comes_twice(client: Client, anna: PretendPerson) -> None:
    await client.bot.delete_webhook(drop_pending_updates=True)
    await anna.pretend.fault("message", twice=True, times=1)
    await anna.says("een")
    await anna.says("twee")

    given = []
    offset = None
    for _ in range(4):
        page = await client.bot.get_updates(offset=offset, limit=1)
        given += [(each.update_id, each.message.text) for each in page]
        offset = max(number for number, _ in given) + 1

    assert [text for _, text in given] == ["een", "een", "twee"]
    assert given[0] == given[1]


async def test_a_dropped_page_of_updates_comes_again(client: Client, anna: PretendPerson) -> None:
    await anna.pretend.fault("getUpdates", drop="after", times=1)

    with client.refused() as refusal:
        await client.bot.get_updates()
    again = await client.bot.get_updates()

    assert refusal.kind == "network"
    assert [each.message.text for each in again] == ["/start"]


async def test_every_call_is_in_the_journal(client: Client, anna: PretendPerson) -> None:
    await client.bot.send_message(anna.id, "Welkom")
    with client.refused():
        await client.bot.send_message(404, "Welkom")

    good, bad = await anna.pretend.journal("sendMessage")

    assert (good["status"], good["applied"], good["parameters"]["text"]) == (200, True, "Welkom")
    assert good["answer"]["result"]["text"] == "Welkom"
    assert (bad["status"], bad["applied"]) == (400, False)
    assert bad["answer"]["description"] == "Bad Request: chat not found"
