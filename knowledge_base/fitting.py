"""A logistic model fitted by Newton's method; small enough to need no library."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PULL = 2.0  # towards zero, so that few examples cannot make a sign weigh much
MOST_ROUNDS = 25
SETTLED = 1e-6


@dataclass(frozen=True)
class Observation:
    """What was seen of one example: its signs, whether it was right, and how much it counts."""

    signs: Mapping[str, float]
    right: bool
    worth: float


def fit(examples: Sequence[Observation]) -> dict[str, float]:
    """A weight for every sign, so that their sum tells the odds of being right."""
    names = sorted({name for example in examples for name in example.signs})
    rows = [[example.signs.get(name, 0.0) for name in names] for example in examples]
    weights = [0.0] * len(names)
    for _ in range(MOST_ROUNDS):
        step = newton_step(rows, examples, weights)
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step), default=0.0) < SETTLED:
            break
    return dict(zip(names, weights, strict=True))


def newton_step(
    rows: Sequence[Sequence[float]], examples: Sequence[Observation], weights: Sequence[float]
) -> list[float]:
    size = len(weights)
    slope = [PULL * weight for weight in weights]
    bend = [[PULL if row == column else 0.0 for column in range(size)] for row in range(size)]
    for row, example in zip(rows, examples, strict=True):
        odds = chance(sum(weight * value for weight, value in zip(weights, row, strict=True)))
        error = example.worth * (odds - example.right)
        spread = example.worth * odds * (1 - odds)
        for first, value in enumerate(row):
            if value == 0.0:
                continue
            slope[first] += error * value
            part, scaled = bend[first], spread * value
            for second in range(first + 1):
                part[second] += scaled * row[second]
    for first in range(size):
        for second in range(first):
            bend[second][first] = bend[first][second]
    return solve(bend, slope)


def chance(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def solve(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """Gauss's elimination, of a matrix that is positive on its diagonal by the pull."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for pivot in range(size):
        for below in range(pivot + 1, size):
            factor = rows[below][pivot] / rows[pivot][pivot]
            for column in range(pivot, size + 1):
                rows[below][column] -= factor * rows[pivot][column]
    found = [0.0] * size
    for row in reversed(range(size)):
        known = sum(rows[row][column] * found[column] for column in range(row + 1, size))
        found[row] = (rows[row][size] - known) / rows[row][row]
    return found
