"""What stands around the contributions: the meeting, its items, its people, what was noted."""

from collections.abc import Iterable, Iterator
from typing import Any

from exports.sections import Section, lessons_in
from exports.tables.afterwards import review_facts
from exports.tables.sheet import Column, Sheet, column, plain, sheet
from exports.tables.source import SheetSource

Row = dict[str, Any]

MEETING = ("number", "title", "place", "chair", "case_number", "goal", "code", "version")
ITEMS = (
    "reference", "number", "position", "item_kind", "title", "state", "open", "opened_at",
    "closed_at", "contributions",
)  # fmt: skip
PARTICIPANTS = (
    "participant", "organisation", "kind", "role", "quotable", "origin", "table", "joined_at",
    "left_at",
)  # fmt: skip
NOTES = ("reference", "note_kind", "text", "owner", "with", "by")
ASKED = ("reference", "question", "reply", "source", "by_a_person", "left_out")


def meeting_sheet(source: SheetSource) -> Sheet:
    """One fact per row."""
    meeting, words = source.record.meeting, source.words
    names = MEETING if source.is_internal else tuple(n for n in MEETING if n != "code")
    facts = {name: getattr(meeting, name) for name in names}
    facts["level"] = words(f"level.{meeting.level}")
    facts["date"] = meeting.day.isoformat() if meeting.day else ""
    facts["starts"] = meeting.starts.isoformat("minutes") if meeting.starts else ""
    facts |= {
        "smallest_group": meeting.smallest_group,
        "edition": words(f"edition.{source.minutes.edition}.name"),
    }
    facts |= {"programme": source.record.programme.title, "made_at": source.minutes.made_at}
    facts |= review_facts(source)
    rows = (
        {"fact": words(f"fact.{name}"), "said": str("" if value is None else plain(value))}
        for name, value in facts.items()
    )
    return sheet("meeting", words, _columns(source, ("fact", "said")), rows)


def items_sheet(source: SheetSource) -> Sheet:
    rows = (_item(source, each) for each in source.minutes.sections)
    return sheet("items", source.words, _columns(source, ITEMS), rows)


def _item(source: SheetSource, section: Section) -> Row:
    scheduled = section.scheduled
    kept = {part.reference: part.kept for part in source.minutes.appendix}
    return {
        "reference": section.reference,
        "number": scheduled.number,
        "position": scheduled.position,
        "item_kind": source.words(f"item.{scheduled.item.kind}"),
        "title": scheduled.item.title,
        "state": source.words(f"item.state.{scheduled.state}"),
        "open": source.words(f"openness.{scheduled.item.open}") if scheduled.item.asks else "",
        "opened_at": scheduled.opened_at,
        "closed_at": scheduled.closed_at,
        "contributions": kept.get(section.reference),
    }


def participants_sheet(source: SheetSource) -> Sheet:
    """Everybody by pseudonym, cards and staff too; for the internal edition alone."""
    rows = (
        {
            "participant": who.pseudonym,
            "organisation": who.organisation,
            "kind": source.phrasing.kind(who.kind),
            "role": source.words(f"role.{who.role}"),
            "quotable": who.quotable,
            "origin": source.words(f"origin.{who.origin}"),
            "table": who.table,
            "joined_at": who.joined_at,
            "left_at": who.left_at,
        }
        for _, who in sorted(source.record.participants.items())
    )
    return sheet("participants", source.words, _columns(source, PARTICIPANTS), rows)


def notes_sheet(source: SheetSource) -> Sheet:
    """Decisions, actions, notes and lessons, in that order."""
    return sheet("notes", source.words, _columns(source, NOTES), _notes(source))


def _notes(source: SheetSource) -> Iterator[Row]:
    minutes, words = source.minutes, source.words
    for taken in minutes.decisions:
        outcome = words("decisions.adopted" if taken.adopted else "decisions.not_adopted")
        text = taken.text if taken.noted else f"{outcome} {taken.text}"
        yield {"reference": taken.reference, "note_kind": words("note.decision"), "text": text}
    for action in minutes.actions:
        hidden = words("action.owner_hidden") if action.owner_hidden else ""
        yield {
            "reference": action.reference,
            "note_kind": words("note.action"),
            "text": words(f"withheld.{action.withheld}") if action.withheld else action.what,
            "owner": action.owner or hidden,
            "with": action.partners,
            "by": action.by,
        }
    for note in (*minutes.notes, *lessons_in(minutes.sections)):
        kind = words(f"note.{note.kind}")
        yield {"reference": note.reference, "note_kind": kind, "text": note.text}


def asked_sheet(source: SheetSource) -> Sheet:
    """Questions to the bot: never who asked, and not the words of who is not to be quoted.

    The public edition has no words of what was left out either, only that it was and why.
    """
    minutes = source.minutes
    out = {line.reference: line.left_out for line in minutes.left_out}
    wordless, unquoted = () if source.is_internal else out, source.words("asked.not_quotable")
    rows = (
        {
            "reference": asked.reference,
            "question": asked.question or ("" if asked.reference in wordless else unquoted),
            "reply": asked.answer,
            "source": asked.source,
            "by_a_person": asked.by_a_person,
            "left_out": out[asked.reference] or source.words("left_out.no_reason")
            if asked.reference in out
            else "",
        }
        for asked in (*minutes.answered, *minutes.open_questions, *minutes.left_out)
    )
    return sheet("asked", source.words, _columns(source, ASKED), rows)


def _columns(source: SheetSource, names: Iterable[str]) -> tuple[Column, ...]:
    return tuple(column(name, source.words) for name in names)
