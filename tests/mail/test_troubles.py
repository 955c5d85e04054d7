"""What a mail server answers when it goes wrong, and what becomes of the mail."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.rehearsal.server import free_port
from sessions.actions import mailing
from sessions.storage.mail_tables import mail_wishes
from sessions.storage.mailing import WishedAddress
from tests.mail.office import MailRoom, postage
from tests.posting import OneByOne
from tests.postman import HANGS_UP, Postman, delivering
from tests.sessions.storage.hall import Hall

ANNA, BERT = "anna@example.org", "bert@example.org"


async def two_ask(room: MailRoom) -> list[str]:
    """Anna and Bert asked for mail, and the draft goes round."""
    people = [await room.hall.joins() for _ in range(2)]
    for who, address in zip(people, (ANNA, BERT), strict=True):
        await room.asks(who, address)
    await room.ends()
    await room.goes_round()
    return people


async def test_a_refusal_for_good_ends_one_mail_and_is_told(
    room: MailRoom, postman: Postman
) -> None:
    anna, bert = await two_ask(room)
    postman.of[ANNA] = "550 5.1.1 <anna@example.org> kennen wij niet"
    await room.delivers()
    room.restarts()
    await room.delivers()

    assert (sorted(postman.tried), postman.whom) == ([ANNA, BERT], [BERT])
    record = await room.hall.record()
    seen = [await mailing.wish_of(room.store, record.participants[p]) for p in (anna, bert)]
    assert seen == [WishedAddress(ANNA, failed=True), WishedAddress(BERT)]
    assert await mailing.tally(room.store, record) == (2, 1)

    await room.asks(anna, "anna@goed.example.org")
    await room.delivers()

    assert postman.whom == [BERT, "anna@goed.example.org"]
    assert await mailing.tally(room.store, record) == (2, 0)


async def test_not_now_is_asked_again_and_holds_nobody_up(room: MailRoom, postman: Postman) -> None:
    await two_ask(room)
    postman.at_rcpt = ["451 4.7.1 Kom later terug"]
    postman.at_data = ["452 4.3.1 Geen plaats"]

    await room.delivers()

    assert sorted(postman.whom) == [ANNA, BERT]
    assert len(postman.tried) == 4


@pytest.mark.parametrize("said", ["450 4.2.2 Vol", "421 4.7.0 Te veel", HANGS_UP])
async def test_addresses_that_take_nothing_now_hold_nobody_else_up(
    hall: Hall, port: int, postman: Postman, said: str
) -> None:
    room = MailRoom(hall, postage(port), again=60)
    room.office.delivery.pace = OneByOne()
    full = [f"vol{number}@example.org" for number in range(3)]
    good = [f"p{number}@example.org" for number in range(7)]
    postman.of |= dict.fromkeys(full, said)
    for address in full + good:
        await room.asks(await hall.joins(), address)
    await room.ends()
    await room.goes_round()
    await room.clerk.look()
    async with room.office.works():
        await room.office.until(lambda: len(postman.tried) == 10 and len(postman.whom) == 7)

    assert sorted(postman.whom) == good
    assert (await room.office.endings()).count("waiting") == 3


async def test_an_address_that_always_hangs_up_is_refused_after_two_days(
    room: MailRoom, postman: Postman
) -> None:
    [anna, _] = await two_ask(room)
    postman.of[ANNA] = HANGS_UP
    await room.clerk.look()
    await was_told(room, timedelta(days=3))
    await room.delivers()

    wish = await mailing.wish_of(room.store, await room.hall.person(anna))
    assert (wish.failed, postman.whom) == (True, [BERT])


@pytest.mark.parametrize("wrong", ["anna@münchen.example", "=?utf-8?q?anna?=@example.org"])
async def test_an_address_that_no_line_can_carry_ends_its_own_letter(
    room: MailRoom, postman: Postman, wrong: str
) -> None:
    """As houses kept them that asked less of an address."""
    await two_ask(room)
    annas = mail_wishes.c.address == ANNA
    await room.store.writer.run(
        None, lambda c: c.execute(update(mail_wishes).where(annas).values(address=wrong))
    )
    await room.delivers()

    assert postman.whom == [BERT]
    assert sorted(await room.office.endings()) == ["failed", "sent"]


async def was_told(room: MailRoom, ago: timedelta) -> None:
    """So long ago everybody's letter was put in the outbox."""
    then = datetime.now(UTC) - ago
    await room.store.writer.run(
        None, lambda c: c.execute(update(mail_wishes).values(draft_at=then))
    )


async def test_not_now_for_two_days_is_a_refusal(room: MailRoom, postman: Postman) -> None:
    [anna, _] = await two_ask(room)
    postman.of[ANNA] = "450 4.2.2 Vol"
    await room.clerk.look()
    await was_told(room, timedelta(days=3))
    await room.delivers()

    wish = await mailing.wish_of(room.store, await room.hall.person(anna))
    assert (wish.failed, postman.whom) == (True, [BERT])


@pytest.mark.parametrize("said", ["550 5.7.1 Zo niet", "451 4.3.0 Nu niet"])
async def test_a_sender_that_is_refused_loses_nobody(
    room: MailRoom, postman: Postman, said: str
) -> None:
    await two_ask(room)
    postman.at_mail = [said] * 3

    await room.delivers()

    assert sorted(postman.whom) == [ANNA, BERT]


async def test_a_server_that_is_away_comes_back(hall: Hall, postman: Postman) -> None:
    port = free_port()
    room = MailRoom(hall, postage(port))
    room.office.delivery._retry = 0.01
    await two_ask(room)
    await room.clerk.look()
    async with room.office.works():
        await asyncio.sleep(0.1)
        assert await room.office.endings() == ["waiting", "waiting"]
        with delivering(postman, port):
            await room.office.settled()

    assert sorted(postman.whom) == [ANNA, BERT]


async def test_a_line_that_breaks_after_the_words_is_tried_once_more(
    room: MailRoom, postman: Postman
) -> None:
    """It arrived, but nobody said so: a mailbox shows both copies as one."""
    await room.asks(await room.hall.joins(), ANNA)
    await room.ends()
    await room.goes_round()
    postman.at_data = [""]
    await room.delivers()

    first, second = postman.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert postman.raw[0] == postman.raw[1]


async def test_a_line_that_always_breaks_there_is_left_alone(
    room: MailRoom, postman: Postman
) -> None:
    await room.asks(await room.hall.joins(), ANNA)
    await room.ends()
    await room.goes_round()
    postman.at_data = [""] * 5
    await room.delivers()

    assert (len(postman.mails), await room.office.endings()) == (2, ["unsure"])


async def test_what_was_in_hand_when_the_house_fell_over_goes_once_more_under_its_number(
    room: MailRoom, postman: Postman
) -> None:
    await room.asks(await room.hall.joins(), ANNA)
    await room.ends()
    await room.goes_round()
    await room.clerk.look()
    delivery = room.office.delivery
    await delivery._collect()
    parcel = delivery._waiting.take((), lambda _address: 0.0)
    assert not isinstance(parcel, float)
    await delivery.channel.send(parcel.address, parcel.say, None, None)  # and then the power went

    room.restarts()
    await room.delivers()

    assert len({mail["Message-ID"] for mail in postman.mails}) == 1
    assert await room.office.endings() == ["sent"]
