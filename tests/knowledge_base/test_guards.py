import pytest

from knowledge_base.guards import shipped_guards, shipped_places
from knowledge_base.words import words_of


@pytest.mark.parametrize(
    "question",
    [
        "wat is het mobiele nummer van bouke",
        "mag ik het telefoonnummer van de projectleider",
        "waar woont anke doomen",
        "heeft meneer Jansen kinderen",
        "wat is mijn BSN?",
        "hoe laat is de lunch",
        "wat is het wachtwoord van de wifi",
        "komen de slides nog",
        "wanneer is de volgende bijeenkomst",
        "aan welke tafel zit ik",
        "wat een waardeloze app",
    ],
)
def test_some_subjects_are_left_alone(question: str) -> None:
    assert shipped_guards().forbid(words_of(question))


@pytest.mark.parametrize(
    "question",
    [
        "wie is nanke hofstra",
        "naar welk mailadres stuur ik een vraag",
        "welke kinderen en ouders wonen er",
        "hoeveel bijeenkomsten waren er",
        "wat is beschermd wonen",
        "om tafel met bestuurders",
    ],
)
def test_what_only_resembles_them_is_not(question: str) -> None:
    assert not shipped_guards().forbid(words_of(question))


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
