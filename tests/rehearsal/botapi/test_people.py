"""Whom the bot can reach, what people send it, and chats that are not private."""

from typing import Any

import pytest

from bot.rehearsal.botapi.pretend import Pretend, PretendPerson
from tests.rehearsal.botapi.clients import Client


async def newest(client: Client) -> Any:
    return (await client.bot.get_updates(offset=-1))[0]


async def test_a_deep_link_brings_its_code(client: Client, outside: Pretend) -> None:
    bert = await outside.person("Bert", last_name="de Vries", username="bert", language_code="nl")

    await bert.starts("123-456")

    message = (await newest(client)).message
    assert (message.text, message.chat.type) == ("/start 123-456", "private")
    who = message.from_user
    assert (who.first_name, who.last_name, who.username, who.language_code) == (
        "Bert", "de Vries", "bert", "nl",
    )  # fmt: skip


async def test_nobody_is_spoken_to_before_they_start(client: Client, outside: Pretend) -> None:
    bert = await outside.person("Bert")

    told = []
    for number in (bert.id, 404):
        with client.refused() as refusal:
            await client.bot.send_message(number, "Welkom")
        told.append(refusal.told)

    assert told == [
        ("forbidden", "bot can't initiate conversation with a user"),
        ("bad request", "chat not found"),
    ]


async def test_whoever_blocks_the_bot_is_out_of_reach_until_they_come_back(
    client: Client, anna: PretendPerson
) -> None:
    await anna.blocks()
    left = (await newest(client)).my_chat_member
    with client.refused() as refusal:
        await client.bot.send_message(anna.id, "Bent u er nog?")
    await anna.starts()
    returned, started = (await client.bot.get_updates())[-2:]

    assert (left.old_chat_member.status, left.new_chat_member.status) == ("member", "kicked")
    assert refusal.told == ("forbidden", "bot was blocked by the user")
    assert returned.my_chat_member.new_chat_member.status == "member"
    assert started.message.text == "/start"
    assert await client.bot.send_message(anna.id, "Welkom terug")


async def test_an_account_that_is_gone(client: Client, anna: PretendPerson) -> None:
    await anna.leaves_telegram()

    with client.refused() as refusal:
        await client.bot.send_message(anna.id, "Bent u er nog?")

    assert refusal.told == ("forbidden", "user is deactivated")


@pytest.mark.parametrize("kind", ["sticker", "voice", "document", "location", "contact", "dice"])
async def test_other_things_than_words_arrive(
    client: Client, anna: PretendPerson, kind: str
) -> None:
    await anna.sends(kind, b"inhoud")

    message = (await newest(client)).message
    assert getattr(message, kind) is not None
    assert message.text is None


@pytest.mark.parametrize("kind", ["forwarded", "forwarded_poll"])
async def test_what_is_forwarded_says_where_it_came_from(
    client: Client, anna: PretendPerson, kind: str
) -> None:
    await anna.sends(kind)

    message = (await newest(client)).message
    assert message.forward_origin.sender_user_name == "Kees"
    assert (message.poll is not None) is (kind == "forwarded_poll")


async def test_edited_words_come_as_such(client: Client, anna: PretendPerson) -> None:
    await anna.says("Zorg dichtbij huis")
    number = (await newest(client)).message.message_id

    await anna.edits(number, "Zorg dichtbij")

    edited = (await newest(client)).edited_message
    assert (edited.message_id, edited.text) == (number, "Zorg dichtbij")


async def test_an_inline_query_arrives(client: Client, anna: PretendPerson) -> None:
    await anna.asks_inline("woonzorgvisie")

    query = (await newest(client)).inline_query
    assert (query.from_user.id, query.query) == (anna.id, "woonzorgvisie")


async def test_a_group_has_its_own_number_and_everybody_hears(
    client: Client, anna: PretendPerson
) -> None:
    group = await anna.pretend.group("De tafel", anna)
    added = (await newest(client)).my_chat_member
    await anna.says("/vraag iets", chat=group)
    said = (await newest(client)).message
    await client.bot.send_message(group, "Liever in een eigen gesprek")

    assert (added.chat.type, added.new_chat_member.status) == ("group", "member")
    assert group < 0
    assert (said.chat.id, said.from_user.id) == (group, anna.id)
    heard = (await anna.pretend.chat(group))["messages"]
    assert [each["text"] for each in heard] == ["/vraag iets", "Liever in een eigen gesprek"]


async def test_a_group_that_moves_tells_where_to(client: Client, anna: PretendPerson) -> None:
    group = await anna.pretend.group("De tafel", anna)

    moved = (await anna.pretend.ask("migrate", chat=group, user=anna.id))["chat"]
    there, here = (await client.bot.get_updates())[-2:]
    with client.refused() as refusal:
        await client.bot.send_message(group, "Bent u er nog?")

    assert (there.message.chat.id, there.message.migrate_to_chat_id) == (group, moved)
    assert (here.message.chat.id, here.message.migrate_from_chat_id) == (moved, group)
    assert (refusal.kind, refusal.value) == ("migrated", moved)
    assert await client.bot.send_message(moved, "Daar bent u")


async def test_a_bot_that_was_sent_away_cannot_speak(client: Client, anna: PretendPerson) -> None:
    group = await anna.pretend.group("De tafel", anna, kind="supergroup")

    await anna.pretend.ask("kick", chat=group, user=anna.id)
    with client.refused() as refusal:
        await client.bot.send_message(group, "Hallo")

    assert (await newest(client)).my_chat_member.new_chat_member.status == "left"
    assert refusal.told == ("forbidden", "bot was kicked from the supergroup chat")


async def test_a_post_in_a_channel_has_no_sender(client: Client, anna: PretendPerson) -> None:
    channel = await anna.pretend.group("Nieuws", anna, kind="channel", username="nieuws")
    added = (await newest(client)).my_chat_member

    await anna.says("Nieuwe bijeenkomst", chat=channel)
    post = (await newest(client)).channel_post
    await anna.edits(post.message_id, "Andere bijeenkomst", chat=channel)
    edited = (await newest(client)).edited_channel_post
    sent = await client.bot.send_message("@nieuws", "Welkom")

    assert added.new_chat_member.status == "administrator"
    assert (post.from_user, post.sender_chat.id, post.text) == (
        None, channel, "Nieuwe bijeenkomst",
    )  # fmt: skip
    assert edited.text == "Andere bijeenkomst"
    assert (sent.chat.id, sent.from_user) == (channel, None)


async def test_a_name_full_of_markup_is_a_name(client: Client, outside: Pretend) -> None:
    name = "<b>Bert</b>\u202e &amp;"
    bert = await outside.person(name)

    await bert.starts()

    assert (await newest(client)).message.from_user.first_name == name


async def test_commands_and_the_menu_button_are_kept(client: Client, anna: PretendPerson) -> None:
    commands = [client.types.BotCommand(command="vraag", description="Stel een vraag")]
    app = client.types.WebAppInfo(url="https://voorbeeld.nl/app")
    button = client.types.MenuButtonWebApp(text="Open", web_app=app)

    await client.bot.set_my_commands(commands)
    await client.bot.set_chat_menu_button(chat_id=anna.id, menu_button=button)
    kept = await client.bot.get_my_commands()

    assert [(each.command, each.description) for each in kept] == [("vraag", "Stel een vraag")]
    shown = (await anna.pretend.chat(anna.id))["menu_button"]
    assert (shown["type"], shown["web_app"]["url"]) == ("web_app", "https://voorbeeld.nl/app")


async def test_a_wrong_command_is_refused(client: Client, outside: Pretend) -> None:
    told = []
    for name, description in (("Vráág", "Stel een vraag"), ("vraag", "")):
        with client.refused() as refusal:
            made = client.types.BotCommand(command=name, description=description)
            await client.bot.set_my_commands([made])
        told.append(refusal.text)

    assert told == ["bot_command_invalid", "bot_command_description_invalid"]
