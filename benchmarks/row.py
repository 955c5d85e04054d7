"""A line of the table, and how things are compared fairly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, beside what, and whether that reaches the aim (if there is one)."""

    what: str
    measured: str
    beside: str = ""
    aim: str = ""
    reached: bool = True


def in_turns(measured: Sequence[Callable[[], float]], times: int) -> list[float]:
    """The median of each, run in turns: what else the machine does meets them alike."""
    rounds = [[measure() for measure in measured] for _ in range(times)]
    return [median(figures) for figures in zip(*rounds, strict=True)]


def ratio_row(
    what: str, ours: float, theirs: float, *, unit: str, at_least: float | None = None
) -> Row:
    """Ours as a part of theirs, for figures of which more is better."""
    ratio = ours / theirs
    return Row(
        what=what,
        measured=f"{ours:,.0f} {unit}",
        beside=f"{theirs:,.0f} {unit}, ratio {ratio:.2f}",
        aim=f"ratio at least {at_least}" if at_least else "",
        reached=at_least is None or ratio >= at_least,
    )
