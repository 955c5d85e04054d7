"""Calibrating a changed base before anybody asks it, and saying what it would answer wrongly.

The house starts this as a process of its own: it takes half a minute of a processor.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from knowledge_base.calibrating import as_text, calibrate, golden_answers, keeps_promise
from knowledge_base.calibration import Calibration, Mode
from knowledge_base.overlaying import overlaid
from knowledge_base.search import Base


@dataclass(frozen=True)
class Trial:
    """What is live (changed texts by name, with its calibration), and what it would become."""

    live: Mapping[str, str]
    changed: Mapping[str, str]
    mode: Mode
    before: Calibration


@dataclass(frozen=True)
class Recalibrated:
    """The calibration that was made; `wrong` are golden questions, each with what it gets now."""

    calibration: Calibration
    holds: bool
    wrong: tuple[tuple[str, str], ...] = ()


def tried(trial: Trial) -> Recalibrated:
    """As `knowledge calibrate` does: refuse what does the golden set less well than before."""
    entries = overlaid(trial.changed)
    made = calibrate(entries, trial.mode, lambda _step: None)
    calibration = Calibration(**as_text(made))
    if keeps_promise(trial.before, calibration):
        return Recalibrated(calibration, holds=True)
    semantic = trial.mode == "semantic"
    now = golden_answers(Base(entries, semantic=semantic, calibration=calibration))
    live = Base(overlaid(trial.live), semantic=semantic, calibration=trial.before)
    known = golden_answers(live)
    fresh = {asked: entry for asked, entry in now.items() if asked not in known}
    wrong = tuple((asked, entry.question) for asked, entry in (fresh or now).items())
    return Recalibrated(calibration, holds=False, wrong=wrong)


def trial_of(data: Mapping[str, Any]) -> Trial:
    return Trial(**{**data, "before": Calibration(**data["before"])})


def verdict_of(data: Mapping[str, Any]) -> Recalibrated:
    wrong = tuple((asked, answer) for asked, answer in data["wrong"])
    return Recalibrated(Calibration(**data["calibration"]), holds=data["holds"], wrong=wrong)


if __name__ == "__main__":
    json.dump(asdict(tried(trial_of(json.load(sys.stdin)))), sys.stdout)
