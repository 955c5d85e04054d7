"""From something to say to Telegram's messages: pieces that fit, and buttons for a thumb."""

from collections.abc import Iterable, Iterator

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, WebAppInfo

from bot.conversation.reply import Choice, Say

LONGEST = 4096
"""UTF-16 units in one message (core.telegram.org/bots/api#sendmessage)."""

LONGEST_CAPTION = 1024

MOST_BUTTONS = 100
"""Telegram takes no more under one message."""

LONGEST_LABEL = 48
"""Characters that a phone shows on a button of full width."""

SHORT = 4
IN_A_ROW = 5
"""Labels of so few characters stand side by side, so many in a row."""

PAIRS = ("plus:", "minus:")


def units(text: str) -> int:
    """How long Telegram counts a text: in UTF-16 units, so that an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def pieces(text: str, most: int = LONGEST) -> list[str]:
    """The text in pieces that fit, cut between paragraphs, lines or words where it can."""
    found = []
    while units(text) > most:
        end = _fits(text, most)
        cut = max(text.rfind(mark, 1, end) for mark in ("\n\n", "\n", " "))
        cut = cut if cut > end // 2 else end
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [piece for piece in (*found, text) if piece.strip()]


def first_piece(text: str) -> str:
    """What fits in one message; that there was more is said by three dots."""
    found = pieces(text) or ["…"]
    return found[0] if len(found) == 1 else pieces(text, LONGEST - 2)[0] + " …"


def _fits(text: str, most: int) -> int:
    """How many characters of the text are at most so many units."""
    total = 0
    for place, character in enumerate(text):
        total += 2 if ord(character) > 0xFFFF else 1  # noqa: PLR2004 -- beyond it UTF-16 takes two
        if total > most:
            return place
    return len(text)


def worded(say: Say) -> str:
    """The text, with the addresses that no button can hold."""
    loose = [f"{c.label}: {c.page}" for c in say.choices if c.page and not _may_be_button(c)]
    return "\n\n".join(filter(None, [say.text, *loose]))


def keyboard(say: Say) -> InlineKeyboardMarkup | None:
    """The buttons: short ones side by side, plus beside minus, long ones under each other."""
    choices = [c for c in say.choices if not c.page or _may_be_button(c)][:MOST_BUTTONS]
    rows = [[_button(choice) for choice in row] for row in _rows(choices)]
    return InlineKeyboardMarkup.model_construct(inline_keyboard=rows) if rows else None


def _rows(choices: Iterable[Choice]) -> Iterator[list[Choice]]:
    row: list[Choice] = []
    for choice in choices:
        if row and not _beside(row, choice):
            yield row
            row = []
        row.append(choice)
    if row:
        yield row


def _beside(row: list[Choice], choice: Choice) -> bool:
    """Whether this button may stand in the row."""
    before = row[-1]
    if before.id.startswith(PAIRS[0]) and choice.id.startswith(PAIRS[1]):
        return before.id.rpartition(":")[2] == choice.id.rpartition(":")[2]
    return len(row) < IN_A_ROW and max(len(before.label), len(choice.label)) <= SHORT


def _button(choice: Choice) -> InlineKeyboardButton:
    """Not checked once more by its model: there may be a hundred, and we made them."""
    label = choice.label
    if not any(c.isprintable() and not c.isspace() for c in label):
        label = "…"  # Telegram refuses the whole message for a button without a word
    if len(label) > LONGEST_LABEL:
        label = label[: LONGEST_LABEL - 1].rstrip() + "…"
    if not choice.page:
        return InlineKeyboardButton.model_construct(text=label, callback_data=choice.id)
    if "/m/" in choice.page:
        return InlineKeyboardButton(text=label, web_app=WebAppInfo(url=choice.page))
    return InlineKeyboardButton(text=label, url=choice.page)


def _may_be_button(choice: Choice) -> bool:
    """Telegram refuses addresses that only this machine knows."""
    return choice.page.startswith("https://")
