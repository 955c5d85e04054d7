"""Texts as vectors: by the runs of characters that they share, and by what they mean."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from knowledge_base.likeness import grams_of, rarity
from sessions.synthesis.encoding import Encoder

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Matrix = NDArray[float32]

GRAMS = "character n-grams"
MOST_RUNS = 1 << 14
"""The runs that most texts share, so that 2,000 texts take 130 MB at most."""
WEIGHT = 2.0
"""How much the runs weigh beside the meaning; between 1 and 3 it matters little."""


def words_in(text: str) -> list[str]:
    """The words of a text in plain letters, all of them, in order."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", re.sub("[\u0300-\u036f'’]", "", bare))


def vectors_of(
    texts: Sequence[str], seeds: Sequence[str], encoder: Encoder | None
) -> tuple["Matrix", "Matrix"]:
    """The texts and the seeds as rows of length 1, in one space."""
    import numpy as np

    runs = by_runs([*texts, *seeds])
    if encoder is None or not texts:
        return runs[: len(texts)], runs[len(texts) :]
    meant = encoder.encode([*texts, *seeds])
    middle = [meant[: len(texts)], meant[len(texts) :]]
    # Texts lie in one corner and the short seeds in another: both go round their own middle.
    meant = np.vstack([each - each.mean(axis=0) for each in middle if len(each)])
    both = normed(np.hstack([normed(meant), WEIGHT * runs]))
    return both[: len(texts)], both[len(texts) :]


def by_runs(texts: Sequence[str]) -> "Matrix":
    """Each text by the runs of three to five characters in its words; a rare run weighs more."""
    import numpy as np

    runs = [Counter(gram for word in words_in(text) for gram in grams_of([word])) for text in texts]
    spread = Counter(gram for each in runs for gram in each)
    shared = [gram for gram, _ in spread.most_common(MOST_RUNS) if spread[gram] > 1]
    columns = {gram: (place, rarity(spread[gram], len(texts))) for place, gram in enumerate(shared)}
    made = np.zeros((len(texts), max(len(columns), 1)), dtype=np.float32)
    for row, each in zip(made, runs, strict=True):
        for gram, times in each.items():
            if found := columns.get(gram):
                row[found[0]] = (1 + math.log(times)) * found[1]
    return normed(made)


def normed(rows: "Matrix") -> "Matrix":
    """Each row as long as 1; a row of zeros stays one."""
    import numpy as np

    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    whole = np.where(lengths > 0, lengths, 1).astype(np.float32)
    made: Matrix = np.divide(rows, whole, dtype=np.float32)
    return made
