"""Which theme of the programme each answer belongs to, by its own words and by its neighbours."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sessions.synthesis.vectors import normed

if TYPE_CHECKING:
    from numpy import float32, intp
    from numpy.typing import NDArray

    Matrix = NDArray[float32]

NEIGHBOURS = 10
"""How many answers like it have a say in where an answer goes."""
SHARE = 0.75
"""How much of that say is theirs; the rest is the answer's own."""
SHARPNESS = 0.06
"""How far a theme must be ahead to matter; small differences are chance."""
ROUNDS = 30
"""After so many, what neighbours say no longer moves."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well each answer (row) fits each theme (column): `alike` is the cosine with the
    theme's own words, `share` what remains after the neighbours spoke; rows of it sum to one.
    """

    alike: "Matrix"
    share: "Matrix"

    @property
    def best(self) -> "NDArray[intp]":
        columns: NDArray[intp] = self.share.argmax(axis=1)
        return columns


def fit(answers: "Matrix", themes: "Matrix") -> Fit:
    """Lay answers beside themes; answers that look alike pull each other along."""
    import numpy as np

    round_middle = normed(answers - answers.mean(axis=0))
    around = normed(themes - themes.mean(axis=0)) if len(themes) > 1 else themes
    nearness = round_middle @ around.T
    own = np.exp((nearness - nearness.max(axis=1, keepdims=True)) / SHARPNESS)
    own /= own.sum(axis=1, keepdims=True)
    ties = _ties(round_middle)
    share = own
    for _ in range(ROUNDS):
        share = SHARE * (ties @ share) + (1 - SHARE) * own
    return Fit(alike=answers @ themes.T, share=share / share.sum(axis=1, keepdims=True))


def _ties(answers: "Matrix") -> "Matrix":
    """How strongly each pulls at each: only the nearest do, and a crowd does not shout louder."""
    import numpy as np

    alike = np.maximum(answers @ answers.T, 0)
    np.fill_diagonal(alike, 0)
    least = np.sort(alike, axis=1)[:, -min(NEIGHBOURS, len(alike))][:, None]
    near = alike >= least
    strength = np.where(near | near.T, alike, 0) ** 2
    whole = np.sqrt(strength.sum(axis=1) + 1e-9)
    tied: Matrix = strength / whole[:, None] / whole[None, :]
    return tied
