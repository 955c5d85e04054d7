"""Every text that somebody typed, each with where it is: the one place that enumerates them.

Whatever a record or a vision holds is gone through, field by field, and every text is offered to a
`Rewording`; so a field that is added later cannot be forgotten. Only what no person writes in words
is passed by: `NOT_TYPED` names it.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum, StrEnum
from functools import cache, partial
from typing import Any

from pydantic import BaseModel

from sessions import (
    arrangement,
    owners,
    references,
    reviewing,
    vision,
    vision_entries,
    vision_versions,
)
from sessions.items.contribution import Contribution
from sessions.items.item import Item
from sessions.meeting import Meeting, Scheduled
from sessions.people import Participant
from sessions.programme import Programme
from sessions.record import Note, QuestionAsked, Record

ORGANISATION = "organisatie"
"""The place of all names of organisations: one name is one, whoever typed it."""
PROGRAMME = "traject"
LONGEST_PLACE = 40


class Where(StrEnum):
    """In what kind of text something stands."""

    MEETING = "meeting"
    ITEM = "item"
    CONTRIBUTION = "contribution"
    THEME = "theme"
    NOTE = "note"
    QUESTION = "question"
    ADDITION = "addition"
    REACTION = "reaction"
    SIGNATURE = "signature"
    ORGANISATION = "organisation"
    NAME = "name"
    PROGRAMME = "programme"
    SOURCE = "source"
    FIGURE = "figure"
    OUTSIDE = "outside"
    BLOCK = "block"
    CHAPTER = "chapter"
    AMENDMENT = "amendment"
    VERSION = "version"
    BEFORE = "before"
    EXAMPLE = "example"
    TERM = "term"


OF_PROGRAMME = frozenset({
    Where.PROGRAMME, Where.SOURCE, Where.FIGURE, Where.OUTSIDE, Where.BLOCK, Where.CHAPTER,
    Where.AMENDMENT, Where.VERSION, Where.EXAMPLE, Where.TERM,
})  # fmt: skip
"""What all meetings share: it is decided about once, in the vision."""
NOT_SHOWN = frozenset({Where.NAME, Where.BEFORE})
"""What nobody decides about by itself.

The public edition has no names of people. What a version said before came from texts that are shown
elsewhere.
"""

Rewording = Callable[[Where, str, str], str]
"""What stands in a document instead of a text: its kind, its place and its words are given."""

NOT_TYPED: Mapping[type, frozenset[str]] = {
    Meeting: frozenset({"code", "language", "message", "hurries", "light"}),
    Item: frozenset({"notes"}),
    Contribution: frozenset({
        "reference", "participant", "owner", "slot", "key", "origin", "entered_by",
    }),
    Participant: frozenset({"pseudonym", "language", "origin", "entered_by"}),
    Note: frozenset({"reference"}),
    QuestionAsked: frozenset({"reference", "action", "entry", "asker", "answered_by"}),
    reviewing.Addition: frozenset({"reference", "by"}),
    reviewing.Reaction: frozenset({"reference", "by"}),
    reviewing.LeftOut: frozenset({"reference", "by", "back_by"}),
    reviewing.AdoptedMinutes: frozenset({"digest"}),
    arrangement.Themes: frozenset({"model", "fingerprint"}),
    vision_entries.Block: frozenset({"chapter", "examples"}),
    vision_entries.Chapter: frozenset({"key"}),
    vision_entries.Amendment: frozenset({"chapter"}),
    vision_versions.Version: frozenset({"digest", "by"}),
    vision_versions.KeptSentence: frozenset({"place", "chapter", "references"}),
}  # fmt: skip
"""Codes, keys and references, and what no document tells: what a facilitator noted for herself."""


def over(value: Any, say: Callable[[str], str]) -> Any:
    """The same, with every text as `say` has it; what did not change is the very same thing."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else say(value)
    if isinstance(value, Mapping):
        return _changed(value, {key: over(each, say) for key, each in value.items()})
    if isinstance(value, list | tuple):
        made = [over(each, say) for each in value]
        return value if all(a is b for a, b in zip(value, made, strict=True)) else type(value)(made)
    if isinstance(value, BaseModel):
        changes = _changes(value, say)
        return value.model_copy(update=changes) if changes else value
    if is_dataclass(value) and not isinstance(value, type):
        changes = _changes(value, say)
        return replace(value, **changes) if changes else value
    return value


def _changed(before: Mapping[Any, Any], after: dict[Any, Any]) -> Mapping[Any, Any]:
    return before if all(after[key] is each for key, each in before.items()) else after


def _changes(value: Any, say: Callable[[str], str]) -> dict[str, Any]:
    held = {name: getattr(value, name) for name in _typed(_kind(value))}
    return {name: new for name, old in held.items() if (new := over(old, say)) is not old}


def _kind(value: Any) -> Any:
    return type(value)


@cache
def _typed(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of thing that may hold words."""
    passed = frozenset[str]().union(*(NOT_TYPED.get(each, ()) for each in kind.__mro__))
    names = kind.model_fields if issubclass(kind, BaseModel) else [f.name for f in fields(kind)]
    return tuple(name for name in names if name not in passed)


def record_with(record: Record, change: Rewording) -> Record:
    """The record with each of its texts as `change` has it, in the order of the minutes."""
    at, number = partial(partial, change), record.meeting.number
    return replace(
        record,
        meeting=over(record.meeting, at(Where.MEETING, references.meeting(number))),
        items=tuple(_scheduled(each, number, change) for each in record.items),
        contributions=tuple(_contribution(each, change) for each in record.contributions),
        themes={
            item: over(themes, at(Where.THEME, references.item(number, item)))
            for item, themes in record.themes.items()
        },
        notes=tuple(over(each, at(Where.NOTE, each.reference)) for each in record.notes),
        terms={
            reference: over(each, at(Where.NOTE, reference))
            for reference, each in record.terms.items()
        },
        asked=tuple(over(each, at(Where.QUESTION, each.reference)) for each in record.asked),
        review=_review(record.review, change),
        signatures=tuple(
            replace(over(replace(each, party=""), at(Where.SIGNATURE, references.meeting(number))),
                    party=change(Where.ORGANISATION, ORGANISATION, each.party))
            for each in record.signatures
        ),
        rulings=tuple(
            replace(each, reason=change(Where.NAME, "", each.reason)) for each in record.rulings
        ),
        participants={who: _participant(each, change) for who, each in record.participants.items()},
        leaders=over(record.leaders, at(Where.NAME, "")),
        programme=programme_with(record.programme, change),
        vision=vision_with(record.vision, change),
    )  # fmt: skip


def _scheduled(scheduled: Scheduled, meeting: int, change: Rewording) -> Scheduled:
    item = over(
        scheduled.item, partial(change, Where.ITEM, references.item(meeting, scheduled.number))
    )
    return scheduled if item is scheduled.item else replace(scheduled, item=item)


def _contribution(given: Contribution, change: Rewording) -> Contribution:
    made: Contribution = over(given, partial(change, Where.CONTRIBUTION, given.reference))
    if not owners.is_party(given.owner):
        return made
    party = change(Where.ORGANISATION, ORGANISATION, owners.party_of(given.owner))
    return replace(made, owner=owners.party(party))


def _participant(who: Participant, change: Rewording) -> Participant:
    made: Participant = over(replace(who, organisation=""), partial(change, Where.NAME, ""))
    party = change(Where.ORGANISATION, ORGANISATION, who.organisation)
    return replace(made, organisation=party)


def _review(review: reviewing.Review, change: Rewording) -> reviewing.Review:
    additions = (over(a, partial(change, Where.ADDITION, a.reference)) for a in review.additions)
    reactions = (over(r, partial(change, Where.REACTION, r.reference)) for r in review.reactions)
    left = (over(o, partial(change, Where.QUESTION, o.reference)) for o in review.left_out)
    return replace(
        review, additions=tuple(additions), reactions=tuple(reactions), left_out=tuple(left)
    )


def programme_with(programme: Programme, change: Rewording) -> Programme:
    """The programme with each of its texts as `change` has it."""
    made: Programme = over(programme, partial(change, Where.PROGRAMME, PROGRAMME))
    return made


def vision_with(whole: vision.Vision, change: Rewording) -> vision.Vision:
    """The vision with each of its texts as `change` has it."""
    entries: dict[str, vision_entries.Entry] = {}
    for subject, entry in whole.entries.items():
        made = _entry(entry, change)
        stands = isinstance(made, vision_entries.Standing)
        entries[vision_entries.subject_of(made) if stands else subject] = made
    versions = tuple(_version(each, change) for each in whole.versions)
    return replace(whole, entries=entries, versions=versions)


def _entry(entry: vision_entries.Entry, change: Rewording) -> vision_entries.Entry:
    at, party = partial(partial, change), partial(change, Where.PROGRAMME, PROGRAMME)
    made: vision_entries.Entry
    match entry:
        case vision_entries.Source():
            made = over(entry, at(Where.SOURCE, entry.reference))
        case vision_entries.Figure():
            made = over(entry, at(Where.FIGURE, entry.reference))
        case vision_entries.Outside():
            made = over(entry, at(Where.OUTSIDE, entry.reference))
        case vision_entries.Block():
            words = over(replace(entry, of=()), at(Where.BLOCK, f"bouwsteen-{entry.number}"))
            made = replace(words, of=over(entry.of, at(Where.BEFORE, "")))
        case vision_entries.Chapter():
            made = over(entry, at(Where.CHAPTER, entry.key[:LONGEST_PLACE]))
        case vision_entries.Amendment():
            words = over(replace(entry, municipality=""), at(Where.AMENDMENT, f"A{entry.number}"))
            made = replace(words, municipality=party(entry.municipality))
        case vision_entries.Standing():
            made = over(entry, party)
    return made


def _version(version: vision_versions.Version, change: Rewording) -> vision_versions.Version:
    """Its label is the coordinator's own; the rest was said before, in texts that may be gone."""
    label = change(Where.VERSION, f"versie-{version.number}", version.label)
    made: vision_versions.Version = over(
        replace(version, label=""), partial(change, Where.BEFORE, "")
    )
    return replace(made, label=label)
