"""Deciding about personal data: kept with who and when, taken back, and erased with a person."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from exports.compiling import compile_minutes
from exports.edition import Edition
from sessions.actions import erasing, ruling
from sessions.actions.noting import IncomingQuestion, write_down
from sessions.actions.planning import ADMIN
from sessions.actions.ruling import Matter, WantedRuling
from sessions.errors import Clash, Forbidden, Malformed, Unknown
from sessions.findings import Found, findings, waiting
from sessions.people import Role, Staff
from sessions.personal_data import Sort, fingerprint
from sessions.storage.ruling_tables import rulings
from tests.sessions.storage.hall import QUESTION, Hall

PHONE, MAIL = "06-12345678", "wonen@proefstad.nl"
CARLA = Staff(7, "Carla", Role.COORDINATOR)
REASON = "Algemeen nummer"


async def an_evening(hall: Hall) -> tuple[str, str]:
    """Anna and Bert both give the number; Anna also asks where to mail."""
    anna, bert = await hall.joins(name="Anna"), await hall.joins(name="Bert")
    await hall.does("open", QUESTION)
    await hall.says(anna, QUESTION, text=f"Bel {PHONE}")
    await hall.says(bert, QUESTION, text=f"Of bel {PHONE} maar")
    await write_down(
        hall.store, await hall.record(), IncomingQuestion(f"Is het {MAIL}?", "abstain", asker=anna)
    )
    return anna, bert


async def found(hall: Hall) -> list[Found]:
    return list(findings(await hall.record()))


async def matter(hall: Hall) -> Matter:
    return await ruling.matter_of_meeting(await hall.record())


async def decides(hall: Hall, each: Found, verdict: str = "keep", **more: Any) -> int:
    decision = WantedRuling(each.place, each.value, verdict, **({"reason": REASON} | more))
    return await ruling.decide(hall.store, CARLA, await matter(hall), decision)


async def public(hall: Hall) -> str:
    return repr(compile_minutes(await hall.record(), datetime.now(UTC), Edition.PUBLIC))


async def test_what_is_decided_is_kept_with_who_and_when(hall: Hall) -> None:
    await an_evening(hall)
    before = datetime.now(UTC)

    number = await decides(hall, (await found(hall))[0])

    [kept] = (await hall.record()).rulings
    assert (kept.number, kept.by, kept.reason) == (number, "coordinator:7", REASON)
    assert before <= kept.at <= datetime.now(UTC)
    assert PHONE not in repr(kept)  # the table repeats nothing personal
    assert (await public(hall)).count(PHONE) > 0
    assert waiting(await hall.record()) == 2


async def test_taking_back_brings_what_was_decided_before(hall: Hall) -> None:
    await an_evening(hall)
    one, *_ = await found(hall)
    await decides(hall, one, "mask")
    number = await decides(hall, one, everywhere=True)
    assert PHONE in await public(hall)

    await ruling.undo(hall.store, CARLA, await matter(hall), number)

    assert PHONE not in await public(hall)
    first, last = (await hall.record()).rulings
    assert (first.undone_at, last.undone_by) == (None, "coordinator:7")
    with pytest.raises(Unknown):
        await ruling.undo(hall.store, CARLA, await matter(hall), number)


async def test_the_same_decision_sent_twice_is_one(hall: Hall) -> None:
    await an_evening(hall)
    one, *_ = await found(hall)

    numbers = [await decides(hall, one, key="a") for _ in range(2)]

    assert numbers == [1, 1]
    assert len((await hall.record()).rulings) == 1


async def test_what_cannot_be_decided_is_refused_with_a_sentence(hall: Hall) -> None:
    anna, _ = await an_evening(hall)
    await hall.says(anna, QUESTION, text="Mijn nummer is 123456782")
    one, *_ = await found(hall)
    number = fingerprint(Sort.BSN, "123456782")
    where = next(f.place for f in await found(hall) if f.sort is Sort.BSN)
    tries: list[tuple[type[Exception], Staff, WantedRuling]] = [
        (Clash, CARLA, WantedRuling(where, number, "keep", reason=REASON)),
        (Clash, CARLA, WantedRuling(where, number, "mask")),
        (Unknown, CARLA, WantedRuling(one.place, number, "keep", reason=REASON)),
        (Malformed, CARLA, WantedRuling(one.place, one.value, "keep", reason=" ")),
        (Malformed, CARLA, WantedRuling(one.place, one.value, "keep", reason="x" * 301)),
        (Malformed, CARLA, WantedRuling(one.place, one.value, "perhaps")),
        (Forbidden, Staff(8, "Bea", Role.FACILITATOR), WantedRuling(one.place, one.value, "mask")),
        (
            Forbidden,
            Staff(9, "Zeno", Role.COORDINATOR, frozenset({99})),
            WantedRuling(one.place, one.value, "mask"),
        ),
    ]

    for refusal, staff, decision in tries:
        with pytest.raises(refusal):
            await ruling.decide(hall.store, staff, await matter(hall), decision)

    assert (await hall.record()).rulings == ()


@pytest.mark.parametrize("remove", [False, True])
async def test_decisions_about_somebody_s_words_go_with_them(hall: Hall, *, remove: bool) -> None:
    anna, _ = await an_evening(hall)
    for each in await found(hall):
        await decides(hall, each)

    await erasing.erase_person(hall.store, ADMIN, await hall.record(), anna, remove=remove)

    left = (await hall.record()).rulings
    mine = {c.reference for c in (await hall.record()).of(f"person:{anna}")}
    assert len(left) == 1  # Bert's
    assert {each.place for each in left} & mine == set()
    assert MAIL not in await public(hall)


async def test_when_everybody_is_erased_no_decision_is_left(hall: Hall) -> None:
    await an_evening(hall)
    for each in await found(hall):
        await decides(hall, each, everywhere=True)

    await erasing.erase_people(hall.store, ADMIN, await hall.record())

    assert await hall.store.read(lambda c: c.scalar(select(func.count()).select_from(rulings))) == 0
    assert PHONE not in await public(hall)
