"""Typed words for a printer: only characters that the fonts at hand have a shape for."""

import re
import unicodedata

from exports.fonts import shown

TAGS = re.compile("[\U000e0000-\U000e007f]")
"""Invisible characters that once named languages, and now only hide things."""


def printable(text: str) -> str:
    """The text with `[teken U+4E2D]` for each character that nothing can show."""
    if text.isascii():
        return text
    return "".join(map(_shape, TAGS.sub("", unicodedata.normalize("NFC", text))))


def _shape(character: str) -> str:
    if ord(character) in shown() or character == "\n":
        return character
    return f"[teken U+{ord(character):04X}]"
