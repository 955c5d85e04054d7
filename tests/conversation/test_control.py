"""The message with which a meeting is run: what it says, and what can be pressed."""

from dataclasses import replace

import pytest

from bot.conversation.heard import Arrived, Invited, Pressed, Progressed
from bot.conversation.reply import Say
from bot.conversation.respond import respond
from bot.conversation.room import Reach
from bot.conversation.talk import Awaits, Talk
from sessions.items.item import ShowResults
from sessions.items.poll import Poll
from tests.conversation.playbook import Playbook
from tests.conversation.stage import DE_VRIES, FACILITATOR, GOOD, TASK, Hall, hall, person

TITLE = "Regie: Startbijeenkomst (code 123 456)"
STEERS = Talk(steers=True)
ANNA, BRAM = person("D001"), person("D002")


def shown(stage: Hall, reach: Reach | None = None) -> str:
    """The message, for whoever has it on their screen."""
    room = replace(stage.seen_by(FACILITATOR), reach=reach or Reach())
    return (Playbook(room, STEERS) >> Progressed()).last


def test_before_anything_was_opened_the_first_item_is_one_tap_away() -> None:
    assert shown(hall(TASK, GOOD).joined_by(ANNA)) == (
        f"{TITLE} ¶ Er is nog niets geopend. ¶ Eén deelnemer "
        "[Verder: Welke opgave raakt u het meest?] [Laatste stap terug]"
    )


def test_while_something_is_open_it_counts_people_reach_and_answers() -> None:
    stage = hall(TASK, GOOD).joined_by(ANNA, BRAM).opens(1).gave("D001", 1, {"choice": [2]})

    assert shown(stage, Reach(214, 300)) == (
        f"{TITLE} ¶ 1. Welke opgave raakt u het meest?: open ¶ 2 deelnemers\n"
        "Via Telegram: 214 van 300 bereikt\nEén antwoord "
        "[Sluit dit onderdeel] [2 minuten erbij] [Laatste stap terug]"
    )


def test_where_nobody_came_by_a_messenger_it_says_nothing_of_reach() -> None:
    assert "Via Telegram" not in shown(hall(TASK).opens(1))


def test_who_left_is_not_counted() -> None:
    stage = hall(TASK).joined_by(ANNA, person("D002", left_at=hall().record.meeting.opened_at))

    assert "Eén deelnemer" in shown(stage)


def test_after_closing_the_result_is_one_tap_away() -> None:
    assert shown(hall(TASK, GOOD).closes(1)) == (
        f"{TITLE} ¶ 1. Welke opgave raakt u het meest?: gesloten ¶ 0 deelnemers\n0 antwoorden "
        "[Toon de uitslag] [Verder: Wat werkt al goed?] [Laatste stap terug]"
    )


def test_after_the_result_comes_what_is_next() -> None:
    assert shown(hall(TASK, GOOD).closes(1, revealed=True)).endswith(
        "[Verder: Wat werkt al goed?] [Laatste stap terug]"
    )


def test_a_result_that_is_for_nobody_is_not_offered() -> None:
    secret = Poll(title="Geheim?", options=("Ja", "Nee"), show_results=ShowResults.NEVER)

    assert "[Toon de uitslag]" not in shown(hall(secret, TASK).closes(1))


def test_after_the_last_item_the_minutes_are_offered() -> None:
    assert shown(hall(TASK).closes(1, revealed=True)).endswith("[Verslag] [Laatste stap terug]")


def test_after_the_last_item_what_was_passed_over_is_offered_first() -> None:
    stage = hall(TASK, GOOD, DE_VRIES).opens(3).closes(3, revealed=True)

    assert "[Verslag]" in shown(stage)
    assert shown(hall(TASK, GOOD, DE_VRIES).opens(2).closes(2, revealed=True)).endswith(
        "[Verder: Mevrouw De Vries] [Laatste stap terug]"
    )


def test_a_casus_shows_its_step_and_a_poll_in_two_rounds_its_round() -> None:
    twice = Poll(title="Twee keer?", options=("Ja", "Nee"), rounds=2)

    assert "Mevrouw De Vries: open\nStap 2 van 3 ¶" in shown(hall(DE_VRIES).opens(1, step=2))
    assert "Twee keer?: open\nRonde 2 van 2 ¶" in shown(hall(twice).opens(1, turn=2))
    assert "[Open de tweede ronde]" in shown(hall(twice).closes(1))


def test_questions_that_wait_are_counted_and_one_tap_away() -> None:
    stage = hall(TASK).wonders("D001", "Hoe laat?").wonders("D001", "Waar?", answer="Hier")

    assert "¶ Eén vraag wacht op uw antwoord [" in shown(stage)
    assert "[Vragen die wachten]" in shown(stage)
    assert "wacht" not in shown(hall(TASK).wonders("D001", "Waar?", answer="Hier"))


def test_when_the_meeting_is_over_only_the_minutes_are_left() -> None:
    assert shown(hall(TASK).ends()) == (
        f"{TITLE} ¶ De bijeenkomst is afgelopen. Dank u wel voor uw inbreng. ¶ 0 deelnemers "
        "[Verslag]"
    )


@pytest.mark.parametrize("asked", ["/regie", "/control", "/start"])
def test_the_message_is_asked_for_anew_at_the_bottom_of_the_chat(asked: str) -> None:
    talk, [said] = respond(Talk(), Arrived(), hall(TASK).seen_by(FACILITATOR))

    assert isinstance(said, Say)
    assert (said.about, said.fresh, talk.steers) == ("control", True, True)
    assert TITLE in (Playbook(hall(TASK).seen_by(FACILITATOR)) >> asked).last


def test_whoever_runs_the_meeting_is_greeted_with_it() -> None:
    assert (Playbook(hall(TASK).seen_by(FACILITATOR)) >> Arrived()).last.startswith(
        "U begeleidt Startbijeenkomst. ¶ Met de knoppen leidt u de bijeenkomst. "
        f"Met /help ziet u alles wat kan. ¶ {TITLE} ¶"
    )


def test_news_changes_the_message_in_place_and_only_where_there_is_one() -> None:
    room = hall(TASK).opens(1).seen_by(FACILITATOR)

    _, [said] = respond(STEERS, Invited(1), room)

    assert isinstance(said, Say)
    assert (said.about, said.fresh) == ("control", False)
    assert respond(Talk(), Invited(1), room) == (Talk(), [])


def test_what_is_pressed_there_is_said_there() -> None:
    play = Playbook(hall(TASK).opens(1).seen_by(FACILITATOR), STEERS) >> Pressed("run:close:1")
    _, [run] = respond(STEERS, Pressed("run:close:1"), play.room)

    assert play.last.startswith("RUN verb='close' item=1 minutes=2: Onderdeel 1 is gesloten")
    assert getattr(run, "then", Say("")).about == "control"


def test_the_next_words_are_no_answer_any_more_once_the_meeting_goes_on() -> None:
    """Somebody wanted to answer a question, and then opened the next item instead."""
    stage = hall(TASK).wonders("D001", "Hoe laat?")
    play = Playbook(stage.seen_by(FACILITATOR), STEERS) >> Pressed("crew:answer:1")
    assert play.talk.awaits is Awaits.ANSWER

    assert (play >> Pressed("run:open:1")).talk.awaits is Awaits.NOTHING
    play = Playbook(play.room, STEERS) >> Pressed("crew:answer:1") >> "/regie"
    assert play.talk.awaits is Awaits.NOTHING


@pytest.mark.parametrize("choice", ["run:erase:1", "run:open:99", "run:open:", "crew:erase"])
def test_a_button_that_was_never_ours_does_nothing(choice: str) -> None:
    play = Playbook(hall(TASK).seen_by(FACILITATOR), STEERS) >> Pressed(choice)

    assert not play.last.startswith("RUN")


def test_a_participant_cannot_press_it() -> None:
    play = Playbook(hall(TASK).opens(1).seen_by(ANNA)) >> Pressed("run:close:1")

    assert play.last == "Deze knop werkt niet meer. Typ /help voor wat u kunt doen."
