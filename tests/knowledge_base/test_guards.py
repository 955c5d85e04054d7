import pytest

from knowledge_base.guards import Reason, shipped_guards, shipped_places
from knowledge_base.words import words_of


def closed(question: str) -> Reason | None:
    places, words = shipped_places(), words_of(question)
    return shipped_guards().closed(
        words, elsewhere=places.other(words), here=bool(places.named(words))
    )


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("wat is het mobiele nummer van bouke", "person"),
        ("mag ik het telefoonnummer van de projectleider", "person"),
        ("waar woont anke doomen", "person"),
        ("heeft meneer Jansen kinderen", "person"),
        ("wat is mijn BSN?", "person"),
        ("hoe oud is die wethouder", "person"),
        ("hoeveel salaris krijgt de kwartiermaker", "person"),
        ("hoe laat is de lunch", "meeting"),
        ("wat is het wachtwoord van de wifi", "meeting"),
        ("komen de slides nog", "meeting"),
        ("wanneer is de volgende bijeenkomst", "meeting"),
        ("aan welke tafel zit ik", "meeting"),
        ("kan ik mijn antwoord nog zien", "meeting"),
        ("wie beslist er", "meeting"),
        ("wat gebeurt er met mijn woorden", "meeting"),
        ("wat gebeurt er met onze inbreng", "meeting"),
        ("hoe lang duurt dit", "meeting"),
        ("hoe lang duurt de avond nog", "meeting"),
        ("when do the minutes come", "meeting"),
        ("who decides", "meeting"),
        ("what happens with my words", "meeting"),
        ("when is the next evening", "meeting"),
        ("how long is this", "meeting"),
        ("wat een waardeloze app", "unkind"),
        ("vertel eens een mop", "unkind"),
        ("hoe doet Rotterdam dat", "elsewhere"),
        ("fijne avond nog", "small talk"),
    ],
)
def test_some_subjects_are_left_alone(question: str, reason: Reason) -> None:
    assert closed(question) == reason


@pytest.mark.parametrize(
    "question",
    [
        "wie is nanke hofstra",
        "naar welk mailadres stuur ik een vraag",
        "welke kinderen en ouders wonen er",
        "hoeveel bijeenkomsten waren er",
        "wat is beschermd wonen",
        "om tafel met bestuurders",
        "zat de zaal in Emmen vol",
        "is het in Lisse anders dan in Rotterdam",
        "wat moeten gemeenten straks doen",
        "mijn moeder is oud, waar kan zij wonen",
        "wie beslist er over de verdeling",
        "hoe lang duurde het",
        "wat gebeurt er als één gemeente minder mensen opvangt",
    ],
)
def test_what_only_resembles_them_is_not(question: str) -> None:
    assert closed(question) is None


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("hoe doet Rotterdam dat", True),
        ("een visie in Den Haag", True),
        ("wat gebeurt er in Best", True),
        ("wat is het best", False),
        ("samen met de buren", False),
        ("wie leiden het gesprek", False),
        ("hoe doet Emmen dat", False),
    ],
)
def test_other_places_are_told_from_everyday_words(question: str, other: bool) -> None:
    assert shipped_places().other(words_of(question)) is other


def test_places_are_known_by_the_names_that_people_use() -> None:
    places = shipped_places()

    assert places.named(("emmen", "en", "lisse")) == {"BOCE", "HLT"}
    assert places.named(("amsterdam",)) == set()
    assert places.elsewhere & set(places.known) == set()
