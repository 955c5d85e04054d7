from sessions.actions.arriving import pass_pen
from tests.sessions.storage.hall import CASUS, POLL, Hall, refusal


async def test_at_a_table_whoever_holds_the_pen_writes(hall: Hall) -> None:
    anna, bram, chris = [await hall.joins() for _ in range(3)]
    await hall.sits(anna, 1)
    await hall.sits(bram, 1)
    await hall.does("open", CASUS)

    given = await hall.says(anna, CASUS, step=1, text="Een leuning")
    assert await refusal(hall.says(bram, CASUS, step=1, text="x")) == "answer.not_your_pen"
    other_table = hall.says(anna, CASUS, step=1, text="x", table=2)
    assert await refusal(other_table) == "answer.not_your_pen"
    alone = await hall.says(chris, CASUS, step=1, text="Een alarm")

    rows = await hall.given(CASUS)
    assert [(c.reference, c.owner, c.table) for c in rows] == [
        (given.reference, "table:1", 1),
        (alone.reference, f"person:{chris}", None),
    ]


async def test_a_poll_takes_the_personal_answer_beside_that_of_the_table(hall: Hall) -> None:
    anna = await hall.joins()
    await hall.sits(anna, 1)
    await hall.does("open", POLL)

    await hall.says(anna, POLL, choice=[1])
    await hall.says(anna, POLL, choice=[2], table=1)

    tally = (await hall.record()).tally(POLL).last
    assert (tally.n, tally.tables, tally.table_counts) == (1, 1, (0, 1, 0))


async def test_with_the_pen_goes_what_the_table_wrote(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    for who in (anna, bram):
        await hall.sits(who, 1)
    await hall.does("open", CASUS)
    step = await hall.says(anna, CASUS, "1", step=1, text="Een leuning")
    action = await hall.says(anna, CASUS, "2", action="Leuning plaatsen")
    record = await hall.record()
    await pass_pen(hall.store, record, record.participants[anna], bram)

    changed = await hall.says(bram, CASUS, "1", step=1, text="Twee leuningen")
    other = await hall.says(bram, CASUS, "2", action="Alarm plaatsen")
    better = await hall.says(
        bram, CASUS, "3", action="Leuning en beugel", replaces=action.reference
    )

    assert (changed.reference, changed.revision) == (step.reference, 2)
    assert (other.reference, other.revision) == ("B1.4-003", 1)
    assert (better.reference, better.revision) == (action.reference, 2)
    # Anna's phone did not hear the thanks, and asks again without the pen
    assert await hall.says(anna, CASUS, "1", step=1, text="Een leuning") == step
    assert await refusal(hall.says(anna, CASUS, "4", step=1, text="x")) == "answer.not_your_pen"
