"""Making a calibration from the entries themselves, and publishing it when it keeps its promise."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.calibration import (
    CALIBRATION,
    NEVER_MADE,
    Calibration,
    Mode,
    fingerprint,
    read_calibrations,
)
from knowledge_base.entry import Entry
from knowledge_base.examples import Group, LabelledQuestion, examples
from knowledge_base.fitting import Observation, fit
from knowledge_base.measuring import golden_questions
from knowledge_base.ranking import Look, signs
from knowledge_base.search import MOST_OPTIONS, Base

# How much an example of each group counts.
WORTH: dict[Group, float] = {
    "left out": 1.0,
    "left out and damaged": 0.5,
    "damaged": 0.5,
    "removed": 0.5,
    "outside": 1.0,
}
# Questions of a hall: as often in new words as nearly in ours. Two in seven are about something
# else, of which a quarter come as close to our subject as those of outside.yaml.
HALL: dict[Group, float] = {"left out": 1.0, "damaged": 1.0, "outside": 0.2}
PRECISION = 0.95  # of direct answers to a hall
KEPT = 0.98  # of the questions whose entry is among three, this part is suggested or answered
PARTS = 5
STEPS = [step / 100 for step in range(5, 100)]
SLACK = 0.0005  # what is kept is rounded

HEAD = "# Made by `samenspel knowledge calibrate`; a change by hand is lost at the next one.\n"

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Observed:
    """One example, and what the search makes of it."""

    group: Group
    signs: Mapping[str, float]  # empty where the search keeps silent by rule
    right: bool
    among: bool
    odds: float = 0.0

    def seen(self) -> Observation:
        return Observation(self.signs, self.right, WORTH[self.group])


class WorseThanBeforeError(ValueError):
    """The golden set would be answered less precisely than with what was published last."""

    def __init__(self, mode: Mode, before: Calibration, now: Calibration) -> None:
        super().__init__(f"{mode}: {now.precision:.3f} after {before.precision:.3f}")
        self.mode, self.before, self.now = mode, before, now


def calibrate(entries: Sequence[Entry], mode: Mode, progress: Progress) -> Calibration:
    """The model and the thresholds for these entries, with what they do to the golden set."""
    progress(f"{mode}: vragen stellen")
    observed = list(observations(entries, mode))
    progress(f"{mode}: drempels kiezen")
    judged = cross_judged(observed)
    made = Calibration(
        weights=fit([each.seen() for each in observed if each.signs]),
        answer_from=answer_threshold(judged),
        suggest_from=suggest_threshold(judged),
        base=fingerprint(entries),
    )
    return with_golden(made, Base(entries, semantic=mode == "semantic", calibration=made))


def with_golden(made: Calibration, base: Base) -> Calibration:
    """With what the base does to the golden set; silence that is broken counts as wrong."""
    answerable, silent = golden_questions()
    found = [base.find(asked.question) for asked in answerable]
    answered = sum(finding.entry is not None for finding in found)
    wrong = len(golden_wrong(base))
    told = answered + sum(base.find(line).entry is not None for line in silent)
    return replace(
        made,
        precision=(told - wrong) / told if told else 1.0,
        direct=answered / len(answerable),
    )


def observations(entries: Sequence[Entry], mode: Mode) -> Iterator[Observed]:
    for fewer, asked in examples(entries):
        base = Base(fewer, semantic=mode == "semantic", calibration=NEVER_MADE)
        looks = base.looks([example.question for example in asked])
        for example, look in zip(asked, looks, strict=True):
            yield observed(base, example, look)


def observed(base: Base, example: LabelledQuestion, look: Look) -> Observed:
    if base.silence(look) or not look.terms:
        return Observed(example.group, {}, right=False, among=False)
    ids = [candidate.entry.id for candidate in look.ranked[:MOST_OPTIONS]]
    return Observed(
        example.group, signs(look), right=ids[0] == example.entry, among=example.entry in ids
    )


def cross_judged(observed: Sequence[Observed]) -> list[Observed]:
    """Every example with its odds, by a model that has not seen it."""
    judged = []
    for part in range(PARTS):
        others = [each for place, each in enumerate(observed) if place % PARTS != part]
        model = Calibration(fit([each.seen() for each in others if each.signs]), 1.0, 0.0)
        judged += [
            replace(each, odds=model.confidence(each.signs) if each.signs else 0.0)
            for each in observed[part::PARTS]
        ]
    return judged


def answer_threshold(judged: Sequence[Observed]) -> float:
    """The lowest from which on a hall is answered precisely enough."""
    fine = STEPS[-1]
    for step in reversed(STEPS):
        if precision_in_hall(judged, step) < PRECISION:
            break
        fine = step
    return fine


def precision_in_hall(judged: Sequence[Observed], threshold: float) -> float:
    sizes = Counter(each.group for each in judged)
    answered = right = 0.0
    for each in judged:
        if each.odds >= threshold and each.group in HALL:
            share = HALL[each.group] / sizes[each.group]
            answered += share
            right += share * each.right
    return right / answered if answered else 1.0


def suggest_threshold(judged: Sequence[Observed]) -> float:
    """The highest that still offers nearly every question its entry."""
    among = sorted(each.odds for each in judged if each.group == "left out" and each.among)
    if not among:
        return STEPS[0]
    return round(among[int(len(among) * (1 - KEPT))], 3)


def golden_wrong(base: Base) -> list[str]:
    """The golden questions that are answered, and wrongly."""
    return list(golden_answers(base))


def golden_answers(base: Base) -> dict[str, Entry]:
    """The golden questions that are answered wrongly, each with the entry that it is given."""
    answerable, silent = golden_questions()
    allowed = {asked.question: asked.entries for asked in answerable}
    found = {line: base.find(line).entry for line in (*allowed, *silent)}
    return {
        line: entry
        for line, entry in found.items()
        if entry and entry.id not in allowed.get(line, ())
    }


def keeps_promise(was: Calibration, now: Calibration) -> bool:
    """Whether the golden set is answered as precisely as before, and precisely enough."""
    return now.precision >= max(was.precision, PRECISION) - SLACK


def publish(made: Mapping[Mode, Calibration], path: Path = CALIBRATION) -> None:
    """Write what was made beside what was there; refuse what does the golden set less well."""
    before = read_calibrations(path)
    for mode, calibration in made.items():
        was = before.get(mode, NEVER_MADE)
        if not keeps_promise(was, calibration):
            raise WorseThanBeforeError(mode, was, calibration)
    told = {mode: as_text(calibration) for mode, calibration in {**before, **made}.items()}
    path.write_text(HEAD + yaml.safe_dump(told), encoding="utf-8")


def as_text(calibration: Calibration) -> dict[str, Any]:
    weights = {name: round(weight, 4) for name, weight in calibration.weights.items()}
    fields = {**asdict(calibration), "weights": weights}
    return {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in fields.items()
    }
