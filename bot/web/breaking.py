"""Where our own long words may break, for a browser that knows no Dutch hyphenation."""

import re

SOFT = "\N{SOFT HYPHEN}"

LONG = ("Toegankelijk-heid", "praktijk-voorbeelden")
"""Words of ours that do not fit on a line of 320 pixels when letters are twice as large."""

_PLACES = [
    (re.compile(f"({before})({after})", re.IGNORECASE), rf"\1{SOFT}\2")
    for before, after in (word.split("-") for word in LONG)
]


def soft(text: str) -> str:
    """The text with a place to break in each of these words; it is seen only where one breaks."""
    for word, broken in _PLACES:
        text = word.sub(broken, text)
    return text
