"""References as a reader wants them: whole rows by their first and their last."""

from collections.abc import Iterable, Sequence

FEWEST = 3
"""References in a row that are written as the first and the last."""


def stretches(references: Iterable[str], most: int | None = None) -> tuple[tuple[str, ...], ...]:
    """Single ones, or the first and the last of a row; `most` of one item, else that item."""
    by_item: dict[str, list[str]] = {}
    for reference in references:
        by_item.setdefault(reference.rpartition("-")[0] or reference, []).append(reference)
    found: list[tuple[str, ...]] = []
    for item, names in by_item.items():
        rows = _rows(sorted(dict.fromkeys(names), key=lambda name: (len(name), name)))
        found += rows if most is None or len(rows) <= most else [(item,)]
    return tuple(found)


def _rows(names: Sequence[str]) -> list[tuple[str, ...]]:
    rows: list[list[str]] = []
    for name in names:
        if rows and _number(name) == _number(rows[-1][-1]) + 1:
            rows[-1].append(name)
        else:
            rows.append([name])
    return [
        part
        for row in rows
        for part in ([(row[0], row[-1])] if len(row) >= FEWEST else [(name,) for name in row])
    ]


def _number(name: str) -> int:
    tail = name.rpartition("-")[2]
    return int(tail) if tail.isdecimal() else -9
