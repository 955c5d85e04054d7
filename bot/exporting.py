"""The command that writes documents to a folder."""

import json
from datetime import UTC, datetime
from pathlib import Path

from bot.agendas import open_store
from bot.unusable import Unusable
from exports.data import record_document
from sessions.meeting import plain_code
from sessions.record import Record


async def find_record(code: str, database: str | None) -> Record:
    """The meeting with this code."""
    store, _ = open_store(database)
    try:
        return await store.record(plain_code(code))
    finally:
        store.close()


def write_export(record: Record, kind: str, formats: list[str], out: Path) -> list[Path]:
    """Write the minutes or the data of a meeting; return the files."""
    out.mkdir(parents=True, exist_ok=True)
    return [write_record(record, out)] if kind == "data" else write_minutes(record, formats, out)


def write_record(record: Record, out: Path) -> Path:
    path = out / "record.json"
    document = json.dumps(record_document(record), ensure_ascii=False, indent=1)
    path.write_text(document, encoding="utf-8")
    return path


def write_minutes(record: Record, formats: list[str], out: Path) -> list[Path]:
    from exports.document import FORMATS, render  # brings pandoc's wrapper along
    from exports.minutes import compile_minutes

    if unknown := [f for f in formats if f not in FORMATS]:
        raise Unusable(f"Het formaat {unknown[0]} bestaat niet; kies uit {', '.join(FORMATS)}.")
    minutes = compile_minutes(record, datetime.now(UTC))
    paths = [out / f"minutes.{form}" for form in formats]
    for path, form in zip(paths, formats, strict=True):
        path.write_bytes(render(minutes, form, record.meeting.language))
    return paths
