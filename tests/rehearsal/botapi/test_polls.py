"""Telegram's own polls, as the stand-in knows them."""

import pytest

from bot.rehearsal.botapi.pretend import PretendPerson, UnableError
from tests.rehearsal.botapi.clients import Client


async def test_a_poll_counts_votes_and_tells_the_bot(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_poll(anna.id, "Klopt dit?", ["Ja", "Nee"], is_anonymous=False)

    await anna.votes(sent.message_id, 1)
    poll, answer = (await client.bot.get_updates())[-2:]

    assert [o.voter_count for o in poll.poll.options] == [0, 1]
    assert (answer.poll_answer.user.id, list(answer.poll_answer.option_ids)) == (anna.id, [1])


async def test_a_vote_can_change_and_be_taken_back(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_poll(anna.id, "Klopt dit?", ["Ja", "Nee"])

    counts = []
    for chosen in ([0], [1], []):
        await anna.votes(sent.message_id, *chosen)
        poll = (await client.bot.get_updates(offset=-1))[0].poll
        counts.append([option.voter_count for option in poll.options])

    assert counts == [[1, 0], [0, 1], [0, 0]]


async def test_a_stopped_poll_takes_no_more_votes(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_poll(anna.id, "Klopt dit?", ["Ja", "Nee"])
    await anna.votes(sent.message_id, 0)

    stopped = await client.bot.stop_poll(anna.id, sent.message_id)
    with client.refused() as refusal:
        await client.bot.stop_poll(anna.id, sent.message_id)
    with pytest.raises(UnableError, match="no open poll"):
        await anna.votes(sent.message_id, 1)

    assert (stopped.is_closed, stopped.total_voter_count) == (True, 1)
    assert refusal.told == ("bad request", "poll has already been closed")


async def test_options_come_as_objects_too(client: Client, anna: PretendPerson) -> None:
    options = [client.types.InputPollOption(text=text) for text in ("Ja", "Nee")]

    sent = await client.bot.send_poll(anna.id, "Klopt dit?", options)

    assert [option.text for option in sent.poll.options] == ["Ja", "Nee"]
    assert (await anna.looks())[-1]["poll"]["question"] == "Klopt dit?"


async def test_a_wrong_poll_is_refused(client: Client, anna: PretendPerson) -> None:
    told = []
    for question, options in (("", ["Ja"]), ("a" * 301, ["Ja"]), ("Klopt dit?", ["a" * 101])):
        with client.refused() as refusal:
            await client.bot.send_poll(anna.id, question, options)
        told.append(refusal.text)

    assert told == [
        "poll question must be non-empty",
        "poll question length must not exceed 300",
        "poll options length must not exceed 100",
    ]
