"""What typed words mean as an answer to a poll; None when that is not clear."""

import re
from collections.abc import Sequence
from typing import Any

from sessions.items.poll import Choose, Poll

Body = dict[str, Any]

SAME_WORD = 85.0
"""rapidfuzz's ratio (0 to 100) from which a typed word is a known word with a typing error."""

_NUMBER = re.compile(r"(?<!\d)-?\d{1,6}(?!\d)")
_BETWEEN_NUMBERS = re.compile(r"(?:[\s,;.>+&/-]|\ben\b|\band\b)*", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"\s*[,;\n>|/]\s*")
_AND = re.compile(r"\s+(?:en|and|&)\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:ik (?:kies|neem|ga voor|geef)|i (?:choose|pick)|optie|option|nummer|number|nr\.?"
    r"|antwoord|answer|keuze|een|cijfer|a)\s+",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:anders|other)\b[\s,]*(?:namelijk|namely)?\s*[:,]\s*(.+)", re.IGNORECASE | re.DOTALL
)
_OUT_OF = re.compile(r"(-?\d{1,6})\s*(?:/|van(?: de)?|out of)\s*\d{1,6}", re.IGNORECASE)
_SHARE = re.compile(r"(.+?)\s*[:=]?\s*(\d{1,6})\s*(?:punten|punt|points?|%)?\.?")
_SAY_LITTLE = frozenset(
    [
        "niet",
        "geen",
        "wel",
        "de",
        "het",
        "een",
        "van",
        "met",
        "voor",
        "in",
        "op",
        "aan",
        "of",
        "en",
        "not",
        "no",
        "the",
        "a",
        "of",
        "for",
        "with",
        "in",
        "on",
        "or",
        "and",
    ]
)
"""Words that by themselves name no option."""

_SPELT = (
    ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
)


def read_poll(poll: Poll, text: str) -> Body | None:
    """The body of the answer that was typed; `check` says whether it may be given."""
    said = text.strip()
    if poll.other and (other := _OTHER.fullmatch(said)):
        return {"choice": [], "other": other[1].strip()}
    if poll.choose is Choose.SCALE:
        return _value(poll, _bare(said))
    if poll.choose is Choose.POINTS:
        return _points(poll, said)
    picked = _picked(poll, said)
    return None if picked is None else {"choice": picked}


def _value(poll: Poll, said: str) -> Body | None:
    if found := _OUT_OF.fullmatch(said):
        return {"value": int(found[1])}
    for row in _SPELT:
        if said.casefold() in row:
            return {"value": row.index(said.casefold())}
    numbers = _numbers(said)
    if numbers and len(numbers) == 1:
        return {"value": numbers[0]}
    place = match_option(said, poll.labels)
    return {"value": (poll.lowest, poll.highest)[place - 1]} if place else None


def _points(poll: Poll, said: str) -> Body | None:
    """In order of the options (what is left out gets nothing), or each with its name or number."""
    numbers = _numbers(said)
    if numbers is not None:
        short = len(numbers) < len(poll.options) and sum(numbers) != poll.total
        if short or len(numbers) > len(poll.options):
            return None
        return {"points": {str(n): p for n, p in enumerate(numbers, start=1)}}
    points: dict[str, int] = {}
    for part in filter(None, _BETWEEN_WORDS.split(said)):
        share = _SHARE.fullmatch(part)
        number = _named(poll, share[1]) if share else None
        if share is None or number is None or str(number) in points:
            return None
        points[str(number)] = int(share[2])
    return {"points": points} if points else None


def _named(poll: Poll, name: str) -> int | None:
    numbers = _numbers(name)
    return numbers[0] if numbers and len(numbers) == 1 else match_option(name, poll.options)


def _picked(poll: Poll, said: str) -> list[int] | None:
    """The options that were named, in the order in which they were."""
    if number := _option(poll, said):
        return [number]
    if (numbers := _numbers(_bare(said))) is not None:
        return numbers
    if poll.choose is Choose.ONE:
        return None
    parts = [p for p in _BETWEEN_WORDS.split(said) if p]
    for pieces in (parts, [p for part in parts for p in _AND.split(part) if p]):
        found = [_option(poll, piece) or _sole(_numbers(_bare(piece))) for piece in pieces]
        if found and None not in found:
            return [n for n in found if n is not None]
    return None


def _option(poll: Poll, said: str) -> int | None:
    """By its words, or by its number and its words."""
    if found := match_option(said, poll.options):
        return found
    numbered = re.fullmatch(r"(\d{1,3})\s*[.:)-]?\s+(.+)", said, re.DOTALL)
    named = match_option(numbered[2], poll.options) if numbered else None
    return named if numbered and named == int(numbered[1]) else None


def _sole(numbers: list[int] | None) -> int | None:
    return numbers[0] if numbers and len(numbers) == 1 else None


def _numbers(said: str) -> list[int] | None:
    """The numbers, when there is nothing but numbers."""
    found = [int(n) for n in _NUMBER.findall(said)]
    rest = _NUMBER.sub(" ", said)
    return found if found and _BETWEEN_NUMBERS.fullmatch(rest) else None


def _bare(said: str) -> str:
    """Without “ik kies”, “optie” and the like."""
    while lead := _LEAD.match(said):
        said = said[lead.end() :]
    return said.rstrip(" .")


def match_option(said: str, options: Sequence[str]) -> int | None:
    """The number of the one option that was clearly meant, typing errors allowed."""
    for spelt in (said, _bare(said)):
        typed = _words(spelt)
        labels = [_words(option) for option in options]
        exact = [n for n, label in enumerate(labels, start=1) if label == typed]
        meant = exact or [n for n, label in enumerate(labels, start=1) if _means(typed, label)]
        if len(meant) == 1:
            return meant[0]
    return None


def _means(typed: list[str], label: list[str]) -> bool:
    """Whether every typed word is one of the label's: “zorg dichbij” is “Zorg dichtbij huis”.

    Never the other way round: “niet belangrijk” must not become “belangrijk”.
    """
    says_something = any(t not in _SAY_LITTLE for t in typed)
    return says_something and all(any(_same(t, w) for w in label) for t in typed)


def _same(typed: str, word: str) -> bool:
    if typed == word:
        return True
    if len(typed) < 4 or typed[0] != word[:1]:  # noqa: PLR2004 -- short words differ by a letter
        return False
    from rapidfuzz import fuzz  # loaded when words were typed, not at start-up

    return word.startswith(typed) or fuzz.ratio(typed, word) >= SAME_WORD


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
