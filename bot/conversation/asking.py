"""What every question has in common: its words, who will see the answer, and what is held."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bot.conversation.reply import Choice, Reply, Say
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from sessions.catalogue import Words
from sessions.errors import Refusal
from sessions.meeting import Scheduled

Outcome = tuple[Talk, list[Reply]]
"""Where the talk is after a turn, and what we answer."""

Doing = Callable[[Talk, Room, str], Outcome]
"""What is done with words, or with the tail of a button."""

SHOWN = 60
"""Characters of somebody's own words that we repeat to say which words we mean."""

TICK = "✓ "
"""Before what somebody chose."""


def compose(talk: Talk, room: Room, scheduled: Scheduled, lines: Iterable[str]) -> str:
    """The whole question: openness always, the explanation only the first time."""
    item, words = scheduled.item, room.words
    first = scheduled.number not in talk.told
    heading = words("ask.second_round", title=item.title) if scheduled.round > 1 else item.title
    openness = words(f"open.{item.open.value}")
    return paragraphs(heading, item.text if first else "", *lines, openness)


def paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def joined(say: Say, *, before: str = "", choices: Sequence[Choice] = ()) -> Say:
    """One message of two: channels send one a turn."""
    return replace(say, text=paragraphs(before, say.text), choices=(*choices, *say.choices))


def subject(scheduled: Scheduled) -> str:
    """What the question is about: a next step or round is another message, which people notice.

    By the item's own id, for somebody's chat may hold the third item of two meetings.
    """
    return f"item:{scheduled.id}:{max(scheduled.step, scheduled.round)}"


def shortened(text: str, most: int = SHOWN) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def refusal_text(refusal: Refusal, words: Words) -> str:
    return words(refusal.key, **refusal.values)


def held_choices(words: Words, number: int, *, answer: bool = True) -> tuple[Choice, ...]:
    """What somebody can do with words that have no place yet."""
    mine = Choice(words("choice.is_answer"), f"answer:{number}")
    question = Choice(words("choice.is_question"), f"question:{number}")
    return (mine, question) if answer else (question,)
