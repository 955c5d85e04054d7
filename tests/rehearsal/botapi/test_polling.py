"""getUpdates: what is given out, what is acknowledged, and who may ask."""

import asyncio
import itertools
from time import monotonic
from typing import Any

from bot.rehearsal.botapi.pretend import Pretend, PretendPerson
from tests.rehearsal.botapi.clients import Client


def texts(updates: Any) -> list[str]:
    return [each.message.text for each in updates]


async def test_updates_stay_until_an_offset_acknowledges_them(
    client: Client, anna: PretendPerson
) -> None:
    await anna.says("een")
    await anna.says("twee")

    first = await client.bot.get_updates(limit=2)
    again = await client.bot.get_updates(limit=2)
    rest = await client.bot.get_updates(offset=first[-1].update_id + 1)

    assert texts(first) == texts(again) == ["/start", "een"]
    assert [each.update_id for each in first] == [each.update_id for each in again]
    assert texts(rest) == ["twee"]
    assert await anna.pretend.pending() == 1


async def test_updates_are_numbered_one_by_one(client: Client, anna: PretendPerson) -> None:
    numbers = [await anna.says(str(n)) for n in range(3)]

    given = [each.update_id for each in await client.bot.get_updates()]

    assert given[1:] == numbers
    assert [b - a for a, b in itertools.pairwise(given)] == [1, 1, 1]


async def test_at_most_a_hundred_at_a_time(client: Client, anna: PretendPerson) -> None:
    for n in range(103):
        await anna.says(str(n))

    assert len(await client.bot.get_updates()) == 100
    assert len(await client.bot.get_updates(limit=500)) == 100
    assert len(await client.bot.get_updates(limit=0)) == 1


async def test_a_negative_offset_forgets_all_but_the_last(
    client: Client, anna: PretendPerson
) -> None:
    for words in ("een", "twee", "drie"):
        await anna.says(words)

    assert texts(await client.bot.get_updates(offset=-2)) == ["twee", "drie"]
    assert await anna.pretend.pending() == 2


async def test_whoever_waits_is_woken_at_once(client: Client, anna: PretendPerson) -> None:
    await client.bot.get_updates(offset=-1)
    last = (await client.bot.get_updates())[-1].update_id
    waiting = asyncio.create_task(client.bot.get_updates(offset=last + 1, timeout=50))
    await asyncio.sleep(0.5)

    began = monotonic()
    await anna.says("hallo")
    given = await waiting

    assert texts(given) == ["hallo"]
    assert monotonic() - began < 40  # not the fifty seconds that it might have waited


async def test_waiting_ends_with_nothing(client: Client, outside: Pretend) -> None:
    began = monotonic()

    assert list(await client.bot.get_updates(timeout=1)) == []
    assert monotonic() - began >= 1


async def test_only_the_kinds_that_were_asked_for_are_kept(
    client: Client, anna: PretendPerson
) -> None:
    await client.bot.get_updates(offset=-1, allowed_updates=["message"])

    await anna.edits(1, "/start opnieuw")
    await anna.says("een")
    unchanged = await client.bot.get_updates()
    await client.bot.get_updates(allowed_updates=["edited_message"])
    await anna.edits(1, "/start nogmaals")
    await anna.says("twee")

    assert texts(unchanged) == ["/start", "een"]
    newest = (await client.bot.get_updates(offset=-1))[0]
    assert newest.edited_message.text == "/start nogmaals"


async def test_a_second_poller_sends_the_first_away(
    client: Client, twin: Client, anna: PretendPerson
) -> None:
    await client.bot.get_updates(offset=-1)
    last = (await client.bot.get_updates())[-1].update_id

    async def first() -> str:
        with client.refused() as refusal:
            await client.bot.get_updates(offset=last + 1, timeout=50)
        return f"{refusal.kind}: {refusal.text}"

    waiting = asyncio.create_task(first())
    await asyncio.sleep(0.5)
    second = asyncio.create_task(twin.bot.get_updates(offset=last + 1, timeout=50))
    told = await waiting
    await anna.says("hallo")

    assert told == (
        "conflict: terminated by other getupdates request;"
        " make sure that only one bot instance is running"
    )
    assert texts(await second) == ["hallo"]


async def test_nobody_polls_while_a_webhook_is_set(client: Client, outside: Pretend) -> None:
    await client.bot.set_webhook("https://voorbeeld.nl/haak")

    with client.refused() as refusal:
        await client.bot.get_updates()
    await client.bot.delete_webhook()

    assert refusal.told == (
        "conflict",
        (
            "can't use getupdates method while webhook is active;"
            " use deletewebhook to delete the webhook first"
        ),
    )
    assert list(await client.bot.get_updates()) == []


async def test_setting_a_webhook_sends_the_poller_away(client: Client, outside: Pretend) -> None:
    async def polls() -> str:
        with client.refused() as refusal:
            await client.bot.get_updates(timeout=50)
        return refusal.text

    waiting = asyncio.create_task(polls())
    await asyncio.sleep(0.5)
    await client.bot.set_webhook("https://voorbeeld.nl/haak")

    assert await waiting == "terminated by setwebhook request"
    await client.bot.delete_webhook()


async def test_pending_updates_can_be_dropped(client: Client, anna: PretendPerson) -> None:
    await client.bot.delete_webhook(drop_pending_updates=True)

    assert list(await client.bot.get_updates()) == []
    assert await anna.pretend.pending() == 0


async def test_an_update_that_cannot_be_decoded_comes_as_it_is(
    client: Client, anna: PretendPerson
) -> None:
    await anna.pretend.raw({"message": {"message_id": "een", "chat": 3}})
    await anna.says("en verder")

    raised = None
    try:
        await client.bot.get_updates(offset=-2)
    except Exception as error:  # noqa: BLE001 -- each client fails in its own way
        raised = error

    assert raised is not None
    assert texts(await client.bot.get_updates(offset=-1)) == ["en verder"]
