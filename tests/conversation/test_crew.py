from dataclasses import replace

import pytest

from bot.conversation.heard import Pressed
from bot.conversation.outcome import handed_out
from bot.conversation.reply import HandOut, Say
from bot.conversation.respond import respond
from bot.conversation.talk import Awaits, Talk
from sessions.reviewing import AdoptedMinutes, Review
from tests.conversation.playbook import Playbook
from tests.conversation.stage import AT, FACILITATOR, TASK, Hall, hall, person

CREW_ONLY = "Dit kan alleen wie de bijeenkomst begeleidt."


def waiting() -> Hall:
    """Three questions, of which the second has its answer."""
    stage = hall(TASK).wonders("D001", "Hoe laat is het eten?")
    return stage.wonders("D002", "Waar is de fiets?", answer="Buiten").wonders("D003", "En de bus?")


def crew(stage: Hall | None = None, talk: Talk | None = None) -> Playbook:
    return Playbook((stage or waiting()).seen_by(FACILITATOR), talk)


@pytest.mark.parametrize("asked", ["/vragen", "/questions", Pressed("crew:questions")])
def test_questions_that_wait_are_listed_under_their_own_number(asked: str | Pressed) -> None:
    assert (crew() >> asked).last == (
        "1. Hoe laat is het eten?\n3. En de bus? [Beantwoord vraag 1] [Beantwoord vraag 3]"
    )


def test_with_no_question_waiting_there_is_a_sentence() -> None:
    assert (crew(hall(TASK)) >> "/vragen").last == "Er wachten geen vragen."


def test_a_pile_of_questions_is_shown_ten_at_a_time() -> None:
    stage = hall(TASK)
    for n in range(1, 26):
        stage = stage.wonders("D001", f"Vraag {n}?")

    said = (crew(stage) >> "/vragen").last

    assert (said.count("Beantwoord"), "Vraag 10?" in said, "Vraag 11?" in said) == (10, True, False)


def test_the_words_after_the_button_are_the_answer() -> None:
    assert (
        crew()
        >> Pressed("crew:answer:3")
        << "Typ uw antwoord op: En de bus?"
        >> "Om tien uur, bij de kerk."
        << "ANSWER number=3 text='Om tien uur, bij de kerk.': "
        "Dank u. Uw antwoord gaat naar de vrager."
        >> "Om tien uur"
        << "Dat weten wij niet. Wat u als begeleider vraagt, schrijven wij niet op."
    )


def test_an_answer_may_end_in_a_question_mark() -> None:
    play = crew() >> Pressed("crew:answer:1") >> "Vroeg genoeg?"

    assert play.last.startswith("ANSWER number=1 text='Vroeg genoeg?'")


@pytest.mark.parametrize("number", ["2", "9", "0", "-1", "x", "", "٣", "1" * 5_000])
def test_a_question_that_does_not_wait_cannot_be_answered(number: str) -> None:
    play = crew() >> Pressed(f"crew:answer:{number}")

    assert play.last == "Deze vraag wacht niet meer."
    assert play.talk.awaits is Awaits.NOTHING


def test_an_answer_that_is_too_long_can_be_typed_again() -> None:
    play = crew() >> Pressed("crew:answer:1") >> "x" * 4_001
    assert play.last.startswith("Deze tekst is te lang.")

    assert (play >> "Zes uur").last.startswith("ANSWER number=1 text='Zes uur'")


def test_a_colleague_was_faster() -> None:
    play = crew() >> Pressed("crew:answer:1")
    faster = hall(TASK).wonders("D001", "Hoe laat is het eten?", answer="Zes uur")

    play = play >> faster.seen_by(FACILITATOR) >> "Zeven uur"

    assert play.last == "Deze vraag wacht niet meer."
    assert play.talk.awaits is Awaits.NOTHING


@pytest.mark.parametrize("asked", ["/verslag", "/minutes", "/verslag papier"])
def test_the_minutes_come_in_the_format_of_ones_choice(asked: str) -> None:
    assert (crew() >> asked).last == (
        "HANDOUT : In welke vorm wilt u het verslag? [DOCX] [ODT] [PDF]"
    )


def test_personal_data_that_nobody_decided_about_is_told_with_the_minutes() -> None:
    room = crew().room
    _, [reply] = respond(Talk(), Pressed("crew:minutes:odt"), room)
    assert isinstance(reply, HandOut)

    assert handed_out(reply.then, 0, room.words) == reply.then
    assert handed_out(reply.then, 2, room.words).text == (
        "Hier is het verslag.\n\nOver 2 persoonsgegevens moet nog worden beslist."
        " In dit interne verslag zijn ze nog te lezen."
    )


@pytest.mark.parametrize("asked", ["/verslag docx", "/verslag .DOCX", Pressed("crew:minutes:docx")])
def test_the_minutes_are_a_document(asked: str | Pressed) -> None:
    assert (crew() >> asked).last == "HANDOUT : Hier is het verslag."

    _, [said] = respond(Talk(), Pressed("crew:minutes:docx"), crew().room)
    assert said == HandOut(Say("Hier is het verslag.", document="123456/minutes.docx"))


def test_a_way_to_the_console_is_a_link_that_is_made_afterwards() -> None:
    assert (crew() >> "/inloggen").last == (
        "SIGNIN : Met deze link komt u één keer in de regie. Hij werkt een kwartier."
    )


@pytest.mark.parametrize("asked", ["/regie", "/vragen", "/verslag", "/inloggen"])
def test_none_of_it_is_for_who_takes_part_or_for_a_stranger(asked: str) -> None:
    for somebody in (person(), None):
        play = Playbook(waiting().seen_by(somebody)) >> asked
        assert play.last == Playbook(waiting().seen_by(somebody)).room.words("command.staff_only")


@pytest.mark.parametrize("choice", ["crew:questions", "crew:answer:1", "crew:minutes:docx"])
def test_nor_can_they_press_its_buttons(choice: str) -> None:
    inside = Playbook(waiting().seen_by(person())) >> Pressed(choice)
    stranger = Playbook(waiting().seen_by(None)) >> Pressed(choice)

    assert inside.last == "Deze knop werkt niet meer. Typ /help voor wat u kunt doen."
    assert stranger.last.startswith("Welkom bij Startbijeenkomst.")
    _, replies = respond(Talk(), Pressed(choice), waiting().seen_by(person()))
    assert not any(isinstance(r, HandOut) for r in replies)


def test_undo_is_one_tap() -> None:
    assert (crew() >> Pressed("crew:undo")).last == "UNDO "


def test_in_english_it_reads_as_english() -> None:
    talk = Talk(language="en")

    assert (crew(talk=talk) >> "/questions").last.endswith("[Answer question 3]")
    assert (crew(talk=talk) >> "/minutes").last.startswith("HANDOUT : In which format would")
    assert (crew(talk=talk) >> Pressed("crew:answer:1")).last.startswith("Type your answer to:")
    assert (crew(hall(TASK), talk) >> "/questions").last == "No questions are waiting."


def test_in_adopted_minutes_no_question_waits_any_more() -> None:
    room = waiting().seen_by(FACILITATOR)
    final = replace(room.record, review=Review(adopted=AdoptedMinutes(AT, "a" * 64)))
    ask_final = (
        "Dit verslag is vastgesteld. De vraag staat daar als open vraag in."
        " Zij gaat mee naar de visie."
    )

    assert (
        crew()
        >> Pressed("crew:answer:3")
        << "Typ uw antwoord op: En de bus?"
        >> replace(room, record=final)
        >> "Om tien uur, bij de kerk."
        << ask_final
        >> Pressed("crew:answer:1")
        << ask_final
        >> "/vragen"
        << "Er wachten geen vragen."
    )
