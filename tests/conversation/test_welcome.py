import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import welcome
from bot.conversation.heard import Arrived, Heard, Pressed, Said
from bot.conversation.reply import Choice, Say
from sessions.errors import Clash

TOKEN = "Ab3-_" * 8 + "xyz"

patiently = settings(deadline=None, max_examples=200)
"""Other people's work on the same machine is no reason to fail."""


def test_a_one_time_link_is_known_by_its_beginning() -> None:
    assert welcome.link_in(Arrived(f"in_{TOKEN}")) == TOKEN


@pytest.mark.parametrize(
    "heard",
    [
        Arrived(),
        Arrived("482716"),
        Arrived(TOKEN),
        Arrived(f"IN_{TOKEN}"),
        Arrived("in_short"),
        Arrived(f"in_{TOKEN} and more"),
        Arrived(f"in_{TOKEN}\n"),
        Arrived("in_" + "é" * 40),
        Arrived("in_" + "x" * 61),
        Said(f"in_{TOKEN}"),
        Said(f"/start in_{TOKEN}"),
        Pressed(f"in_{TOKEN}"),
    ],
)
def test_nothing_else_is_a_one_time_link(heard: Heard) -> None:
    assert welcome.link_in(heard) == ""


@pytest.mark.parametrize(
    ("heard", "code"),
    [
        (Pressed("meeting:482716"), "482716"),
        (Pressed("meeting:482 716"), "482716"),
        (Pressed("meeting:"), ""),
        (Pressed("pick:1:1:1"), ""),
        (Said("meeting:482716"), ""),
    ],
)
def test_the_button_of_a_meeting_carries_its_code(heard: Heard, code: str) -> None:
    assert welcome.meeting_in(heard) == code


@patiently
@given(st.text(max_size=80))
def test_any_text_in_a_link_is_read(text: str) -> None:
    assert len(welcome.link_in(Arrived(text))) <= 60
    assert welcome.meeting_in(Pressed(text)).isalnum() or not welcome.meeting_in(Pressed(text))


def test_which_meeting_is_asked_by_title() -> None:
    meetings = [("482716", "Startbijeenkomst"), ("193040", "Tweede avond")]

    assert welcome.which_meeting("Fatma", meetings) == Say(
        "U bent aangemeld als Fatma.\n\nWelke bijeenkomst begeleidt u?",
        (Choice("Startbijeenkomst", "meeting:482716"), Choice("Tweede avond", "meeting:193040")),
    )


def test_without_a_meeting_there_is_a_sentence() -> None:
    assert welcome.which_meeting("Fatma", []) == Say(
        "U bent aangemeld als Fatma.\n\n"
        "Er is nu geen bijeenkomst om te begeleiden. Een coördinator kan er een maken."
    )


def test_what_is_said_outside_of_a_meeting() -> None:
    assert welcome.only_in_private().text == (
        "Meedoen kan niet vanuit een groep. Open een eigen gesprek met ons. "
        "Typ daar de code van het scherm."
    )
    assert welcome.failed("a1b2c3").text == (
        "Er ging iets mis bij ons (nummer a1b2c3). Uw bericht telt nog niet mee. "
        "Stuur het zo nog eens."
    )
    assert welcome.refused(Clash("staff.link_spent")).text == (
        "Deze link is al gebruikt of te oud. Vraag om een nieuwe."
    )
