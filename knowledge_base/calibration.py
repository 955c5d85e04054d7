"""How sure the search is: a small model and two thresholds that belong to one state of the base."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from knowledge_base.entry import Entry
from knowledge_base.fitting import chance
from knowledge_base.words import FOLDER, load_yaml

Mode = Literal["core", "semantic"]

CALIBRATION = FOLDER / "calibration.yaml"
LISTS = ("words.yaml", "guards.yaml", "places.yaml")


@dataclass(frozen=True)
class Calibration:
    """Weights of the signs, and from which confidence to answer or to suggest."""

    weights: Mapping[str, float]
    answer_from: float
    suggest_from: float
    base: str = ""  # the fingerprint of the base that it was made for
    precision: float = 0.0  # of what was answered of the golden set
    direct: float = 0.0  # the part of the golden set that was answered

    def confidence(self, signs: Mapping[str, float]) -> float:
        """From 0 to 1: the odds, among questions like those it was made with, of being right."""
        total = sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        return chance(total)

    def cautious(self) -> "Calibration":
        """For a base that it was not made for: answer only half of the way nearer to certainty."""
        return replace(self, answer_from=(1 + self.answer_from) / 2)


NEVER_MADE = Calibration(weights={}, answer_from=1.0, suggest_from=0.0)  # suggests, answers nothing


def fingerprint(entries: Iterable[Entry]) -> str:
    """Changes with everything that the search reads: entries and word lists."""
    told = [
        (e.id, e.municipality, *e.asked_as, e.answer, e.answer_en)
        for e in sorted(entries, key=lambda entry: entry.id)
    ]
    lists = [(FOLDER / name).read_text(encoding="utf-8") for name in LISTS]
    return sha256(json.dumps([told, lists]).encode()).hexdigest()[:16]


def read_calibrations(path: Path = CALIBRATION) -> dict[Mode, Calibration]:
    """What was published last, for the core and with the extra `semantic`."""
    if not path.is_file():
        return {}
    read = load_yaml(path.read_text(encoding="utf-8"))
    return {mode: Calibration(**fields) for mode, fields in read.items()}


@cache
def shipped_calibrations() -> dict[Mode, Calibration]:
    return read_calibrations()


def calibration_for(entries: Sequence[Entry], mode: Mode) -> Calibration:
    """The calibration as it is when it was made for these entries, else a cautious one."""
    made = shipped_calibrations().get(mode, NEVER_MADE)
    return made if made.base == fingerprint(entries) else made.cautious()


def stale(entries: Sequence[Entry], calibrations: Mapping[Mode, Calibration]) -> tuple[Mode, ...]:
    """The modes whose calibration was not made for these entries and lists."""
    now = fingerprint(entries)
    modes: tuple[Mode, ...] = ("core", "semantic")
    return tuple(mode for mode in modes if calibrations.get(mode, NEVER_MADE).base != now)
