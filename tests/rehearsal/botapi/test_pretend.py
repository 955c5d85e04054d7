"""People with a phone in their hand: what they see, and what they cannot do."""

import asyncio
from time import monotonic

import pytest
from aiogram.utils.web_app import safe_parse_webapp_init_data

from bot.rehearsal.botapi.pretend import Pretend, PretendPerson, UnableError
from tests.rehearsal.botapi.clients import Client


async def test_she_sees_only_what_is_new(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_message(anna.id, "een")
    await client.bot.send_message(anna.id, "twee")
    first = await anna.looks()
    await client.bot.edit_message_text("een!", chat_id=anna.id, message_id=sent.message_id)

    assert [each["text"] for each in first] == ["een", "twee"]
    assert [each["text"] for each in await anna.looks()] == ["een!"]
    assert await anna.looks() == []
    assert [each["text"] for each in await anna.screen()] == ["/start", "een!", "twee"]


async def test_she_waits_for_what_comes(client: Client, anna: PretendPerson) -> None:
    waiting = asyncio.create_task(anna.waits_for("Vraag 2"))
    await client.bot.send_message(anna.id, "Vraag 1")
    await client.bot.send_message(anna.id, "Vraag 2: waarom?")

    assert (await waiting)["text"] == "Vraag 2: waarom?"


async def test_she_can_wait_for_what_is_newer(client: Client, anna: PretendPerson) -> None:
    place = await client.bot.send_message(anna.id, "1 antwoord")
    await anna.looks()

    with pytest.raises(TimeoutError):
        await anna.waits_for("antwoord", within=0.1, after=anna.revision)
    before = anna.revision
    await client.bot.edit_message_text("2 antwoorden", chat_id=anna.id, message_id=place.message_id)

    assert (await anna.waits_for("antwoord", after=before))["text"] == "2 antwoorden"


async def test_waiting_for_what_does_not_come_ends(anna: PretendPerson) -> None:
    with pytest.raises(TimeoutError):
        await anna.waits_for("Vraag 2", within=0.1)


async def test_everybody_is_followed_at_once(client: Client, outside: Pretend) -> None:
    people = [await outside.person(f"Buur {n}") for n in range(3)]
    for each in people:
        await each.starts()
    since = (await outside.changes())["revision"]

    for each in people:
        await client.bot.send_message(each.id, f"Welkom {each.first_name}")
    told = await outside.changes(since)

    assert [(each["chat"], each["text"]) for each in told["messages"]] == [
        (each.id, f"Welkom {each.first_name}") for each in people
    ]
    assert told["revision"] == since + 3


async def test_who_follows_everybody_is_woken(client: Client, anna: PretendPerson) -> None:
    since = (await anna.pretend.changes())["revision"]
    waiting = asyncio.create_task(anna.pretend.changes(since, within=30))
    await asyncio.sleep(0.1)
    began = monotonic()

    await client.bot.send_message(anna.id, "Welkom")

    assert [each["text"] for each in (await waiting)["messages"]] == ["Welkom"]
    assert monotonic() - began < 25


async def test_the_newest_of_two_equal_buttons_is_pressed(
    client: Client, anna: PretendPerson
) -> None:
    old = await client.bot.send_message(anna.id, "1", reply_markup=client.keyboard({"Ja": "1"}))
    await client.bot.send_message(anna.id, "2", reply_markup=client.keyboard({"Ja": "2"}))

    await anna.presses("Ja")
    await anna.presses("Ja", message=old.message_id)

    updates = await client.bot.get_updates()
    assert [each.callback_query.data for each in updates if each.callback_query] == ["2", "1"]


async def test_a_button_of_a_deleted_message_is_gone(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_message(anna.id, "Kies", reply_markup=client.keyboard({"Ja": "1"}))
    await client.bot.delete_message(anna.id, sent.message_id)

    with pytest.raises(UnableError, match="no such button: Ja"):
        await anna.presses("Ja", message=sent.message_id)


async def test_nobody_edits_what_the_bot_said(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_message(anna.id, "Welkom")

    with pytest.raises(UnableError, match="only one's own messages"):
        await anna.edits(sent.message_id, "Dag")
    with pytest.raises(UnableError, match="cannot send a hologram"):
        await anna.sends("hologram")


async def test_a_mini_app_learns_who_opened_it(anna: PretendPerson) -> None:
    told = safe_parse_webapp_init_data("1:TEST", await anna.init_data("123-456"))

    assert told.user is not None
    assert (told.user.id, told.user.first_name, told.start_param) == (anna.id, "Anna", "123-456")
    with pytest.raises(ValueError, match="Invalid init data signature"):
        safe_parse_webapp_init_data("1:ANDERS", await anna.init_data())


async def test_everything_can_begin_anew(client: Client, anna: PretendPerson) -> None:
    await anna.pretend.fault("sendMessage", status=500)
    await anna.pretend.advance(3_600)

    await anna.pretend.ask("reset")
    with client.refused() as refusal:
        await client.bot.send_message(anna.id, "Welkom")

    assert refusal.told == ("bad request", "chat not found")
    assert await anna.pretend.pending() == 0
    assert await anna.pretend.faults() == []
