import asyncio

from tests.sessions.storage.hall import CASUS, POLL, QUESTION, Hall, refusal


async def test_taking_an_answer_back(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)
    await hall.says(who, POLL, choice=[1])

    gone = await hall.takes_back(who, POLL)

    assert (gone.reference, gone.revision) == ("B1.2-001", 2)
    record = await hall.record()
    assert record.given(POLL) == []
    assert [c.withdrawn for c in record.contributions] == [False, True]
    again = await hall.says(who, POLL, choice=[2])
    assert (again.reference, again.revision) == ("B1.2-001", 3)


async def test_taking_back_twice_takes_back_once(hall: Hall) -> None:
    """The phone did not hear the thanks: what was said before must not go as well."""
    who = await hall.joins()
    await hall.does("open", QUESTION)
    for text in ("Koffie", "Thee"):
        await hall.says(who, QUESTION, text=text)

    gone = await hall.takes_back(who, QUESTION)
    await hall.does("close", QUESTION)

    assert await hall.takes_back(who, QUESTION) == gone
    assert await hall.takes_back(who, QUESTION, "B1.3-002") == gone
    assert [c.answer["text"] for c in await hall.given(QUESTION)] == ["Koffie"]


async def test_one_contribution_of_several_is_taken_back(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", QUESTION)
    for text in ("Koffie", "Thee", "Soep"):
        await hall.says(who, QUESTION, text=text)

    await asyncio.gather(*(hall.takes_back(who, QUESTION, "B1.3-002") for _ in range(3)))

    assert [c.answer["text"] for c in await hall.given(QUESTION)] == ["Koffie", "Soep"]
    assert len(await hall.rows()) == 4


async def test_the_vote_of_this_round_is_taken_back_and_that_of_the_first_stays(
    hall: Hall,
) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)
    await hall.says(who, POLL, choice=[1])
    await hall.does("advance", POLL)
    await hall.says(who, POLL, choice=[2])

    await hall.takes_back(who, POLL)

    assert [(c.round, c.answer) for c in await hall.given(POLL)] == [(1, {"choice": [1]})]


async def test_only_ones_own_answer_to_an_open_item_is_taken_back(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    for who in (anna, bram):
        await hall.sits(who, 1)
    await hall.does("open", CASUS)
    await hall.says(anna, CASUS, step=1, text="Een leuning")

    assert await refusal(hall.takes_back(bram, CASUS)) == "answer.nothing_to_withdraw"
    assert await refusal(hall.takes_back(bram, CASUS, "B1.4-001")) == "answer.nothing_to_withdraw"
    await hall.takes_back(anna, CASUS)
    assert await hall.given(CASUS) == []

    await hall.says(anna, CASUS, step=2, text="Een alarm")
    await hall.does("close", CASUS)
    assert await refusal(hall.takes_back(anna, CASUS)) == "answer.closed"
    assert len(await hall.given(CASUS)) == 1
