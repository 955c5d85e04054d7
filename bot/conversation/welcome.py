"""What is said before it is clear in which meeting somebody is."""

import re
from collections.abc import Sequence

from bot.conversation.asking import paragraphs, refusal_text
from bot.conversation.heard import Arrived, Heard, Pressed
from bot.conversation.reply import Choice, Say
from bot.conversation.texts import words_in
from sessions.catalogue import BASE
from sessions.errors import Refusal
from sessions.meeting import plain_code

MEETING = "meeting:"
"""How the button of a meeting begins."""

LINK = "in_"
"""How a one-time link begins in `/start`: messengers allow 64 letters, digits, strokes."""

_LINK = re.compile(rf"{LINK}([\w-]{{20,60}})", re.ASCII)


def link_in(heard: Heard) -> str:
    """The token of a one-time link that somebody followed; empty when there is none."""
    found = _LINK.fullmatch(heard.code) if isinstance(heard, Arrived) else None
    return found[1] if found else ""


def meeting_in(heard: Heard) -> str:
    """The code in the button of a meeting; a button can be forged, so it is looked up as typed."""
    if not isinstance(heard, Pressed) or not heard.choice.startswith(MEETING):
        return ""
    return plain_code(heard.choice.removeprefix(MEETING))


def refused(refusal: Refusal) -> Say:
    return Say(refusal_text(refusal, words_in(BASE)))


def of_another() -> Say:
    """To a button under what we said in the meeting where somebody was before."""
    return Say(words_in(BASE)("welcome.of_another"))


def only_in_private() -> Say:
    """To a group: an evening is a conversation of two."""
    return Say(words_in(BASE)("welcome.only_private"))


def failed(number: str) -> Say:
    """Our mistake; nothing that was typed is lost."""
    return Say(words_in(BASE)("welcome.failed", number=number))


def which_meeting(name: str, meetings: Sequence[tuple[str, str]]) -> Say:
    """Which one somebody runs tonight, by code and title."""
    words = words_in(BASE)
    hello = words("staff.signed_in", name=name)
    if not meetings:
        return Say(paragraphs(hello, words("staff.no_meeting")))
    choices = tuple(Choice(title, f"{MEETING}{code}") for code, title in meetings)
    return Say(paragraphs(hello, words("staff.which_meeting")), choices)
