"""What a document may hold of what people typed: a BSN in no edition, the rest as was decided.

Phone numbers, mail addresses, bank accounts and addresses stay out of the public edition, unless
the coordinator decided that they may stay.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from exports.editions import Edition
from sessions import personal_data
from sessions.arrangement import Themes
from sessions.arrangement import as_json as arrangement_json
from sessions.arrangement import from_json as arrangement_from
from sessions.findings import ORGANISATION
from sessions.items.contribution import Contribution
from sessions.items.proposal import OWNER
from sessions.people import Participant
from sessions.personal_data import Finding
from sessions.record import Asked, Note, Record
from sessions.reviewing import Review
from sessions.rulings import Rulings
from sessions.vision import Amendment, Block, Chapter, Entry, Outside, Version, Vision

NO_RULINGS = Rulings(())


def masked(text: str, edition: Edition, rulings: Rulings = NO_RULINGS, place: str = "") -> str:
    """The text as this edition may hold it: “[telefoonnummer weggelaten]”."""

    def may_stay(written: str, found: Finding) -> bool:
        return edition is Edition.INTERNAL or rulings.keep(place, found.sort, written)

    return personal_data.masked(text, may_stay)


def without_personal_data(record: Record, edition: Edition) -> Record:
    """The record as a document may hold it: everything that people typed was looked through."""
    look = _Look(edition, Rulings(record.rulings), record.meeting.number)
    return replace(
        record,
        contributions=tuple(map(look.contribution, record.contributions)),
        participants={who: look.participant(p) for who, p in record.participants.items()},
        notes=tuple(map(look.note, record.notes)),
        asked=tuple(map(look.asked, record.asked)),
        themes={number: look.themes(number, each) for number, each in record.themes.items()},
        vision=vision_without_personal_data(record.vision, edition),
        signatures=tuple(
            replace(each, function=look.text(each.function, "")) for each in record.signatures
        ),
        review=look.review(record.review),
        rulings=tuple(
            replace(each, reason=masked(each.reason, edition)) for each in record.rulings
        ),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks through the parts of one record; a ruling holds for a place, or everywhere."""

    edition: Edition
    rulings: Rulings
    meeting: int

    def text(self, text: str, place: str) -> str:
        return masked(text, self.edition, self.rulings, place)

    def contribution(self, given: Contribution) -> Contribution:
        owner = given.owner
        if owner.startswith(OWNER):
            owner = self.text(owner, ORGANISATION)
        return replace(given, owner=owner, answer=self.value(given.answer, given.reference))

    def participant(self, who: Participant) -> Participant:
        organisation = self.text(who.organisation, ORGANISATION)
        return replace(who, name=self.text(who.name, ""), organisation=organisation)

    def note(self, note: Note) -> Note:
        text, owner, by = (self.text(t, note.reference) for t in (note.text, note.owner, note.by))
        return replace(note, text=text, owner=owner, by=by)

    def asked(self, asked: Asked) -> Asked:
        question, answer = (self.text(t, asked.reference) for t in (asked.question, asked.answer))
        return replace(asked, question=question, answer=answer)

    def review(self, review: Review) -> Review:
        additions = (replace(a, text=self.text(a.text, a.reference)) for a in review.additions)
        reactions = (
            replace(
                r,
                text=self.text(r.text, r.reference),
                because=self.text(r.because, r.reference),
            )
            for r in review.reactions
        )
        return replace(review, additions=tuple(additions), reactions=tuple(reactions))

    def themes(self, number: int, themes: Themes) -> Themes:
        place = f"B{self.meeting}.{number}"
        labels = [each.label for each in themes.themes]
        if labels == [self.text(label, place) for label in labels]:
            return themes
        return arrangement_from(self.value(arrangement_json(themes), place))

    def value(self, value: Any, place: str) -> Any:
        """An answer holds texts, lists of texts and numbers."""
        if isinstance(value, str):
            return self.text(value, place)
        if isinstance(value, Mapping):
            return {name: self.value(each, place) for name, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.value(each, place) for each in value]
        return value


def vision_without_personal_data(vision: Vision, edition: Edition) -> Vision:
    """Reactions from outside as what was said in a meeting; the coordinator's own words but a BSN.

    Sources and figures stay as they are: a large number is no person there.
    """
    entries = {subject: _entry(each, edition) for subject, each in vision.entries.items()}
    versions = tuple(_version(each, edition) for each in vision.versions)
    return replace(vision, entries=entries, versions=versions)


def _version(version: Version, edition: Edition) -> Version:
    """An older text may hold what was masked since; it is shown where it differs from today's."""

    def bare(text: str) -> str:
        return masked(text, edition)

    lines = tuple(
        replace(line, text=bare(line.text), quotes=tuple(map(bare, line.quotes)))
        for line in version.lines
    )
    sentences = {at: bare(text) for at, text in version.sentences.items()}
    return replace(version, sentences=sentences, lines=lines)


def _entry(entry: Entry, edition: Edition) -> Entry:
    match entry:
        case Outside():
            return replace(
                entry, **_texts(entry, edition, "text", "organisation", "theme", "answer")
            )
        case Block():
            of = tuple(masked(key, edition) for key in entry.of)
            return replace(entry, of=of, **_texts(entry, Edition.INTERNAL, "words", "reason"))
        case Chapter():
            return replace(entry, **_texts(entry, Edition.INTERNAL, "title", "words"))
        case Amendment():
            return replace(entry, **_texts(entry, Edition.INTERNAL, "text", "answer"))
    return entry


def _texts(entry: Entry, edition: Edition, *names: str) -> dict[str, Any]:
    """These texts of an entry, as an edition may hold them."""
    return {name: masked(getattr(entry, name), edition) for name in names}
