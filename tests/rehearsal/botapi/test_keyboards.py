"""Buttons under a message: what people can press, and what Telegram refuses."""

from typing import Any

import pytest

from bot.rehearsal.botapi.pretend import PretendPerson, UnableError
from tests.rehearsal.botapi.clients import Client, labels_of

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the"
    " same as a current content and reply markup of the message"
)


def buttons(seen: dict[str, Any]) -> list[list[str]]:
    return [[each["text"] for each in row] for row in seen["buttons"]]


async def test_buttons_stand_as_they_were_sent(client: Client, anna: PretendPerson) -> None:
    keyboard = client.keyboard({"1": "k:1", "2": "k:2"}, {"Klaar": "k:ok"})

    sent = await client.bot.send_message(anna.id, "Kies", reply_markup=keyboard)

    assert labels_of(sent) == [["1", "2"], ["Klaar"]]
    assert buttons((await anna.looks())[-1]) == [["1", "2"], ["Klaar"]]


async def test_an_edit_without_buttons_takes_them_away(client: Client, anna: PretendPerson) -> None:
    keyboard = client.keyboard({"Zorg": "z"})
    sent = await client.bot.send_message(anna.id, "Kies", reply_markup=keyboard)

    edited = await client.bot.edit_message_text(
        "Gesloten", chat_id=anna.id, message_id=sent.message_id
    )

    assert labels_of(edited) == []
    with pytest.raises(UnableError, match="no such button: Zorg"):
        await anna.presses("Zorg")


async def test_buttons_change_without_the_text(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_message(
        anna.id, "Kies", reply_markup=client.keyboard({"Zorg": "z"})
    )

    edited = await client.bot.edit_message_reply_markup(
        chat_id=anna.id,
        message_id=sent.message_id,
        reply_markup=client.keyboard({"Zorg ✓": "z"}, {"Klaar": "ok"}),
    )

    assert (edited.text, labels_of(edited)) == ("Kies", [["Zorg ✓"], ["Klaar"]])
    seen = (await anna.looks())[-1]
    assert (buttons(seen), seen.get("edited")) == ([["Zorg ✓"], ["Klaar"]], None)


async def test_the_same_again_is_not_modified(client: Client, anna: PretendPerson) -> None:
    keyboard = client.keyboard({"Zorg": "z"})
    sent = await client.bot.send_message(
        anna.id, "<b>Kies</b>", parse_mode="HTML", reply_markup=keyboard
    )
    place = {"chat_id": anna.id, "message_id": sent.message_id, "reply_markup": keyboard}

    with client.refused() as text:
        await client.bot.edit_message_text("<b>Kies</b>", parse_mode="HTML", **place)
    with client.refused() as markup:
        await client.bot.edit_message_reply_markup(**place)
    await client.bot.edit_message_text("Kies", **place)

    assert text.told == markup.told == ("bad request", NOT_MODIFIED)


async def test_only_what_the_bot_sent_can_be_edited(client: Client, anna: PretendPerson) -> None:
    hers = (await anna.screen())[0]["message"]
    file = client.file(b"verslag", "verslag.docx")
    document = await client.bot.send_document(anna.id, file)

    told = []
    for number in (99, hers, document.message_id):
        with client.refused() as refusal:
            await client.bot.edit_message_text("Anders", chat_id=anna.id, message_id=number)
        told.append(refusal.text)

    assert told == [
        "message to edit not found",
        "message can't be edited",
        "there is no text in the message to edit",
    ]


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "Zorg", "callback_data": "é" * 32 + "a"}, "button_data_invalid"),
        ({"text": "Zorg", "callback_data": ""}, "button_data_invalid"),
        (
            {"text": "Zorg", "web_app": {"url": "http://voorbeeld.nl"}},
            (
                "inline keyboard button web app url 'http://voorbeeld.nl' is invalid:"
                " only https links are allowed"
            ),
        ),
        (
            {"text": "Zorg", "url": "geen adres"},
            "inline keyboard button url 'geen adres' is invalid: wrong http url",
        ),
        (
            {"text": "Zorg"},
            "can't parse inline keyboard button: text buttons are unallowed in the inline keyboard",
        ),
    ],
)
async def test_a_wrong_button_is_refused(
    client: Client, anna: PretendPerson, button: dict[str, Any], reason: str
) -> None:
    made = client.types.InlineKeyboardButton(**_read(client, button))
    keyboard = client.types.InlineKeyboardMarkup(inline_keyboard=[[made]])

    with client.refused() as refusal:
        await client.bot.send_message(anna.id, "Kies", reply_markup=keyboard)

    assert refusal.told == ("bad request", reason)


async def test_data_of_64_bytes_just_fits(client: Client, anna: PretendPerson) -> None:
    keyboard = client.keyboard({"Zorg": "é" * 32})

    await client.bot.send_message(anna.id, "Kies", reply_markup=keyboard)
    await anna.presses("Zorg")

    update = (await client.bot.get_updates(offset=-1))[0]
    assert update.callback_query.data == "é" * 32


async def test_a_button_can_open_a_page(client: Client, anna: PretendPerson) -> None:
    app = client.types.WebAppInfo(url="https://voorbeeld.nl/app")
    button = client.types.InlineKeyboardButton(text="Openen", web_app=app)
    keyboard = client.types.InlineKeyboardMarkup(inline_keyboard=[[button]])

    await client.bot.send_message(anna.id, "Welkom", reply_markup=keyboard)

    assert (await anna.presses("Openen")).opens == "https://voorbeeld.nl/app"


async def test_words_under_the_text_field_are_typed_by_pressing(
    client: Client, anna: PretendPerson
) -> None:
    key = client.types.KeyboardButton(text="Wat is er open?")
    keyboard = client.types.ReplyKeyboardMarkup(keyboard=[[key]])
    await client.bot.send_message(anna.id, "Welkom", reply_markup=keyboard)
    await anna.looks()
    shown = anna.keyboard

    await anna.presses("Wat is er open?")
    said = (await client.bot.get_updates(offset=-1))[0].message.text
    gone = client.types.ReplyKeyboardRemove()
    await client.bot.send_message(anna.id, "Dag", reply_markup=gone)
    await anna.looks()

    assert (shown, said, anna.keyboard) == ([["Wat is er open?"]], "Wat is er open?", [])


def _read(client: Client, button: dict[str, Any]) -> dict[str, Any]:
    app = button.get("web_app")
    return button | ({"web_app": client.types.WebAppInfo(**app)} if app else {})
