"""The same sheets as files: Excel, OpenDocument, CSV, a data package, an archive."""

import csv
import json
import re
import zipfile
from dataclasses import replace
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from exports.edition import Edition
from exports.orders import KINDS, DocumentOrder, Job, Workshop
from sessions.record import Record
from sessions.reviewing import AdoptedMinutes, Review
from tests.exports.auditing import complaints
from tests.exports.evenings import evenings, patiently
from tests.exports.reading import document
from tests.exports.records import MADE_AT, Evening, full_evening, poll, question
from tests.exports.test_data import complaints as schema_complaints

LIVE = (
    '=HYPERLINK("http://voorbeeld.nl")',
    "+31612345678",
    "-1+1",
    "@SUM(A1)",
    "\tx",
    "https://x.nl",
)
EXCEL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OPEN = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def made(record: Record, name: str, edition: Edition = Edition.INTERNAL) -> bytes:
    kind, _, form = name.partition(".")
    return Workshop(record, MADE_AT, edition).make(DocumentOrder(kind, form, edition))


def live_evening() -> Evening:
    """Everything that a spreadsheet might run, wherever words can be typed."""
    evening = Evening(question(LIVE[0]), poll(LIVE[1], options=LIVE[:5], other=True))
    anna = evening.joins(LIVE[0], "bewoners")
    for text in LIVE:
        evening.says(anna, 1, text=f"{text}!" if text[0] == "\t" else text, theme=text)
        evening.asks(anna, text, text, text)
    evening.says(anna, 2, other=LIVE[3])
    return evening


def part(file: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return archive.read(name)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize(
    "evening", [full_evening(), live_evening(), Evening()], ids=["full", "live", "empty"]
)
def test_the_audit_finds_nothing(
    form: str, edition: Edition, evening: Evening, tmp_path: Path
) -> None:
    assert complaints(made(evening.record(), f"data.{form}", edition), form, tmp_path) == []


@pytest.mark.parametrize(
    "name", [f"{kind}.{form}" for kind in ("data", "archive") for form in KINDS[kind]]
)
@pytest.mark.parametrize("edition", list(Edition))
def test_the_same_record_and_moment_give_the_same_file(name: str, edition: Edition) -> None:
    record = full_evening().record()

    assert made(record, name, edition) == made(record, name, edition)


def test_nothing_typed_is_a_formula_or_a_link_in_excel() -> None:
    book = made(live_evening().record(), "data.xlsx")
    with zipfile.ZipFile(BytesIO(book)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets")]
        cells = b"".join(archive.read(name) for name in names)
        texts = ET.fromstring(archive.read("xl/sharedStrings.xml"))

    assert re.findall(rb"<f[ >]|<hyperlink", cells) == []
    assert [n for n in names if "_rels" in n] == []
    assert set(LIVE) - {"\tx"} <= {"".join(si.itertext()) for si in texts}


def test_nothing_typed_is_a_formula_in_open_document() -> None:
    content = part(made(live_evening().record(), "data.ods"), "content.xml")

    assert b"formula" not in content
    assert b"=HYPERLINK(&quot;http" in content


def test_cells_of_csv_that_a_spreadsheet_would_run_are_made_safe() -> None:
    read = list(csv.DictReader(StringIO(made(live_evening().record(), "data.csv").decode())))
    cells = [cell for row in read for cell in row.values()]

    assert [row["text"] for row in read][:4] == [f"'{text}" for text in LIVE[:4]]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_csv_has_a_row_per_contribution() -> None:
    record = full_evening().record()
    read = list(csv.DictReader(StringIO(made(record, "data.csv").decode())))

    assert [row["reference"] for row in read] == [
        c.reference for i in record.running_order for c in record.given(i.number)
    ]


def test_open_document_has_a_table_per_sheet_with_heads_that_repeat() -> None:
    content = ET.fromstring(part(made(full_evening().record(), "data.ods"), "content.xml"))
    tables = list(content.iter(f"{TABLE}table"))

    assert [t.get(f"{TABLE}name") for t in tables][:4] == [
        "Bijeenkomst", "Onderdelen", "Inbreng", "B1.2 inbreng",
    ]  # fmt: skip
    assert [t for t in tables if t.find(f"{TABLE}table-header-rows") is None] == []
    assert {c.get(f"{OPEN}value-type") for c in content.iter(f"{TABLE}table-cell")} == {
        "string", "float", "boolean", "date", None,
    }  # fmt: skip


def test_json_is_the_record_inside_and_the_sheets_outside() -> None:
    record = full_evening().record()
    inside: dict[str, Any] = json.loads(made(record, "data.json"))
    outside: dict[str, Any] = json.loads(made(record, "data.json", Edition.PUBLIC))

    assert schema_complaints(inside) == []
    assert (outside["version"], outside["edition"]) == (1, "public")
    assert "participants" not in outside["tables"]
    assert outside["tables"]["contributions"][0]["reference"] == "B1.2-001"


def test_the_data_package_describes_its_own_files() -> None:
    package = made(full_evening().record(), "data.zip")
    described = json.loads(part(package, "datapackage.json"))

    for resource in described["resources"]:
        file = part(package, resource["path"])
        head, *rows = csv.reader(StringIO(file.decode()))
        assert resource["bytes"] == len(file)
        assert resource["hash"] == f"sha256:{sha256(file).hexdigest()}"
        assert [field["name"] for field in resource["schema"]["fields"]] == head
        assert {len(row) for row in rows} <= {len(head)}
    assert {field["type"] for r in described["resources"] for field in r["schema"]["fields"]} == {
        "string", "integer", "number", "boolean", "datetime",
    }  # fmt: skip


@pytest.mark.parametrize("edition", list(Edition))
def test_the_archive_can_be_checked_by_its_manifest(edition: Edition) -> None:
    record = full_evening().record()
    archive = made(record, "archive.zip", edition)
    manifest = json.loads(part(archive, "manifest.json"))
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        found = {name: opened.read(name) for name in opened.namelist()}

    assert manifest["edition"] == edition
    assert {f["path"]: f["sha256"] for f in manifest["files"]} == {
        name: sha256(file).hexdigest() for name, file in found.items() if name != "manifest.json"
    }
    assert {"minutes.pdf", "minutes.odt", "data.ods", "data.json"} <= set(found)
    assert "data/datapackage.json" in found
    assert "data/participants.csv" in found or edition is Edition.PUBLIC
    if edition is Edition.PUBLIC:
        assert found["minutes.pdf"] == document(record, "pdf")


@pytest.mark.parametrize("edition", list(Edition))
def test_the_archive_has_the_adopted_files_beside_the_minutes_of_now(edition: Edition) -> None:
    adopted = AdoptedMinutes(MADE_AT, "a" * 64, 58, "coordinator:1", issue=3)
    record = replace(full_evening().record(), review=Review(adopted=adopted))
    kept = {("internal", "pdf"): b"binnen", ("public", "pdf"): b"buiten", ("public", "md"): b"# b"}
    shop = Job(record, MADE_AT, (), Path(), kept=kept).workshop(edition)

    archive = shop.make(DocumentOrder("archive", "zip", edition))

    manifest = json.loads(part(archive, "manifest.json"))
    mine = {f"adopted/minutes.{form}": file for (of, form), file in kept.items() if of == edition}
    listed = {f["path"]: f["sha256"] for f in manifest["files"] if "adopted/" in f["path"]}
    assert {name: part(archive, name) for name in listed} == mine
    assert listed == {name: sha256(file).hexdigest() for name, file in mine.items()}
    plain = Workshop(record, MADE_AT, edition)
    assert part(archive, "minutes.pdf") == plain.make(DocumentOrder("minutes", "pdf", edition))
    assert manifest["adopted"] == {
        "at": "2027-03-11T21:10:00Z", "issue": 3, "version": 58, "content_sha256": "a" * 64,
        "changed_since": True,
    }  # fmt: skip


@given(evenings())
@patiently
def test_the_data_of_any_evening_come_out(record: Record) -> None:
    read = ET.fromstring(part(made(record, "data.xlsx"), "xl/sharedStrings.xml"))
    content = ET.fromstring(part(made(record, "data.ods"), "content.xml"))

    assert read.tag == f"{EXCEL}sst"
    assert len(list(content.iter(f"{TABLE}table"))) == 22
