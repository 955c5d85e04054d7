from typing import Any

from bot.conversation.heard import Invited, Pressed
from sessions.items.poll import Poll
from tests.conversation.playbook import Playbook
from tests.conversation.stage import TASK, Hall, hall, person

THREE = ("Wonen", "Zorg", "Welzijn")
UNTIL = "¶ U kunt dit veranderen tot de peiling sluit. [Verander mijn antwoord]"
OPTIONS = "Wat eerst? ¶ 1. Wonen\n2. Zorg\n3. Welzijn"


def open_poll(**asked: Any) -> Hall:
    poll = Poll.model_validate({"title": "Wat eerst?", "options": THREE, **asked})
    return hall(poll).opens(1)


def asked(stage: Hall, **me: Any) -> Playbook:
    return Playbook(stage.seen_by(person(**me))) >> Invited(1)


def test_a_poll_is_asked_with_its_options_and_who_will_see_the_answer() -> None:
    assert (
        asked(hall(TASK).opens(1))
        << "Welke opgave raakt u het meest? ¶ 1. Passende woningen\n2. Zorg dichtbij\n3. Ontmoeten"
        " ¶ Kies één antwoord. Druk op een knop of typ het nummer. ¶ "
        "Anoniem: zaal en verslag tonen niet wie dit antwoord gaf. "
        "[Passende woningen] [Zorg dichtbij] [Ontmoeten]"
    )


def test_one_tap_and_one_number_are_the_same_answer() -> None:
    kept = 'KEEP 1 {"choice": [2], "round": 1}: Uw antwoord: Zorg '

    for answer in ("2", "zorg"):
        assert (asked(open_poll()) >> answer).last == f"{kept}{UNTIL}"
    assert (asked(open_poll()) >> Pressed("pick:1:1:2")).last == (
        f"{kept}¶ {OPTIONS} ¶ U kunt dit veranderen tot de peiling sluit. "
        "[Wonen] [✓ Zorg] [Welzijn]"
    )


def test_ones_own_choice_is_marked_and_can_be_changed() -> None:
    answered = open_poll().gave("D001", 1, {"choice": [2]})
    play = Playbook(answered.seen_by(person())) >> Pressed("ask:1")

    assert play.last.endswith(
        "Uw antwoord nu: Zorg ¶ Anoniem: zaal en verslag tonen niet wie dit antwoord gaf. "
        "[Wonen] [✓ Zorg] [Welzijn]"
    )
    assert (play >> "3").last.startswith('KEEP 1 {"choice": [3], "round": 1}')


def test_several_are_ticked_and_unticked_until_klaar() -> None:
    play = asked(open_poll(choose="many", max=2))
    play >>= Pressed("pick:1:1:1")
    play >>= Pressed("pick:1:1:3")
    assert play.last.endswith("[✓ Wonen] [Zorg] [✓ Welzijn] [Klaar] [Begin opnieuw]")

    play >>= Pressed("pick:1:1:2")
    assert play.last.startswith("Kies er hoogstens 2. Haal er eerst een weg. ¶ Wat eerst?")

    play = play >> Pressed("pick:1:1:1") >> Pressed("done:1:1:0")
    assert play.last == (
        f'KEEP 1 {{"choice": [3], "round": 1}}: Uw antwoord: Welzijn ¶ {OPTIONS} {UNTIL}'
    )
    assert play.talk.draft is None


def test_a_ranking_is_tapped_in_order_and_done_with_the_last_tap() -> None:
    play = asked(open_poll(choose="rank")) >> Pressed("pick:1:1:3")
    assert "Uw volgorde tot nu toe: 1. Welzijn" in play.last
    assert play.last.endswith("[Wonen] [Zorg] [1. Welzijn] [Klaar] [Begin opnieuw]")

    play = play >> Pressed("pick:1:1:1") >> Pressed("pick:1:1:2")
    assert play.last == (
        'KEEP 1 {"choice": [3, 1, 2], "round": 1}: '
        f"Uw antwoord: 1. Welzijn, 2. Wonen, 3. Zorg ¶ {OPTIONS} {UNTIL}"
    )


def test_a_ranking_may_stop_halfway_or_begin_again() -> None:
    play = asked(open_poll(choose="rank")) >> Pressed("pick:1:1:3")

    assert (play >> Pressed("done:1:1:0")).last.startswith('KEEP 1 {"choice": [3], "round": 1}')
    assert "tot nu toe" not in (play >> Pressed("pick:1:1:2") >> Pressed("clear:1:1:0")).last


def test_points_are_divided_by_plus_and_minus() -> None:
    play = asked(open_poll(choose="points", total=20))
    for _ in range(12):
        play >>= Pressed("plus:1:1:1")
    play = play >> Pressed("minus:1:1:1") >> Pressed("minus:1:1:1")
    assert "1. Wonen · 16 punten" in play.last
    assert "Nog te verdelen: 4." in play.last
    assert "[Klaar]" not in play.last

    play = play >> Pressed("plus:1:1:2") >> Pressed("plus:1:1:2") >> Pressed("done:1:1:0")
    assert play.last == (
        'KEEP 1 {"points": {"1": 16, "2": 4}, "round": 1}: '
        "Uw antwoord: Wonen: 16, Zorg: 4 ¶ Wat eerst? ¶ "
        f"1. Wonen · 16 punten\n2. Zorg · 4 punten\n3. Welzijn {UNTIL}"
    )


def test_points_that_do_not_add_up_get_a_sentence() -> None:
    play = asked(open_poll(choose="points")) >> "60 40 10"

    assert play.last.startswith("Samen moeten het 100 punten zijn. U gaf er 110. ¶ Wat eerst?")


def test_a_scale_has_a_button_for_each_value() -> None:
    scale = open_poll(
        choose="scale", options=[], labels=["Slecht", "Goed"], **{"from": -1, "to": 1}
    )
    play = asked(scale)

    assert "Kies een getal van -1 tot en met 1. -1 is: Slecht. 1 is: Goed." in play.last
    assert play.last.endswith("[-1] [0] [1]")
    assert (play >> Pressed("pick:1:1:-1")).last.startswith('KEEP 1 {"value": -1, "round": 1}')
    assert (play >> "5").last.startswith("Kies een heel getal van -1 tot en met 1. ¶")


def test_anders_asks_for_words_and_then_whether_they_may_be_quoted() -> None:
    assert (
        asked(open_poll(other=True), quotable=None)
        << "Wat eerst? ¶ 1. Wonen\n2. Zorg\n3. Welzijn ¶ Kies één antwoord. Druk op een knop of "
        "typ het nummer. ¶ Anoniem: zaal en verslag tonen niet wie dit antwoord gaf. "
        "[Wonen] [Zorg] [Welzijn] [Iets anders]"
        >> Pressed("other:1:1:0")
        << "Wat is het dan? Typ het in één bericht."
        >> "Vervoer"
        << 'KEEP 1 {"choice": [], "other": "Vervoer", "round": 1}: Uw antwoord: anders: Vervoer ¶ '
        "U kunt dit veranderen tot de peiling sluit. ¶ "
        "Mogen uw woorden letterlijk in het verslag? "
        "Uw naam blijft weg, tenzij de vraag iets anders zei. "
        "[Ja, dat mag] [Nee, liever niet] [Verander mijn antwoord]"
    )


def test_anders_goes_beside_the_ticks_where_several_may_be_chosen() -> None:
    play = asked(open_poll(choose="many", other=True)) >> Pressed("pick:1:1:1")

    kept = play >> Pressed("other:1:1:0") >> "Vervoer"
    assert kept.last.startswith('KEEP 1 {"choice": [1], "other": "Vervoer", "round": 1}')


def test_anders_that_is_too_long_is_held() -> None:
    play = asked(open_poll(other=True)) >> Pressed("other:1:1:0") >> "x" * 301

    assert play.last.startswith("Deze tekst is te lang. Er passen hoogstens 300 tekens in. ¶")
    assert [h.text for h in play.talk.held] == ["x" * 301]
    assert (play >> "korter").last.startswith('KEEP 1 {"choice": [], "other": "korter"')


def test_words_that_fit_no_option_are_held_and_the_options_offered() -> None:
    play = asked(open_poll(other=True)) >> "meer bussen graag"

    assert play.last.startswith(
        "Wij weten niet zeker welk antwoord u bedoelt. Wat u typte, bewaren wij. ¶ Wat eerst?"
    )
    assert "[Anders, namelijk: meer bussen graag] [Dit is een vraag] [Wonen]" in play.last
    kept = play >> Pressed("other:1:1:1")
    assert kept.last.startswith('KEEP 1 {"choice": [], "other": "meer bussen graag", "round": 1}')
    assert play.talk.held == ()


def test_the_second_round_begins_without_the_answer_of_the_first() -> None:
    two = open_poll(rounds=2).gave("D001", 1, {"choice": [2]}).opens(1, turn=2)
    play = asked(two)

    assert play.last.startswith("Tweede keer: Wat eerst?")
    assert "✓" not in play.last
    assert (play >> "1").last.startswith('KEEP 1 {"choice": [1], "round": 2}')


def test_a_button_of_the_first_round_asks_the_second_one_anew() -> None:
    two = open_poll(rounds=2).opens(1, turn=2)

    assert (asked(two) >> Pressed("pick:1:1:2")).last.startswith("Tweede keer: Wat eerst?")


def test_an_option_that_does_not_exist_gets_a_sentence() -> None:
    for answer in ("9", Pressed("pick:1:1:9")):
        play = asked(open_poll()) >> answer

        assert play.last.startswith("Antwoord 9 bestaat niet. Er zijn er 3. ¶ Wat eerst?")


def test_an_option_that_is_a_question_is_an_answer_to_the_letter() -> None:
    play = asked(open_poll(options=["Wat nu?", "Later"])) >> "Wat nu?"

    assert play.last.startswith('KEEP 1 {"choice": [1], "round": 1}')
