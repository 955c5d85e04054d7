"""An open question: what others said can be recognised, and a theme or group can be named."""

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.heard import Invited, Pressed, Shared
from bot.conversation.reply import Keep
from bot.conversation.respond import respond
from bot.conversation.talk import Talk
from sessions.items.item import ShowResults
from sessions.items.question import Question
from tests.conversation.playbook import Playbook
from tests.conversation.stage import GOOD, TASK, Hall, hall, person

ANNA, BRAM = person("D001"), person("D002")
HOW = "Wat werkt al goed? ¶ Typ uw antwoord. U mag er meer sturen, elk in een eigen bericht."
OTHERS = "Dit zeiden anderen. Herkent u iets? Druk dan op de knop."
ANONYMOUS = "Anoniem: zaal en verslag tonen niet wie dit antwoord gaf."
MORE = "Heeft u er nog een? Typ het gerust."
SPENT = "Deze knop werkt niet meer. Typ /help voor wat u kunt doen."
THEMED = Question(
    title="Wat werkt al goed?", themes=("Ontmoeten", "Wonen"), target_groups=("Senioren",)
)


def said_by_bram(question: Question = GOOD, *texts: str) -> Hall:
    """Bram gave these, and nothing of it is on the screen yet."""
    stage = hall(question).joined_by(ANNA, BRAM).opens(1)
    for n, text in enumerate(texts or ("De bus rijdt weer", "Samen eten")):
        stage = stage.gave("D002", 1, {"text": text}, slot=f"s{n}")
    return stage


def on_the_screen() -> Hall:
    return said_by_bram().marked("B1.1-001", shown=True)


def asked(stage: Hall, **talk: Any) -> Playbook:
    return Playbook(stage.seen_by(ANNA), Talk(told=(1,), current=1, **talk))


def test_what_is_on_the_screen_can_be_recognised_and_the_rest_is_not_shown() -> None:
    assert (
        asked(on_the_screen())
        >> Pressed("ask:1")
        << f"{HOW} ¶ {OTHERS} ¶ “De bus rijdt weer” ¶ {ANONYMOUS} "
        "[Herken ik ook: De bus rijdt weer]"
    )


@pytest.mark.parametrize(
    "stage",
    [
        said_by_bram(),
        said_by_bram().marked("B1.1-001", hidden=True),
        on_the_screen().marked("B1.1-001", hidden=True, shown=True),
    ],
)
def test_what_nobody_put_on_the_screen_stays_with_who_said_it(stage: Hall) -> None:
    assert (asked(stage) >> Pressed("ask:1")).last == f"{HOW} ¶ {ANONYMOUS}"


def test_ones_own_words_are_not_offered_to_recognise() -> None:
    stage = hall(GOOD).opens(1).gave("D001", 1, {"text": "De bus"}).marked("B1.1-001", shown=True)

    assert (
        asked(stage) >> Pressed("ask:1")
    ).last == f"{HOW} ¶ U gaf al één antwoord. ¶ {ANONYMOUS}"


def test_a_question_that_shows_itself_live_shows_what_others_say() -> None:
    live = Question(title="Wat werkt al goed?", show_results=ShowResults.LIVE)

    assert "“Samen eten”" in (asked(said_by_bram(live)) >> Pressed("ask:1")).last


def test_what_is_pinned_comes_first_and_at_most_five_are_offered() -> None:
    stage = said_by_bram(GOOD, *(f"Nummer {n}" for n in range(1, 9)))
    for n in range(1, 9):
        stage = stage.marked(f"B1.1-{n:03d}", shown=True, pinned=n == 8)

    said = (asked(stage) >> Pressed("ask:1")).last

    buttons = [f"[Herken ik ook: Nummer {n}]" for n in (8, 1, 2, 3, 4)]
    assert said.endswith(f"{ANONYMOUS} {' '.join(buttons)}")


def test_long_words_of_others_leave_room_for_the_question() -> None:
    texts = [f"{n} " + "lang " * 700 for n in range(1, 9)]
    stage = said_by_bram(GOOD, *texts)
    for n in range(1, 9):
        stage = stage.marked(f"B1.1-{n:03d}", shown=True)

    assert len((asked(stage) >> Pressed("ask:1")).last) < 4_096


def test_one_tap_says_that_one_recognises_it_and_the_button_is_ticked() -> None:
    assert (
        asked(on_the_screen())
        >> Pressed("recognise:B1.1-001")
        << 'KEEP 1 {"recognise": "B1.1-001"}: '
        f"U herkent dit ook. ¶ {HOW} ¶ {OTHERS} ¶ “De bus rijdt weer” ¶ {ANONYMOUS} "
        "[✓ Herken ik ook: De bus rijdt weer]"
    )


def test_a_tick_stays_and_a_second_tap_changes_nothing() -> None:
    stage = on_the_screen().gave("D001", 1, {"recognise": "B1.1-001"}, slot="r")
    play = asked(stage)

    assert (play >> Pressed("ask:1")).last.endswith("[✓ Herken ik ook: De bus rijdt weer]")
    assert (play >> Pressed("recognise:B1.1-001")).last.startswith(
        'KEEP 1 {"recognise": "B1.1-001"}'
    )
    assert play.last.endswith("[✓ Herken ik ook: De bus rijdt weer]")


@pytest.mark.parametrize("reference", ["B1.1-002", "B9.9-999", "", "x:y"])
def test_what_is_not_on_the_screen_cannot_be_recognised(reference: str) -> None:
    play = asked(on_the_screen()) >> Pressed(f"recognise:{reference}")

    assert play.last == "Dit staat niet meer op het scherm."


def test_nothing_is_recognised_once_the_question_closed() -> None:
    for stage in (on_the_screen().closes(1), hall(TASK).opens(1)):
        assert (asked(stage) >> Pressed("recognise:B1.1-001")).last == SPENT


def test_who_heard_the_question_sees_what_came_to_the_screen_since() -> None:
    room = on_the_screen().seen_by(ANNA)

    talk, [said] = respond(Talk(told=(1,), current=1), Shared(1), room)

    assert "“De bus rijdt weer”" in getattr(said, "text", "")
    assert getattr(said, "fresh", True) is False
    assert respond(Talk(), Shared(1), room) == (Talk(), [])
    assert respond(talk, Shared(2), room) == (talk, [])


def test_themes_and_groups_are_behind_one_button() -> None:
    play = Playbook(hall(THEMED).opens(1).seen_by(ANNA)) >> Invited(1)
    assert play.last == f"{HOW} ¶ {ANONYMOUS} [Noem een thema of doelgroep (hoeft niet)]"

    play = play >> Pressed("topic:1::")
    assert play.last == (
        f"Uw keuze hoort bij wat u hierna typt. ¶ {HOW} ¶ {ANONYMOUS} "
        "[Ontmoeten] [Wonen] [Senioren]"
    )


def test_a_theme_and_a_group_go_with_the_next_words_only() -> None:
    play = asked(hall(THEMED).opens(1)) >> Pressed("topic:1:t:1") >> Pressed("topic:1:g:0")
    assert play.last.endswith("[Ontmoeten] [✓ Wonen] [✓ Senioren]")

    play = play >> "De hofjes"
    assert play.last == (
        'KEEP 1 {"text": "De hofjes", "theme": "Wonen", "target_group": "Senioren"}: ' + MORE
    )
    assert (play >> "De bus").last == f'KEEP 1 {{"text": "De bus"}}: {MORE}'


def test_another_theme_takes_the_place_of_the_first_and_once_more_unticks_it() -> None:
    play = asked(hall(THEMED).opens(1)) >> Pressed("topic:1:t:0") >> Pressed("topic:1:t:1")
    assert play.last.endswith("[Ontmoeten] [✓ Wonen] [Senioren]")

    assert (play >> Pressed("topic:1:t:1")).last.endswith("[Ontmoeten] [Wonen] [Senioren]")


def test_a_question_without_its_own_themes_offers_those_of_the_programme() -> None:
    stage = replace(hall(GOOD).opens(1), themes=("Ontmoeten", "Zorg"))

    assert (asked(stage) >> Pressed("topic:1:t:1")).last.endswith("[Ontmoeten] [✓ Zorg]")


def test_a_programme_without_themes_asks_for_none() -> None:
    assert (asked(hall(GOOD).opens(1)) >> Pressed("ask:1")).last == f"{HOW} ¶ {ANONYMOUS}"


@pytest.mark.parametrize("place", ["1:t:9", "1:t:-1", "1:x:", "1", "1:t:²", "1:g:99999"])
def test_a_theme_that_is_none_ticks_nothing(place: str) -> None:
    play = asked(hall(THEMED).opens(1)) >> Pressed(f"topic:{place}")

    assert play.last.endswith("[Ontmoeten] [Wonen] [Senioren]")


@pytest.mark.parametrize("place", ["2:t:0", "", "x:t:0", "01:t:0"])
def test_a_theme_of_another_item_is_spent(place: str) -> None:
    assert (asked(hall(THEMED).opens(1)) >> Pressed(f"topic:{place}")).last == SPENT


def test_a_theme_that_was_chosen_does_not_go_with_the_words_of_another_question() -> None:
    stage = hall(THEMED, GOOD)
    play = asked(stage.opens(1)) >> Pressed("topic:1:t:0")

    play = play >> stage.opens(2).seen_by(ANNA) >> Invited(2) >> "De bus"

    assert play.last == f'KEEP 2 {{"text": "De bus"}}: {MORE}'


def test_other_words_keep_the_theme_that_was_named_before() -> None:
    answer = {"text": "De hofjes", "theme": "Wonen", "target_group": "Senioren"}
    stage = hall(THEMED).opens(1).gave("D001", 1, answer)

    play = asked(stage) >> Pressed("change:B1.1-001") >> "De hofjes en de tuinen"

    assert play.last == (
        'KEEP 1 {"text": "De hofjes en de tuinen", "theme": "Wonen", '
        f'"target_group": "Senioren", "replaces": "B1.1-001"}}: {MORE}'
    )


def test_words_that_are_refused_leave_the_theme_where_it_was() -> None:
    play = asked(hall(THEMED).opens(1)) >> Pressed("topic:1:t:0") >> "x" * 4_001
    assert not play.last.startswith("KEEP")

    assert (play >> "De bus").last.startswith('KEEP 1 {"text": "De bus", "theme": "Ontmoeten"}')


def test_in_english_it_reads_as_english() -> None:
    play = asked(on_the_screen(), language="en") >> Pressed("recognise:B1.1-001")

    assert "You recognise this too." in play.last
    assert play.last.endswith("[✓ I recognise this: De bus rijdt weer]")


def test_what_is_recognised_is_kept_as_nothing_else() -> None:
    _, replies = respond(
        Talk(told=(1,)), Pressed("recognise:B1.1-001"), on_the_screen().seen_by(ANNA)
    )

    assert [(type(r), getattr(r, "body", None)) for r in replies] == [
        (Keep, {"recognise": "B1.1-001"})
    ]
