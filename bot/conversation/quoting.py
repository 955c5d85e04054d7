"""May these words be quoted: asked once, after the first open text, never in its way."""

from dataclasses import replace

from bot.conversation.asking import Outcome, paragraphs
from bot.conversation.reply import Amend, Choice, Say
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from sessions.people import Participant


def asked_to_quote(talk: Talk, room: Room, then: Say) -> tuple[Talk, Say]:
    """Put the question under a thank-you, unless it was put before."""
    undecided = isinstance(room.me, Participant) and room.me.quotable is None
    if talk.asked_to_quote or not undecided:
        return talk, then
    words = room.words
    choices = (
        Choice(words("choice.quote_yes"), "quote:yes"),
        Choice(words("choice.quote_no"), "quote:no"),
    )
    asked = Say(paragraphs(then.text, words("quote.ask")), (*choices, *then.choices))
    return replace(talk, asked_to_quote=True), asked


def quote(talk: Talk, room: Room, choice: str) -> Outcome:
    """The answer to that question; it can be changed as long as the buttons are there."""
    may = choice == "yes"
    then = Say(room.words("quote.yes" if may else "quote.no"))
    return replace(talk, asked_to_quote=True), [Amend(then, quotable=may)]
