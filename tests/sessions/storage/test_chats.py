from collections.abc import Sequence
from datetime import UTC, datetime

from sessions.actions import arriving, planning
from sessions.people import Role, Staff
from sessions.storage.chats import Chat, chats_in, find_chat, mark_gone
from sessions.storage.unit import Beside, TalkRow, Unit
from tests.sessions.storage.hall import Hall, agenda, refusal

ANNA, BRAM = "telegram:1", "telegram:2"
NOW = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)


async def writes(hall: Hall, address: str, code: str = "", state: str = "") -> None:
    """Somebody wrote from this address, in a meeting or outside of any."""
    meeting = (await hall.store.record(code)).meeting.id if code else None
    talk = TalkRow(address, state) if state else None
    await hall.store.writer.keep(Unit(meeting, beside=Beside(talk, chat=address)))


async def at(hall: Hall, address: str) -> Chat:
    return await hall.store.read(lambda c: find_chat(c, address))


async def inside(hall: Hall, code: str = "") -> Sequence[tuple[str, str | None]]:
    """Who can be reached in a meeting, with where they are in the talk."""
    meeting = (await hall.store.record(code or hall.code)).meeting.id
    people = await hall.store.read(lambda c: chats_in(c, meeting))
    return [(each.chat.address, each.state) for each in people]


async def leaves(hall: Hall, address: str) -> None:
    await hall.store.writer.run(None, lambda c: mark_gone(c, address, NOW))


async def elsewhere(hall: Hall) -> str:
    plan = agenda(traject="Elders", nummer="4")
    return await planning.load(hall.store, planning.ADMIN, plan)


async def test_a_stranger_is_nobody(hall: Hall) -> None:
    assert await at(hall, ANNA) == Chat(ANNA)


async def test_who_writes_in_a_meeting_is_there(hall: Hall) -> None:
    await writes(hall, ANNA, hall.code)

    assert await at(hall, ANNA) == Chat(ANNA, hall.code)


async def test_who_writes_outside_of_any_meeting_is_known_and_nowhere(hall: Hall) -> None:
    await writes(hall, ANNA)

    assert await at(hall, ANNA) == Chat(ANNA)
    assert await inside(hall) == []


async def test_words_outside_of_a_meeting_do_not_take_somebody_out_of_it(hall: Hall) -> None:
    await writes(hall, ANNA, hall.code)
    await writes(hall, ANNA)

    assert await at(hall, ANNA) == Chat(ANNA, hall.code)


async def test_who_goes_to_another_meeting_is_in_that_one_only(hall: Hall) -> None:
    other = await elsewhere(hall)
    await writes(hall, ANNA, hall.code, '{"me":"D001"}')
    await writes(hall, ANNA, other)

    assert await at(hall, ANNA) == Chat(ANNA, other)
    assert await inside(hall) == []
    assert await inside(hall, other) == [(ANNA, None)]


async def test_everybody_in_a_meeting_is_found_with_their_talk(hall: Hall) -> None:
    await writes(hall, BRAM, hall.code)
    await writes(hall, ANNA, hall.code, '{"me":"D001"}')

    assert await inside(hall) == [(ANNA, '{"me":"D001"}'), (BRAM, None)]


async def test_who_came_in_by_another_door_is_known_by_their_address(hall: Hall) -> None:
    await writes(hall, ANNA, hall.code)
    who = await hall.joins(address=ANNA)
    await writes(hall, BRAM, hall.code)

    meeting = (await hall.record()).meeting.id
    people = await hall.store.read(lambda c: chats_in(c, meeting))

    assert [(each.chat.address, each.pseudonym) for each in people] == [(ANNA, who), (BRAM, "")]


async def test_who_cannot_be_reached_is_left_out_until_they_write_again(hall: Hall) -> None:
    await writes(hall, ANNA, hall.code)
    await leaves(hall, ANNA)
    assert await inside(hall) == []

    await writes(hall, ANNA, hall.code)

    assert await inside(hall) == [(ANNA, None)]


async def test_somebody_we_never_heard_of_may_be_gone(hall: Hall) -> None:
    await leaves(hall, ANNA)

    assert await at(hall, ANNA) == Chat(ANNA)


async def test_a_one_time_link_works_once_in_a_chat(hall: Hall) -> None:
    staff, link = await planning.invite(hall.store, "Fatma", Role.FACILITATOR)
    await planning.sign_in_chat(hall.store, link, ANNA)

    assert await at(hall, ANNA) == Chat(ANNA, "", staff)
    assert await refusal(planning.sign_in_chat(hall.store, link, BRAM)) == "staff.link_spent"
    assert await at(hall, BRAM) == Chat(BRAM)


async def test_a_link_that_was_used_in_a_chat_opens_no_console(hall: Hall) -> None:
    _, link = await planning.invite(hall.store, "Fatma", Role.FACILITATOR)
    await planning.sign_in_chat(hall.store, link, ANNA)

    assert await refusal(planning.sign_in(hall.store, link)) == "staff.link_spent"


async def test_who_takes_part_and_then_runs_meetings_stays_where_they_were(hall: Hall) -> None:
    await writes(hall, ANNA, hall.code)
    staff, link = await planning.invite(hall.store, "Fatma", Role.FACILITATOR)
    await planning.sign_in_chat(hall.store, link, ANNA)
    await writes(hall, ANNA, hall.code)

    assert await at(hall, ANNA) == Chat(ANNA, hall.code, staff)


async def test_a_console_link_that_was_asked_for_signs_in_once(hall: Hall) -> None:
    staff, _ = await planning.invite(hall.store, "Fatma", Role.FACILITATOR)
    token = await planning.sign_in(hall.store, await planning.console_link(hall.store, staff))

    assert await planning.staff_of(hall.store, token) == Staff(staff.id, "Fatma", Role.FACILITATOR)


async def test_one_address_is_one_person_in_a_meeting(hall: Hall) -> None:
    first = await hall.joins("Gemeente Proefstad", address=ANNA)
    again = await hall.joins("Woonstichting Proef", address=ANNA)

    record = await hall.record()
    assert (first, again) == ("D001", "D001")
    assert [p.organisation for p in record.participants.values()] == ["Gemeente Proefstad"]
    assert await arriving.who_is_at(hall.store, record, ANNA) == "D001"
    assert await arriving.who_is_at(hall.store, record, BRAM) == ""


async def test_one_address_is_another_person_in_another_meeting(hall: Hall) -> None:
    other = Hall(hall.store, await elsewhere(hall))
    await hall.joins()
    await hall.joins(address=ANNA)
    await other.joins(address=ANNA)

    assert await arriving.who_is_at(hall.store, await hall.record(), ANNA) == "D002"
    assert await arriving.who_is_at(hall.store, await other.record(), ANNA) == "D001"


async def test_the_door_opens_for_who_came_in_before(hall: Hall) -> None:
    who = await hall.joins(address=ANNA)
    record = await hall.record()

    joined = await arriving.open_door(hall.store, record, ANNA, "a token")

    assert joined
    seat = await hall.store.seat(arriving.digest("a token"))
    assert (joined.pseudonym, joined.code) == (who, hall.code)
    assert seat
    assert (seat.pseudonym, seat.code) == (who, hall.code)
    assert await arriving.open_door(hall.store, record, BRAM, "another") is None
    assert await arriving.open_door(hall.store, record, ANNA, "a token") == joined


async def test_who_comes_in_twice_with_a_token_is_known_by_it(hall: Hall) -> None:
    """First by the bot, which hands out none, and then at the door."""
    who = await hall.joins(address=ANNA)
    again = await hall.joins(address=ANNA, token="a token")
    await hall.joins(address=ANNA)

    seat = await hall.store.seat(arriving.digest("a token"))
    assert seat
    assert (seat.pseudonym, again) == (who, who)
