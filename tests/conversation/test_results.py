from typing import Any

from bot.conversation.results import results
from sessions.items.item import ShowResults
from sessions.items.poll import Poll
from tests.conversation.stage import DE_VRIES, GOOD, Hall, hall, person


def told(stage: Hall, language: str = "nl") -> str:
    everybody = stage.joined_by(*(person(f"D00{n}") for n in range(1, 4)))
    room = everybody.seen_by(person(language=language)).speaking("")
    return results(room, room.record.items[0])


def poll(choose: str, *answers: dict[str, Any], **asked: Any) -> Hall:
    given = {"title": "Wat eerst?", "choose": choose, "options": ["Wonen", "Zorg"], **asked}
    stage = hall(Poll.model_validate(given))
    for number, answer in enumerate(answers, start=1):
        stage = stage.gave(f"D00{number}", 1, answer)
    return stage


def test_a_scale_shows_the_values_that_were_given_and_their_mean() -> None:
    stage = poll("scale", {"value": 7}, {"value": 8}, options=[])

    assert told(stage) == (
        "Uitslag: Wat eerst?\n\n2 mensen gaven antwoord.\n\n7: 1 van 2\n8: 1 van 2\n\n"
        "Gemiddeld: 7,5"
    )
    assert told(stage, "en").endswith("Average: 7.5")


def test_a_ranking_shows_who_came_first_most() -> None:
    stage = poll("rank", {"choice": [2, 1]}, {"choice": [2, 1]}, {"choice": [1, 2]})

    assert told(stage).endswith(
        "Zorg: bij 2 van 3 op de eerste plaats\nWonen: bij 1 van 3 op de eerste plaats"
    )


def test_points_are_added_up() -> None:
    stage = poll("points", {"points": {"1": 60, "2": 40}}, {"points": {"2": 100}})

    assert told(stage).endswith("Zorg: 140 punten\nWonen: 60 punten")


def test_nobody_is_said_in_words() -> None:
    assert told(poll("one")) == "Uitslag: Wat eerst?\n\nNiemand gaf antwoord."


def test_texts_are_counted_not_shown() -> None:
    question = hall(GOOD).gave("D001", 1, {"text": "Geheim"}, slot="a")
    casus = hall(DE_VRIES).gave("D001", 1, {"step": 1, "text": "Geheim"}, slot="step:1")

    assert told(question) == "Uitslag: Wat werkt al goed?\n\nEén bijdrage."
    assert told(casus) == "Uitslag: Mevrouw De Vries\n\nEén bijdrage.\n\n0 acties."


def test_a_result_that_is_never_shown_stays_silent() -> None:
    assert told(hall(GOOD.model_copy(update={"show_results": ShowResults.NEVER}))) == ""
