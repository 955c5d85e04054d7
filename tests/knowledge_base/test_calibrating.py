from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge_base.calibrating import (
    PRECISION,
    Observed,
    WorseThanBeforeError,
    answer_threshold,
    calibrate,
    cross_judged,
    golden_wrong,
    precision_in_hall,
    publish,
    suggest_threshold,
)
from knowledge_base.calibration import Calibration, Mode, read_calibrations, shipped_calibrations
from knowledge_base.examples import Group
from knowledge_base.search import Base

MADE = Calibration({"always": 0.5}, 0.6, 0.1, base="abc", precision=0.97, direct=0.5)


def judged(group: Group, odds: float, *, right: bool) -> Observed:
    return Observed(group, {"always": 1.0}, right=right, among=right, odds=odds)


def test_the_threshold_is_the_lowest_that_is_precise_from_there_on() -> None:
    sure = [judged("left out", 0.9, right=True)] * 19 + [judged("left out", 0.9, right=False)]
    doubtful = [judged("left out", 0.5, right=True)] * 5 + [judged("left out", 0.4, right=False)]

    assert answer_threshold([*sure, *doubtful]) == 0.41
    assert (
        precision_in_hall([*sure, *doubtful], 0.41)
        >= PRECISION
        > precision_in_hall([*sure, *doubtful], 0.4)
    )


def test_answers_to_questions_outside_count_as_wrong() -> None:
    right = [judged("left out", 0.9, right=True)] * 10

    assert precision_in_hall([*right, judged("outside", 0.1, right=False)], 0.5) == 1.0
    assert precision_in_hall([*right, judged("outside", 0.9, right=False)], 0.5) < 1.0


def test_nearly_everything_that_can_be_offered_is_offered() -> None:
    offered = [judged("left out", number / 100, right=True) for number in range(100)]

    assert suggest_threshold(offered) == 0.02
    assert suggest_threshold([]) == 0.05


def test_nobody_judges_what_he_has_seen() -> None:
    lone = Observed("left out", {"only here": 1.0}, right=True, among=True)
    others = [Observed("outside", {"always": 1.0}, right=False, among=False)] * 9

    assert cross_judged([lone, *others])[0].odds == 0.5
    assert cross_judged([Observed("outside", {}, right=False, among=False)])[0].odds == 0.0


def test_what_is_published_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "calibration.yaml"

    publish({"core": MADE}, path)
    publish({"semantic": replace(MADE, answer_from=0.5)}, path)

    assert read_calibrations(path) == {"core": MADE, "semantic": replace(MADE, answer_from=0.5)}


@pytest.mark.parametrize("precision", [0.94, 0.96])
def test_what_does_the_golden_set_less_well_is_not_published(
    tmp_path: Path, precision: float
) -> None:
    path = tmp_path / "calibration.yaml"
    publish({"core": MADE}, path)
    worse: Mapping[Mode, Calibration] = {"core": replace(MADE, precision=precision)}

    with pytest.raises(WorseThanBeforeError):
        publish(worse, path)

    assert read_calibrations(path) == {"core": MADE}


def test_a_base_that_answers_anything_gets_the_golden_set_wrong(core: Base) -> None:
    eager = Base(core.entries, calibration=Calibration({}, answer_from=0.1, suggest_from=0.0))

    assert golden_wrong(core) == []
    assert len(golden_wrong(eager)) > 1


@pytest.mark.slow
def test_calibrating_the_shipped_base_gives_what_ships(core: Base) -> None:
    told: list[str] = []

    made = calibrate(core.entries, "core", told.append)

    shipped = shipped_calibrations()["core"]
    assert len(told) == 2
    assert made.weights == pytest.approx(shipped.weights, abs=1e-4)
    assert made.answer_from == shipped.answer_from
    assert made.base == shipped.base
