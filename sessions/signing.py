"""What parties put their names under: the form of an agreement, and who signed it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Variant(StrEnum):
    """The forms of an agreement, from what parties strive for to what they do in which year."""

    AMBITION = "ambition"
    COVENANT = "covenant"
    PERFORMANCE = "performance"


class Signed(StrEnum):
    """How far a party is with its signature, as the coordinator wrote it down."""

    SIGNED = "signed"
    RESERVED = "reserved"
    NOT_YET = "not_yet"
    DECLINES = "declines"

    @property
    def has_day(self) -> bool:
        """Whether there is paper with a name under it."""
        return self in {Signed.SIGNED, Signed.RESERVED}


@dataclass(frozen=True, slots=True)
class Signature:
    """What was written down about one party and one form; `function` is who signed, no name."""

    revision: int
    variant: Variant
    party: str
    state: Signed
    day: date | None = None
    function: str = ""


def latest(signatures: Iterable[Signature], variant: Variant) -> Mapping[str, Signature]:
    """By party what was written down last about one form."""
    return {each.party: each for each in signatures if each.variant is variant}


def mentions(function: str, name: str) -> bool:
    """Whether somebody's name stands in what was typed as a function, as a word of its own."""
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", function, re.IGNORECASE))
