import asyncio
from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from sessions.storage import tables
from sessions.storage.noting import find_talk
from sessions.storage.unit import Beside, Committed, Keeping, Kept, Stirs, TalkRow, Unit
from sessions.storage.writer import LARGEST_BATCH
from tests.sessions.storage.hall import CASUS, POLL, QUESTION, SCALE, Hall, open_hall


async def units(hall: Hall, people: Sequence[str], item: int = POLL) -> list[Unit]:
    """One answer of each of these people, ready for the writer."""
    meeting = (await hall.record()).meeting.id
    return [Unit(meeting, (await hall.keeping(who, item, f"{who}-{item}"),)) for who in people]


async def keep(hall: Hall, *keepings: Keeping) -> list[Kept]:
    """Give the writer each of these as a unit, in the same moment."""
    meeting = (await hall.record()).meeting.id
    kept = await asyncio.gather(*(hall.store.writer.keep(Unit(meeting, (k,))) for k in keepings))
    return [one for [one] in kept]


async def versions(hall: Hall) -> tuple[int, int, int]:
    """Version, scene and crowd of the meeting, as the database has them."""
    query = select(tables.meetings.c.version, tables.meetings.c.scene, tables.meetings.c.crowd)
    row = await hall.store.read(
        lambda c: c.execute(query.where(tables.meetings.c.code == hall.code)).one()
    )
    return row[0], row[1], row[2]


async def crowd(hall: Hall, size: int) -> list[str]:
    return list(await asyncio.gather(*(hall.joins() for _ in range(size))))


async def test_answers_that_arrive_together_are_committed_together(hall: Hall) -> None:
    people = await crowd(hall, 60)
    await hall.does("open", POLL)
    commits: list[Sequence[Committed]] = []
    hall.store.listen(commits.append)

    given = await asyncio.gather(*map(hall.store.writer.keep, await units(hall, people)))

    assert sorted(kept.number or 0 for [kept] in given) == list(range(1, 61))
    assert len(commits) <= 3  # the first may go alone, the others gather meanwhile


async def test_more_answers_than_one_transaction_takes_are_all_kept(hall: Hall) -> None:
    people = await crowd(hall, LARGEST_BATCH + 100)
    await hall.does("open", POLL)

    given = await asyncio.gather(*map(hall.store.writer.keep, await units(hall, people)))

    assert [kept.number for [kept] in given] == list(range(1, LARGEST_BATCH + 101))
    assert len(await hall.rows()) == LARGEST_BATCH + 100


async def test_a_unit_of_many_contributions_is_kept_whole(hall: Hall) -> None:
    [who] = await crowd(hall, 1)
    await hall.does("open", QUESTION)
    meeting = (await hall.record()).meeting.id
    texts = [await hall.keeping(who, QUESTION, f"k{n}", slot=f"s{n}") for n in range(3)]

    kept = await hall.store.writer.keep(Unit(meeting, tuple(texts)))

    assert [(k.number, k.revision, k.fresh) for k in kept] == [
        (1, 1, True),
        (2, 1, True),
        (3, 1, True),
    ]


async def test_what_fails_undoes_itself_alone(hall: Hall) -> None:
    people = await crowd(hall, 3)
    await hall.does("open", POLL)
    meeting = (await hall.record()).meeting.id
    first, second, third = await units(hall, people)
    ghost = Unit(meeting, (await hall.keeping(people[0], POLL, "ghost", participant_id=99_999),))

    def half_done(connection: Connection) -> None:
        connection.execute(update(tables.meetings).values(message="half"))
        raise LookupError

    keep, run = hall.store.writer.keep, hall.store.writer.run
    done = await asyncio.gather(
        keep(first), keep(ghost), keep(second), run(meeting, half_done), keep(third),
        return_exceptions=True,
    )  # fmt: skip

    assert [type(each) for each in done] == [list, IntegrityError, list, LookupError, list]
    assert [reference for reference, _, _ in await hall.rows()] == [
        "B1.2-001",
        "B1.2-002",
        "B1.2-003",
    ]
    assert (await hall.record()).meeting.message == ""


async def test_repeating_a_key_changes_nothing_and_gives_the_same_number(hall: Hall) -> None:
    people = await crowd(hall, 2)
    await hall.does("open", POLL)
    mine = await hall.keeping(people[0], POLL, "my-key")
    [first] = await keep(hall, mine)
    await keep(hall, await hall.keeping(people[1], POLL, "my-key"))
    before = await versions(hall)

    [again] = await keep(hall, mine)

    assert first.fresh
    assert again == Kept(1, 1, first.digest, first.item_id, first.at, fresh=False)
    assert [row[0] for row in await hall.rows()] == ["B1.2-001", "B1.2-002"]
    assert await versions(hall) == before


async def test_repeating_a_key_within_one_transaction_keeps_it_once(hall: Hall) -> None:
    [who] = await crowd(hall, 1)
    await hall.does("open", POLL)
    mine = await hall.keeping(who, POLL, "my-key")
    other = await hall.keeping(who, POLL, "my-key", digest="something else")

    kept = await keep(hall, *[mine] * 5, other)

    assert {(k.number, k.revision, k.digest) for k in kept} == {(1, 1, mine.digest)}
    assert not kept[-1].holds(other.item_id, other.digest)
    assert len(await hall.rows()) == 1


async def test_a_closed_item_refuses_and_keeps_nothing(hall: Hall) -> None:
    [who] = await crowd(hall, 1)
    await hall.does("open", POLL)
    await hall.does("close", POLL)
    before = await versions(hall)

    kept = await keep(
        hall, await hall.keeping(who, POLL, "late"), await hall.keeping(who, QUESTION, "early")
    )

    assert kept == [Kept(None), Kept(None)]
    assert await hall.rows() == []
    assert await versions(hall) == before


async def test_what_is_typed_over_is_kept_after_closing_but_not_before_opening(hall: Hall) -> None:
    [who] = await crowd(hall, 1)
    await hall.does("open", POLL)
    await hall.does("close", POLL)
    await hall.does("skip", SCALE)
    late = [
        await hall.keeping(who, item, f"paper-{item}", also_closed=True)
        for item in (POLL, QUESTION, SCALE)
    ]

    assert [kept.number for kept in await keep(hall, *late)] == [1, None, None]


async def test_closing_and_answering_in_one_moment_keep_their_order(hall: Hall) -> None:
    before, after = await crowd(hall, 2)
    await hall.does("open", POLL)
    [early], [late] = [u.contributions for u in await units(hall, [before, after])]
    meeting = (await hall.record()).meeting.id

    def close(connection: Connection) -> None:
        connection.execute(update(tables.items).values(state="closed"))

    [kept], _, [refused] = await asyncio.gather(
        hall.store.writer.keep(Unit(meeting, (early,))),
        hall.store.writer.run(meeting, close),
        hall.store.writer.keep(Unit(meeting, (late,))),
    )

    assert (kept.number, refused.number) == (1, None)


async def test_each_item_is_numbered_without_gaps(hall: Hall) -> None:
    people = await crowd(hall, 12)
    await hall.store.writer.run(
        None, lambda c: c.execute(update(tables.items).values(state="open"))
    )
    meeting = (await hall.record()).meeting.id
    said = [
        await hall.keeping(who, item, f"{who}-{item}-{time}")
        for time in range(3)
        for who in people
        for item in (POLL, QUESTION, CASUS)
    ]

    await asyncio.gather(*(hall.store.writer.keep(Unit(meeting, (k,))) for k in said))

    rows = (await hall.record()).contributions
    for item in (POLL, QUESTION, CASUS):
        numbers = {(c.reference, c.revision) for c in rows if c.item == item}
        expected = {(f"B1.{item}-{n:03d}", r) for n in range(1, 13) for r in (1, 2, 3)}
        assert numbers == expected


async def test_a_changed_and_a_withdrawn_answer_keep_their_number(hall: Hall) -> None:
    anna, bram = await crowd(hall, 2)
    await hall.does("open", POLL)
    steps = [
        await hall.keeping(anna, POLL, "a1"),
        await hall.keeping(bram, POLL, "b1"),
        await hall.keeping(anna, POLL, "a2"),
        await hall.keeping(anna, POLL, "a3", withdrawn=True),
        await hall.keeping(anna, POLL, "a4"),
    ]

    kept = await keep(hall, *steps)

    assert [(k.number, k.revision) for k in kept] == [(1, 1), (2, 1), (1, 2), (1, 3), (1, 4)]
    assert [c.key for c in await hall.given(POLL)] == ["a4", "b1"]


async def test_the_talk_is_kept_with_the_answer_or_not_at_all(hall: Hall) -> None:
    anna, bram = await crowd(hall, 2)
    await hall.does("open", POLL)
    meeting = (await hall.record()).meeting.id
    kept = await hall.keeping(anna, POLL, "k")
    refused = await hall.keeping(bram, QUESTION, "k")
    reused = await hall.keeping(anna, POLL, "k", digest="something else")

    await asyncio.gather(
        hall.store.writer.keep(Unit(meeting, (kept,), Beside(TalkRow("anna", "answered")))),
        hall.store.writer.keep(Unit(meeting, (refused,), Beside(TalkRow("bram", "answered")))),
        hall.store.writer.keep(Unit(meeting, (reused,), Beside(TalkRow("anna", "muddled")))),
    )

    assert await hall.store.read(lambda c: find_talk(c, meeting, "anna")) == "answered"
    assert await hall.store.read(lambda c: find_talk(c, meeting, "bram")) is None


async def test_the_last_talk_counts_and_moves_no_version(hall: Hall) -> None:
    meeting = (await hall.record()).meeting.id
    before = await versions(hall)

    for state in ("asked", "answered"):
        await hall.store.writer.keep(Unit(meeting, beside=Beside(TalkRow("anna", state))))

    assert await hall.store.read(lambda c: find_talk(c, meeting, "anna")) == "answered"
    assert await versions(hall) == before


async def test_a_change_moves_the_versions_of_those_it_concerns(hall: Hall) -> None:
    meeting = (await hall.record()).meeting.id
    heard: list[Committed] = []
    hall.store.listen(heard.extend)
    version, scene, people = await versions(hall)

    for stirs in (Stirs.CREW, Stirs.HALL, Stirs.CROWD, Stirs.HALL | Stirs.CROWD):
        await hall.store.writer.run(meeting, lambda _: None, stirs)
    await hall.store.writer.run(None, lambda _: None)

    assert heard == [
        Committed(meeting, version + 1, scene, people),
        Committed(meeting, version + 2, scene + 1, people),
        Committed(meeting, version + 3, scene + 1, people + 1),
        Committed(meeting, version + 4, scene + 2, people + 2),
    ]


async def test_whoever_hangs_up_hurts_nobody_else(hall: Hall) -> None:
    people = await crowd(hall, 20)
    await hall.does("open", POLL)
    waiting = [
        asyncio.ensure_future(hall.store.writer.keep(unit)) for unit in await units(hall, people)
    ]
    await asyncio.sleep(0)  # everybody has answered

    for impatient in waiting[::2]:
        impatient.cancel()
    patient = await asyncio.gather(*waiting[1::2])

    assert [kept.number for [kept] in patient] == list(range(2, 21, 2))
    assert len(await hall.rows()) == 20


async def test_a_listener_that_stumbles_leaves_nobody_waiting(hall: Hall) -> None:
    [who] = await crowd(hall, 1)
    await hall.does("open", POLL)
    stumbled: list[str] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: stumbled.append(str(context["exception"]))
    )

    def stumble(_: Sequence[Committed]) -> None:
        raise RuntimeError("the screens are away")

    hall.store.listen(stumble)
    await asyncio.wait_for(
        asyncio.gather(*map(hall.store.writer.keep, await units(hall, [who]))), 60
    )

    assert stumbled == ["the screens are away"]


async def test_closing_writes_what_still_waits(hall: Hall) -> None:
    people = await crowd(hall, 50)
    await hall.does("open", POLL)
    waiting = [
        asyncio.ensure_future(hall.store.writer.keep(unit)) for unit in await units(hall, people)
    ]
    await asyncio.sleep(0)

    hall.store.writer.close()
    given = await asyncio.gather(*waiting)

    assert [kept.number for [kept] in given] == list(range(1, 51))


async def test_after_closing_nobody_waits_for_ever(hall: Hall) -> None:
    hall.store.writer.close()

    with pytest.raises(RuntimeError, match="the writer has stopped"):
        await hall.store.writer.run(None, lambda _: None)


async def test_after_a_lost_connection_the_next_answer_is_kept(postgresql_url: str) -> None:
    async with open_hall(postgresql_url) as hall:
        [who] = await crowd(hall, 1)
        await hall.does("open", POLL)

        with pytest.raises(OperationalError):
            await hall.store.writer.run(
                None, lambda c: c.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
            )
        [[kept]] = await asyncio.gather(*map(hall.store.writer.keep, await units(hall, [who])))

        assert kept.number == 1


async def test_what_is_thanked_for_is_committed(hall: Hall) -> None:
    """Another connection, that sees only what is committed, has it when the thanks arrive."""
    [who] = await crowd(hall, 1)
    await hall.does("open", POLL)
    [unit] = await units(hall, [who])

    await hall.store.writer.keep(unit)

    count = select(func.count()).select_from(tables.contributions)
    assert await hall.store.read(lambda c: c.scalar(count)) == 1


async def test_work_gives_back_what_it_returns(hall: Hall) -> None:
    def add(connection: Connection) -> str:
        row = insert(tables.staff).values(name="Anna", role="facilitator")
        return str(connection.execute(row.returning(tables.staff.c.name)).scalar_one())

    assert await hall.store.writer.run(None, add) == "Anna"
