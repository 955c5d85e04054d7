"""How dates, numbers and names of things read in a document, in its language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from sessions.catalogue import Catalogue, Words
from sessions.meeting import HALL

CATALOGUE = Catalogue(Path(__file__).parent / "locale", "exports")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The words of one language, and the small phrases that templates need most."""

    words: Words

    @property
    def filters(self) -> Mapping[str, Callable[..., str]]:
        return {
            "clock": self.clock,
            "day": self.day,
            "deadline": self.deadline,
            "kind": self.kind,
            "moment": self.moment,
            "month": self.month,
            "number": self.number,
            "origins": self.origins,
            "signed": signed,
        }

    def day(self, value: date) -> str:
        from babel.dates import format_date  # only when a document is made

        return format_date(value, "d MMMM y", locale=self.words.language)

    def clock(self, value: datetime | time) -> str:
        """19.54 uur, as the hall's clock said."""
        at = on_the_wall(value) if isinstance(value, datetime) else value
        return self.words("minutes.clock", hour=at.hour, minute=f"{at.minute:02d}")

    def moment(self, value: datetime) -> str:
        return self.words(
            "minutes.moment", day=self.day(on_the_wall(value)), time=self.clock(value)
        )

    def deadline(self, by: str) -> str:
        """A date as people say it; other words stay as they were typed."""
        try:
            return self.day(date.fromisoformat(by))
        except ValueError:
            return by

    def month(self, as_of: str) -> str:
        """Augustus 2023 for `2023-08`; a year alone stays as it is."""
        from babel.dates import format_date  # only when a document is made

        year, _, month = as_of.partition("-")
        if not month:
            return year
        return format_date(date(int(year), int(month), 1), "MMMM y", locale=self.words.language)

    def number(self, value: float, digits: int = 0) -> str:
        from babel.numbers import format_decimal  # only when a document is made

        pattern = "#,##0." + "#" * digits if digits else "#,##0"
        return format_decimal(value, pattern, locale=self.words.language)

    def kind(self, name: str) -> str:
        """A kind of organisation in this language; any other name stays as it is."""
        key = f"kind.{name}"
        said = self.words(key)
        return name if said == key else said

    def origins(self, counts: Mapping[str, int]) -> str:
        """3 op papier, 1 uit de zaal."""
        return ", ".join(f"{n} {self.words(f'origin.{origin}')}" for origin, n in counts.items())


def signed(change: int) -> str:
    """+6, 0 or, with a real minus, −4."""
    return f"{change:+d}".replace("-", "−") if change else "0"


def on_the_wall(moment: datetime) -> datetime:
    """The time on the clock in the hall; a moment without a time zone is that already."""
    return moment.astimezone(HALL) if moment.tzinfo else moment
