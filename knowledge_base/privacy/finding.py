"""Personal data in free text, as people write them: what was found, and where it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from stdnum import iban
from stdnum.nl import bsn

from knowledge_base.privacy import patterns
from knowledge_base.privacy.plain import plain
from knowledge_base.privacy.streets import find_streets


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


def find_personal_data(text: str) -> list[Finding]:
    """What a text tells of people, in order; of two that overlap, the first sort.

    Digits that are a BSN are one wherever they stand, and take along what they stand in: the mail
    address `123456782@voorbeeld.nl` is a BSN. Only what is written as a phone number is that, and
    longer: a mobile number with one digit too few may be a BSN.
    """
    if text.isascii() and not patterns.HINT.search(text):
        return []
    shown = plain(text)
    if not patterns.HINT.search(shown.text):
        return []
    return [Finding(each.sort, *shown.span(each.start, each.end)) for each in _find(shown.text)]


def _find(text: str) -> list[Finding]:
    found = list[Finding]()
    for each in (*_accounts(text), *_mails(text), *_phones(text), *_addresses(text)):
        if not any(_overlap(each, other) for other in found):
            found.append(each)
    for number in _service_numbers(text):
        hit = [each for each in found if _overlap(each, number)]
        if any(e.sort is Sort.PHONE and _within(number, e) for e in hit):
            continue
        whole = (number, *hit)
        found = [each for each in found if each not in hit]
        found.append(Finding(Sort.BSN, min(e.start for e in whole), max(e.end for e in whole)))
    return sorted(found, key=lambda each: each.start)


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _within(number: Finding, phone: Finding) -> bool:
    """Whether a phone number has more to it; of nine digits that could be both, none is shown."""
    whole = (number.start, number.end) == (phone.start, phone.end)
    return not whole and phone.start <= number.start and number.end <= phone.end


def _accounts(text: str) -> Iterator[Finding]:
    """A word behind an account is not part of it, so the longest beginning that is right counts.

    Whether a bank has that number is not asked: lists of banks are older than their accounts.
    """
    for match in patterns.IBAN.finditer(text):
        ends = range(match.end(), match.start() + patterns.SHORTEST - 1, -1)
        for end in (n for n in ends if text[n - 1].isalnum()):
            if iban.is_valid(text[match.start() : end], check_country=False):
                yield Finding(Sort.IBAN, match.start(), end)
                break


def _service_numbers(text: str) -> Iterator[Finding]:
    """What passes the eleven test, but for digits that are plainly a date, a case or an amount."""
    spoken_of = bool(patterns.BSN_WORD.search(text))
    may_be: list[tuple[str, Finding]] = []
    certain: set[str] = set()
    for pattern in patterns.BSN:
        for match in pattern.finditer(text):
            digits = "".join(filter(str.isdecimal, match[1]))
            if not bsn.is_valid(digits):
                continue
            found = Finding(Sort.BSN, *match.span(1))
            may_be.append((digits, found))
            if _says_bsn(text, found) or not _is_another_number(text, found, spoken_of):
                certain.add(digits)
    yield from (found for digits, found in may_be if digits in certain)  # one is, so all are


def _says_bsn(text: str, found: Finding) -> bool:
    after = patterns.BSN_SAID_AFTER.match(text, found.end)
    return bool(after or patterns.BSN_SAID.search(_before(text, found)))


def _before(text: str, found: Finding) -> str:
    return text[max(0, found.start - 40) : found.start]


def _is_another_number(text: str, found: Finding, bsn_spoken_of: bool) -> bool:
    """By how it is written, or by the words right before it: in doubt it is a BSN."""
    if patterns.DAY_IN_ONE_RUN.fullmatch(text, found.start, found.end):
        return True
    return _overlaps_other_number(text, found) or _is_said_other(text, found, bsn_spoken_of)


def _is_said_other(text: str, found: Finding, bsn_spoken_of: bool) -> bool:
    """Who speaks of a BSN anywhere in a text may write it twice; then no word helps."""
    if bsn_spoken_of:
        return False
    in_one_run = text[found.start : found.end].isdecimal()
    said = in_one_run and patterns.OTHER_NUMBER_SAID.search(_before(text, found))
    return bool(said) or _is_called(text, found)


def _is_called(text: str, found: Finding) -> bool:
    written = patterns.MOBILE.fullmatch(text, found.start, found.end)
    return bool(written and patterns.CALLED.search(_before(text, found)))


def _overlaps_other_number(text: str, found: Finding) -> bool:
    begin, end = max(0, found.start - 24), found.end + 24
    others: Iterable[Finding] = (
        Finding(found.sort, *m.span()) for m in patterns.NO_NUMBER.finditer(text, begin, end)
    )
    return any(_overlap(found, other) for other in others)


def _mails(text: str) -> Iterator[Finding]:
    yield from (Finding(Sort.MAIL, m.start(), m.end()) for m in patterns.MAIL.finditer(text))
    for match in patterns.SPELLED_MAIL.finditer(text):
        first, *rest = match[0].casefold().split()
        if not (rest and rest[0] == "at" and first in patterns.LOOK_AT):
            yield Finding(Sort.MAIL, match.start(), match.end())


def _phones(text: str) -> Iterator[Finding]:
    for match in patterns.PHONE.finditer(text):
        found = Finding(Sort.PHONE, match.start(), match.end())
        if not _overlaps_other_number(text, found):
            yield found
    for match in patterns.BARE_MOBILE.finditer(text):
        found = Finding(Sort.PHONE, match.start(), match.end())
        if _is_called(text, found):
            yield found


def _addresses(text: str) -> Iterator[Finding]:
    """A postcode or a street with a house number leads to a door; alone it is a neighbourhood."""
    for match in patterns.POSTCODE.finditer(text):
        start, end = match.span()
        if match[0][-2:] in patterns.SMALL_WORDS:
            continue
        before = patterns.NUMBER_BEFORE.search(text[max(0, start - patterns.REACH) : start])
        after = patterns.NUMBER_AFTER.search(text[end : end + patterns.REACH])
        if before:
            start -= len(before[0])
            street = patterns.STREET.search(text[max(0, start - 64) : start])
            start -= len(street[0]) if street else 0
        elif after:
            end += len(after[0])
        else:
            continue
        yield Finding(Sort.ADDRESS, start, end)
    yield from (Finding(Sort.ADDRESS, *span) for span in find_streets(text))
