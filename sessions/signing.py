"""What parties put their names under: which form an agreement has."""

from enum import StrEnum


class Variant(StrEnum):
    """The forms of an agreement, from what parties strive for to what they do in which year."""

    AMBITION = "ambition"
    COVENANT = "covenant"
    PERFORMANCE = "performance"
