"""The data of a meeting as sheets: plain rows under named columns, ready for any spreadsheet."""

from collections.abc import Mapping
from datetime import datetime

from exports.edition import Edition
from exports.tables.afterwards import afterwards_sheets
from exports.tables.answers import contribution_sheet, item_sheets
from exports.tables.around import (
    asked_sheet,
    items_sheet,
    meeting_sheet,
    notes_sheet,
    participants_sheet,
)
from exports.tables.by_kind import by_kind_sheet
from exports.tables.dictionary import dictionary
from exports.tables.results import results_sheet
from exports.tables.sheet import Sheet
from exports.tables.source import SheetSource
from sessions.record import Record


def sheets(record: Record, made_at: datetime, edition: Edition) -> Mapping[str, Sheet]:
    """Every sheet by its name; the last one explains the columns of the others."""
    source = SheetSource.of(record, made_at, edition)
    made = [
        meeting_sheet(source),
        items_sheet(source),
        contribution_sheet(source),
        *item_sheets(source),
        results_sheet(source),
        by_kind_sheet([source]),
        *([participants_sheet(source)] if edition is Edition.INTERNAL else []),
        notes_sheet(source),
        asked_sheet(source),
        *afterwards_sheets(source),
    ]
    return {each.name: each for each in (*made, dictionary(made, source.words))}
