"""A text as a keyboard types it: the digits, spaces and dashes of every script and processor."""

import unicodedata
from dataclasses import dataclass

DOTS = frozenset("\u00b7\u2022\u2024\u2027\u2219\u30fb")
UNSEEN = frozenset({"\u034f", "\u115f", "\u1160", "\u3164", *map(chr, range(0xFE00, 0xFE10))})
"""What shows nothing, and is no format character by its category."""


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain signs, and where each stood; `at` is None where nothing fell out."""

    text: str
    at: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text as it was typed this stretch stands."""
        return (start, end) if self.at is None else (self.at[start], self.at[end - 1] + 1)


class _Signs(dict[int, str | None]):
    """By code point what it is on a keyboard; None for what nobody sees."""

    def __missing__(self, code: int) -> str | None:
        self[code] = plain = _plain_sign(chr(code))
        return plain


def _plain_sign(sign: str) -> str | None:
    kind = unicodedata.category(sign)
    if kind == "Cf" or sign in UNSEEN:
        return None
    if kind == "Zs" or sign == "\t":
        return " "
    if kind == "Pd" or sign == "\u2212":
        return "-"
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    if sign in DOTS:
        return "."
    composed = unicodedata.normalize("NFKC", sign)
    return composed if len(composed) == 1 and composed.isascii() else sign


_SIGNS = _Signs()


def plain(text: str) -> Plain:
    """The same text, to look through; most have nothing to change."""
    if text.isascii():
        return Plain(text.replace("\t", " "))
    shown = text.translate(_SIGNS)
    if len(shown) == len(text):
        return Plain(shown)
    kept = (place for place, sign in enumerate(text) if _SIGNS[ord(sign)] is not None)
    return Plain(shown, tuple(kept))
