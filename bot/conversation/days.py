"""Days as people type and read them."""

import re
from datetime import date

_MONTHS = (
    ("jan", "januari", "january"),
    ("feb", "februari", "february"),
    ("mrt", "maart", "march"),
    ("apr", "april"),
    ("mei", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "augustus", "august"),
    ("sep", "sept", "september"),
    ("okt", "oct", "oktober", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}))?")
_WORDS = re.compile(r"(\d{1,2})\.? +([a-z]+)\.?(?: +(\d{4}))?")
_BEFORE = re.compile(r"^(?:voor|op|uiterlijk|uiterlijk op|by|before|on) +")


def read_day(typed: str, today: date) -> date | None:
    """The day that was typed; without a year the next one that comes."""
    said = _BEFORE.sub("", " ".join(typed.casefold().split()))
    if iso := _ISO.fullmatch(said):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(said):
        return _coming(int(numbers[1]), int(numbers[2]), numbers[3], today)
    if words := _WORDS.fullmatch(said):
        month = next((n for n, names in enumerate(_MONTHS, 1) if words[2] in names), 0)
        return _coming(int(words[1]), month, words[3], today)
    return None


def spoken_day(day: date, language: str) -> str:
    """`11 maart 2027`."""
    from babel.dates import format_date  # loaded when a day is said, not at start-up

    return format_date(day, "d MMMM y", locale=language or "nl")


def _coming(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year), month, day)
    this_year = _day(today.year, month, day)
    passed = this_year is not None and this_year < today
    return _day(today.year + 1, month, day) if passed else this_year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
