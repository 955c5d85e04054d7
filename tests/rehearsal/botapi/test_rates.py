"""How fast a bot may talk, and what it hears when it talks faster."""

from typing import Any

import pytest

from bot.rehearsal.botapi.pretend import Pretend, PretendPerson
from tests.rehearsal.botapi.clients import Client


@pytest.fixture
async def strict(outside: Pretend) -> Pretend:
    """The limits that hold unless somebody lifts them, and a clock that stands still."""
    await outside.limits(on=True)
    await outside.freeze()
    return outside


async def test_one_message_a_second_in_a_private_chat(
    client: Client, anna: PretendPerson, strict: Pretend
) -> None:
    await client.bot.send_message(anna.id, "een")
    with client.refused() as refusal:
        await client.bot.send_message(anna.id, "twee")
    await strict.advance(1)
    await client.bot.send_message(anna.id, "drie")

    assert (refusal.kind, refusal.value) == ("retry after", 1)
    assert [each["text"] for each in await anna.looks()] == ["een", "drie"]


async def test_whoever_was_told_to_wait_waits_it_out(
    client: Client, anna: PretendPerson, strict: Pretend
) -> None:
    await client.bot.send_message(anna.id, "een")
    await strict.advance(0.6)

    told: list[Any] = []
    for seconds in (0.0, 0.5, 0.6):
        await strict.advance(seconds)
        with client.refused() as refusal:
            await client.bot.send_message(anna.id, "twee")
        told.append(refusal.value)

    # 0.4 s would have been enough, but a whole second was said, and it began then
    assert told == [1, 1, None]


async def test_an_edit_counts_as_a_message(
    client: Client, anna: PretendPerson, strict: Pretend
) -> None:
    sent = await client.bot.send_message(anna.id, "3 van de 60")
    place = {"chat_id": anna.id, "message_id": sent.message_id}

    with client.refused() as refusal:
        await client.bot.edit_message_text("4 van de 60", **place)
    await strict.limits(edits=False)
    await client.bot.edit_message_text("5 van de 60", **place)

    assert refusal.kind == "retry after"
    assert [each["text"] for each in await anna.looks()] == ["5 van de 60"]


async def test_thirty_a_second_over_all(client: Client, strict: Pretend) -> None:
    people = [await strict.person(f"Buur {n}") for n in range(32)]
    for each in people:
        await each.starts()

    told = []
    for each in people:
        with client.refused() as refusal:
            await client.bot.send_message(each.id, "Welkom")
        told.append(refusal.kind)

    assert told == ["none"] * 30 + ["retry after"] * 2


async def test_twenty_a_minute_in_a_group(
    client: Client, anna: PretendPerson, strict: Pretend
) -> None:
    group = await strict.group("De tafel", anna)
    for n in range(20):
        await client.bot.send_message(group, str(n))
        await strict.advance(1)

    with client.refused() as refusal:
        await client.bot.send_message(group, "te veel")
    await strict.advance(40)
    await client.bot.send_message(group, "weer goed")

    assert (refusal.kind, refusal.value) == ("retry after", 40)


async def test_answers_to_taps_and_signs_of_life_are_free(
    client: Client, anna: PretendPerson, strict: Pretend
) -> None:
    keyboard = client.keyboard({"Zorg": "z"})
    sent = await client.bot.send_message(anna.id, "Kies", reply_markup=keyboard)

    for _ in range(3):
        tap = await anna.presses("Zorg")
        await client.bot.answer_callback_query(tap.query)
        await client.bot.send_chat_action(anna.id, "typing")
    await client.bot.delete_message(anna.id, sent.message_id)

    assert [each["text"] for each in await anna.screen()] == ["/start"]


async def test_a_burst_can_be_tolerated(
    client: Client, anna: PretendPerson, strict: Pretend
) -> None:
    await strict.limits(private=[3, 3])

    for n in range(3):
        await client.bot.send_message(anna.id, str(n))
    with client.refused() as refusal:
        await client.bot.send_message(anna.id, "te veel")

    assert (refusal.kind, refusal.value) == ("retry after", 3)
