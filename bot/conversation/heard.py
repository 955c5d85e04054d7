"""What people did and what was told to them; past participles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody opened the door, or came back to it; the code is in their link, or still empty."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """Words without an item: an answer, a question, a command; `respond` finds out which."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """One of the buttons we offered, perhaps an hour ago."""

    choice: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Words from the field that is for questions only."""

    text: str


@dataclass(frozen=True, slots=True)
class Invited:
    """An item was opened, or moved on to its next step or round."""

    item: int


@dataclass(frozen=True, slots=True)
class Closed:
    """An item was closed."""

    item: int


@dataclass(frozen=True, slots=True)
class Revealed:
    """The result of an item was shown to everybody."""

    item: int


Heard = Arrived | Said | Pressed | Asked | Invited | Closed | Revealed
