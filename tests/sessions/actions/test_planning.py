import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from sessions.actions import planning, staffing
from sessions.actions.planning import (
    ADMIN,
    Newcomer,
    invite,
    invite_newcomer,
    load,
    meetings,
    replace,
    sign_in,
    staff_list,
    staff_of,
)
from sessions.actions.running import announce, end
from sessions.people import Organisation, Role, Staff
from sessions.storage import tables
from sessions.storage.request_tables import requests_done
from tests.sessions.storage.hall import POLL, QUESTION, Hall, agenda, refusal


async def test_an_agenda_becomes_a_meeting_with_a_code_to_say_aloud(hall: Hall) -> None:
    record = await hall.record()

    assert re.fullmatch(r"[1-9]\d{5}", record.meeting.code)
    assert (record.meeting.number, record.meeting.title) == (1, "Startbijeenkomst")
    assert (record.meeting.smallest_group, record.meeting.tables) == (2, 3)
    assert record.programme.title == "Woonzorgvisie Proefstad"
    assert [o.name for o in record.programme.organisations] == [
        "Gemeente Proefstad",
        "Woonstichting Proef",
        "Thuiszorg Voorbeeld",
    ]
    assert tuple(i.item for i in record.items) == agenda().items
    assert [(i.number, i.position) for i in record.items] == [(n, n) for n in range(1, 8)]
    assert (record.participants, record.contributions) == ({}, ())


async def test_the_meetings_of_one_programme_count_on(hall: Hall) -> None:
    anonymous = agenda().model_copy(
        update={"meeting": agenda().meeting.model_copy(update={"number": None})}
    )

    codes = [await load(hall.store, ADMIN, anonymous) for _ in range(2)]

    assert len({hall.code, *codes}) == 3
    assert [(await hall.store.record(code)).meeting.number for code in codes] == [2, 3]
    assert (await hall.store.record(codes[0])).programme == (await hall.record()).programme


async def test_a_number_is_given_once(hall: Hall) -> None:
    assert await refusal(load(hall.store, ADMIN, agenda())) == "meeting.number_taken"
    assert len(await meetings(hall.store, ADMIN)) == 1


async def test_a_later_agenda_adds_to_what_the_programme_knows(hall: Hall) -> None:
    later = agenda(nummer="2")
    party = later.organisations[0].model_copy(update={"kind": "overig"})
    newcomer = party.model_copy(update={"name": "Huurdersraad", "kind": "huurders"})
    later = later.model_copy(
        update={"organisations": (party, newcomer), "target_groups": ("Starters",)}
    )

    code = await load(hall.store, ADMIN, later)

    programme = (await hall.store.record(code)).programme
    assert programme.organisations == (
        Organisation("Gemeente Proefstad", "overig"),
        Organisation("Woonstichting Proef", "corporatie"),
        Organisation("Thuiszorg Voorbeeld", "zorgaanbieder"),
        Organisation("Huurdersraad", "huurders"),
    )
    assert programme.target_groups == ("Starters",)


async def test_the_list_of_meetings_has_the_newest_first(hall: Hall) -> None:
    await hall.does("open", POLL)
    second = await load(hall.store, ADMIN, agenda(nummer="2", titel="Thema"))
    other = await load(hall.store, ADMIN, agenda(traject="Ander traject"))
    await end(hall.store, await hall.store.record(other), ADMIN)

    listed = await meetings(hall.store, ADMIN)

    assert [(m.code, m.title, m.number, m.begun, m.ended, m.programme) for m in listed] == [
        (other, "Startbijeenkomst", 1, False, True, "Ander traject"),
        (second, "Thema", 2, False, False, "Woonzorgvisie Proefstad"),
        (hall.code, "Startbijeenkomst", 1, True, False, "Woonzorgvisie Proefstad"),
    ]
    mine = Staff(7, "Collega", Role.FACILITATOR, frozenset({(await hall.record()).programme.id}))
    assert [m.code for m in await meetings(hall.store, mine)] == [second, hall.code]


async def test_before_it_begins_a_meeting_is_laid_anew(hall: Hall) -> None:
    who = await hall.joins("Gemeente Proefstad")
    await hall.does("skip", QUESTION)
    spaced = f"{hall.code[:3]} {hall.code[3:]}"
    fewer = agenda(titel="Kort", nummer="3")
    fewer = fewer.model_copy(update={"items": fewer.items[:2]})

    assert await replace(hall.store, ADMIN, fewer, spaced) == hall.code

    record = await hall.record()
    assert (record.meeting.title, record.meeting.number) == ("Kort", 3)
    assert [(i.number, i.state.value) for i in record.items] == [(1, "waiting"), (2, "waiting")]
    assert list(record.participants) == [who]
    assert await refusal(hall.undoes()) == "meeting.nothing_to_undo"


async def test_what_began_stays_as_it_is(hall: Hall) -> None:
    await hall.does("open", POLL)
    before = await hall.record()

    laying = replace(hall.store, ADMIN, agenda(titel="Anders"), hall.code)

    assert await refusal(laying) == "meeting.already_begun"
    assert await hall.record() == before


async def test_answers_outlive_an_opening_that_was_undone(hall: Hall) -> None:
    """As if nothing was opened, but somebody was quick: what was thanked for is not thrown away."""
    who = await hall.joins()
    await hall.does("open", POLL)
    await hall.says(who, POLL, choice=[1])
    await hall.undoes()

    laying = replace(hall.store, ADMIN, agenda(titel="Anders"), hall.code)

    assert await refusal(laying) == "meeting.already_begun"
    assert len(await hall.given(POLL)) == 1


async def test_laying_anew_in_the_moment_of_opening_loses_nothing(hall: Hall) -> None:
    who = await hall.joins()
    laying = replace(hall.store, ADMIN, agenda(titel="Anders"), hall.code)

    _, laid = await asyncio.gather(hall.does("open", POLL), laying, return_exceptions=True)

    assert getattr(laid, "key", "") == "meeting.already_begun"
    assert (await hall.says(who, POLL, choice=[1])).reference == "B1.2-001"


async def test_a_meeting_cannot_take_the_number_of_another(hall: Hall) -> None:
    other = await load(hall.store, ADMIN, agenda(nummer="2"))

    assert await refusal(replace(hall.store, ADMIN, agenda(), other)) == "meeting.number_taken"
    assert await refusal(replace(hall.store, ADMIN, agenda(), "000000")) == "meeting.unknown"


async def test_a_link_lets_in_once(hall: Hall) -> None:
    staff, link = await invite(hall.store, "Anna", Role.FACILITATOR)

    entered = await asyncio.gather(
        *(sign_in(hall.store, link) for _ in range(3)), return_exceptions=True
    )

    tokens = [token for token in entered if isinstance(token, str)]
    refused = [getattr(each, "key", "") for each in entered if not isinstance(each, str)]
    assert (len(tokens), refused) == (1, ["staff.link_spent"] * 2)
    assert await staff_of(hall.store, tokens[0]) == staff
    assert await refusal(sign_in(hall.store, link)) == "staff.link_spent"
    assert await refusal(sign_in(hall.store, "made up")) == "staff.link_spent"


async def test_a_link_gets_too_old(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "LINK_LASTS", timedelta(seconds=-1))
    _, link = await invite(hall.store, "Anna", Role.FACILITATOR)

    assert await refusal(sign_in(hall.store, link)) == "staff.link_spent"


async def test_being_signed_in_ends(hall: Hall) -> None:
    staff, link = await invite(hall.store, "Anna", Role.COORDINATOR)
    token = await sign_in(hall.store, link)
    assert await staff_of(hall.store, token) == staff

    yesterday = datetime.now(UTC) - timedelta(days=1)
    await hall.store.writer.run(
        None, lambda c: c.execute(update(tables.staff_tokens).values(expires_at=yesterday))
    )

    assert await staff_of(hall.store, token) is None
    assert await staff_of(hall.store, "made up") is None


async def test_the_database_holds_neither_link_nor_token(hall: Hall) -> None:
    _, link = await invite(hall.store, "Anna", Role.FACILITATOR)
    token = await sign_in(hall.store, link)

    links = await hall.store.read(
        lambda c: (
            set(c.scalars(select(tables.links.c.token_digest)))
            | set(c.scalars(select(tables.staff_tokens.c.token_digest)))
        )
    )

    assert len(links) == 2
    assert links.isdisjoint({link, token})


async def test_everybody_who_runs_meetings_is_listed(hall: Hall) -> None:
    programme = (await hall.record()).programme.id
    anna, _ = await invite(hall.store, "Anna", Role.COORDINATOR)
    bram, _ = await invite(hall.store, "Bram", Role.FACILITATOR, frozenset({programme}))

    assert await staff_list(hall.store) == [anna, bram]
    assert (anna.programmes, bram.programmes, bram.label) == (
        None,
        frozenset({programme}),
        f"facilitator:{bram.id}",
    )


async def test_colleagues_are_invited_to_ones_own_programme(hall: Hall) -> None:
    programme = (await hall.record()).programme.id
    facilitator, _ = await invite(hall.store, "Anna", Role.FACILITATOR, frozenset({programme}))
    expert, _ = await invite(hall.store, "Expert", Role.EXPERT, frozenset({programme}))

    bram, _ = await invite_newcomer(hall.store, facilitator, Newcomer("Bram", Role.FACILITATOR))

    assert bram.programmes == frozenset({programme})
    higher = invite_newcomer(hall.store, facilitator, Newcomer("Chris", Role.COORDINATOR))
    assert await refusal(higher) == "staff.not_yours"
    by_expert = invite_newcomer(hall.store, expert, Newcomer("Dirk", Role.FACILITATOR))
    assert await refusal(by_expert) == "staff.not_yours"


async def test_whoever_belongs_to_one_programme_plans_in_no_other(hall: Hall) -> None:
    programme = (await hall.record()).programme.id
    other = await load(hall.store, ADMIN, agenda(traject="Ander traject"))
    anna, _ = await invite(hall.store, "Anna", Role.COORDINATOR, frozenset({programme}))
    before = await hall.store.record(other)

    tries = [
        load(hall.store, anna, agenda(traject="Ander traject", nummer="2")),
        load(hall.store, anna, agenda(traject="Nieuw traject")),
        replace(hall.store, anna, agenda(titel="Anders"), other),
        replace(hall.store, anna, agenda(traject="Ander traject", nummer="2"), hall.code),
    ]
    assert [await refusal(each) for each in tries] == ["staff.not_yours"] * 4
    saying = announce(hall.store, before, anna, "Hallo")
    assert await refusal(saying) == "staff.not_yours"

    assert await hall.store.record(other) == before
    assert {m.programme for m in await meetings(hall.store, ADMIN)} == {
        "Woonzorgvisie Proefstad",
        "Ander traject",
    }
    own = await load(hall.store, anna, agenda(nummer="2"))
    assert await replace(hall.store, anna, agenda(nummer="5"), own) == own


async def test_only_who_runs_meetings_makes_them(hall: Hall) -> None:
    expert, _ = await invite(hall.store, "Expert", Role.EXPERT)

    assert await refusal(load(hall.store, expert, agenda(nummer="2"))) == "staff.not_yours"
    assert await refusal(replace(hall.store, expert, agenda(), hall.code)) == "staff.not_yours"


async def test_an_invitation_that_comes_in_again_is_for_the_same_colleague(hall: Hall) -> None:
    boss, _ = await invite(hall.store, "Carla", Role.COORDINATOR)
    bea = Newcomer("Bea", Role.FACILITATOR, key="een")

    first, link = await invite_newcomer(hall.store, boss, bea)
    second, again = await invite_newcomer(hall.store, boss, bea)
    other, _ = await invite_newcomer(hall.store, ADMIN, bea)

    assert (first, [s.name for s in await staff_list(hall.store)]) == (
        second, ["Carla", "Bea", "Bea"],
    )  # fmt: skip
    assert other.id != first.id
    assert await staff_of(hall.store, await sign_in(hall.store, again)) == first
    assert link != again
    assert await refusal(invite_newcomer(hall.store, boss, bea)) == "staff.came_in"


async def test_whoever_became_more_gets_no_link_from_who_asked_for_less(hall: Hall) -> None:
    bea = Newcomer("Bea", Role.FACILITATOR, key="een")
    invited, _ = await invite_newcomer(hall.store, ADMIN, bea)
    await staffing.change(hall.store, ADMIN, invited.id, Role.COORDINATOR, None)

    assert await refusal(invite_newcomer(hall.store, ADMIN, bea)) == "staff.came_in"


async def test_a_meeting_that_is_asked_for_twice_is_made_once(hall: Hall) -> None:
    first, other = (agenda(traject="Nieuw traject", nummer=n) for n in ("1", "2"))

    codes = [await load(hall.store, ADMIN, first, "een") for _ in range(2)]

    assert len(set(codes)) == 1
    assert await load(hall.store, ADMIN, other, "twee") not in codes


async def test_a_key_is_remembered_for_a_month(hall: Hall) -> None:
    bea = Newcomer("Bea", Role.FACILITATOR, key="een")
    first, _ = await invite_newcomer(hall.store, ADMIN, bea)
    long_ago = datetime.now(UTC) - timedelta(days=31)
    await hall.store.writer.run(
        None, lambda c: c.execute(update(requests_done).values(at=long_ago))
    )

    await invite_newcomer(hall.store, ADMIN, Newcomer("Cor", Role.FACILITATOR, key="twee"))
    second, _ = await invite_newcomer(hall.store, ADMIN, bea)

    assert first.id != second.id
