"""Groups among answers that fit no theme of the programme: average linkage by cosine."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sessions.synthesis.vectors import normed

if TYPE_CHECKING:
    from numpy import float32, intp
    from numpy.typing import NDArray

    Matrix = NDArray[float32]

FEWEST = 4
"""Fewer answers than this stay together: there is nothing to group."""
REPEATS = 20


def how_many(answers: int) -> int:
    """About the cube root, a little more: two groups that belong together are merged sooner
    than one group that does not is split.
    """
    return 1 if answers < FEWEST else min(answers // 2, round(1.6 * answers ** (1 / 3)))


def clusters(answers: "Matrix") -> list[list[int]]:
    """The rows that belong together, each row once; the largest group first."""
    if len(answers) < FEWEST:
        return [list(range(len(answers)))] if len(answers) else []
    centred = normed(answers - answers.mean(axis=0))
    labels = _settled(centred, _linked(centred, how_many(len(answers))))
    found: dict[int, list[int]] = {}
    for row, label in enumerate(labels):
        found.setdefault(int(label), []).append(row)
    return sorted(found.values(), key=lambda rows: (-len(rows), rows[0]))


def _linked(answers: "Matrix", wanted: int) -> "NDArray[intp]":
    """Join the two groups that are most alike on average, until `wanted` groups remain."""
    import numpy as np

    alike = answers @ answers.T
    np.fill_diagonal(alike, -np.inf)
    sizes = np.ones(len(answers))
    labels = np.arange(len(answers))
    for _ in range(len(answers) - wanted):
        kept, gone = sorted(divmod(int(alike.argmax()), len(answers)))
        both = (sizes[kept] * alike[kept] + sizes[gone] * alike[gone]) / (sizes[kept] + sizes[gone])
        alike[kept, :] = alike[:, kept] = both
        alike[gone, :] = alike[:, gone] = -np.inf
        alike[kept, kept] = -np.inf
        sizes[kept] += sizes[gone]
        labels[labels == gone] = kept
    return labels


def _settled(answers: "Matrix", labels: "NDArray[intp]") -> Sequence[int]:
    """Let each answer move to the group whose middle is nearest; no group becomes empty."""
    import numpy as np

    for _ in range(REPEATS):
        groups = np.unique(labels)
        middles = normed(np.array([answers[labels == group].sum(axis=0) for group in groups]))
        moved = groups[(answers @ middles.T).argmax(axis=1)]
        if (moved == labels).all() or len(np.unique(moved)) < len(groups):
            break
        labels = moved
    return [int(label) for label in labels]
