"""Texts and their entities, as both clients read them."""

import pytest

from bot.rehearsal.botapi.pretend import PretendPerson
from tests.rehearsal.botapi.clients import Client, entities_of

UNREADABLE = "can't parse entities"
AT = "entity beginning at utf-16 offset"
MIDDLE = "in a middle of a utf-16 symbol at byte offset"


async def test_the_bot_knows_itself(client: Client) -> None:
    me = await client.bot.get_me()

    assert (me.id, me.is_bot, me.username) == (1, True, "samenspel_bot")


async def test_what_was_sent_is_what_she_sees(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_message(anna.id, "Goedenavond, Anna & co <3")

    seen = (await anna.looks())[-1]
    assert (sent.chat.id, sent.text) == (anna.id, "Goedenavond, Anna & co <3")
    assert (seen["message"], seen["text"]) == (sent.message_id, sent.text)


async def test_html_becomes_entities_counted_in_utf16(client: Client, anna: PretendPerson) -> None:
    html = "👍 <b>Zorg <i>dichtbij</i></b> &lt;<code>B1.2</code>&gt;"

    sent = await client.bot.send_message(anna.id, html, parse_mode="HTML")

    assert sent.text == "👍 Zorg dichtbij <B1.2>"
    assert entities_of(sent) == [("bold", 3, 13), ("italic", 8, 8), ("code", 18, 4)]


async def test_entities_are_taken_as_given(client: Client, anna: PretendPerson) -> None:
    bold = client.types.MessageEntity(type="bold", offset=3, length=4)

    sent = await client.bot.send_message(anna.id, "👍 Zorg <b>", entities=[bold])

    assert (sent.text, entities_of(sent)) == ("👍 Zorg <b>", [("bold", 3, 4)])


async def test_a_link_has_its_address(client: Client, anna: PretendPerson) -> None:
    html = '<a href="https://voorbeeld.nl/v?a=1&amp;b=2">het verslag</a>'

    sent = await client.bot.send_message(anna.id, html, parse_mode="HTML")

    assert sent.entities[0].url == "https://voorbeeld.nl/v?a=1&b=2"


async def test_commands_links_and_names_are_found(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_message(anna.id, "/vraag @kees1 op https://voorbeeld.nl #zorg")

    assert entities_of(sent) == [
        ("bot_command", 0, 6),
        ("mention", 7, 6),
        ("url", 17, 20),
        ("hashtag", 38, 5),
    ]


async def test_space_around_a_text_is_dropped(client: Client, anna: PretendPerson) -> None:
    html = "\n  Zorg <b> dichtbij  </b>\n"

    sent = await client.bot.send_message(anna.id, html, parse_mode="HTML")

    assert (sent.text, entities_of(sent)) == ("Zorg  dichtbij", [("bold", 5, 9)])


async def test_the_longest_text_counts_in_utf16(client: Client, anna: PretendPerson) -> None:
    await client.bot.send_message(anna.id, "👍" * 2048)
    with client.refused() as refusal:
        await client.bot.send_message(anna.id, "👍" * 2048 + "a")

    assert refusal.told == ("bad request", "message is too long")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "message text is empty"),
        ("  \n ", "text must be non-empty"),
        ("<b></b>", "text must be non-empty"),
        ("<h1>Kop</h1>", f"{UNREADABLE}: unsupported start tag h1 at byte offset 0"),
        ("é <b>Zorg", f"{UNREADABLE}: can't find end tag corresponding to start tag b"),
        ("Zorg</b>", f"{UNREADABLE}: unexpected end tag at byte offset 4"),
        (
            "é<b>Zorg</i>",
            f"{UNREADABLE}: unmatched end tag at byte offset 9, expected </b>, found </i>",
        ),
    ],
)
async def test_a_wrong_text_is_refused_in_telegrams_words(
    client: Client, anna: PretendPerson, text: str, reason: str
) -> None:
    with client.refused() as refusal:
        await client.bot.send_message(anna.id, text, parse_mode="HTML")

    assert (refusal.kind, refusal.text.replace('"', "")) == ("bad request", reason)
    assert await anna.looks() == []


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (("bold", 9, 1), "entity begins after the end of the text at utf-16 offset 9"),
        (("bold", 3, 6), f"{AT} 3 ends after the end of the text at utf-16 offset 9"),
        (("bold", 1, 2), f"entity begins {MIDDLE} 4"),
        (("bold", 0, 1), f"{AT} 0 ends {MIDDLE} 4"),
        (("text_link", 0, 2), "can't parse messageentity: can't find field url"),
    ],
)
async def test_a_wrong_entity_is_refused(
    client: Client, anna: PretendPerson, entity: tuple[str, int, int], reason: str
) -> None:
    kind, offset, length = entity
    made = client.types.MessageEntity(type=kind, offset=offset, length=length)

    with client.refused() as refusal:
        await client.bot.send_message(anna.id, "👍 Zorg", entities=[made])

    assert (refusal.kind, refusal.text.replace('"', "")) == ("bad request", reason)


async def test_an_edit_replaces_the_text(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_message(anna.id, "3 van de 60")

    edited = await client.bot.edit_message_text(
        "<b>4</b> van de 60", chat_id=anna.id, message_id=sent.message_id, parse_mode="HTML"
    )

    assert (edited.text, entities_of(edited)) == ("4 van de 60", [("bold", 0, 1)])
    assert edited.edit_date is not None
    seen = [(each["text"], each.get("edited")) for each in await anna.looks()]
    assert seen == [("4 van de 60", True)]


async def test_a_message_is_deleted_once(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_message(anna.id, "Dit verdwijnt")

    assert await client.bot.delete_message(anna.id, sent.message_id) is True
    with client.refused() as refusal:
        await client.bot.delete_message(anna.id, sent.message_id)

    assert refusal.told == ("bad request", "message to delete not found")
    assert [each["text"] for each in await anna.screen()] == ["/start"]


async def test_nothing_old_is_deleted(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_message(anna.id, "Van eergisteren")
    await anna.pretend.advance(49 * 3_600)

    with client.refused() as refusal:
        await client.bot.delete_message(anna.id, sent.message_id)

    assert refusal.told == ("bad request", "message can't be deleted for everyone")


async def test_an_answer_names_what_it_answers(client: Client, anna: PretendPerson) -> None:
    asked = await client.bot.send_message(anna.id, "Wat werkt al goed?")
    reply = client.types.ReplyParameters(message_id=asked.message_id)

    sent = await client.bot.send_message(anna.id, "Nog even", reply_parameters=reply)
    with client.refused() as refusal:
        lost = client.types.ReplyParameters(message_id=99)
        await client.bot.send_message(anna.id, "Nog even", reply_parameters=lost)

    assert sent.reply_to_message.message_id == asked.message_id
    assert refusal.told == ("bad request", "message to be replied not found")
