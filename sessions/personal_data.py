"""Personal data in free text, as people write them, and what stands in their place.

A citizen service number (BSN) is never shown. Whether the rest may stay is for people to decide.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Sort(StrEnum):
    """What was found; the value is how a mask names it in Dutch."""

    BSN = "bsn"
    IBAN = "iban"
    MAIL = "mailadres"
    PHONE = "telefoonnummer"
    ADDRESS = "adres"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where in a text something personal stands."""

    sort: Sort
    start: int
    end: int


HINT = re.compile(r"[\d@]")
"""What every finding has in it; most texts have none, and are looked through no further."""
PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\u200b\u200c\u200d\u2060\ufeff", " ")
    | dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
"""Spaces and dashes of word processors, seen or unseen, as a keyboard has them; one for one."""
IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}(?!\w)")
BSN = (
    re.compile(r"(?<![\d+])(?=(\d(?:[ .-]?\d){8})(?!\d))"),
    re.compile(r"(?<![\d+])(?=(\d{8})(?!\d))"),
)
"""Nine digits, also in groups; eight only in one run, because a date has eight as well."""
MAIL = re.compile(r"[\w.%+'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[^\W\d_]{2,}")
"""With the bounds of RFC 5321: without any, one long text would keep the house busy."""
PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00) ?[1-9]\d?[ .-]?(?:\(0\)[ .-]?)?[1-9](?:[ ./()-]{0,3}\d){6,10}"
    r"|\(?0[1-9](?:[ ./()-]{0,3}\d){8})(?!\d)"
)
POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?!\w)", re.IGNORECASE)
SMALL_WORDS = frozenset({
    "al", "de", "en", "er", "ik", "in", "is", "ja", "je", "km", "na", "nu", "of", "om", "op",
    "te", "to", "uw", "we", "ze", "zo", "an", "at", "by", "if", "it", "my", "no", "on", "or", "so",
})  # fmt: skip
"""Two letters behind a year that make no postcode of it, unless in capitals."""
NUMBER_BEFORE = re.compile(r"\b\d{1,5}(?:[ -]?[a-zA-Z]{1,2}|[ -]\d{1,4})?[ ,;\n]{1,3}$")
NUMBER_AFTER = re.compile(
    r"^[ ,;-]{0,3}(?:huisnummer |nummer |nr\.? ?)?\d{1,5}(?:[ -]?[a-zA-Z])?\b"
)
STREET = re.compile(r"(?:(?:[A-Z][\w.'-]*|van|de|der|den|het|ter|ten) ){1,5}$")
SHORTEST, LONGEST = 15, 34
"""Signs in an IBAN, from Norway to Malta and beyond."""
REACH = 16
"""Characters around a postcode in which its house number stands."""


def find_personal_data(text: str) -> list[Finding]:
    """What a text tells of people, in order; of two that overlap, the first sort.

    Digits that are a BSN are one wherever they stand, and take along what they stand in: the mail
    address `123456782@voorbeeld.nl` is a BSN. Only what is written as a phone number is that.
    """
    if not HINT.search(text):
        return []
    text, found = text.translate(PLAIN), list[Finding]()
    for each in (*_accounts(text), *_mails(text), *_phones(text), *_addresses(text)):
        if not any(_overlap(each, other) for other in found):
            found.append(each)
    for number in _service_numbers(text):
        hit = [each for each in found if _overlap(each, number)]
        if any(e.sort is Sort.PHONE and _inside(number, e) for e in hit):
            continue
        whole = (number, *hit)
        found = [each for each in found if each not in hit]
        found.append(Finding(Sort.BSN, min(e.start for e in whole), max(e.end for e in whole)))
    return sorted(found, key=lambda each: each.start)


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _inside(one: Finding, other: Finding) -> bool:
    return other.start <= one.start and one.end <= other.end


def masked(text: str, may_stay: Callable[[str, Finding], bool]) -> str:
    """The text with “[telefoonnummer weggelaten]” for what may not stay; a BSN never may."""
    whole = text
    for each in reversed(find_personal_data(whole)):
        if each.sort is Sort.BSN or not may_stay(whole[each.start : each.end], each):
            text = f"{text[: each.start]}[{each.sort} weggelaten]{text[each.end :]}"
    return text


def fingerprint(sort: Sort, written: str) -> str:
    """The same for one value however it is written: `06-12345678` and `+31 6 1234 5678`."""
    plain = re.sub(r"\s" if sort is Sort.MAIL else r"[^\w+]|_", "", written)
    if sort is Sort.PHONE:
        plain = re.sub(r"^(?:\+|00)310?", "0", plain)
    return sha256(f"{sort}:{plain.casefold()}".encode()).hexdigest()


def _accounts(text: str) -> Iterator[Finding]:
    """A word behind an account is not part of it, so the longest beginning that is right counts."""
    for match in IBAN.finditer(text):
        ends = [
            n for n in range(match.end(), match.start() + SHORTEST - 1, -1) if text[n - 1].isalnum()
        ]
        for end in ends:
            if is_iban(text[match.start() : end]):
                yield Finding(Sort.IBAN, match.start(), end)
                break


def is_iban(written: str) -> bool:
    """Whether the check digits are right: the rest after dividing by 97 is one."""
    plain = re.sub(r"[ .-]", "", written).upper()
    if not SHORTEST <= len(plain) <= LONGEST or not plain.isascii() or not plain.isalnum():
        return False
    return int("".join(str(int(c, 36)) for c in plain[4:] + plain[:4])) % 97 == 1


def _service_numbers(text: str) -> Iterator[Finding]:
    for pattern in BSN:
        for match in pattern.finditer(text):
            if is_bsn(match[1]):
                yield Finding(Sort.BSN, *match.span(1))


def is_bsn(written: str) -> bool:
    """The eleven test: nine digits by weights 9 to 2 and −1; older ones were written with eight."""
    digits = [int(c) for c in re.sub(r"\D", "", written).zfill(9)]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * digit for weight, digit in zip(weights, digits, strict=True))
    return any(digits) and total % 11 == 0


def _mails(text: str) -> Iterator[Finding]:
    yield from (Finding(Sort.MAIL, m.start(), m.end()) for m in MAIL.finditer(text))


def _phones(text: str) -> Iterator[Finding]:
    yield from (Finding(Sort.PHONE, m.start(), m.end()) for m in PHONE.finditer(text))


def _addresses(text: str) -> Iterator[Finding]:
    """A postcode with a house number leads to a door; alone it is a neighbourhood."""
    for match in POSTCODE.finditer(text):
        start, end = match.span()
        if match[0][-2:] in SMALL_WORDS:
            continue
        before = NUMBER_BEFORE.search(text[max(0, start - REACH) : start])
        after = NUMBER_AFTER.search(text[end : end + REACH])
        if before:
            start -= len(before[0])
            street = STREET.search(text[max(0, start - 64) : start])
            start -= len(street[0]) if street else 0
        elif after:
            end += len(after[0])
        else:
            continue
        yield Finding(Sort.ADDRESS, start, end)
