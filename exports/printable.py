"""Typed words for a printer: only what the fonts at hand have a shape for."""

import re
import unicodedata
from collections.abc import Iterator

from exports.fonts import coverage

NEVER = re.compile("[\ufeff\U000e0000-\U000e007f]")
"""A mark of byte order, and invisible characters that once named languages and now hide things."""
PRIVATE = "Co"
MARKS = ("Mn", "Me", "Mc")
LINES = ("Zl", "Zp")
JOINERS = frozenset("\u200c\u200d")
SKINS = range(0x1F3FB, 0x1F400)
FLAGS = range(0x1F1E6, 0x1F200)
VIRAMA = 9
"""The combining class of a mark that ties two letters together."""


def printable(text: str) -> str:
    """The text with `[teken U+4E2D]` for each character that nothing can show."""
    if text.isascii():
        return text
    plain = NEVER.sub("", unicodedata.normalize("NFC", text))
    return "".join(map(_shape, clusters(plain)))


def plainly_printable(text: str) -> str:
    """As above, with our own letter alone: drawings know no second one for what it lacks."""
    plain = NEVER.sub("", unicodedata.normalize("NFC", text))
    return "".join(c if _is_plain(c) else _named(c) for c in plain)


def clusters(text: str) -> Iterator[str]:
    """Characters that are drawn as one: a letter with its marks, an emoji with its skin."""
    cluster = ""
    for character in text:
        if cluster and not _continues(cluster, character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _continues(cluster: str, character: str) -> bool:
    last = cluster[-1]
    if character.isascii():
        return False
    return (
        character in JOINERS
        or unicodedata.category(character) in MARKS
        or ord(character) in SKINS
        or last == "\u200d"
        or unicodedata.combining(last) == VIRAMA
        or (len(cluster) == 1 and ord(last) in FLAGS and ord(character) in FLAGS)
    )


def _is_plain(character: str) -> bool:
    kind = unicodedata.category(character)
    return ord(character) in coverage()[0] and kind[0] in "LNPSZ" and kind not in LINES


def _shape(cluster: str) -> str:
    """A cluster is drawn with one font; what none has is taken apart, and named."""
    codes = {ord(character) for character in cluster if character != "\n"}
    loose = unicodedata.category(cluster[0]) in MARKS or cluster[0] in JOINERS
    if not loose and any(codes <= font for font in coverage()):
        return cluster
    return "".join(map(_alone, cluster))


def _alone(character: str) -> str:
    category = unicodedata.category(character)
    if category in MARKS or category == PRIVATE or character in JOINERS:
        return _named(character)
    known = any(ord(character) in font for font in coverage())
    return character if known else _named(character)


def _named(character: str) -> str:
    return character if character == "\n" else f"[teken U+{ord(character):04X}]"
