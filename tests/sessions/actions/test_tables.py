import asyncio
from itertools import product

from sessions.actions.arriving import (
    Correction,
    correct,
    deal_tables,
    hand_pen,
    pass_pen,
    tables_tonight,
)
from sessions.actions.planning import ADMIN, load
from tests.sessions.storage.hall import POLL, Hall, agenda, refusal


async def passes(hall: Hall, who: str, to: str) -> None:
    record = await hall.record()
    await pass_pen(hall.store, record, record.participants[who], to)


async def leaves(hall: Hall, who: str, *, left: bool = True) -> None:
    record = await hall.record()
    await correct(hall.store, record, record.participants[who], Correction(left=left))


async def pens(hall: Hall) -> dict[int | None, str]:
    """Who holds the pen of each table."""
    people = (await hall.record()).participants.values()
    return {p.table: p.pseudonym for p in people if p.holds_pen}


async def test_the_first_at_a_table_holds_the_pen(hall: Hall) -> None:
    anna, bram, chris = [await hall.joins() for _ in range(3)]

    assert [await hall.sits(anna, 1), await hall.sits(bram, 1), await hall.sits(chris, 2)] == [
        True,
        False,
        True,
    ]
    assert await pens(hall) == {1: anna, 2: chris}
    assert [p.pseudonym for p in (await hall.record()).seated(1)] == [anna, bram]


async def test_sitting_down_again_keeps_the_pen(hall: Hall) -> None:
    anna = await hall.joins()

    assert [await hall.sits(anna, 1), await hall.sits(anna, 1)] == [True, True]


async def test_two_who_sit_down_at_once_share_one_pen(hall: Hall) -> None:
    people = [await hall.joins() for _ in range(6)]

    held = await asyncio.gather(*(hall.sits(who, 1) for who in people))

    assert sorted(held) == [False] * 5 + [True]


async def test_there_are_no_more_tables_than_there_are(hall: Hall) -> None:
    anna = await hall.joins()

    assert tables_tonight(await hall.record()) == 3
    assert await refusal(hall.sits(anna, 4)) == "table.unknown"
    assert (await hall.person(anna)).table is None


async def test_whoever_moves_leaves_the_pen_behind(hall: Hall) -> None:
    anna, bram, chris = [await hall.joins() for _ in range(3)]
    for who in (anna, bram, chris):
        await hall.sits(who, 1)

    await hall.sits(anna, 2)
    assert await pens(hall) == {1: bram, 2: anna}

    await hall.sits(bram, None)
    assert await pens(hall) == {1: chris, 2: anna}


async def test_the_pen_is_passed_to_somebody_at_the_same_table(hall: Hall) -> None:
    anna, bram, chris = [await hall.joins() for _ in range(3)]
    await hall.sits(anna, 1)
    await hall.sits(bram, 1)
    await hall.sits(chris, 2)

    await passes(hall, anna, bram)
    assert await pens(hall) == {1: bram, 2: chris}

    assert await refusal(passes(hall, anna, bram)) == "table.not_your_pen"
    assert await refusal(passes(hall, bram, chris)) == "table.not_your_pen"
    assert await refusal(passes(hall, bram, "D099")) == "table.not_there"
    assert await pens(hall) == {1: bram, 2: chris}


async def test_a_pen_is_not_lost_on_somebody_who_just_got_up(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    await hall.sits(anna, 1)
    await hall.sits(bram, 1)
    as_it_was = await hall.record()
    await hall.sits(bram, 2)

    passing = pass_pen(hall.store, as_it_was, as_it_was.participants[anna], bram)

    assert await refusal(passing) == "table.not_there"
    assert await pens(hall) == {1: anna, 2: bram}


async def test_the_facilitator_hands_the_pen_to_anybody_at_a_table(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    await hall.sits(anna, 1)
    await hall.sits(bram, 1)
    record = await hall.record()

    await hand_pen(hall.store, record, record.participants[bram])

    assert await pens(hall) == {1: bram}


async def test_whoever_leaves_gets_up_and_leaves_the_pen(hall: Hall) -> None:
    anna, bram, chris = [await hall.joins() for _ in range(3)]
    for who in (anna, bram):
        await hall.sits(who, 1)

    await leaves(hall, anna)
    await hall.sits(chris, 1)
    await leaves(hall, anna, left=False)

    assert await pens(hall) == {1: bram}
    assert (await hall.person(anna)).table is None
    assert await hall.sits(anna, 1) is False


async def test_dealing_gives_everybody_a_table_with_kinds_mixed(hall: Hall) -> None:
    parties = ("Gemeente Proefstad", "Woonstichting Proef", "Thuiszorg Voorbeeld")
    for party in parties * 3:
        await hall.joins(party)

    dealt = await deal_tables(hall.store, await hall.record())

    people = (await hall.record()).present
    assert dealt == 9
    assert {(p.organisation, p.table) for p in people} == set(product(parties, (1, 2, 3)))
    assert sorted(table or 0 for table in await pens(hall)) == [1, 2, 3]


async def test_dealing_fills_the_emptiest_table_and_moves_nobody(hall: Hall) -> None:
    seated = [await hall.joins() for _ in range(2)]
    for who in seated:
        await hall.sits(who, 2)
    gone = await hall.joins()
    await leaves(hall, gone)
    late = [await hall.joins() for _ in range(4)]

    assert await deal_tables(hall.store, await hall.record()) == 4

    tables = {p.pseudonym: p.table for p in (await hall.record()).present}
    assert [tables[who] for who in (*seated, gone, *late)] == [2, 2, None, 1, 3, 1, 3]
    assert await deal_tables(hall.store, await hall.record()) == 0


async def test_without_tables_there_is_nothing_to_deal(hall: Hall) -> None:
    full = agenda(nummer="2")
    meeting = full.meeting.model_copy(update={"tables": 0})
    items = tuple(i for i in full.items if i.tables is None)
    bare = full.model_copy(update={"meeting": meeting, "items": items})
    code = await load(hall.store, ADMIN, bare)

    dealing = deal_tables(hall.store, await hall.store.record(code))

    assert await refusal(dealing) == "table.none"


async def test_taking_a_table_while_answering_is_one_step(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    await hall.does("open", POLL)

    await hall.says(anna, POLL, choice=[1], table=2)

    assert await pens(hall) == {2: anna}
    assert await refusal(hall.says(bram, POLL, choice=[1], table=2)) == "answer.not_your_pen"
    assert (await hall.person(bram)).table == 2
    assert [c.owner for c in await hall.given(POLL)] == ["table:2"]


async def test_whoever_left_sits_nowhere_until_they_are_back(hall: Hall) -> None:
    anna = await hall.joins("Gemeente Proefstad")
    await leaves(hall, anna)

    assert await refusal(hall.sits(anna, 1)) == "answer.left"
