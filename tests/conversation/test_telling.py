"""What people hear when something happened that they did not do themselves."""

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.heard import (
    Announced,
    Answered,
    Closed,
    Edited,
    Ended,
    Interrupted,
    Invited,
    News,
    PenPassed,
    Posted,
    Pressed,
    Progressed,
    Revealed,
    Shared,
    TakenBack,
)
from bot.conversation.reply import Choice, Say
from bot.conversation.respond import respond
from bot.conversation.talk import Draft, Talk
from sessions.items.item import ShowResults
from sessions.items.poll import Choose, Poll
from tests.conversation.playbook import Playbook
from tests.conversation.stage import (
    DE_VRIES,
    FACILITATOR,
    GOOD,
    TASK,
    WELCOME,
    Hall,
    hall,
    person,
)

ANNA = person("D001")
TOLD = Talk(told=(1,), current=1)
LIVE = Poll(title="Wat nu?", options=("Wonen", "Zorg"), show_results=ShowResults.LIVE)
NEWS: list[News] = [
    Invited(1), Closed(1), Revealed(1), Shared(1), TakenBack(1), PenPassed(1), Answered(1),
    Announced(), Ended(), Progressed(), Interrupted(),
]  # fmt: skip


def heard(news: News, stage: Hall, talk: Talk = TOLD, **me: Any) -> Say | None:
    """What one participant hears; None when it is nothing."""
    _, replies = respond(talk, news, stage.seen_by(replace(ANNA, **me)))
    assert len(replies) <= 1
    said = replies[0] if replies else None
    assert said is None or isinstance(said, Say)
    return said


def voted(choice: int = 1, *, poll: Poll = LIVE, people: int = 4) -> Hall:
    stage = hall(poll).opens(1)
    for n in range(1, people + 1):
        stage = stage.joined_by(person(f"D{n:03d}")).gave(f"D{n:03d}", 1, {"choice": [choice]})
    return stage


@pytest.mark.parametrize("news", NEWS, ids=lambda news: type(news).__name__)
def test_who_left_or_never_came_in_hears_nothing(news: News) -> None:
    stage = replace(voted(), message="Koffie")

    assert heard(news, stage, left_at=stage.record.meeting.opened_at) is None
    assert respond(TOLD, news, stage.seen_by(None)) == (TOLD, [])


@pytest.mark.parametrize("news", NEWS, ids=lambda news: type(news).__name__)
def test_whoever_runs_the_meeting_sees_all_of_it_in_one_message(news: News) -> None:
    room = voted().seen_by(FACILITATOR)

    assert respond(Talk(), news, room) == (Talk(), [])
    _, replies = respond(Talk(steers=True), news, room)
    assert [getattr(r, "about", "") for r in replies] == ["control"]


def test_a_question_is_put_to_people_in_a_message_of_its_own() -> None:
    said = heard(Invited(1), hall(TASK).opens(1), Talk())

    assert said
    assert (said.about, said.fresh) == ("item:1:1", True)


def test_a_second_round_and_a_next_step_are_other_messages() -> None:
    twice = Poll(title="Twee keer?", options=("Ja", "Nee"), rounds=2)
    again = heard(Invited(1), hall(twice).opens(1, turn=2))
    step = heard(Invited(1), hall(DE_VRIES).opens(1, step=3))

    assert again
    assert step
    assert [again.about, step.about] == ["item:1:2", "item:1:3"]


def test_closing_changes_the_question_where_it_stands() -> None:
    said = heard(Closed(1), voted(poll=TASK).closes(1))

    assert said == Say(
        "Gesloten: Welke opgave raakt u het meest?\n\nUw antwoord: Passende woningen",
        about="item:1:1",
    )


def test_closing_is_no_news_to_who_never_saw_the_question() -> None:
    assert heard(Closed(1), hall(TASK).closes(1), Talk()) is None
    assert heard(Closed(1), hall(WELCOME).closes(1)) is None
    assert heard(Closed(1), hall(TASK).opens(1)) is None


HALF = Draft(1, 1, picks=(2,))
RANKING = Poll(title="Orde?", options=("A", "B", "C"), choose=Choose.RANK)


@pytest.mark.parametrize("news", [Closed(1), Revealed(1)], ids=["closed", "revealed at once"])
def test_half_an_answer_that_was_not_sent_is_told(news: News) -> None:
    stage = hall(RANKING).opens(1).closes(1, revealed=isinstance(news, Revealed))
    said = heard(news, stage, replace(TOLD, draft=HALF))

    assert said
    assert "Uw antwoord was nog niet verstuurd en telt niet mee." in said.text


def test_a_change_that_was_not_sent_leaves_the_earlier_answer() -> None:
    stage = hall(RANKING).opens(1).gave("D001", 1, {"choice": [1, 2]}).closes(1)
    said = heard(Closed(1), stage, replace(TOLD, draft=HALF))

    assert said
    assert said.text == (
        "Gesloten: Orde?\n\n"
        "Uw laatste verandering was nog niet verstuurd. Uw eerdere antwoord telt.\n\n"
        "Uw antwoord: 1. A, 2. B"
    )


def test_a_result_takes_the_place_of_the_question_also_for_who_came_too_late() -> None:
    stage = voted(poll=TASK).closes(1, revealed=True)
    result = (
        "Uitslag: Welke opgave raakt u het meest?\n\n4 mensen gaven antwoord.\n\n"
        "Passende woningen: 4 van 4\nZorg dichtbij: 0 van 4\nOntmoeten: 0 van 4"
    )

    assert heard(Revealed(1), stage) == Say(
        f"{result}\n\nUw antwoord: Passende woningen", about="item:1:1"
    )
    late = respond(Talk(), Revealed(1), stage.seen_by(person("D009")))[1]
    assert late == [Say(result, about="item:1:1")]


def test_a_result_that_was_covered_again_is_no_longer_in_the_message() -> None:
    said = heard(Closed(1), voted(poll=TASK).closes(1))

    assert said
    assert "van 4" not in said.text


def test_live_results_stand_under_the_question_of_who_answered() -> None:
    said = heard(Progressed(), voted())

    assert said
    assert said.about == "item:1:1"
    assert said.text.endswith(
        "Uw antwoord nu: Wonen\n\n"
        "Anoniem: zaal en verslag tonen niet wie dit antwoord gaf.\n\n"
        "Tot nu toe:\n\n4 mensen gaven antwoord.\n\nWonen: 4 van 4\nZorg: 0 van 4"
    )
    assert [c.label for c in said.choices] == ["✓ Wonen", "Zorg"]


def test_live_results_wait_for_the_smallest_group_and_for_ones_own_answer() -> None:
    assert heard(Progressed(), voted(people=3)) is None
    others = respond(TOLD, Progressed(), voted().seen_by(person("D009")))
    assert others == (TOLD, [])


def test_live_results_stay_when_the_poll_closes() -> None:
    said = heard(Closed(1), voted().closes(1))

    assert said
    assert "Uitslag: Wat nu?\n\n4 mensen gaven antwoord." in said.text


@pytest.mark.parametrize("shows", [ShowResults.AFTER, ShowResults.NEVER])
def test_no_counts_are_told_of_a_poll_that_does_not_show_itself_live(shows: ShowResults) -> None:
    quiet = Poll(title="Wat nu?", options=("Wonen", "Zorg"), show_results=shows)

    assert heard(Progressed(), voted(poll=quiet)) is None
    assert heard(Progressed(), hall(TASK)) is None


def test_who_came_in_while_the_question_was_put_to_all_has_it_put_to_them() -> None:
    stage = hall(TASK).opens(1)

    talk, replies = respond(Talk(), Progressed(), stage.seen_by(ANNA))

    assert replies == [heard(Invited(1), stage, Talk())]
    assert respond(talk, Progressed(), stage.seen_by(ANNA)) == (talk, [])


def test_a_question_that_was_taken_back_says_so_where_it_stands() -> None:
    said = heard(TakenBack(1), hall(TASK))

    assert said == Say(
        "De begeleider nam deze vraag terug. U hoeft niets te doen: "
        "Welke opgave raakt u het meest?",
        about="item:1:1",
    )
    assert heard(TakenBack(1), hall(TASK), Talk()) is None
    assert heard(TakenBack(1), hall(TASK).opens(1)) is None


def test_only_who_asked_hears_what_a_person_answered() -> None:
    stage = hall(TASK).wonders("D001", "Hoe laat?", answer="Om tien uur").wonders("D002", "Wie?")

    assert heard(Answered(1), stage) == Say(
        "U vroeg: Hoe laat?\nDe begeleider antwoordt:\n\nOm tien uur"
    )
    assert respond(TOLD, Answered(1), stage.seen_by(person("D002"))) == (TOLD, [])
    for number in (2, 3, 0, -1):
        assert heard(Answered(number), stage) is None


def test_a_message_to_all_is_told_while_it_stands() -> None:
    assert heard(Announced(), replace(hall(TASK), message="Koffie")) == Say(
        "Bericht van de begeleider:\nKoffie"
    )
    assert heard(Announced(), hall(TASK)) is None


def test_at_the_end_everybody_hears_how_to_look_back() -> None:
    assert heard(Ended(), hall(TASK).ends()) == Say(
        "De bijeenkomst is afgelopen. Dank u wel voor uw inbreng.\n\n"
        "Met /mijninbreng ziet u wat u gaf.\n\n"
        "Wilt u het concept van het verslag lezen? Druk dan op de knop.",
        (Choice("Laat weten dat het er is", "check:wish:yes"),),
    )


def test_after_a_silence_the_open_question_comes_as_a_new_message() -> None:
    stage = hall(TASK).opens(1)
    said, asked = heard(Interrupted(), stage), heard(Invited(1), stage)

    assert said
    assert asked
    assert said == replace(
        asked,
        text="Wij waren even niet bereikbaar. Drukte u toen op een knop? Dan kwam dat niet aan. "
        f"Hier is de vraag nog eens.\n\n{asked.text}",
    )


@pytest.mark.parametrize("stage", [hall(TASK), hall(TASK).closes(1), hall(WELCOME).opens(1)])
def test_after_a_silence_in_which_nothing_was_asked_nothing_is_said(stage: Hall) -> None:
    assert heard(Interrupted(), stage) is None


def test_half_an_answer_survives_a_silence() -> None:
    said = heard(Interrupted(), hall(RANKING).opens(1), replace(TOLD, draft=HALF))

    assert said
    assert "1. B" in [c.label for c in said.choices]


def test_what_is_no_text_gets_a_sentence_and_changes_nothing() -> None:
    play = Playbook(hall(TASK).opens(1).seen_by(ANNA), TOLD)

    assert (play >> Posted("other")).last == (
        "Wij lezen hier alleen tekst. Typ uw antwoord, of druk op een knop."
    )
    assert (play >> Posted("voice")).last == (
        "Wij kunnen niet luisteren naar een opname. Typ uw antwoord, of druk op een knop."
    )
    assert play.talk == TOLD


def test_words_that_were_changed_in_ones_own_chat_wait_for_a_choice() -> None:
    stage = hall(GOOD).opens(1).gave("D001", 1, {"text": "De buss"})
    play = Playbook(stage.seen_by(ANNA), TOLD) >> Edited("De bus")

    assert play.last == (
        "U veranderde een bericht dat u al had gestuurd. Wat wij bewaarden, blijft zoals het was. "
        "¶ Wilt u uw antwoord veranderen? Druk dan op een knop. [Verander B1.1-001] "
        "[Verstuur: De bus]"
    )
    assert (play >> Pressed("answer:1")).last.startswith('KEEP 1 {"text": "De bus"}')


def test_words_that_were_changed_while_nothing_is_asked_offer_no_choice() -> None:
    play = Playbook(hall(GOOD).seen_by(ANNA)) >> Edited("De bus")

    assert play.last == (
        "U veranderde een bericht dat u al had gestuurd. Wat wij bewaarden, blijft zoals het was."
    )
    assert [h.text for h in play.talk.held] == ["De bus"]


@pytest.mark.parametrize("news", NEWS, ids=lambda news: type(news).__name__)
def test_all_of_it_reads_as_english_to_who_speaks_english(news: News) -> None:
    stage = replace(voted(), message="Coffee").wonders("D001", "When?", answer="At ten")
    stage = {"Closed": stage.closes(1), "Ended": stage.ends(), "TakenBack": hall(LIVE)}.get(
        type(news).__name__, stage
    )
    stage = stage.closes(1, revealed=True) if isinstance(news, Revealed) else stage

    english = heard(news, stage, replace(TOLD, language="en"))
    dutch = heard(news, stage)

    if isinstance(news, PenPassed):
        assert (english, dutch) == (None, None)
    else:
        assert english
        assert dutch
        assert english.text != dutch.text
