"""Personal data in free text: found before anything is published, and masked where it must be.

A citizen service number (BSN) stays out of every edition. Phone numbers, mail addresses, bank
accounts and addresses stay out of the public one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from exports.editions import Edition
from sessions.record import Record


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


IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}(?!\w)")
BSN = (
    re.compile(r"(?<![\d+])(?=(\d(?:[ .-]?\d){8})(?!\d))"),
    re.compile(r"(?<![\d+])(?=(\d{8})(?!\d))"),
)
"""Nine digits, also in groups; eight only in one run, because a date has eight as well."""
MAIL = re.compile(r"[\w.%+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}")
PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00) ?[1-9]\d?[ .-]?(?:\(0\)[ .-]?)?[1-9](?:[ ./()-]{0,3}\d){6,10}"
    r"|\(?0[1-9](?:[ ./()-]{0,3}\d){8})(?!\d)"
)
POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?!\w)", re.IGNORECASE)
SMALL_WORDS = frozenset(
    (
        "al",
        "de",
        "en",
        "er",
        "ik",
        "in",
        "is",
        "ja",
        "je",
        "km",
        "na",
        "nu",
        "of",
        "om",
        "op",
        "te",
        "to",
        "uw",
        "we",
        "ze",
        "zo",
        "an",
        "at",
        "by",
        "if",
        "it",
        "my",
        "no",
        "on",
        "or",
        "so",
    )
)
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
    """What a text tells of people, in order; of two that overlap, the first sort."""
    found: list[Finding] = []
    for each in (*_accounts(text), *_mails(text), *_phones(text), *_service_numbers(text),
                 *_addresses(text)):  # fmt: skip
        if not any(each.start < other.end and other.start < each.end for other in found):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


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


def masked(text: str, edition: Edition) -> str:
    """The text as this edition may hold it: “[telefoonnummer weggelaten]”."""
    for each in reversed(find_personal_data(text)):
        if edition is Edition.PUBLIC or each.sort is Sort.BSN:
            text = f"{text[: each.start]}[{each.sort} weggelaten]{text[each.end :]}"
    return text


def without_personal_data(record: Record, edition: Edition) -> Record:
    """The record as a document may hold it: everything that people typed was looked through."""
    return replace(
        record,
        contributions=tuple(
            replace(c, answer=_looked_through(c.answer, edition)) for c in record.contributions
        ),
        participants={
            who: replace(
                p, name=masked(p.name, edition), organisation=masked(p.organisation, edition)
            )
            for who, p in record.participants.items()
        },
        notes=tuple(
            replace(n, text=masked(n.text, edition), owner=masked(n.owner, edition),
                    by=masked(n.by, edition))
            for n in record.notes
        ),
        asked=tuple(
            replace(a, question=masked(a.question, edition), answer=masked(a.answer, edition))
            for a in record.asked
        ),
        review=replace(
            record.review,
            additions=tuple(
                replace(a, text=masked(a.text, edition)) for a in record.review.additions
            ),
            reactions=tuple(
                replace(r, text=masked(r.text, edition), because=masked(r.because, edition))
                for r in record.review.reactions
            ),
        ),
    )  # fmt: skip


def _looked_through(value: Any, edition: Edition) -> Any:
    """An answer holds texts, lists of texts and numbers."""
    if isinstance(value, str):
        return masked(value, edition)
    if isinstance(value, Mapping):
        return {name: _looked_through(each, edition) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_looked_through(each, edition) for each in value]
    return value
