"""What openxml-audit says of a file: ODF by the schema of OASIS, Word and Excel as Office reads."""

import json
import subprocess
import sys
from pathlib import Path

AUDIT = Path(sys.executable).parent / "openxml-audit"
OFFICE = ["--format", "microsoft365"]
SCHEMA = ["--format", "odf1.3", "--odf-level", "schema-core"]
SENSE = ["--format", "odf1.3", "--odf-level", "semantic-core"]
AUDITS = {"docx": [OFFICE], "xlsx": [OFFICE], "odt": [SCHEMA, SENSE], "ods": [SCHEMA, SENSE]}
"""An OpenDocument file is held against the schema, and then read for what a schema cannot see."""


def complaints(made: bytes, form: str, folder: Path) -> list[str]:
    """Each error that it finds; none when the file is right."""
    path = folder / f"audited.{form}"
    path.write_bytes(made)
    return [said for options in AUDITS[form] for said in _audited(path, options)]


def _audited(path: Path, options: list[str]) -> list[str]:
    told = subprocess.run(
        [AUDIT, *options, "--output", "json", "--max-errors", "20", path],
        capture_output=True,
        text=True,
        check=False,
    )
    [report] = json.loads(told.stdout)
    return [error["description"] for error in report["errors"] if error["severity"] != "warning"]
