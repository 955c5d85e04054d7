"""Where one person is in the talk; to and from JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from bot.conversation.reply import Keep, Reply, Say

TURNS_REMEMBERED = 5
"""Updates that may come in once more, and then get the same reply: channels repeat the last few."""


class Awaits(StrEnum):
    """What the next words are, when we asked for something by button."""

    NOTHING = ""
    KIND = "kind"
    QUESTION = "question"
    OTHER = "other"
    CHANGE = "change"
    ANSWER = "answer"
    RESERVATION = "reservation"
    REASON = "reason"
    REACTION = "reaction"


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer in the making, tap by tap: of one item in one round."""

    item: int
    round: int
    picks: tuple[int, ...] = ()
    points: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Topic:
    """The theme and the target group that the next words are about, at an open question."""

    item: int
    theme: str = ""
    target_group: str = ""

    @property
    def named(self) -> dict[str, str]:
        """As an answer's body has them."""
        both = {"theme": self.theme, "target_group": self.target_group}
        return {name: value for name, value in both.items() if value}

    def ticked(self, name: str, *, group: bool) -> "Topic":
        """With this one chosen, or no longer."""
        if group:
            return replace(self, target_group="" if self.target_group == name else name)
        return replace(self, theme="" if self.theme == name else name)


@dataclass(frozen=True, slots=True)
class Held:
    """Words that were typed and have no place yet; the number is in the buttons about them."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was heard under one key, and what it led to."""

    key: str
    replies: tuple[Keep | Say, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """All that we remember of one person between two turns.

    `about` belongs to `awaits`: the organisation that waits for its kind, the contribution that
    is being changed, the number of the question that is being answered, the item of the minutes
    that a reaction is about. `told` are the items that
    were put to this person, `current` the last of them until its closing was told; `question`
    waits for a choice among suggestions, `asked` is what was asked last, as it was meant;
    `silence` is why the last question got no answer, when it was written down nowhere; `glasses`
    are those that somebody at no table chose, per casus. Whoever `steers` has the message with
    which a meeting is run on their screen.
    """

    me: str = ""
    language: str = ""
    awaits: Awaits = Awaits.NOTHING
    about: str = ""
    told: tuple[int, ...] = ()
    current: int | None = None
    draft: Draft | None = None
    topic: Topic | None = None
    held: tuple[Held, ...] = ()
    question: str = ""
    asked: str = ""
    silence: str = ""
    glasses: Mapping[int, str] = field(default_factory=dict)
    asked_to_quote: bool = False
    steers: bool = False
    turns: tuple[Exchange, ...] = ()

    def hold(self, text: str) -> tuple["Talk", int]:
        """Keep words that have no place yet; return the number by which buttons name them."""
        if same := next((h for h in self.held if h.text == text), None):
            return self, same.number
        number = max((h.number for h in self.held), default=0) + 1
        return replace(self, held=(*self.held, Held(number, text))), number

    def held_text(self, number: int | None) -> str:
        return next((h.text for h in self.held if h.number == number), "")

    def release(self, text: str) -> "Talk":
        """These words found their place."""
        return replace(self, held=tuple(h for h in self.held if h.text != text))

    def await_(self, awaits: Awaits, about: str = "") -> "Talk":
        return replace(self, awaits=awaits, about=about)

    def at_ease(self) -> "Talk":
        """Nothing special is expected of the next words."""
        return replace(self, awaits=Awaits.NOTHING, about="")

    def put(self, number: int) -> "Talk":
        """An item was put to this person."""
        return replace(self, told=tuple(sorted({*self.told, number})), current=number)

    def replies_to(self, key: str) -> tuple[Keep | Say, ...] | None:
        """What we answered when we heard this before."""
        return next((t.replies for t in self.turns if key and t.key == key), None)

    def after(self, key: str, replies: Iterable[Reply]) -> "Talk":
        """Remember what was answered to this key; an unspeakable key cannot be remembered."""
        if not key or not key.isprintable():
            return self
        turn = Exchange(key, tuple(r for r in replies if isinstance(r, Keep | Say)))
        return replace(self, turns=(*self.turns, turn)[-TURNS_REMEMBERED:])

    def to_json(self) -> str:
        return _talk.dump_json(self).decode()


_talk = TypeAdapter(Talk)


def read_talk(kept: str | None) -> Talk:
    """The talk as it was kept; what cannot be read (any more) begins anew."""
    try:
        return _talk.validate_json(kept) if kept else Talk()
    except ValidationError:
        return Talk()
