"""Adopted minutes are what was hashed: nothing that comes later moves what they are about."""

from sessions.actions import arranging, noting, running
from sessions.actions.arranging import Looking
from sessions.actions.noting import IncomingQuestion, Marking, PersonsAnswer
from sessions.people import Role
from sessions.reviewing import has_moved
from tests.sessions.actions.test_reviewing import adopting, checked, is_over
from tests.sessions.storage.hall import QUESTION, Hall, refusal


async def test_what_waited_for_an_answer_stays_open_in_final_minutes(hall: Hall) -> None:
    store, asked = hall.store, [IncomingQuestion(f"Wie doet punt {n}?", "abstain") for n in (1, 2)]
    for each in asked:
        await noting.write_down(store, await hall.record(), each)
    _, carla = await checked(hall)
    await noting.answer_question(store, await hall.record(), carla, PersonsAnswer(1, "De gemeente"))
    await is_over(hall)
    await adopting(hall, carla)
    final = await hall.record()

    answering = noting.answer_question(store, final, carla, PersonsAnswer(2, "De corporatie"))
    assert await refusal(answering) == "ask.final"
    changing = noting.answer_question(store, final, carla, PersonsAnswer(1, "De corporatie"))
    assert await refusal(changing) == "ask.final"
    assert await refusal(noting.park(store, final, carla, 2)) == "ask.final"
    await noting.answer_question(store, final, carla, PersonsAnswer(1, "De gemeente"))

    now = await hall.record()
    assert (now.asked, has_moved(now)) == (final.asked, False)


async def test_nothing_is_hidden_in_final_minutes(hall: Hall) -> None:
    anna = await hall.joins()
    await hall.does("open", QUESTION)
    reference = (await hall.says(anna, QUESTION, text="Het hofje")).reference
    carla = await hall.colleague(Role.COORDINATOR)
    await running.end(hall.store, await hall.record(), carla)
    await is_over(hall)
    await adopting(hall, carla)

    hiding = noting.mark(hall.store, await hall.record(), carla, Marking(reference, "hide"))

    assert await refusal(hiding) == "review.final"
    assert not has_moved(await hall.record())


async def test_themes_stay_as_they_are_in_final_minutes(hall: Hall) -> None:
    anna = await hall.joins()
    await hall.does("open", QUESTION)
    for text in ("Het hofje aan de Kerkstraat", "Een buurtbus in de avond"):
        await hall.says(anna, QUESTION, text=text)
    carla = await hall.colleague(Role.COORDINATOR)
    store, looking = hall.store, Looking(QUESTION, 0)
    draft = await hall.record()
    await arranging.arrange(store, draft, carla, looking)
    await running.end(store, await hall.record(), carla)
    await is_over(hall)
    early = await hall.record()
    await adopting(hall, carla)
    final, seen = await hall.record(), Looking(QUESTION, 1)

    for record in (final, early):  # and whoever looked before it was adopted
        for doing in (
            arranging.arrange(store, record, carla, seen),
            arranging.rearrange(store, record, carla, seen, lambda themes: themes),
            arranging.undo(store, record, carla, seen),
        ):
            assert await refusal(doing) == "themes.final"

    now = await hall.record()
    assert (now.themes, has_moved(now)) == (final.themes, False)
