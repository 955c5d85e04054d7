"""All meetings of a programme together, with the vision that is made of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sessions import references
from sessions.items.contribution import Contribution
from sessions.programme import Programme
from sessions.record import Note, Record
from sessions.vision import Vision, municipalities


@dataclass(frozen=True, slots=True)
class Example:
    """A praktijkvoorbeeld as a document names it; `as_of` is a year, a month or nothing."""

    question: str
    answer: str
    source: str
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word that not every reader knows, with what it means and who says so."""

    name: str
    meaning: str
    source: str


@dataclass(frozen=True)
class Dossier:
    """The records of all meetings in order of number; the vision is what the coordinator made.

    `examples` are the praktijkvoorbeelden that it names, by their name in the base; `terms` are
    all that the base explains.
    """

    programme: Programme
    records: tuple[Record, ...]
    vision: Vision
    examples: Mapping[str, Example] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()

    @property
    def smallest_group(self) -> int:
        """The strictest promise of all meetings."""
        return max((r.meeting.smallest_group for r in self.records), default=4)

    @property
    def language(self) -> str:
        return self.records[0].meeting.language if self.records else "nl"

    @property
    def municipalities(self) -> tuple[str, ...]:
        return municipalities(self.programme.organisations) or (self.programme.title,)

    @cached_property
    def contributions(self) -> dict[str, tuple[Record, Contribution]]:
        """The last revision of every contribution in a meeting, also of those taken back."""
        found: dict[str, tuple[Record, Contribution]] = {}
        for record in self.records:
            for each in record.contributions:
                held = found.get(each.reference)
                if held is None or held[1].revision < each.revision:
                    found[each.reference] = record, each
        return found

    @cached_property
    def notes(self) -> dict[str, Note]:
        return {note.reference: note for record in self.records for note in record.notes}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every reference that a sentence may carry."""
        return frozenset(self._known())

    def _known(self) -> Iterator[str]:
        yield from self.contributions
        yield from self.notes
        for record in self.records:
            yield references.meeting(record.meeting.number)
            yield from (references.item(record.meeting.number, i.number) for i in record.items)
            yield from (asked.reference for asked in record.asked)
        yield from (source.reference for source in self.vision.sources)
        yield from (figure.reference for figure in self.vision.figures)
        yield from (given.reference for given in self.vision.outside)
