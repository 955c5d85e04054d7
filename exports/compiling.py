"""Minutes compiled from the record of one meeting: nothing summarised, nothing guessed."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

from exports.actions import actions
from exports.answers import answered, is_open
from exports.appendix import ItemEntries, appendix
from exports.attendance import attendance, who_was_heard
from exports.attribution import Withheld
from exports.became import became
from exports.decisions import decisions
from exports.edition import Edition
from exports.editions import for_everybody, without_names
from exports.minutes import Account, Minutes
from exports.personal_data import without_personal_data
from exports.sections import lessons_in, section
from exports.sections.lessons import lessons_elsewhere
from exports.summary import summary
from exports.target_groups import groups_heard
from sessions.record import Note, NoteKind, Record
from sessions.reviewing import has_moved, is_newer


def compile_minutes(
    record: Record, made_at: datetime, edition: Edition = Edition.PUBLIC
) -> Minutes:
    """The same record, moment and edition give the same minutes."""
    moved, newer = has_moved(record), not record.review.adopted and is_newer(record)
    record = without_personal_data(record, edition)
    if edition is Edition.INTERNAL:
        return replace(_compiled(record, made_at, edition), changed_since=moved, is_newer=newer)
    nameless = without_names(record)
    made = for_everybody(_compiled(nameless, made_at, edition), nameless)
    return replace(made, changed_since=moved, is_newer=newer)


def _compiled(record: Record, made_at: datetime, edition: Edition) -> Minutes:
    parts = appendix(record)
    asked, out = [(a, answered(record, a)) for a in record.asked], record.review.out
    inside = [(a, line) for a, line in asked if a.reference not in out]
    sections = tuple(section(record, s) for s in record.running_order)
    decided, agreed, there = decisions(record, sections), actions(record), attendance(record)
    return Minutes(
        edition=edition,
        programme=record.programme.title,
        meeting=record.meeting,
        made_at=made_at,
        attendance=there,
        by_kind=tuple(sorted(Counter(p.kind for p in record.present).items())),
        summary=summary(there, sections, decided, agreed),
        sections=sections,
        decisions=decided,
        actions=agreed,
        notes=(
            *_notes(record, NoteKind.NOTE),
            *lessons_elsewhere(record, lessons_in(sections)),
        ),
        answered=tuple(line for a, line in inside if not is_open(a)),
        open_questions=tuple(line for a, line in inside if is_open(a)),
        left_out=tuple(line for a, line in asked if a.reference in out),
        heard=who_was_heard(record),
        groups=groups_heard(record),
        became=became(record),
        planning=record.programme.planning,
        account=_account(parts),
        appendix=parts,
        review=record.review,
        changed_since=False,
    )


def _notes(record: Record, kind: NoteKind) -> tuple[Note, ...]:
    return tuple(n for n in record.notes if n.kind is kind)


def _account(parts: tuple[ItemEntries, ...]) -> Account:
    entries = [entry for part in parts for entry in part.entries]
    reasons = [entry.quote.withheld for entry in entries]
    return Account(
        not_quotable=reasons.count(Withheld.NOT_QUOTABLE),
        hidden=reasons.count(Withheld.HIDDEN),
        changed=sum(part.changed for part in parts),
        withdrawn=sum(len(part.withdrawn) for part in parts),
        outside=sum(entry.outside for entry in entries),
    )
