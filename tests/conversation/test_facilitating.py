import pytest

from bot.conversation.heard import Pressed
from sessions.items.poll import Poll
from tests.conversation.playbook import Playbook
from tests.conversation.stage import DE_VRIES, FACILITATOR, TASK, Hall, hall, person

NOTHING_OPEN = "Er is geen onderdeel open."
TWO_ROUNDS = Poll(title="Twee keer?", options=("Ja", "Nee"), rounds=2)


def said(stage: Hall, words: str) -> str:
    return (Playbook(stage.seen_by(FACILITATOR)) >> words).last


def test_an_item_is_opened_by_its_number_and_the_next_tap_is_offered() -> None:
    assert said(hall(), "/open 2") == (
        "RUN verb='open' item=2 minutes=2: Onderdeel 2 is open: Welke opgave raakt u het meest? "
        "[Sluit dit onderdeel] [2 minuten erbij]"
    )


def test_open_without_a_number_shows_what_waits() -> None:
    assert said(hall().opens(2), "/open") == (
        "Welk onderdeel wilt u openen? [1. Welkom] [3. Wat werkt al goed?] [4. Mevrouw De Vries]"
    )


@pytest.mark.parametrize("number", ["9", "drie", "0", "-1"])
def test_a_number_that_is_none_gets_a_sentence(number: str) -> None:
    assert said(hall(), f"/open {number}").endswith("bestaat niet. Er zijn er 4.")


def test_closing_revealing_and_going_on_are_about_what_the_hall_sees() -> None:
    stage = hall().opens(2)

    assert said(stage, "/sluit") == (
        "RUN verb='close' item=2 minutes=2: Onderdeel 2 is gesloten: Welke opgave raakt u het "
        "meest? [Toon de uitslag] [Verder: Wat werkt al goed?]"
    )
    assert said(stage.closes(2), "/toon") == (
        "RUN verb='reveal' item=2 minutes=2: De zaal ziet de uitslag van onderdeel 2: "
        "Welke opgave raakt u het meest? [Verder: Wat werkt al goed?]"
    )
    assert said(stage.closes(2), "/verder").startswith("RUN verb='open' item=3")


@pytest.mark.parametrize("command", ["/sluit", "/toon", "/langer"])
def test_with_nothing_open_there_is_nothing_to_do(command: str) -> None:
    assert said(hall(), command) == NOTHING_OPEN


def test_going_on_in_a_casus_is_its_next_step_and_then_the_next_item() -> None:
    stage = hall(DE_VRIES, TASK)

    assert said(stage.opens(1, step=1), "/verder") == (
        "RUN verb='advance' item=1 minutes=2: Onderdeel 1 gaat een stap verder: Mevrouw De Vries "
        "[Sluit dit onderdeel] [2 minuten erbij] [Volgende stap]"
    )
    assert "[Volgende stap]" not in said(stage.opens(1, step=2), "/verder")
    assert said(stage.opens(1, step=3), "/verder").startswith("RUN verb='open' item=2")


def test_going_on_in_a_poll_of_two_rounds_is_its_second_round() -> None:
    stage = hall(TWO_ROUNDS, TASK)

    assert said(stage.opens(1), "/verder").startswith("RUN verb='advance' item=1")
    assert said(stage.opens(1).closes(1), "/verder").startswith("RUN verb='open' item=1")
    assert said(stage.opens(1), "/sluit").endswith("[Toon de uitslag] [Open de tweede ronde]")
    assert said(stage.opens(1, turn=2), "/verder").startswith("RUN verb='open' item=2")


def test_after_the_last_item_there_is_only_the_end() -> None:
    stage = hall(TASK).opens(1)

    assert said(stage, "/verder") == (
        "Er komt geen onderdeel meer. Met /einde sluit u de bijeenkomst."
    )
    assert said(stage, "/einde").startswith("END : De bijeenkomst is gesloten.")


def test_more_time_is_given_in_minutes() -> None:
    stage = hall().opens(2)

    assert said(stage, "/langer 1") == (
        "RUN verb='extend' item=2 minutes=1: Onderdeel 2 duurt een minuut langer. "
        "[Sluit dit onderdeel] [2 minuten erbij]"
    )
    assert "Onderdeel 2 duurt 2 minuten langer." in said(stage, "/langer")
    assert said(stage, "/langer veel") == "Kies 1 tot en met 60 minuten, zoals /langer 2."


def test_a_poll_is_made_in_one_message() -> None:
    assert "title='Wat nu?'" in said(hall(), "/peiling Wat nu? | Bouwen | Praten")
    assert "options=('Bouwen', 'Praten')" in said(hall(), "/peiling Wat nu? | Bouwen | Praten")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("/peiling Wat nu? | Bouwen", "Geef ten minste twee opties. ¶ Zo maakt u een peiling: "),
        ("/peiling Wat? | Ja | Ja", "Twee opties zijn hetzelfde. Maak ze verschillend. ¶ Zo"),
        ("/peiling", "Zo maakt u een peiling: /peiling Vraag? optie / optie"),
        ("/peiling " + "x" * 400 + " | a | b", "Dit is te lang. Gebruik hoogstens 300 tekens"),
        ("/vraagzaal", "Zo stelt u de zaal een vraag: /vraagzaal Wat valt u op?"),
    ],
)
def test_a_poll_or_question_that_cannot_be_made_says_why_and_how(words: str, sentence: str) -> None:
    assert said(hall(), words).startswith(sentence)


def test_a_question_to_the_hall_is_made_in_one_message() -> None:
    assert said(hall(), "/vraagzaal Wat valt u op?").startswith(
        "IMPROVISE item=Question(kind='question', title='Wat valt u op?'"
    )


def test_decisions_actions_and_notes_are_for_the_minutes() -> None:
    assert said(hall(), "/besluit Wij gaan door") == (
        "NOTE kind=<NoteKind.DECISION: 'decision'> text='Wij gaan door'"
    )
    assert said(hall(), "/actie wij | bellen | 1 mei | met anderen") == (
        "NOTE kind=<NoteKind.ACTION: 'action'> text='bellen' owner='wij' by='1 mei | met anderen'"
    )
    assert said(hall(), "/actie wij / bellen / 1 mei") == (
        "NOTE kind=<NoteKind.ACTION: 'action'> text='bellen' owner='wij' by='1 mei'"
    )
    assert said(hall(), "/actie bellen") == "NOTE kind=<NoteKind.ACTION: 'action'> text='bellen'"
    assert said(hall(), "/notitie Vol").endswith("text='Vol'")
    assert said(hall(), "/les Begin met de buren") == (
        "NOTE kind=<NoteKind.LESSON: 'lesson'> text='Begin met de buren'"
    )


@pytest.mark.parametrize("kind", ["besluit", "actie", "notitie", "les"])
def test_an_empty_or_endless_note_gets_a_sentence(kind: str) -> None:
    assert f"/{kind}" in said(hall(), f"/{kind}")
    assert said(hall(), f"/{kind} " + "x" * 4_001) == (
        "Deze tekst is te lang. Er passen hoogstens 4000 tekens in."
    )


def test_a_message_appears_and_disappears() -> None:
    assert said(hall(), "/bericht Koffie") == "ANNOUNCE text='Koffie': Iedereen ziet uw bericht."
    assert said(hall(), "/bericht") == "ANNOUNCE : Het bericht is weg."


def test_the_last_step_can_be_taken_back() -> None:
    assert said(hall(), "/terug") == "UNDO "


def test_a_button_runs_what_it_says_and_only_for_the_crew() -> None:
    stage = hall().opens(2)
    play = Playbook(stage.seen_by(FACILITATOR))

    assert (play >> Pressed("run:close:2")).last.startswith("RUN verb='close' item=2")
    assert "duurt 2 minuten langer" in (play >> Pressed("run:extend:2")).last
    assert (play >> Pressed("run:burn:2")).last.startswith("Deze knop werkt niet meer.")
    assert (Playbook(stage.seen_by(person())) >> Pressed("run:close:2")).last.startswith(
        "Deze knop werkt niet meer."
    )


def test_words_of_a_facilitator_are_a_question_never_an_answer() -> None:
    assert said(hall().opens(3), "zomaar iets") == (
        "Dat weten wij niet. Wat u als begeleider vraagt, schrijven wij niet op."
    )
