import json
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.conversation.often_asked import answer_from_programme
from sessions.agenda import read_agenda
from sessions.programme import Planned
from tests.conversation.stage import PLANNING, Hall, hall, person
from tests.knowledge_base.questions import DEVELOPMENT
from tests.tree import ROOT

STAGE = Hall(hall().items, planning=PLANNING)
ROOM = STAGE.seen_by(person())
ASKED = yaml.safe_load((ROOT / "bot/rehearsal/words/questions.yaml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "Wanneer komt het verslag?",
            "18 maart 2027: Het verslag gaat naar de contactpersonen (de coördinator).",
        ),
        ("Tot wanneer kan ik reageren?", "1 april 2027: Laatste dag om te zeggen wat niet klopt."),
        (
            "Wanneer is de volgende bijeenkomst?",
            "15 april 2027: Tweede bijeenkomst, over wonen (alle partijen).",
        ),
        ("hoe lang duurt dit nog", "Er komen nog 4 onderdelen."),
        (
            "wanneer komen we weer bij elkaar?",
            "15 april 2027: Tweede bijeenkomst, over wonen (alle partijen).",
        ),
        ("wie beslist er", "16 december 2027: Besluit over de visie (de gemeenteraden)."),
        ("Wie is de voorzitter vanavond?", "De voorzitter is wethouder Wonen."),
        ("Mag mijn collega meedoen?", "Ja, meedoen kan nog steeds. De code is 123 456."),
        ("Hoeveel onderdelen komen er nog?", "Er komen nog 4 onderdelen."),
        (
            "Staat mijn naam in het verslag?",
            "Uw naam staat niet in het verslag, tenzij dat vooraf bij een vraag stond.",
        ),
        (
            "kan ik mijn antwoord nog veranderen",
            "Ja, dat kan zolang het onderdeel open is. Met /mijninbreng ziet u wat u gaf.",
        ),
    ],
)
def test_the_programme_knows(question: str, answer: str) -> None:
    assert answer_from_programme(question, ROOM) == answer


def test_times_are_those_of_the_plan_and_are_said_only_when_all_are_known() -> None:
    agenda = read_agenda((ROOT / "sessions/agendas/boce-start.yaml").read_text("utf-8"))
    planned = hall(*agenda.items).seen_by(person())

    assert answer_from_programme("hoe laat is de pauze", planned) == (
        "De pauze begint volgens plan om 20.25 uur."
    )
    assert answer_from_programme("hoe laat zijn we klaar?", planned) == (
        "Volgens plan zijn wij om 22.00 uur klaar."
    )
    for asked in ("Hoe lang duurt dit?", "hoe lang duurt de avond nog", "how long is this"):
        assert answer_from_programme(asked, planned).endswith("om 22.00 uur klaar.")
    assert answer_from_programme("hoe laat zijn we klaar?", ROOM) == ""


def test_the_next_meeting_is_never_the_one_of_tonight() -> None:
    tonight = Planned("Startbijeenkomst", date(2027, 3, 11))
    room = Hall(hall().items, planning=(tonight, *PLANNING)).seen_by(person())

    assert answer_from_programme("wanneer is de volgende avond", room) == (
        "15 april 2027: Tweede bijeenkomst, over wonen (alle partijen)."
    )


def test_the_programme_is_silent_about_what_it_does_not_hold() -> None:
    assert answer_from_programme("Wanneer komt het verslag?", hall().seen_by(person())) == ""


@pytest.mark.parametrize("question", ASKED["evening"])
def test_what_people_ask_about_the_evening_is_answered(question: str) -> None:
    agenda = read_agenda((ROOT / "sessions/agendas/boce-start.yaml").read_text("utf-8"))
    planning = tuple(PLANNING)
    stage = Hall(hall(*agenda.items).items, planning=planning)

    assert answer_from_programme(question, stage.seen_by(person())) != ""


@pytest.mark.parametrize("question", [*ASKED["known"], *ASKED["unknown"]])
def test_what_belongs_to_the_base_or_to_nobody_is_left_alone(question: str) -> None:
    assert answer_from_programme(question, ROOM) == ""


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="the development questions are not here")
def test_no_question_that_the_base_can_answer_is_taken_away() -> None:
    lines = Path(DEVELOPMENT).read_text("utf-8").splitlines()
    known = [q["question"] for q in map(json.loads, lines) if not q["must_abstain"]]

    assert [q for q in known if answer_from_programme(q, ROOM)] == []
