"""What we answer: words to say, and what must happen; imperatives.

A reply that has a `then` says it once the thing is done. Whatever is only known by then (a
reference, who holds the pen) is put into words by `outcome.py`.
"""

from dataclasses import dataclass
from typing import Any

from sessions.items.poll import Poll
from sessions.items.question import Question
from sessions.record import NoteKind


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says, and what comes back when it is pressed (at most 64 bytes).

    With `page` it opens that address instead.
    """

    label: str
    id: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """One message, worded; `choices` are the buttons under it.

    A channel that can change a message shows what is said `about` one thing in one message, and
    changes it in place; `fresh` asks for a message of its own all the same. `document` names a
    file that goes with it.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    about: str = ""
    fresh: bool = False
    document: str = ""


@dataclass(frozen=True, slots=True)
class Keep:
    """Keep an answer; the thank-you follows the commit.

    `typed` is what may not get lost if it is refused after all; `changeable` offers a button
    that changes this very contribution.
    """

    item: int
    body: dict[str, Any]
    then: Say
    typed: str = ""
    changeable: bool = False


@dataclass(frozen=True, slots=True)
class Enrol:
    """Let somebody in; an empty organisation is somebody who comes for themselves."""

    organisation: str
    kind: str
    language: str
    then: Say


@dataclass(frozen=True, slots=True)
class Amend:
    """Change what is known of this person; None leaves it as it is."""

    then: Say
    quotable: bool | None = None
    language: str | None = None
    left: bool | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Let somebody hear when the vision is adopted, or the draft is there; or not after all."""

    wanted: bool
    then: Say
    draft: bool = False


@dataclass(frozen=True, slots=True)
class React:
    """Keep what somebody says of the draft of the minutes, or says instead."""

    item: int
    text: str
    then: Say
    replaces: int = 0

    @property
    def typed(self) -> str:
        """What may not get lost if it is refused after all."""
        return self.text


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take one's own reaction to the draft back."""

    number: int
    then: Say


@dataclass(frozen=True, slots=True)
class Sit:
    """Take a place at a table."""

    table: int
    then: Say


@dataclass(frozen=True, slots=True)
class PassPen:
    """Give the pen of the table to somebody else there."""

    to: str
    then: Say


@dataclass(frozen=True, slots=True)
class Run:
    """Do one of the facilitator's verbs with one item."""

    verb: str
    item: int
    then: Say
    minutes: int = 2


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the facilitator's last move."""


@dataclass(frozen=True, slots=True)
class Announce:
    """Show a message to everybody; an empty one takes it away."""

    text: str
    then: Say


@dataclass(frozen=True, slots=True)
class End:
    """Close the meeting."""

    then: Say


@dataclass(frozen=True, slots=True)
class Improvise:
    """Add an item made on the spot, and open it."""

    item: Poll | Question


@dataclass(frozen=True, slots=True)
class Note:
    """Write a decision, an action or a note into the minutes."""

    kind: NoteKind
    text: str
    owner: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Put an answer under a question that the bot could not answer."""

    number: int
    text: str
    then: Say


@dataclass(frozen=True, slots=True)
class SignIn:
    """Make a one-time link to the console; the address is known once it is made."""

    then: Say


@dataclass(frozen=True, slots=True)
class HandOut:
    """Say this about the internal minutes, with how much in them nobody decided about.

    It is counted afterwards: for that everything that people typed is read.
    """

    then: Say


@dataclass(frozen=True, slots=True)
class WriteDown:
    """Write down a question and what became of it; they may have `chosen` the answer.

    `offered` is how the same question stands written down since something was suggested to it.
    """

    question: str
    action: str
    answer: str = ""
    entry: str = ""
    source: str = ""
    chosen: bool = False
    offered: str = ""


Reply = (
    Say
    | Keep
    | Enrol
    | Amend
    | Wish
    | React
    | Withdraw
    | Sit
    | PassPen
    | Run
    | Undo
    | Announce
    | End
    | Improvise
    | Note
    | Answer
    | SignIn
    | HandOut
    | WriteDown
)
