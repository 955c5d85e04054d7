"""Rules 1 to 4 of the design, as far as words decide."""

import pytest

from bot.conversation.heard import Asked, Closed, Invited, Pressed, Revealed
from sessions.items.item import Openness
from sessions.items.notice import Notice
from sessions.items.poll import Choose
from sessions.items.question import Question
from tests.conversation.playbook import Playbook
from tests.conversation.stage import DE_VRIES, GOOD, TASK, hall, person

OPEN = hall(GOOD).opens(1)
ME = OPEN.seen_by(person())
MORE = "Heeft u er nog een? Typ het gerust."
PASSED_ON = "Uw vraag gaat naar de begeleider."
STILL = "¶ Deze vraag staat nog voor u open: Wat werkt al goed?"


def asked() -> Playbook:
    return Playbook(ME) >> Invited(1)


def test_words_are_an_answer_while_a_question_waits() -> None:
    play = asked() >> "De wijkverpleegkundige zit in het buurthuis."

    assert play.last == ('KEEP 1 {"text": "De wijkverpleegkundige zit in het buurthuis."}: ' + MORE)


def test_words_that_end_in_a_question_mark_are_given_a_choice() -> None:
    dilemma = (
        "U typte: “Telt de bus ook?” Is dat uw antwoord, of een vraag aan ons? "
        "[Dit is mijn antwoord] [Dit is een vraag]"
    )
    play = asked() >> "Telt de bus ook?"

    assert play.last == dilemma
    answer = Playbook(ME, play.talk) >> Pressed("answer:1")
    assert answer << f'KEEP 1 {{"text": "Telt de bus ook?"}}: {MORE}'
    question = Playbook(ME, play.talk) >> Pressed("question:1")
    assert (
        question
        << "WRITEDOWN question='Telt de bus ook?' action='abstain'"
        << f"Dat weten wij niet. {PASSED_ON} {STILL}"
    )
    assert answer.talk.held == question.talk.held == ()


def test_two_questions_in_a_row_are_both_held() -> None:
    play = asked() >> "Telt de bus ook?" >> "En de trein?"

    assert [h.text for h in play.talk.held] == ["Telt de bus ook?", "En de trein?"]
    assert (play >> Pressed("answer:1")).last.startswith('KEEP 1 {"text": "Telt de bus ook?"}')
    assert (play >> Pressed("answer:2")).last.startswith('KEEP 1 {"text": "En de trein?"}')


def test_a_button_works_once() -> None:
    play = asked() >> "Telt de bus ook?" >> Pressed("question:1") >> Pressed("question:1")

    assert play.last == "Deze knop werkt niet meer. Typ /help voor wat u kunt doen."


@pytest.mark.parametrize("heard", ["/vraag Telt de bus ook", Asked("Telt de bus ook")])
def test_what_is_surely_a_question_never_becomes_an_answer(heard: str | Asked) -> None:
    assert (
        asked()
        << "Wat werkt al goed? ¶ Typ uw antwoord. U mag er meer sturen, elk in een eigen bericht. "
        "¶ Anoniem: zaal en verslag tonen niet wie dit antwoord gaf."
        >> heard
        << "WRITEDOWN question='Telt de bus ook' action='abstain'"
        << f"Dat weten wij niet. {PASSED_ON} {STILL}"
    )


def test_vraag_alone_makes_the_next_words_a_question() -> None:
    play = asked() >> "/vraag"
    assert play.last == "Wat wilt u vragen? Typ uw vraag."

    play >>= "telt de bus ook"
    assert play.last.startswith("Dat weten wij niet.")
    assert (play >> "de bus").last.startswith('KEEP 1 {"text": "de bus"}')


@pytest.mark.parametrize(
    ("openness", "sentence"),
    [
        (Openness.ANONYMOUS, "Anoniem: zaal en verslag tonen niet wie dit antwoord gaf."),
        (Openness.PER_KIND, "De uitslag toont soorten organisaties."),
        (Openness.PER_ORGANISATION, "De naam van uw organisatie staat erbij."),
        (Openness.BY_NAME, "Uw naam en organisatie staan erbij."),
    ],
)
def test_openness_is_told_before_the_first_word(openness: Openness, sentence: str) -> None:
    room = hall(Question(title="Wat vindt u?", open=openness)).opens(1).seen_by(person())
    play = Playbook(room) >> "Ik vind het goed."

    assert play.last.startswith("U typte: “Ik vind het goed.” Lees eerst de vraag die nu open is.")
    assert sentence in play.last
    assert play.last.endswith("[Dit is een vraag] [Verstuur: Ik vind het goed.]")
    assert (play >> Pressed("answer:1")).last.startswith('KEEP 1 {"text": "Ik vind het goed."}')


def test_whether_words_may_be_quoted_is_asked_once_and_never_in_the_way() -> None:
    play = Playbook(OPEN.seen_by(person(quotable=None))) >> Invited(1) >> "Een"
    quote = (
        "¶ Mogen uw woorden letterlijk in het verslag? "
        "Uw naam blijft weg, tenzij de vraag iets anders zei."
    )
    buttons = "[Ja, dat mag] [Nee, liever niet]"

    assert play.last == f'KEEP 1 {{"text": "Een"}}: {MORE} {quote} {buttons}'
    assert (play >> "Twee").last == f'KEEP 1 {{"text": "Twee"}}: {MORE}'
    assert (play >> Pressed("quote:no")).last == (
        "AMEND quotable=False: Goed. Uw woorden komen niet letterlijk in het verslag. "
        "Uw antwoord telt gewoon mee."
    )


def test_who_decided_about_quoting_is_not_asked_again() -> None:
    play = Playbook(OPEN.seen_by(person(quotable=False))) >> Invited(1) >> "Een"

    assert play.last == f'KEEP 1 {{"text": "Een"}}: {MORE}'


def test_a_text_that_is_too_long_is_held_and_its_limit_said() -> None:
    play = asked() >> "x" * 5_000

    assert play.last == (
        "Deze tekst is te lang. Er passen hoogstens 4000 tekens in. ¶ "
        "Uw tekst heeft 5000 tekens. Wij bewaren hem. Met /mijninbreng leest u hem terug."
    )
    assert [h.text for h in play.talk.held] == ["x" * 5_000]


def test_words_that_come_too_late_are_held_and_can_become_a_question() -> None:
    late = (
        "Uw woorden kwamen net te laat en tellen niet mee. Gesloten is: Wat werkt al goed? ¶ "
        "Wij bewaren uw woorden wel. Is het een vraag? Druk dan op de knop. [Dit is een vraag]"
    )
    play = asked() >> OPEN.closes(1).seen_by(person()) >> "Net te laat"

    assert play.last == late
    assert (play >> Pressed("question:1")).last == f"Dat weten wij niet. {PASSED_ON}"


def test_words_after_the_closing_was_told_are_a_question() -> None:
    play = asked() >> OPEN.closes(1).seen_by(person()) >> Closed(1)
    assert play.last == "Gesloten: Wat werkt al goed?"

    assert (play >> "en nu").last == f"Dat weten wij niet. {PASSED_ON}"


def test_words_that_are_held_stay_so_while_nothing_is_open() -> None:
    play = asked() >> "Telt de bus ook?" >> OPEN.closes(1).seen_by(person()) >> Pressed("answer:1")

    assert play.last == (
        "Er staat nu geen vraag open. Zodra er een vraag is, hoort u het. ¶ "
        "Wij bewaren uw woorden wel. Is het een vraag? Druk dan op de knop. [Dit is een vraag]"
    )
    assert [h.text for h in play.talk.held] == ["Telt de bus ook?"]


def test_late_words_are_offered_when_the_item_opens_again() -> None:
    play = asked() >> OPEN.closes(1).seen_by(person()) >> "Net te laat" >> ME >> Invited(1)

    assert play.last.endswith("[Verstuur: Net te laat]")


def test_closing_tells_what_was_not_sent() -> None:
    stage = hall(TASK.model_copy(update={"choose": Choose.MANY})).opens(1)
    play = Playbook(stage.seen_by(person())) >> Invited(1) >> Pressed("pick:1:1:1")
    play = play >> stage.closes(1).seen_by(person()) >> Closed(1)

    assert play.last == (
        "Gesloten: Welke opgave raakt u het meest? ¶ "
        "Uw antwoord was nog niet verstuurd en telt niet mee."
    )
    assert (play >> Pressed("done:1:1:0")).last == (
        "Uw keuze telt niet mee. Dit onderdeel is niet open: Welke opgave raakt u het meest?"
    )


def test_a_contribution_is_changed_by_its_own_button() -> None:
    given = OPEN.gave("D001", 1, {"text": "De bus"}, slot="k0")

    assert (
        Playbook(given.seen_by(person()))
        >> Pressed("change:B1.1-001")
        << "Typ wat er in de plaats komt van B1.1-001. Nu staat er: De bus"
    )
    play = (
        Playbook(given.seen_by(person())) >> Invited(1) >> Pressed("change:B1.1-001") >> "De trein"
    )
    assert play.last == f'KEEP 1 {{"text": "De trein", "replaces": "B1.1-001"}}: {MORE}'


def test_nobody_changes_what_is_not_theirs_or_not_open() -> None:
    of_another = OPEN.gave("D002", 1, {"text": "De bus"}, slot="k0").joined_by(person("D002"))
    closed = OPEN.gave("D001", 1, {"text": "De bus"}, slot="k0").closes(1)

    for stage in (of_another, closed):
        play = Playbook(stage.seen_by(person())) >> Pressed("change:B1.1-001")
        assert play.last == ("B1.1-001 kunt u niet meer veranderen. Dit onderdeel is niet open.")


def test_a_notice_is_told_and_asks_nothing() -> None:
    break_time = hall(Notice(title="Pauze", text="Er is koffie.")).opens(1)

    assert (
        Playbook(break_time.seen_by(person()))
        >> Invited(1)
        << "Pauze ¶ Er is koffie."
        >> "lekker"
        << "WRITEDOWN question='lekker' action='abstain'"
        << f"Dat weten wij niet. {PASSED_ON}"
    )


def test_a_result_is_told_in_totals() -> None:
    stage = hall(TASK).joined_by(person("D002")).opens(1)
    stage = stage.gave("D001", 1, {"choice": [2]}).gave("D002", 1, {"choice": [2]})
    shown = stage.closes(1, revealed=True).seen_by(person())

    assert (
        Playbook(shown)
        >> Revealed(1)
        << "Uitslag: Welke opgave raakt u het meest? ¶ 2 mensen gaven antwoord. ¶ "
        "Zorg dichtbij: 2 van 2\nPassende woningen: 0 van 2\nOntmoeten: 0 van 2 ¶ "
        "Uw antwoord: Zorg dichtbij"
    )


def test_what_is_not_open_or_shown_is_not_told() -> None:
    room = hall(TASK, GOOD, DE_VRIES).seen_by(person())

    assert Playbook(room) >> Invited(1) >> Closed(9) >> Revealed(2) >> Invited(7)
