"""The record as JSON; its shape is docs/record.schema.json and keeps its names."""

from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from exports.afterwards import became_json, review_json, rulings_json, signatures_json, terms_json
from exports.became import became
from exports.edition import Edition
from exports.personal_data import without_personal_data
from sessions.arrangement import as_json as arrangement_json
from sessions.items.contribution import Contribution, by_reference
from sessions.meeting import Scheduled
from sessions.people import Participant
from sessions.record import QuestionAsked, Record

VERSION = 1

MEETING = (
    "code", "number", "title", "level", "language", "smallest_group", "starts", "place", "chair",
    "case_number", "goal", "tables", "places", "opened_at", "closed_at", "version",
)  # fmt: skip
ITEM = ("number", "position", "state", "round", "step", "revealed", "opened_at", "closed_at")
PARTICIPANT = (
    "pseudonym", "organisation", "kind", "role", "language", "quotable", "origin", "table",
    "joined_at", "left_at", "entered_by",
)  # fmt: skip
CONTRIBUTION = (
    "reference", "item", "participant", "key", "origin", "answer", "at", "revision", "round",
    "table", "withdrawn", "entered_by", "owner", "slot",
)  # fmt: skip
ASKED = ("reference", "question", "action", "answer", "entry", "source", "answered_by", "at")
"""What is told of a question to the bot: not who asked it."""


def record_document(record: Record) -> dict[str, Any]:
    """Everything said and counted, ready for JSON; people by pseudonym, never by name or BSN."""
    record = without_personal_data(record, Edition.INTERNAL)
    counted = {(c.reference, c.revision) for i in record.items for c in record.given(i.number)}
    rows = sorted(record.contributions, key=lambda c: (by_reference(c), c.revision))
    return {
        "version": VERSION,
        "programme": _programme(record),
        "meeting": _some(record.meeting, MEETING) | {"date": _plain(record.meeting.day)},
        "items": [_item(each) for each in record.running_order],
        "participants": [_participant(each) for _, each in sorted(record.participants.items())],
        "contributions": [
            _contribution(c, current=(c.reference, c.revision) in counted) for c in rows
        ],
        "notes": [{name: _plain(value) for name, value in asdict(n).items()} for n in record.notes],
        "themes": [
            {"item": number, **arrangement_json(themes)}
            for number, themes in sorted(record.themes.items())
        ],
        "asked": [_asked(each) for each in record.asked],
        "review": review_json(record.review),
        "became": became_json(became(record)),
        "signatures": signatures_json(record.signatures),
        "terms": terms_json(record.terms),
        "rulings": rulings_json(record.rulings),
    }


def _programme(record: Record) -> dict[str, Any]:
    programme = record.programme
    return {
        "title": programme.title,
        "themes": [{"name": t.name, "words": list(t.words)} for t in programme.themes],
        "target_groups": list(programme.target_groups),
        "organisations": [asdict(each) for each in programme.organisations],
        "planning": [
            {"what": p.what, "date": _plain(p.day), "who": p.who} for p in programme.planning
        ],
    }


def _item(scheduled: Scheduled) -> dict[str, Any]:
    """An item as it was written; what the facilitator noted for herself stays with her."""
    item = scheduled.item
    return _some(scheduled, ITEM) | {
        "kind": item.kind,
        "title": item.title,
        "definition": item.model_dump(mode="json", by_alias=True, exclude={"notes"}),
    }


def _participant(participant: Participant) -> dict[str, Any]:
    return _some(participant, PARTICIPANT)


def _contribution(given: Contribution, *, current: bool) -> dict[str, Any]:
    return _some(given, CONTRIBUTION) | {"current": current}


def _asked(asked: QuestionAsked) -> dict[str, Any]:
    return _some(asked, ASKED)


def _some(whole: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(whole, name)) for name in names}


def _plain(value: Any) -> Any:
    """Moments as ISO 8601; everything else is JSON already."""
    return value.isoformat() if isinstance(value, datetime | date | time) else value
