"""After the evening: additions stay beside the record, reactions come in, and then it is final."""

from datetime import timedelta

from sessions.actions import reviewing, running
from sessions.actions.reviewing import Judgement, Saying, today
from sessions.people import Role
from sessions.reviewing import Verdict, content_digest
from sessions.storage.reviewing import Act, add_act
from sessions.storage.tellings import untold
from tests.sessions.storage.hall import Hall, refusal


async def test_an_addition_is_kept_once_and_taken_back_without_giving_its_number_away(
    hall: Hall,
) -> None:
    carla = await hall.colleague(Role.COORDINATOR)
    record = await hall.record()

    for _ in range(2):
        await reviewing.add(hall.store, record, carla, Saying(1, " Zie bijlage. ", "een"))
    await reviewing.take_back(hall.store, record, carla, 1)
    await reviewing.add(hall.store, record, carla, Saying(0, "Voor alles."))

    [left] = (await hall.record()).review.additions
    assert (left.reference, left.item, left.text) == ("B1.aanvulling-02", 0, "Voor alles.")


async def test_only_the_coordinator_adds(hall: Hall) -> None:
    fatma = await hall.colleague(Role.FACILITATOR)

    said = await refusal(
        reviewing.add(hall.store, await hall.record(), fatma, Saying(1, "Mijn woorden"))
    )

    assert said == "review.coordinator_only"


async def test_nothing_is_checked_or_adopted_before_the_end(hall: Hall) -> None:
    carla, record = await hall.colleague(Role.COORDINATOR), await hall.record()

    opening = reviewing.open_round(hall.store, record, carla, today())

    assert await refusal(opening) == "review.meeting_open"
    assert await refusal(reviewing.adopt(hall.store, record, carla)) == "review.meeting_open"
    assert await hall.store.read(untold) == []


async def test_people_react_until_the_minutes_are_final(hall: Hall) -> None:
    anna = await hall.joins()
    carla = await hall.colleague(Role.COORDINATOR)
    await running.end(hall.store, await hall.record(), carla)
    record = await hall.record()
    who = record.participants[anna]
    store = hall.store
    assert await refusal(reviewing.react(store, record, who, Saying(1, "Nee"))) == "review.closed"
    await reviewing.open_round(store, record, carla, today())
    await reviewing.react(store, await hall.record(), who, Saying(1, "Ik zei iets anders."))
    record = await hall.record()
    assert await refusal(reviewing.adopt(store, record, carla)) == "review.still_open"

    yesterday = (today() - timedelta(days=1)).isoformat()
    closing = Act(what="opened", by="carla", word=yesterday)
    await store.writer.run(record.meeting.id, lambda c: add_act(c, record.meeting.id, closing))
    record = await hall.record()
    assert await refusal(reviewing.adopt(store, record, carla)) == "review.unjudged"
    judging = reviewing.judge(store, record, carla, Judgement(1, Verdict.NOT_ADOPTED, " "))
    assert await refusal(judging) == "review.no_reason"
    await reviewing.judge(store, record, carla, Judgement(1, Verdict.NOT_ADOPTED, "Zo staat het."))
    await reviewing.adopt(store, await hall.record(), carla)

    final = await hall.record()
    [said] = final.review.reactions
    assert (said.reference, said.because) == ("B1.reactie-01", "Zo staat het.")
    assert final.review.adopted is not None
    assert final.review.adopted.digest == content_digest(final)
    assert (
        await refusal(reviewing.add(store, record, carla, Saying(0, "Nog iets"))) == "review.final"
    )
    assert (
        await refusal(reviewing.react(store, final, who, Saying(1, "Nog iets"))) == "review.final"
    )
