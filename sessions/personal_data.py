"""What stands in the place of personal data, and by what a decision knows them again.

A citizen service number (BSN) is never shown. Whether the rest may stay is for people to decide.
"""

import re
from collections.abc import Callable
from hashlib import sha256

from knowledge_base.privacy.finding import Finding, Sort, find_personal_data
from knowledge_base.privacy.plain import plain

__all__ = ["Finding", "Sort", "find_personal_data", "fingerprint", "masked", "older_fingerprint"]

NEWER = "2:"
"""How the fingerprint of an address begins since `1-2` is another house than `12`."""
POSTCODE = re.compile(r"\d{4} {0,2}[A-Za-z]{2}(?!\w)")
IN_TWO = re.compile(r"(?<=\d)[ -]+(?=\d)")


def masked(text: str, may_stay: Callable[[str, Finding], bool]) -> str:
    """The text with “[telefoonnummer weggelaten]” for what may not stay; a BSN never may."""
    whole = text
    for each in reversed(find_personal_data(whole)):
        if each.sort is Sort.BSN or not may_stay(whole[each.start : each.end], each):
            text = f"{text[: each.start]}[{each.sort} weggelaten]{text[each.end :]}"
    return text


def fingerprint(sort: Sort, written: str) -> str:
    """The same for one value however it is written: `06-12345678` and `+31 6 1234 5678`."""
    if sort is not Sort.ADDRESS:
        return older_fingerprint(sort, written)
    parted = IN_TWO.sub("\0", POSTCODE.sub(lambda m: f",{m[0]}", plain(written).text))
    bare = re.sub(r"[^\w\0]|_", "", parted).replace("\0", "-")
    return NEWER + _digest(sort, bare)[len(NEWER) :]


def older_fingerprint(sort: Sort, written: str) -> str:
    """As decisions about addresses were kept before; those still hold for what they held for."""
    bare = re.sub(r"\s" if sort is Sort.MAIL else r"[^\w+]|_", "", plain(written).text)
    if sort is Sort.PHONE:
        bare = re.sub(r"^(?:\+|00|(?=31))310?", "0", bare)
    return _digest(sort, bare)


def _digest(sort: Sort, value: str) -> str:
    return sha256(f"{sort}:{value.casefold()}".encode()).hexdigest()
