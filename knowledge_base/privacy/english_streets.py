"""A street in English order, the number first: “12 Church Street”."""

import re
from collections.abc import Iterator

_HOUSE = (
    r"(?<![\w€$£#.,:/-])(?<![€$£] )(?:(?:[Ff]lat|[Aa]partment|[Uu]nit) \d{1,4}[a-zA-Z]?,? )?"
    r"(?:[Nn](?:o\.?|umber|r\.?) )?(?P<number>(?!(?:19[5-9]|20[0-4])\d(?!\d))[1-9]\d{0,3})"
    r"(?:[a-zA-Z]|-(?P<last>\d{1,4}))? {1,2}"
)
"""Of at most four digits, and no year of our time: `in 2030 Church Street is closed` is a plan."""

_KINDS = "Street|Road|Avenue|Lane|Drive|Close|Crescent|Terrace|Square|Gardens|Grove|Mews|Court"
_SHORT = r"St|Rd|Ave|Ln|Sq"
_NAME = r"(?:St\.? )?[A-ZÀ-Ý][\w'’-]{1,30}"
_SMALL = (
    r"(?!(?:from|of|in|on|at|to|around|near|off|with|and|the|our|this|that|a) )"
    r"[^\W\d_][\w'’-]{1,30}"
)
_GOES_ON = (
    "in|at|and|or|is|was|are|were|near|by|with|has|had|for|to|from|on|but|because|where|when|who"
    "|which|that|next|opposite|behind|there|since|as|if|so|not|does|did|will|would|should|can|last"
    "|could|must|needs|en|of|heeft|woont|staat|kan|wil|moet|nog|maar|want|als|om|bij|te"
)
_CITY = r"[A-Z][a-zà-ÿ]+(?<!s)(?=\s*(?:$|[.,;:!?)\n]))"
_THEN = rf"(?=\s*(?:$|[.,;:!?)\"”’\n-]|(?:{_GOES_ON})\b|{_CITY}|[1-9]\d{{3}} ?[A-Z]{{2}}\b))"
"""What may stand behind it. Anything else is counted: `20 Church Street lamps`."""

_STREET = re.compile(
    rf"{_HOUSE}(?:{_NAME} ){{1,3}}(?:(?:{_KINDS})(?!\w)|(?:{_SHORT})(?!\w)){_THEN}"
)
_LIVES = (
    r"\b(?i:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|mov(?:e|ed|ing)|address(?: is)?|home is|house is)"
    r"(?::| (?i:at|on|in|to):?) "
)
_AT_HOME = re.compile(rf"{_LIVES}(?P<place>{_HOUSE}(?:{_SMALL} ){{1,3}}(?i:{_KINDS})(?!\w)){_THEN}")
"""Whoever says that somebody lives there may write it in small letters."""

_COUNTED = re.compile(
    r" {1,2}(?:(?:new|old|extra|more|small|large|big|social|affordable|empty|nieuwe) )?"
    r"(?:hours?|days?|nights?|weeks?|months?|years?|minutes?|times|people|persons|residents|homes"
    r"|houses|flats|tables?|chairs|trees|cars|buses|shops|percent|million|thousand|dozen|more|extra"
    r"|other|euros?|met(?:re|er)s?|miles?|km|uur|dagen|jaar|weken|mensen|woningen|tafels|bomen)"
    r"(?!\w)",
    re.IGNORECASE,
)
"""What a number counts, as the first word behind it: `24 Hours Street`."""

_LABEL = re.compile(
    r"\b(?:tables?|items?|pages?|routes?|lines?|bus|tram|phase|group|theme|question|step|part|chapter"
    r"|article|map|zone|stop|version|round|day|week|year|option|team|top|meeting|tafels?|onderdeel|lijn"
    r"|fase|groep|thema|vraag|stap|deel|hoofdstuk|artikel|kaart|halte|versie|ronde|dag|jaar|optie"
    r"|pagina|blz\.?|bijeenkomst|bladzijde|avond)[ :]+$",
    re.IGNORECASE,
)
"""A word right before the number that has it for a label: `bus 12 Station Road`."""

REACH = 20
"""Characters before a number in which its label stands."""


def find_english_streets(text: str) -> Iterator[tuple[int, int]]:
    """Where each street with its number before it stands; they may overlap."""
    for match in _STREET.finditer(text):
        if _is_house(text, match):
            yield match.span()
    for match in _AT_HOME.finditer(text):
        if _is_house(text, match):
            yield match.span("place")


def _is_house(text: str, match: re.Match[str]) -> bool:
    """Whether the number is of a door, and neither counts something nor belongs to a label."""
    start, end = match.span("number")
    if match["last"] and int(match["last"]) <= int(match["number"]):
        return False  # a day and its month
    counts = _COUNTED.match(text, end)
    return not counts and not _LABEL.search(text[max(0, start - REACH) : start])
