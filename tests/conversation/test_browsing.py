"""Leafing through the knowledge base: by theme, by municipality, by target group."""

from dataclasses import replace

import pytest

from bot.conversation.browsing import FILED, ON_A_PAGE, key_of
from bot.conversation.commands import COMMANDS
from bot.conversation.heard import Asked, Pressed, Said
from bot.conversation.reply import Choice, Say
from bot.conversation.respond import respond
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from bot.telegram.service import COMMANDS as MENU
from bot.telegram.writing import keyboard
from knowledge_base.search import load_base
from tests.conversation.playbook import Playbook
from tests.conversation.stage import FACILITATOR, entry, hall, person

HOUSE = "https://doemee.example"
START = "Waarop wilt u de praktijkvoorbeelden kiezen? [Thema] [Gemeente of regio] [Doelgroep]"


def room(house: str = "", language: str = "nl") -> Room:
    return replace(hall().seen_by(person(language=language)), house=house)


def pressed(there: Room, choice: str) -> Say:
    _, [said] = respond(Talk(), Pressed(choice), there)
    assert isinstance(said, Say)
    return said


def on_every_page(there: Room, choice: str) -> list[Choice]:
    """What somebody sees who presses “Volgende” until there is no next page."""
    seen: list[Choice] = []
    while choice:
        said = pressed(there, choice)
        ways = {"Vorige", "Volgende", "Terug", "Kies opnieuw"}
        seen += [c for c in said.choices if c.label not in ways]
        choice = next((c.id for c in said.choices if c.label == "Volgende"), "")
    return seen


def test_from_the_command_to_an_example_and_back() -> None:
    there = entry("ijktabel")
    ermelo = [e for e in load_base().entries if e.municipality == "Ermelo"]
    questions = " ".join(f"[{e.question}]" for e in ermelo)

    assert (
        Playbook(room(HOUSE))
        >> "/voorbeelden"
        << START
        >> Pressed("leaf:m::0")
        << "Welk voorbeeld zoekt u? Kies waar het over gaat. [Arnhem-Nijmegen] [BOCE] [Ermelo] "
        "[HLT] [Zoetermeer] [Kies opnieuw]"
        >> Pressed(f"leaf:m:{key_of('Ermelo')}:0")
        << f"Ermelo: {len(ermelo)} voorbeelden. Kies een vraag. {questions} [Terug]"
        >> Pressed(f"leaf:e:{key_of('ijktabel')}")
        << f"{there.question} ¶ {there.answer} ¶ Bron: {there.source.title} (september 2023) "
        "[Open deze pagina] [Kies opnieuw]" >> Pressed("leaf:") << START
    )


@pytest.mark.parametrize("by", sorted(FILED))
def test_every_example_is_found_under_all_that_it_is_filed_under(by: str) -> None:
    there = room()

    for value in on_every_page(there, f"leaf:{by}::0"):
        listed = [c.label for c in on_every_page(there, value.id)]
        assert listed == [e.question for e in there.entries if value.label in FILED[by](e)]
        assert listed

    filed = {value for e in there.entries for value in FILED[by](e)}
    assert {c.label for c in on_every_page(there, f"leaf:{by}::0")} == filed


def test_a_page_holds_few_choices_and_every_button_fits_in_telegram() -> None:
    there = room(HOUSE)
    to_press, pressed_already = ["leaf:"], set[str]()
    while to_press:
        choice = to_press.pop()
        pressed_already.add(choice)
        said = pressed(there, choice)
        assert len(said.choices) <= ON_A_PAGE + 3
        assert all(len(c.id.encode()) <= 64 for c in said.choices)
        to_press += [c.id for c in said.choices if c.id and c.id not in pressed_already]

    assert sum(choice.startswith("leaf:e:") for choice in pressed_already) == len(
        {e.id for e in there.entries if any(filed(e) for filed in FILED.values())}
    )


def test_a_long_list_goes_on_and_back() -> None:
    first = pressed(room(), "leaf:t::0")
    last = pressed(room(), "leaf:t::999")

    assert first.text.endswith("Dit is pagina 1 van 3.")
    assert [c.label for c in first.choices[-2:]] == ["Volgende", "Kies opnieuw"]
    assert last.text.endswith("Dit is pagina 3 van 3.")
    assert [c.label for c in last.choices[-2:]] == ["Vorige", "Kies opnieuw"]


@pytest.mark.parametrize("choice", ["leaf:t:ffffffff:0", "leaf:e:ffffffff", "leaf:e", "leaf:x:y"])
def test_an_old_button_begins_anew(choice: str) -> None:
    assert pressed(room(), choice).text == "Waarop wilt u de praktijkvoorbeelden kiezen?"


def test_a_house_without_an_address_that_phones_trust_gives_no_link() -> None:
    for house in ("", "http://192.0.2.7:8080"):
        said = pressed(room(house), f"leaf:e:{key_of('ijktabel')}")
        assert [c.page for c in said.choices] == [""]


def test_the_page_of_an_example_is_a_button_in_telegram() -> None:
    drawn = keyboard(pressed(room(HOUSE), f"leaf:e:{key_of('ijktabel')}"))

    assert drawn
    assert drawn.inline_keyboard[0][0].url == f"{HOUSE}/voorbeelden/ijktabel"


def test_an_answer_in_the_chat_carries_the_page_too() -> None:
    there = replace(hall().seen_by(person(), load_base().find), house=HOUSE)

    _, replies = respond(Talk(), Asked("Wat is een ijktabel?"), there)

    said = next(r for r in replies if isinstance(r, Say))
    assert [c.page for c in said.choices] == [f"{HOUSE}/voorbeelden/ijktabel"]


def test_leafing_is_for_everybody_and_loses_no_words() -> None:
    talk = Talk().hold("Wij bouwen al.")[0]

    for me in (None, FACILITATOR, person()):
        after, [said] = respond(talk, Said("/voorbeelden"), hall().seen_by(me))
        assert isinstance(said, Say)
        assert said.text == "Waarop wilt u de praktijkvoorbeelden kiezen?"
        assert after == talk


def test_in_english_it_is_english() -> None:
    there = entry("ijktabel")
    play = Playbook(room(language="en")) >> "/examples"

    assert play.last.endswith("[Theme] [Municipality or region] [Target group]")
    play >> Pressed(f"leaf:e:{key_of('ijktabel')}")
    assert play.last.startswith(f"{there.question_en} ¶ {there.answer_en}")


def test_a_base_without_entries_says_so() -> None:
    play = Playbook(replace(room(), entries=())) >> "/voorbeelden"

    assert play.last == "Er zijn nog geen praktijkvoorbeelden."


def test_help_and_the_menu_of_telegram_name_it() -> None:
    known = {name for command in COMMANDS for name in command.names}
    assert "voorbeelden" in MENU
    assert set(MENU) <= known
    for me in (person(), FACILITATOR):
        play = Playbook(hall().seen_by(me)) >> "/help"
        assert "/voorbeelden" in play.last
