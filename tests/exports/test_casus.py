"""The casus in the minutes: what each side saw, where they differ, and what the hall learnt."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from exports.compiling import compile_minutes
from exports.document import FORMATS
from exports.edition import Edition
from sessions.programme import Theme
from sessions.record import NoteKind, Record
from tests.exports.evenings import NASTY, evenings, patiently
from tests.exports.reading import document, html, page, text_of
from tests.exports.records import BEGIN, MADE_AT, Evening, casus, question

STEPS = (
    {"ask": "Wat ziet u door deze bril?", "from": "glasses"},
    {"ask": "Wat nemen wij hieruit mee?", "from": "own", "lesson": True},
)


def worked_out() -> Evening:
    """Two tables, each with its glasses; one writes a lesson, the facilitator another."""
    evening = Evening(casus(steps=STEPS), question())
    evening.programme = replace(
        evening.programme,
        themes=(Theme("Ontmoeten", ("koffie",)), Theme("Passende woningen", ("lift",))),
    )
    anna, bram = evening.joins(table=1), evening.joins(table=2)
    evening.says(anna, 1, table=1, step=1, text="Zij drinkt nergens koffie. Er is geen lift.")
    evening.says(bram, 1, table=2, step=1, text="Wij bouwen een lift.")
    evening.says(anna, 1, table=1, step=2, text="Vraag het eerst aan mevrouw zelf.")
    evening.notes_down(NoteKind.LESSON, "Begin met de buren.", at=BEGIN + timedelta(minutes=15))
    return evening


def test_tension_and_lessons_are_told_with_their_references() -> None:
    text = page(worked_out().record()).text

    assert (
        "Stap 1. Alleen genoemd door bewoner: Ontmoeten [B1.1-001]. Niet genoemd door: gemeente."
    ) in text
    assert "Begin met de buren. [B1.les-01]" in text
    assert (
        "Wat nemen wij hieruit mee? [B1.1] ‘Vraag het eerst aan mevrouw zelf.’ [B1.1-003]" in text
    )
    assert "Stap 1. Passende woningen: bewoner [B1.1-001], gemeente [B1.1-002]." in text
    assert "Er is geen les vastgelegd." not in text


@pytest.mark.parametrize("form", FORMATS)
def test_they_stand_in_every_format(form: str) -> None:
    said = text_of(document(worked_out().record(), form), form)

    assert "Alleen genoemd door bewoner: Ontmoeten" in said
    assert "Begin met de buren." in said


def test_a_casus_without_lessons_or_sides_says_so() -> None:
    evening = Evening(casus())
    evening.says(evening.joins(table=1), 1, table=1, step=1, text="Een trap.")
    text = page(evening.record()).text

    assert "Er waren geen twee kanten om te vergelijken. [B1.1]" in text
    assert "Er is geen les vastgelegd. [B1.1]" in text


def test_a_lesson_stands_under_the_casus_that_was_there_then() -> None:
    evening = Evening(casus("De eerste"), casus("De tweede"))
    for number in (1, 2):
        evening.says(evening.joins(table=1), number, table=1, step=1, text="Een trap.")
    for minutes in (5, 12, 25):
        at = BEGIN + timedelta(minutes=minutes)
        evening.notes_down(NoteKind.LESSON, f"Na {minutes} minuten", at=at)
    minutes_made = compile_minutes(evening.record(), MADE_AT)

    under = [[n.text for n in s.result.lessons] for s in minutes_made.sections]
    assert under == [["Na 12 minuten"], ["Na 25 minuten"]]
    assert [n.text for n in minutes_made.notes] == ["Na 5 minuten"]


def test_a_lesson_of_a_casus_that_nobody_answered_stands_among_the_notes() -> None:
    evening = Evening(casus())
    evening.notes_down(NoteKind.LESSON, "Neem meer tijd.", at=BEGIN + timedelta(minutes=15))

    assert "Neem meer tijd. [B1.les-01]" in page(evening.record()).text


def test_nothing_typed_in_a_lesson_becomes_markup() -> None:
    evening = worked_out()
    tags = set(page(evening.record()).tags)
    for text in NASTY:
        evening.notes_down(NoteKind.LESSON, text, at=BEGIN + timedelta(minutes=15))

    assert set(page(evening.record()).tags) <= tags


@given(evenings())
@patiently
def test_every_lesson_has_one_place(record: Record) -> None:
    lessons = sorted(n.reference for n in record.notes if n.kind is NoteKind.LESSON)
    for edition in Edition:
        made = compile_minutes(record, MADE_AT, edition)
        notes = [n.reference for n in made.notes if n.kind is NoteKind.LESSON]
        under = [n.reference for s in made.sections for n in getattr(s.result, "lessons", ())]

        assert sorted([*notes, *under]) == lessons
    places = re.findall(r'id="(B1\.les-\d+)"', html(record))
    assert sorted(places) == lessons


@given(evenings())
@patiently
def test_whatever_we_say_of_a_casus_can_be_followed_back(record: Record) -> None:
    """Not only what has a number in it: each point and paragraph that is not soft."""
    for part in re.findall(
        r"<h3>(?:Spanning|Lessen).*?(?=<h3>|<table|</section>)", html(record), re.DOTALL
    ):
        for text in re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", part, re.DOTALL):
            assert 'class="ref"' in text
