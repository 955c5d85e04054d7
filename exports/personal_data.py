"""What a document may hold of what people typed: a BSN in no edition, the rest as was decided.

Phone numbers, mail addresses, bank accounts and addresses stay out of the public edition, unless
the coordinator decided that they may stay.
"""

from dataclasses import dataclass, replace

from exports.edition import Edition
from sessions import personal_data
from sessions.dossier import Dossier
from sessions.personal_data import Finding
from sessions.programme import Programme
from sessions.programme_findings import dossier_with
from sessions.record import Record
from sessions.rulings import Rulings, Treatment
from sessions.typed import OF_PROGRAMME, Where, programme_with, record_with, vision_with
from sessions.vision import Vision

NO_RULINGS = Rulings(())


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks through texts for one edition; what was decided in a meeting holds in that meeting."""

    edition: Edition
    shared: Rulings = NO_RULINGS
    meetings: tuple[Rulings, ...] = ()

    def __call__(self, where: Where, place: str, text: str) -> str:
        def may_stay(written: str, found: Finding) -> bool:
            return self.edition is Edition.INTERNAL or self._keeps(where, place, found, written)

        return personal_data.masked(text, may_stay)

    def _keeps(self, where: Where, place: str, found: Finding, written: str) -> bool:
        if where is Where.BEFORE:
            every = (each.verdicts(found.sort, written) for each in (self.shared, *self.meetings))
            return set[Treatment]().union(*every) == {Treatment.KEEP}
        held = (self.shared,) if where in OF_PROGRAMME else self.meetings
        return any(each.keep(place, found.sort, written) for each in held)


def masked(text: str, edition: Edition) -> str:
    """The text as this edition may hold it: “[telefoonnummer weggelaten]”; nothing was decided."""
    return _Look(edition)(Where.NAME, "", text)


def without_personal_data(record: Record, edition: Edition) -> Record:
    """The record as a document may hold it: everything that people typed was looked through."""
    return record_with(record, _look_at(record, edition))


def vision_without_personal_data(record: Record, edition: Edition) -> Vision:
    """Only the vision that is being made, as a document may hold it."""
    return vision_with(record.vision, _look_at(record, edition))


def programme_without_personal_data(record: Record, edition: Edition) -> Programme:
    """Only what all meetings share, as a document may hold it."""
    return programme_with(record.programme, _look_at(record, edition))


def dossier_without_personal_data(dossier: Dossier, edition: Edition) -> Dossier:
    """All meetings and the vision that is made of them.

    What a version said before may stay where nobody left it out, and somebody let it stay. A
    question that was left out since stands in no version that is public.
    """
    records = tuple(without_personal_data(each, edition) for each in dossier.records)
    decided = tuple(Rulings(each.rulings) for each in dossier.records)
    look = _Look(edition, Rulings(dossier.vision.rulings), decided)
    made = replace(dossier_with(dossier, look), records=records)
    if edition is Edition.INTERNAL:
        return made
    out = {reference for each in dossier.records for reference in each.review.out}
    versions = tuple(version.without(out) for version in made.vision.versions)
    return replace(made, vision=replace(made.vision, versions=versions))


def _look_at(record: Record, edition: Edition) -> _Look:
    return _Look(edition, Rulings(record.vision.rulings), (Rulings(record.rulings),))
