"""What parties agreed about one action: how firmly, with which means, and how it is measured."""

from dataclasses import dataclass
from enum import StrEnum


class Binding(StrEnum):
    """How firmly: they do their best, or it will be there."""

    EFFORT = "effort"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Terms:
    """As the coordinator wrote it down; None and empty words were not agreed yet."""

    binding: Binding | None = None
    means: str = ""
    measure: str = ""
