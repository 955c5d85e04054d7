"""Orders: which document of a meeting, in which format and edition; and filling them."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from exports.agreements import compile_agreement
from exports.archive import archive
from exports.calendar import calendar
from exports.compiling import compile_minutes
from exports.data import record_document
from exports.data_package import data_package
from exports.document import FORMATS, plain_name, render
from exports.edition import Edition
from exports.minutes import Minutes
from exports.personal_data import dossier_without_personal_data
from exports.separated import separated
from exports.spreadsheet import TYPE, spreadsheet
from exports.tables import sheets
from exports.tables.register import register_sheet
from exports.tables.sheet import Sheet
from exports.tables.source import SheetSource
from exports.vision import VisionDraft, compile_vision
from exports.vision_compared import NOW, Compared, compile_compared, render_compared
from exports.vision_document import render_vision
from exports.workbook import workbook
from exports.zipped import zipped
from sessions.dossier import Dossier
from sessions.errors import Unknown
from sessions.meeting import Meeting
from sessions.record import Record
from sessions.signing import Variant

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

REGISTER = {"ods": TYPE, "csv": "text/csv", "xlsx": XLSX, "ics": "text/calendar"}
"""The register of actions, as a sheet and as a calendar."""

KINDS: Mapping[str, Mapping[str, str]] = {
    "minutes": FORMATS,
    "data": {
        "ods": TYPE,
        "csv": "text/csv",
        "json": "application/json",
        "xlsx": XLSX,
        "zip": "application/zip",
    },
    "agreements": {**FORMATS, **REGISTER},
    "archive": {"zip": "application/zip"},
}
"""The documents of a meeting, each with its formats, open ones first, and their media types."""
EVERY_KIND = {**KINDS, "vision": FORMATS}
"""The vision too, which is a document of a whole programme."""


MEMORY = 1 << 30
"""Bytes that a process may write to, pandoc beside it as many; half of it is for 2,000 texts."""


@dataclass(frozen=True, slots=True)
class DocumentOrder:
    """One document: its kind, its format and for whom it is; of an agreement also its variant."""

    kind: str
    form: str
    edition: Edition
    variant: Variant = Variant.COVENANT

    def __post_init__(self) -> None:
        """Refuse what there is not, before anybody starts to make it."""
        if self.form not in EVERY_KIND.get(self.kind, {}):
            raise Unknown("export.unknown", known=", ".join(known()))

    @property
    def name(self) -> str:
        """`agreements.odt` is the covenant; the others name their variant."""
        if self.agrees and self.variant is not Variant.COVENANT:
            return f"{self.kind}-{self.variant}.{self.form}"
        return f"{self.kind}.{self.form}"

    @property
    def agrees(self) -> bool:
        """Whether this is an agreement itself, and not the register that goes with each."""
        return self.kind == "agreements" and self.form in FORMATS

    def file_name(self, meeting: Meeting) -> str:
        stem = self.variant if self.agrees else self.kind
        return plain_name(stem, meeting, self.edition, self.form)

    @property
    def media_type(self) -> str:
        return EVERY_KIND[self.kind][self.form]


def known() -> Iterable[str]:
    """Every document there is, as `minutes.pdf`."""
    return (f"{kind}.{form}" for kind, forms in EVERY_KIND.items() for form in forms)


@dataclass(frozen=True, slots=True)
class Job:
    """Documents of one meeting to be made together, into one folder and with so much memory.

    Adopted minutes were `kept`, by edition and format, and are never made again.
    """

    record: Record
    made_at: datetime
    orders: tuple[DocumentOrder, ...]
    folder: Path
    memory: int = MEMORY
    kept: Mapping[tuple[str, str], bytes] = field(default_factory=dict)

    def workshop(self, edition: Edition) -> "Workshop":
        mine = {form: file for (of, form), file in self.kept.items() if of == edition}
        return Workshop(self.record, self.made_at, edition, mine)


@dataclass(frozen=True, slots=True)
class VisionJob:
    """Visions of one programme to be made together, as a `Job` is for a meeting.

    `since` is the number of the version with which they are compared. With `until` as well, it is
    that comparison which is made, and not the vision.
    """

    dossier: Dossier
    made_at: datetime
    orders: tuple[DocumentOrder, ...]
    folder: Path
    memory: int = MEMORY
    since: int | None = None
    until: int | None = None

    def workshop(self, edition: Edition) -> "VisionWorkshop":
        return VisionWorkshop(self.dossier, self.made_at, edition, self.since, self.until)


@dataclass(frozen=True)
class VisionWorkshop:
    """Makes the vision of a programme in one edition; it is compiled once."""

    dossier: Dossier
    made_at: datetime
    edition: Edition
    since: int | None = None
    until: int | None = None

    @cached_property
    def draft(self) -> VisionDraft:
        return compile_vision(self.dossier, self.made_at, self.edition, self.since)

    @cached_property
    def compared(self) -> Compared:
        numbers = (self.since or NOW, self.until or NOW)
        return compile_compared(self.dossier, self.made_at, self.edition, numbers)

    def make(self, order: DocumentOrder) -> bytes:
        if self.until is not None:
            return render_compared(self.compared, self.dossier.language, order.form)
        bare = dossier_without_personal_data(self.dossier, self.edition)
        return render_vision(self.draft, bare, order.form)


@dataclass(frozen=True)
class Workshop:
    """Makes the documents of one edition of one meeting; what they share is made once."""

    record: Record
    made_at: datetime
    edition: Edition
    kept: Mapping[str, bytes] = field(default_factory=dict)

    def make(self, order: DocumentOrder) -> bytes:
        if order.kind == "minutes":
            return self.kept.get(order.form) or self._compiled(order.form)
        if order.kind == "agreements":
            return self._agreed(order)
        if order.kind == "archive":
            return self._archive()
        make: Mapping[str, Callable[[], bytes]] = {
            "ods": lambda: spreadsheet(self.sheets.values(), self.made_at, self._language),
            "csv": lambda: separated(self.sheets["contributions"]),
            "json": self._json,
            "xlsx": lambda: workbook(self.sheets.values(), self.made_at),
            "zip": lambda: zipped(self._package()),
        }
        return make[order.form]()

    @cached_property
    def minutes(self) -> Minutes:
        return compile_minutes(self.record, self.made_at, self.edition)

    @cached_property
    def sheets(self) -> Mapping[str, Sheet]:
        return sheets(self.record, self.made_at, self.edition)

    def _compiled(self, form: str) -> bytes:
        """The minutes as they are now, whatever was adopted."""
        return render(self.minutes, form, self._language)

    def _agreed(self, order: DocumentOrder) -> bytes:
        """The draft of an agreement, or the register of actions that goes with each of them."""
        form = order.form
        agreement = compile_agreement(self.record, self.minutes, order.variant)
        if order.agrees:
            return render(agreement, form, self._language)
        source = SheetSource.of(self.record, self.made_at, self.edition)
        if form == "ics":
            return calendar(agreement, source.words)
        register = register_sheet(source)
        make: Mapping[str, Callable[[], bytes]] = {
            "ods": lambda: spreadsheet([register], self.made_at, self._language),
            "csv": lambda: separated(register),
            "xlsx": lambda: workbook([register], self.made_at),
        }
        return make[form]()

    @property
    def _language(self) -> str:
        return self.record.meeting.language

    def _json(self) -> bytes:
        """The whole record for who runs the programme; for everybody what the sheets say."""
        return as_json(record_document(self.record) if self._is_internal else self._public())

    @property
    def _is_internal(self) -> bool:
        return self.edition is Edition.INTERNAL

    def _public(self) -> Mapping[str, Any]:
        return {
            "version": 1,
            "edition": self.edition.value,
            "title": self.minutes.meeting.title,
            "tables": {
                sheet.name: [
                    dict(zip((c.name for c in sheet.columns), row, strict=True))
                    for row in sheet.rows
                ]
                for sheet in self.sheets.values()
            },
        }

    def _package(self) -> Mapping[str, bytes]:
        return data_package(self.sheets.values(), self.minutes.meeting.title, self.made_at)

    def _archive(self) -> bytes:
        """What keeps: PDF/A and OpenDocument, the data in open formats, and the record.

        Adopted minutes lie beside those that are made now, each in the format it was kept in.
        """
        files = {f"minutes.{form}": self._compiled(form) for form in ("pdf", "odt")}
        files |= {
            f"data.{form}": self.make(DocumentOrder("data", form, self.edition))
            for form in ("ods", "json")
        }
        files |= {f"data/{path}": made for path, made in self._package().items()}
        files |= {f"adopted/minutes.{form}": made for form, made in self.kept.items()}
        return archive(files, self.minutes, self.made_at)


def as_json(document: Mapping[str, Any]) -> bytes:
    """Moments as ISO 8601."""
    return json.dumps(document, ensure_ascii=False, indent=1, default=datetime.isoformat).encode()
