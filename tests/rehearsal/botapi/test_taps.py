"""Presses on a button: what the bot hears, what the phone shows, and when it is too late."""

from bot.rehearsal.botapi.pretend import PretendPerson
from tests.rehearsal.botapi.clients import Client

TOO_OLD = "query is too old and response timeout expired or query id is invalid"


async def offer(client: Client, anna: PretendPerson) -> int:
    keyboard = client.keyboard({"Zorg": "kies:1"})
    sent = await client.bot.send_message(anna.id, "Kies", reply_markup=keyboard)
    return int(sent.message_id)


async def test_a_tap_names_who_pressed_what_on_which_message(
    client: Client, anna: PretendPerson
) -> None:
    number = await offer(client, anna)

    await anna.presses("Zorg")

    query = (await client.bot.get_updates(offset=-1))[0].callback_query
    assert (query.from_user.id, query.data) == (anna.id, "kies:1")
    assert (query.message.chat.id, query.message.message_id) == (anna.id, number)
    assert query.message.reply_markup.inline_keyboard[0][0].text == "Zorg"


async def test_the_phone_shows_the_first_answer(client: Client, anna: PretendPerson) -> None:
    await offer(client, anna)
    tap = await anna.presses(data="kies:1")

    for words in ("Genoteerd", "Nog eens"):
        assert await client.bot.answer_callback_query(tap.query, text=words) is True

    toast = await tap.toast()
    assert toast is not None
    assert (toast["text"], toast["alert"]) == ("Genoteerd", False)


async def test_a_tap_that_nobody_answers_shows_nothing(client: Client, anna: PretendPerson) -> None:
    await offer(client, anna)

    tap = await anna.presses("Zorg")

    assert await tap.toast(within=0) is None


async def test_an_answer_that_comes_too_late_is_refused(
    client: Client, anna: PretendPerson
) -> None:
    await offer(client, anna)
    tap = await anna.presses("Zorg")
    await anna.pretend.advance(59)
    await client.bot.answer_callback_query(tap.query)
    await anna.pretend.advance(2)

    told = []
    for query in (tap.query, "12345"):
        with client.refused() as refusal:
            await client.bot.answer_callback_query(query)
        told.append(refusal.told)

    assert told == [("bad request", TOO_OLD)] * 2


async def test_a_tap_waits_150_seconds_and_words_a_day(client: Client, anna: PretendPerson) -> None:
    await offer(client, anna)
    await client.bot.get_updates(offset=-1)
    outside = anna.pretend
    await outside.freeze()
    await anna.presses("Zorg")
    await anna.says("Bent u er nog?")

    waiting = []
    for seconds in (149, 1, 24 * 3_600 - 151, 1):
        await outside.advance(seconds)
        waiting.append(await outside.pending())

    # what she typed at first, when she pressed Start, is as old as the tap to the second
    assert waiting == [3, 2, 2, 0]


async def test_two_people_press_the_same_button(client: Client, anna: PretendPerson) -> None:
    group = await anna.pretend.group("De tafel", anna)
    bert = await anna.pretend.person("Bert")
    await client.bot.send_message(group, "Kies", reply_markup=client.keyboard({"Zorg": "z"}))

    for each in (anna, bert):
        await each.presses("Zorg", chat=group)

    updates = await client.bot.get_updates()
    taps = [each.callback_query for each in updates if each.callback_query]
    assert [each.from_user.first_name for each in taps] == ["Anna", "Bert"]
