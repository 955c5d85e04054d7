"""Pandoc, from HTML to what offices use: in a sandbox and with little memory."""

import re
import subprocess
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from exports.looks import reference_document
from exports.page import Page
from exports.zipped import unzipped, zipped

MEMORY = "512M"
"""What pandoc may use; two thousand contributions fit."""
PATIENCE = 120
"""Seconds after which a document has failed."""

AMPERSAND = "\ufdd0"
"""Stands for `&` on its way through pandoc; no text holds this character."""

PROPERTIES = {"docx": "docProps/core.xml", "odt": "meta.xml"}


def markdown(html: str) -> bytes:
    """GitHub's Markdown; pandoc would let a typed `&lt;` pass, which readers see as `<`."""
    escaped = re.sub(r"&amp;(?=#?\w+;)", AMPERSAND, html)
    written = run_pandoc(["--sandbox", "--from=html", "--to=gfm-raw_html", "--wrap=none"], escaped)
    return written.replace(AMPERSAND.encode(), rb"\&")


def office(page: Page, form: str) -> bytes:
    """A file for an office suite, with our looks; the title stands above the headings."""
    with TemporaryDirectory() as folder:
        looks = Path(folder, f"reference.{form}")
        looks.write_bytes(reference_document(form))
        options = [f"--to={form}", "--shift-heading-level-by=-1", f"--reference-doc={looks}"]
        written = run_pandoc(["--sandbox", "--from=html", *options, "--output=-"], page.html)
    return _finished(written, page, form)


def run_pandoc(arguments: Sequence[str], given: str = "") -> bytes:
    # Only when a document is made; it carries no types.
    import pypandoc  # type: ignore[import-untyped]

    command = [pypandoc.get_pandoc_path(), "+RTS", f"-M{MEMORY}", "-RTS", *arguments]
    finished = subprocess.run(  # noqa: S603 -- pandoc itself; what people typed goes in as data
        command, input=given.encode(), env={}, capture_output=True, check=True, timeout=PATIENCE
    )
    return finished.stdout


def _finished(document: bytes, page: Page, form: str) -> bytes:
    """In its sandbox pandoc has no clock and writes 1970; give the file its moment."""
    parts = unzipped(document)
    moment = page.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    name = PROPERTIES[form]
    parts[name] = parts[name].replace(b"1970-01-01T00:00:00Z", moment.encode())
    if form == "odt":
        for key, value in page.around.items():
            parts["styles.xml"] = parts["styles.xml"].replace(
                f"${key}$".encode(), escape(value).encode()
            )
    return zipped(parts)
