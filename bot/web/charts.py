"""The result of a poll as bars: one row per option, the rounds beside each other."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.web.wording import Wording

WEIGHED = frozenset({"rank", "points"})
"""Here everybody says something of every option: none of them is somebody's choice."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One option in one round; `width` is a percentage of the longest bar."""

    round: int
    value: str
    rest: str
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One option, and whether the reader chose it."""

    label: str
    bars: tuple[Bar, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What one kind or organisation chose, most chosen first."""

    name: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole picture; `rounds` holds the number of people in each round that was held."""

    rows: tuple[Row, ...]
    rounds: tuple[tuple[int, int], ...]
    means: tuple[str, ...]
    ends: tuple[str, ...]
    groups: tuple[Group, ...]
    too_small: bool
    tables: tuple[tuple[str, int], ...]

    @property
    def people(self) -> int:
        return self.rounds[-1][1] if self.rounds else 0


def poll_chart(results: Mapping[str, Any], mine: Collection[int], w: Wording) -> Chart:
    """Options in the order of the last round; a scale keeps its own order."""
    held = [r for r in results["rounds"] if r["n"] or r["tables"]]
    last = held[-1] if held else None
    rows = _rows(results, held, mine, w) if last else []
    return Chart(
        rows=tuple(rows),
        rounds=tuple((r["round"], r["n"]) for r in held),
        means=tuple(w.number(r["mean"]) for r in held if r["mean"] is not None),
        ends=tuple(results["labels"]),
        groups=_groups(last, w) if last else (),
        too_small=bool(last and last["pooled_groups"]),
        tables=_chosen(last, last["table_counts"]) if last else (),
    )


def _rows(
    results: Mapping[str, Any], held: list[dict[str, Any]], mine: Collection[int], w: Wording
) -> list[Row]:
    most = max((o["score"] for r in held for o in r["options"]), default=0) or 1
    options = list(enumerate(held[-1]["options"]))
    if results["choose"] != "scale":
        options.sort(key=lambda pair: -pair[1]["score"])
    return [
        Row(
            label=option["label"],
            bars=tuple(_bar(results["choose"], r, r["options"][place], most, w) for r in held),
            mine=option["number"] in mine and results["choose"] not in WEIGHED,
        )
        for place, option in options
    ]


def _bar(
    choose: str, turn: Mapping[str, Any], option: Mapping[str, Any], most: float, w: Wording
) -> Bar:
    n = turn["n"]
    value, rest = str(option["count"]), w("chart.of", n=n)
    if choose == "rank":
        place = len(turn["options"]) - option["score"] / n if n else 0.0  # Borda, read backwards
        value, rest = w("chart.place", place=w.number(place)), w("chart.average")
    elif choose == "points":
        value, rest = w.number(option["score"] / n if n else 0), w("chart.points")
    return Bar(turn["round"], value, rest, round(100 * max(option["score"], 0) / most, 1))


def _groups(turn: Mapping[str, Any], w: Wording) -> tuple[Group, ...]:
    groups = [
        Group(w.kind(name), _chosen(turn, counts)) for name, counts in turn["by_group"].items()
    ]
    if turn["pooled"]:
        groups.append(Group(w("results.pooled"), _chosen(turn, turn["pooled"])))
    return tuple(groups)


def _chosen(turn: Mapping[str, Any], counts: Collection[int]) -> tuple[tuple[str, int], ...]:
    pairs = [(o["label"], n) for o, n in zip(turn["options"], counts, strict=False) if n]
    return tuple(sorted(pairs, key=lambda pair: -pair[1]))
