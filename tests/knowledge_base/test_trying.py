"""A change that does the golden set harm is found out before anybody is answered by it."""

import json
import subprocess
import sys
from dataclasses import asdict

import pytest

from knowledge_base.calibration import fingerprint, read_calibrations
from knowledge_base.overlaying import overlaid, shipped_texts, with_phrasing
from knowledge_base.trying import Recalibrated, Trial, tried, verdict_of

pytestmark = pytest.mark.slow


def changed(name: str, phrasing: str) -> dict[str, str]:
    return {name: with_phrasing(name, shipped_texts()[name], phrasing)}


def tried_beside(changes: dict[str, str]) -> Recalibrated:
    """As the house does it: in another process."""
    trial = Trial({}, changes, "core", read_calibrations()["core"])
    done = subprocess.run(
        [sys.executable, "-m", "knowledge_base.trying"],
        input=json.dumps(asdict(trial)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return verdict_of(json.loads(done.stdout))


def test_what_must_stay_unanswered_and_now_gets_an_answer_is_named() -> None:
    verdict = tried_beside(changed("ijktabel", "Wanneer komt mijn traplift?"))

    assert not verdict.holds
    assert verdict.wrong == (("wanneer komt mijn traplift", "Wat laat de ijktabel zien?"),)


def test_a_question_in_its_right_place_holds() -> None:
    changes = changed("boce-drietrapsraket", "Hoe werkt het pijlenspel?")
    before = read_calibrations()["core"]

    verdict = tried(Trial({}, changes, "core", before))

    assert verdict.holds
    assert verdict.calibration.base == fingerprint(overlaid(changes)) != before.base
    assert verdict.calibration.precision >= before.precision
