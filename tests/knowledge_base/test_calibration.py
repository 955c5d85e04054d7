from dataclasses import replace
from pathlib import Path

import pytest

from knowledge_base.calibration import (
    NEVER_MADE,
    Calibration,
    calibration_for,
    fingerprint,
    read_calibrations,
    shipped_calibrations,
    stale,
)
from knowledge_base.search import Base
from tests.knowledge_base.builders import entry

HALL = entry("hall")


def test_more_signs_of_being_right_make_more_confidence() -> None:
    calibration = Calibration({"always": -1.0, "lead": 2.0}, answer_from=0.6, suggest_from=0.2)

    assert calibration.confidence({"always": 1.0, "lead": 0.5}) == pytest.approx(0.5)
    assert calibration.confidence({"always": 1.0, "lead": 1.0, "new": 9.0}) > 0.7
    assert calibration.confidence({"lead": 1e9}) <= 1.0


def test_the_fingerprint_changes_with_what_the_search_reads_and_with_nothing_else() -> None:
    told = fingerprint([HALL])

    assert fingerprint([replace(HALL, themes=("Anders",), checked_by_role="curator")]) == told
    assert fingerprint([HALL, entry("shed")]) == fingerprint([entry("shed"), HALL])
    assert told not in {
        fingerprint([replace(HALL, answer="Anders.")]),
        fingerprint([replace(HALL, phrasings=("anders", "en weer"))]),
        fingerprint([replace(HALL, municipality="HLT")]),
        fingerprint([]),
    }


def test_the_shipped_base_is_calibrated_in_both_modes(base: Base) -> None:
    assert stale(base.entries, shipped_calibrations()) == ()
    assert base.calibration == shipped_calibrations()[base.mode]


def test_a_changed_base_is_answered_from_with_more_caution(base: Base) -> None:
    changed = (*base.entries[1:], replace(base.entries[0], answer="Een ander antwoord."))

    cautious = calibration_for(changed, "core")

    made = shipped_calibrations()["core"]
    assert stale(changed, shipped_calibrations()) == ("core", "semantic")
    assert made.answer_from < cautious.answer_from < 1.0
    assert cautious.suggest_from == made.suggest_from


def test_without_a_calibration_nothing_is_answered_and_everything_suggested(
    base: Base, tmp_path: Path
) -> None:
    never = Base(base.entries, calibration=NEVER_MADE)

    assert read_calibrations(tmp_path / "none.yaml") == {}
    assert never.find(base.entries[0].question).action == "suggest"
