"""What the search reaches, as floors that may only rise; a failure tells all figures."""

import json
from pathlib import Path

import pytest
import yaml

from knowledge_base.calibration import shipped_calibrations
from knowledge_base.examples import left_out
from knowledge_base.measuring import Asked, Measured, asked_of, golden_questions, measured
from knowledge_base.reading import read_entries
from knowledge_base.search import Base, Finding

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
QUESTIONS = SHARED / "data" / "faq" / "dev_questions.jsonl"


def development_questions() -> list[Asked]:
    if not QUESTIONS.is_file():
        pytest.skip("the development questions lie beside the repository, in ../shared/data/faq")
    keys = yaml.safe_load((HERE / "dev_keys.yaml").read_text(encoding="utf-8"))
    entries = {number: frozenset(e.split()) for e, ids in keys.items() for number in ids.split()}
    asked = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return [Asked(each["question"], entries.get(each["id"], frozenset())) for each in asked]


def fresh_questions() -> list[Asked]:
    read = yaml.safe_load((HERE / "fresh.yaml").read_text(encoding="utf-8"))
    return [
        Asked(each["ask"], frozenset(each["entries"]))
        for half in read.values()
        for asked in half.values()
        for each in asked
    ]


def answered(base: Base, questions: list[Asked]) -> list[Finding]:
    found = [base.find(asked.question) for asked in questions if not asked.entries]
    return [finding for finding in found if finding.action == "answer"]


def test_the_golden_questions_are_answered_well(either: Base) -> None:
    answerable, _ = golden_questions()

    reached = asked_of(either.find, answerable)

    assert len(answerable) >= 90
    assert reached.top >= 0.94, reached
    assert reached.precision >= 0.95, reached
    assert reached.direct >= 0.75, reached
    assert reached.reached >= 0.95, reached


def test_no_golden_question_outside_the_subject_is_answered(either: Base) -> None:
    _, outside = golden_questions()

    assert len(outside) >= 20
    assert [question for question in outside if either.find(question).action == "answer"] == []


def test_every_entry_that_a_question_of_ours_names_exists(core: Base) -> None:
    golden, _ = golden_questions()
    named = frozenset[str]().union(*(asked.entries for asked in (*golden, *fresh_questions())))

    assert named - {entry.id for entry in core.entries} == set()


@pytest.mark.slow
@pytest.mark.parametrize("semantic", [False, True])
def test_most_phrasings_are_found_when_they_are_left_out(semantic: bool) -> None:
    reached = phrasings_left_out(semantic=semantic)

    assert reached.top >= (0.65 if semantic else 0.62), reached
    assert reached.precision >= 0.84, reached
    assert reached.reached >= 0.80, reached


def phrasings_left_out(*, semantic: bool) -> Measured:
    """The strictest measure: every phrasing, asked of a base that misses it."""
    mode = "semantic" if semantic else "core"
    calibration = shipped_calibrations()[mode]
    return measured(
        [
            (base.find(example.question), frozenset({example.entry or ""}))
            for fewer, missing in left_out(read_entries())
            for base in [Base(fewer, semantic=semantic, calibration=calibration)]
            for example in missing
        ]
    )


def test_the_development_questions_are_answered_well(either: Base) -> None:
    asked = development_questions()

    reached = asked_of(either.find, [each for each in asked if each.entries])

    assert len(asked) == 282
    assert reached.top >= (0.88 if either.mode == "semantic" else 0.84), reached
    assert reached.precision >= 0.95, reached
    assert reached.direct >= (0.60 if either.mode == "semantic" else 0.55), reached
    assert reached.reached >= 0.90, reached
    assert len(answered(either, asked)) <= 2


def test_questions_in_fresh_words_are_answered_well(either: Base) -> None:
    asked = fresh_questions()

    reached = asked_of(either.find, [each for each in asked if each.entries])

    assert len(asked) == 292
    assert reached.top >= (0.84 if either.mode == "semantic" else 0.78), reached
    assert len(answered(either, asked)) <= 2
