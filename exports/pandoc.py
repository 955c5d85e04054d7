"""Pandoc, from HTML to what offices use: in a sandbox and with little memory."""

import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LOOKS = Path(__file__).parent / "templates" / "word"
MEMORY = "512M"
"""What pandoc may use; two thousand contributions fit."""
PATIENCE = 120
"""Seconds after which a document has failed."""

AMPERSAND = "\ufdd0"
"""Stands for `&` on its way through pandoc; no text holds this character."""

TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
RELATIONS = "word/_rels/document.xml.rels"
OPEN_XML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def markdown(html: str) -> bytes:
    """GitHub's Markdown; pandoc would let a typed `&lt;` pass, which readers see as `<`."""
    escaped = re.sub(r"&amp;(?=#?\w+;)", AMPERSAND, html)
    written = _run(["--sandbox", "--from=html", "--to=gfm-raw_html", "--wrap=none"], escaped)
    return written.replace(AMPERSAND.encode(), rb"\&")


def word(html: str, made_at: datetime) -> bytes:
    """A Word file, with our looks; the title stands above the headings."""
    with TemporaryDirectory() as folder:
        looks = Path(folder, "reference.docx")
        looks.write_bytes(reference_document())
        options = ["--to=docx", "--shift-heading-level-by=-1", f"--reference-doc={looks}"]
        written = _run(["--sandbox", "--from=html", *options, "--output=-"], html)
    return _dated(written, made_at)


@cache
def reference_document() -> bytes:
    """Pandoc's own reference document, with our styles, page and footer in it."""
    parts = _unzipped(_run(["--print-default-data-file=reference.docx"]))
    parts |= {f"word/{path.name}": path.read_bytes() for path in sorted(LOOKS.glob("*.xml"))}
    footer = f'<Override PartName="/word/footer1.xml" ContentType="{OPEN_XML}.footer+xml"/>'
    parts[TYPES] = _last_in(parts[TYPES], "</Types>", footer)
    link = f'<Relationship Type="{OFFICE}/footer" Id="rIdFooter" Target="footer1.xml"/>'
    parts[RELATIONS] = _last_in(parts[RELATIONS], "</Relationships>", link)
    return _zipped(parts)


def _run(arguments: Sequence[str], given: str = "") -> bytes:
    # Only when a document is made; it carries no types.
    import pypandoc  # type: ignore[import-untyped]

    command = [pypandoc.get_pandoc_path(), "+RTS", f"-M{MEMORY}", "-RTS", *arguments]
    finished = subprocess.run(  # noqa: S603 -- pandoc itself; what people typed goes in as data
        command, input=given.encode(), env={}, capture_output=True, check=True, timeout=PATIENCE
    )
    return finished.stdout


def _dated(document: bytes, made_at: datetime) -> bytes:
    """In its sandbox pandoc has no clock and writes 1970; give the file its moment."""
    parts = _unzipped(document)
    moment = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    parts[CORE] = parts[CORE].replace(b"1970-01-01T00:00:00Z", moment.encode())
    return _zipped(parts)


def _last_in(part: bytes, end: str, what: str) -> bytes:
    return part.replace(end.encode(), f"{what}{end}".encode())


def _unzipped(document: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(parts: dict[str, bytes]) -> bytes:
    """A zip in which every file has the same old date, so that equal parts give equal bytes."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, part in parts.items():
            archive.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return target.getvalue()
