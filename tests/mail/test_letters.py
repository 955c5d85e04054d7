"""Who asked for mail gets each mail once, and nobody else gets any."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.days import spoken_day
from sessions.actions import erasing, mailing
from sessions.actions.planning import ADMIN
from sessions.actions.reviewing import today
from sessions.errors import Clash
from sessions.storage.mail_tables import mail_marks
from sessions.storage.mailing import due
from sessions.storage.outbox import waiting_letters
from tests.mail.office import BASE, MailRoom
from tests.postman import READ, STOP, Postman, link_in, words
from tests.sessions.storage.hall import refusal

ANNA, BERT = "anna@example.org", "bert@example.org"


async def test_who_asked_gets_the_draft_once_and_the_minutes_once(
    room: MailRoom, postman: Postman
) -> None:
    anna, bert = await room.hall.joins(), await room.hall.joins(language="en")
    await room.hall.joins()
    await room.asks(anna, ANNA)
    await room.asks(bert, f" {BERT} ")
    await room.ends()
    await room.delivers()
    assert postman.mails == []

    await room.goes_round()
    await room.goes_round(days=5)  # the day moves; that is no second mail
    for _ in range(2):
        await room.delivers()
        room.restarts()
    assert sorted(postman.whom) == [ANNA, BERT]

    await room.is_adopted()
    for _ in range(2):
        await room.delivers()
        room.restarts()

    assert [len(postman.got(each)) for each in (ANNA, BERT)] == [2, 2]
    assert await room.kept() == ["", ""]
    key = link_in(postman.got(ANNA)[1], "Hier leest u het verslag:").rpartition("/")[2]
    assert (await mailing.come_in(room.store, await room.hall.record(), key)).pseudonym == anna
    assert [mail["Subject"] for mail in postman.got(BERT)] == [
        "The draft of the minutes is ready: Startbijeenkomst",
        "The minutes are final: Startbijeenkomst",
    ]


async def test_what_the_draft_says(room: MailRoom, postman: Postman) -> None:
    anna = await room.hall.joins()
    await room.asks(anna, ANNA)
    await room.ends()
    await room.goes_round(days=3)
    await room.delivers()

    [mail] = postman.mails
    read, stop = link_in(mail, READ), link_in(mail, STOP)
    until = spoken_day(today() + timedelta(days=3), "nl")
    assert words(mail) == (
        "Goedendag,\n\n"
        "Het concept van het verslag is klaar. Het gaat over de bijeenkomst “Startbijeenkomst”. "
        "U vroeg ons om deze mail.\n\n"
        f"{READ}\n{read}\n\n"
        f"U kunt reageren tot en met {until}. Daarna stelt de coördinator het verslag vast. "
        "Dan krijgt u nog één mail.\n\n"
        "De link is alleen van u. Stuur deze mail daarom niet door.\n\n"
        f"{STOP}\n{stop}\n\n"
        "Met vriendelijke groet,\nWoonzorgvisie Proefstad\n"
    )
    assert read.startswith(f"{BASE}/m/{room.hall.code}/post/")
    assert stop == f"{read}/stop"
    assert (mail["From"], mail["To"], mail["Auto-Submitted"]) == (
        "Samenspel <huis@example.org>", ANNA, "auto-generated",
    )  # fmt: skip
    assert f"List-Unsubscribe: <{stop}>\r\n".encode() in postman.raw[0]
    assert mail.get_content_type() == "text/plain"
    assert mail["Message-ID"].endswith("@example.org>")


async def test_who_asks_while_the_round_runs_gets_the_draft_at_once(
    room: MailRoom, postman: Postman
) -> None:
    anna = await room.hall.joins()
    await room.ends()
    await room.goes_round()
    await room.delivers()
    await room.asks(anna, ANNA)
    await room.delivers()

    assert postman.whom == [ANNA]


async def test_a_draft_that_nobody_can_react_to_any_more_is_no_news(
    room: MailRoom, postman: Postman
) -> None:
    anna = await room.hall.joins()
    await room.ends()
    await room.is_adopted()

    said = await refusal(room.asks(anna, ANNA))

    assert said == "review.final"
    await room.delivers()
    assert postman.mails == []


async def test_who_stops_or_is_erased_gets_nothing_that_still_waited(
    room: MailRoom, postman: Postman
) -> None:
    anna, bert, carla = [await room.hall.joins() for _ in range(3)]
    stops = await room.asks(anna, ANNA)
    await room.asks(bert, BERT)
    await room.asks(carla, "carla@example.org")
    await room.ends()
    await room.goes_round()
    await room.clerk.look()

    await mailing.stop(room.store, stops.id)
    await erasing.erase_person(room.store, ADMIN, await room.hall.record(), bert, remove=False)
    await room.delivers()

    assert postman.whom == ["carla@example.org"]
    assert sorted(await room.kept()) == ["", "carla@example.org"]
    await erasing.erase_people(room.store, ADMIN, await room.hall.record())
    assert await room.kept() == []


async def test_a_letter_in_hand_for_who_just_stopped_is_dropped(
    room: MailRoom, postman: Postman
) -> None:
    anna = await room.asks(await room.hall.joins(), ANNA)
    await room.ends()
    await room.goes_round()
    await room.clerk.look()
    await room.office.delivery._collect()

    await mailing.stop(room.store, anna.id)
    async with room.office.works():
        await room.office.settled()

    assert postman.mails == []


async def test_the_outbox_names_nobody(room: MailRoom) -> None:
    await room.asks(await room.hall.joins(), ANNA)
    await room.ends()
    await room.goes_round()
    await room.clerk.look()

    [waiting] = await room.store.read(lambda c: waiting_letters(c, "mail", 0))

    assert ANNA not in str(waiting)


async def test_another_address_gets_the_draft_and_the_old_link_ends(
    room: MailRoom, postman: Postman
) -> None:
    anna = await room.hall.joins()
    await room.asks(anna, "ana@example.org")
    await room.ends()
    await room.goes_round()
    await room.delivers()
    await room.asks(anna, ANNA)
    await room.asks(anna, ANNA)
    await room.delivers()

    assert postman.whom == ["ana@example.org", ANNA]
    old, new = [link_in(mail, READ).rpartition("/")[2] for mail in postman.mails]
    record = await room.hall.record()
    assert await refusal(mailing.come_in(room.store, record, old)) == "mail.no_link"
    assert (await mailing.come_in(room.store, record, new)).pseudonym == anna


async def test_nobody_fills_the_mailbox_of_another_by_stopping_and_asking(
    room: MailRoom, postman: Postman
) -> None:
    people = [await room.hall.joins() for _ in range(3)]
    await room.ends()
    await room.goes_round()
    said = []
    for who in people * 2:
        said.append(await refusal_or_none(room, who))
        await room.delivers()
        await mailing.stop(room.store, (await room.hall.person(who)).id)

    assert said == ["", "", "", "mail.often", "mail.often", "mail.often"]
    assert postman.whom == [ANNA] * 3
    kept = await room.store.read(lambda c: c.execute(mail_marks.select()).all())
    assert len(kept) == 1
    assert "anna" not in str(kept)
    await room.is_adopted()
    await room.delivers()
    assert await room.store.read(lambda c: c.execute(mail_marks.select()).all()) == []


async def refusal_or_none(room: MailRoom, who: str) -> str:
    """Why Anna's address is not taken; nothing when it is."""
    try:
        await room.asks(who, ANNA)
    except Clash as clash:
        return clash.key
    return ""


async def test_a_mailbox_that_was_closed_from_a_mail_stays_closed(
    room: MailRoom, postman: Postman
) -> None:
    first, second, third = [await room.hall.joins() for _ in range(3)]
    reads = await room.asks(first, ANNA)
    await room.asks(second, ANNA.upper())
    await room.asks(third, BERT)
    await mailing.close(room.store, reads.id)
    await room.ends()
    await room.goes_round()
    await room.delivers()

    for who in (first, second, third):
        assert await refusal(room.asks(who, ANNA)) == "mail.stopped_there"
    assert postman.whom == [BERT]


async def test_an_address_whose_letter_came_back_may_be_tried_again(
    room: MailRoom, postman: Postman
) -> None:
    anna = await room.hall.joins()
    postman.of[ANNA] = "550 5.2.1 Even niet"
    await room.asks(anna, ANNA)
    await room.ends()
    await room.goes_round()
    await room.delivers()
    postman.of.clear()
    for _ in range(2):
        await room.asks(anna, ANNA)
        await room.delivers()

    assert (postman.tried, postman.whom) == ([ANNA, ANNA], [ANNA])


async def test_a_meeting_that_goes_wrong_keeps_no_other_waiting(
    room: MailRoom, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record of the first meeting cannot be read."""
    await room.asks(await room.hall.joins(), ANNA)
    await room.ends()
    await room.goes_round()
    day = today().isoformat()
    [anna] = await room.store.read(lambda c: due(c, day))
    broken = replace(anna, code="000000", key="gone")
    monkeypatch.setattr("sessions.storage.mailing.due", lambda _connection, _day: [broken, anna])
    await room.delivers()

    assert postman.whom == [ANNA]


async def test_a_draft_whose_last_day_has_passed_asks_for_no_record(room: MailRoom) -> None:
    await room.asks(await room.hall.joins(), ANNA)
    await room.ends()
    await room.goes_round(days=1)

    async def found(days: int) -> int:
        day = (today() + timedelta(days=days)).isoformat()
        return len(await room.store.read(lambda c: due(c, day)))

    assert (await found(1), await found(2)) == (1, 0)


async def test_nobody_fills_the_mailbox_of_another(room: MailRoom) -> None:
    people = [await room.hall.joins() for _ in range(4)]
    for who in people[:3]:
        await room.asks(who, ANNA)

    assert await refusal(room.asks(people[3], ANNA.upper())) == "mail.often"

    for number in range(4):
        await room.asks(people[0], f"anna{number}@example.org")
    assert await refusal(room.asks(people[0], "anna9@example.org")) == "mail.often"
