"""What the sheets are made of: the record and the minutes of one edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from exports.actions import Action
from exports.compiling import compile_minutes
from exports.edition import Edition
from exports.editions import without_names
from exports.minutes import Minutes
from exports.personal_data import without_personal_data
from exports.phrasing import CATALOGUE, Phrasing
from sessions.catalogue import Words
from sessions.record import Record


@dataclass(frozen=True)
class SheetSource:
    """`record` has no names in the public edition, as in the internal one: those stay behind."""

    record: Record
    minutes: Minutes
    phrasing: Phrasing

    @classmethod
    def of(cls, record: Record, made_at: datetime, edition: Edition) -> "SheetSource":
        minutes = compile_minutes(record, made_at, edition)
        phrasing = Phrasing(CATALOGUE.words(record.meeting.language))
        looked_through = without_personal_data(record, edition)
        return cls(without_names(looked_through), minutes, phrasing)

    @property
    def words(self) -> Words:
        return self.phrasing.words

    @property
    def is_internal(self) -> bool:
        return self.minutes.edition is Edition.INTERNAL

    @cached_property
    def actions(self) -> Mapping[str, Action]:
        """The actions as this edition names them, by reference."""
        return {each.reference: each for each in self.minutes.actions}
