"""The words of the pages: sentences by key, times and days as people say them."""

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from starlette.requests import HTTPConnection

from sessions import owners
from sessions.catalogue import Catalogue, Words
from sessions.meeting import HALL

CATALOGUE = Catalogue(Path(__file__).parent / "locale", "web")

LANGUAGES = ("nl", "en")
LANGUAGE_COOKIE = "taal"


class Wording:
    """The sentences of one language; templates call it `w`."""

    def __init__(self, language: str) -> None:
        self._words: Words = CATALOGUE.words(language)
        self.language = self._words.language

    def __call__(self, key: str, /, **values: object) -> str:
        return self._words(key, **values)

    def n(self, key: str, count: int, /, **values: object) -> str:
        """The sentence for this many of something."""
        return self._words.plural(key, count, **values)

    def clock(self, at: datetime | time | str) -> str:
        """`19.54`, as the clock in the hall says; `19:54` in English."""
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
        if isinstance(moment, datetime):
            moment = moment.astimezone(HALL).time()
        between = "." if self.language == "nl" else ":"
        return f"{moment.hour}{between}{moment.minute:02d}"

    def day(self, day: date | str) -> str:
        """`11 maart 2027`; words that are no date stay as they were typed."""
        from babel.dates import format_date  # only when the first day is said

        try:
            known = date.fromisoformat(day) if isinstance(day, str) else day
        except ValueError:
            return str(day)
        return format_date(known, "d MMMM y", locale=self.language)

    def moment(self, at: datetime) -> str:
        """`11 maart 2027, 19.54 uur`"""
        return self("time.moment", day=self.day(at.astimezone(HALL).date()), time=self.clock(at))

    def number(self, value: float) -> str:
        """With at most one decimal, and a comma where Dutch wants one."""
        text = f"{value:.1f}".removesuffix(".0")
        return text.replace(".", ",") if self.language == "nl" else text

    def kind(self, name: str) -> str:
        """A kind of organisation in this language; any other name as it was written."""
        key = f"kind.{name}"
        said = self._words(key)
        return name[:1].upper() + name[1:] if said == key else said

    def row(self, values: Sequence[object]) -> str:
        """`1, 2 en 4`, as people read a row aloud."""
        *most, last = map(str, values)
        return f"{', '.join(most)} {self('row.and')} {last}" if most else last

    def group(self, name: str) -> str:
        """What words are grouped under: a perspective, a kind, a table, or nobody in particular."""
        if table := owners.table_of(name):
            return self("table.number", table=table)
        return self.kind(name) if name else self("results.nobody")


def spaced(code: str) -> str:
    """A code as people read it aloud."""
    return f"{code[:3]} {code[3:]}"


def language_of(connection: HTTPConnection) -> str:
    """What was chosen on the page, now or before; else Dutch, with English one tap away."""
    chosen = (connection.query_params.get("taal"), connection.cookies.get(LANGUAGE_COOKIE))
    return next((c for c in chosen if c in LANGUAGES), LANGUAGES[0])
