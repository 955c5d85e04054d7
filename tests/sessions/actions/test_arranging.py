from functools import partial

from sessions.actions.arranging import Change, Looking, arrange, rearrange, undo
from sessions.arrangement import Themes
from sessions.people import Role
from sessions.synthesis import editing
from tests.sessions.storage.hall import POLL, QUESTION, Hall, refusal

SAID = (
    "De buurtbus rijdt ook in de avond.",
    "In het buurthuis drinken wij elke week koffie.",
    "Geen idee",
)


async def themes(hall: Hall) -> Themes:
    return (await hall.record()).themes[QUESTION]


async def finds(hall: Hall, item: int = QUESTION, revision: int = 0) -> int:
    looking = Looking(item, revision)
    return await arrange(hall.store, await hall.record(), hall.facilitator, looking)


async def changes(hall: Hall, revision: int, change: Change) -> int:
    looking = Looking(QUESTION, revision)
    return await rearrange(hall.store, await hall.record(), hall.facilitator, looking, change)


async def takes_back(hall: Hall, revision: int) -> None:
    looking = Looking(QUESTION, revision)
    await undo(hall.store, await hall.record(), hall.facilitator, looking)


async def answered(hall: Hall) -> str:
    who = await hall.joins("Gemeente Proefstad", "gemeente")
    await hall.does("open", QUESTION)
    for text in SAID:
        await hall.says(who, QUESTION, text=text)
    return who


async def test_what_was_found_is_kept_with_what_found_it_and_nothing_is_confirmed(
    hall: Hall,
) -> None:
    await answered(hall)

    assert await finds(hall) == 1

    found = await themes(hall)
    assert sorted(found.references) == ["B1.3-001", "B1.3-002", "B1.3-003"]
    assert [each.reference for each in found.aside] == ["B1.3-003"]
    assert found.model
    assert found.confirmed == ()


async def test_a_theme_is_named_and_confirmed_and_both_can_be_taken_back(hall: Hall) -> None:
    await answered(hall)
    await finds(hall)
    label = (await themes(hall)).themes[0].label

    await changes(hall, 1, partial(editing.rename, label=label, name="Dichtbij"))
    await changes(hall, 2, partial(editing.confirm, label="Dichtbij"))
    assert [theme.label for theme in (await themes(hall)).confirmed] == ["Dichtbij"]

    await takes_back(hall, 3)
    assert ((await themes(hall)).themes[0].label, (await themes(hall)).confirmed) == (
        "Dichtbij",
        (),
    )
    await takes_back(hall, 2)
    assert (await themes(hall)).themes[0].label == label
    assert await changes(hall, 1, partial(editing.confirm, label=label)) == 4


async def test_an_answer_that_comes_later_is_told_and_then_placed(hall: Hall) -> None:
    who = await answered(hall)
    await finds(hall)
    before = await themes(hall)
    await hall.says(who, QUESTION, text="De buurtbus rijdt niet ver genoeg.")

    assert (await hall.record()).unplaced(QUESTION) == ("B1.3-004",)

    label = before.themes[0].label
    await changes(hall, 1, partial(editing.rename, label=label, name="Dichtbij"))
    assert (await hall.record()).unplaced(QUESTION) == ()
    placed = {m.reference: m for t in (await themes(hall)).themes for m in t.members}
    assert not placed["B1.3-004"].confirmed


async def test_who_looked_at_an_older_arrangement_changes_nothing(hall: Hall) -> None:
    await answered(hall)
    await finds(hall)
    label = (await themes(hall)).themes[0].label
    await changes(hall, 1, partial(editing.confirm, label=label))

    late = changes(hall, 1, partial(editing.rename, label=label, name="Anders"))

    assert await refusal(late) == "themes.changed"
    assert (await themes(hall)).themes[0].label == label


async def test_themes_are_for_open_questions_and_for_who_runs_the_meeting(hall: Hall) -> None:
    await answered(hall)

    assert await refusal(finds(hall, POLL)) == "themes.no_question"
    assert await refusal(changes(hall, 0, partial(editing.confirm, label="x"))) == "themes.none"
    assert await refusal(takes_back(hall, 0)) == "meeting.nothing_to_undo"
    expert = await hall.colleague(Role.EXPERT)
    trying = arrange(hall.store, await hall.record(), expert, Looking(QUESTION, 0))
    assert await refusal(trying) == "staff.not_yours"
