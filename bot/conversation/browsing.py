"""`/voorbeelden`: leafing through the knowledge base by theme, municipality or target group."""

import re
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2s

from bot.conversation.asking import Outcome, paragraphs
from bot.conversation.reply import Choice, Say
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from bot.conversation.voicing import page_of, question_of, source_of, text_of
from knowledge_base.entry import Entry

ON_A_PAGE = 6
"""Choices in one message: what a phone shows without scrolling, with the way on under it."""

ABOUT = "examples"
"""Leafing changes one message; a chat full of lists would bury the open question."""

ENTRY = "e"

FILED: dict[str, Callable[[Entry], tuple[str, ...]]] = {
    "t": lambda entry: entry.themes,
    "m": lambda entry: (entry.municipality,) if entry.municipality else (),
    "g": lambda entry: entry.target_groups,
}
"""What examples are filed under, by the letter that a button carries."""


def begin(talk: Talk, room: Room, _said: str = "") -> Outcome:
    """In a message of its own: the earlier one may be far up in the chat."""
    return talk, [_start(room, fresh=True)]


def pressed(talk: Talk, room: Room, place: str) -> Outcome:
    """`t::1` is the second page of themes, `t:1a2b3c4d:0` the first page of one of them."""
    by, chosen, page, *_ = [*place.split(":"), "", ""]
    if by == ENTRY:
        return talk, [_shown(room, chosen)]
    if by not in FILED:
        return talk, [_start(room)]
    listed = _entries(room, by, chosen, page) if chosen else _values(room, by, page)
    return talk, [listed]


def key_of(name: str) -> str:
    """What a button carries for a name of any length: it stays the same when others come or go."""
    return blake2s(name.encode(errors="replace"), digest_size=4).hexdigest()


def _start(room: Room, *, fresh: bool = False) -> Say:
    words = room.words
    if not room.entries:
        return Say(words("examples.none"), about=ABOUT, fresh=fresh)
    labels = {
        "t": words("examples.by_theme"),
        "m": words("examples.by_municipality"),
        "g": words("examples.by_group"),
    }
    ways = [Choice(label, f"leaf:{by}::0") for by, label in labels.items() if _filed(room, by)]
    return Say(words("examples.which"), tuple(ways), ABOUT, fresh=fresh)


def _values(room: Room, by: str, page: str) -> Say:
    """Every theme, municipality or target group that has examples."""
    choices = [Choice(value, f"leaf:{by}:{key_of(value)}:0") for value in _filed(room, by)]
    back = Choice(room.words("examples.other_way"), "leaf:")
    return _paged(room, room.words("examples.choose"), choices, (f"{by}:", page), back)


def _entries(room: Room, by: str, chosen: str, page: str) -> Say:
    """The examples under one of them, as the questions that they answer."""
    value = next((v for v in _filed(room, by) if key_of(v) == chosen), None)
    if value is None:  # an old button, of a base that has changed since
        return _start(room)
    choices = [
        Choice(question_of(entry, room.language), f"leaf:{ENTRY}:{key_of(entry.id)}")
        for entry in room.entries
        if value in FILED[by](entry)
    ]
    said = room.words.plural("examples.listed", len(choices), name=value)
    back = Choice(room.words("examples.back"), f"leaf:{by}::0")
    return _paged(room, said, choices, (f"{by}:{chosen}", page), back)


def _shown(room: Room, chosen: str) -> Say:
    """One example; it stays in the chat, and the list it came from stays above it."""
    entry = next((e for e in room.entries if key_of(e.id) == chosen), None)
    if entry is None:
        return _start(room)
    language = room.language
    told = paragraphs(
        question_of(entry, language), text_of(entry, language), source_of(entry, language)
    )
    more = Choice(room.words("examples.other_way"), "leaf:")
    return Say(told, (*page_of(entry, room.house, language), more), fresh=True)


def _filed(room: Room, by: str) -> list[str]:
    return sorted({value for entry in room.entries for value in FILED[by](entry)})


def _paged(
    room: Room, said: str, choices: Sequence[Choice], place: tuple[str, str], back: Choice
) -> Say:
    """The page that was asked for, or the nearest; with the way on and the way back."""
    stem, asked = place
    last = max(0, (len(choices) - 1) // ON_A_PAGE)
    page = min(int(asked) if re.fullmatch("[0-9]{1,3}", asked) else 0, last)
    shown = choices[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    turns = _turns(room, stem, page, last)
    if last:
        said = f"{said} {room.words('examples.page', page=page + 1, last=last + 1)}"
    return Say(said, (*shown, *turns, back), ABOUT)


def _turns(room: Room, stem: str, page: int, last: int) -> Iterable[Choice]:
    if page > 0:
        yield Choice(room.words("examples.previous"), f"leaf:{stem}:{page - 1}")
    if page < last:
        yield Choice(room.words("examples.next"), f"leaf:{stem}:{page + 1}")
