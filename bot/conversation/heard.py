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


@dataclass(frozen=True, slots=True)
class Shared:
    """Contributions to the open item were put on the screen, or taken off it."""

    item: int


@dataclass(frozen=True, slots=True)
class PenPassed:
    """The pen of a table is in another hand."""

    table: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An item that was opened by mistake went back to waiting, or was skipped."""

    item: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A person put an answer under a question that the bot could not answer."""

    question: int


@dataclass(frozen=True, slots=True)
class Announced:
    """A message to everybody was shown."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The meeting was closed."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """The vision of the programme was adopted."""


@dataclass(frozen=True, slots=True)
class CheckOpened:
    """The draft of the minutes can be read, and people can react to it."""


@dataclass(frozen=True, slots=True)
class Progressed:
    """Answers came in, or people did: what shows counts may show the newest."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The channel was away for so long that what people pressed meanwhile is lost."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Something came in that is not words: a sticker, a voice, a photo."""

    what: str


@dataclass(frozen=True, slots=True)
class Edited:
    """Somebody changed words that they sent before, in their own chat."""

    text: str


News = (
    Invited | Closed | Revealed | Shared | TakenBack | PenPassed | Answered | Announced | Ended
    | Progressed | Interrupted | Adopted | CheckOpened
)  # fmt: skip
"""What is told to people, rather than done by them."""

Heard = Arrived | Said | Pressed | Asked | Posted | Edited | News
