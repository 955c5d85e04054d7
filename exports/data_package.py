"""Sheets as a data package (Frictionless): a CSV file each, and one file that describes them."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from exports.separated import separated
from exports.tables.sheet import Sheet


def data_package(sheets: Iterable[Sheet], title: str, made_at: datetime) -> Mapping[str, bytes]:
    """`datapackage.json` and the files that it names."""
    files = {f"{sheet.name}.csv": (sheet, separated(sheet)) for sheet in sheets}
    description = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "samenspel",
        "title": title,
        "created": made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "resources": [_resource(path, *made) for path, made in files.items()],
    }
    described = json.dumps(description, ensure_ascii=False, indent=1).encode()
    return {"datapackage.json": described} | {path: made for path, (_, made) in files.items()}


def _resource(path: str, sheet: Sheet, made: bytes) -> dict[str, Any]:
    fields = [
        {"name": c.name, "type": c.kind.value, "title": c.title, "description": c.means}
        for c in sheet.columns
    ]
    return {
        "name": sheet.name,
        "type": "table",
        "path": path,
        "title": sheet.title,
        "description": sheet.means,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(made),
        "hash": f"sha256:{sha256(made).hexdigest()}",
        "schema": {"fields": fields, "missingValues": [""]},
    }
