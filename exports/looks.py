"""Reference documents for pandoc, built of its own and of our styles, pages and footers."""

from pathlib import Path

from exports.zipped import unzipped, zipped

TEMPLATES = Path(__file__).parent / "templates"
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
OPEN_XML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def reference_document(form: str, shipped: bytes) -> bytes:
    """What pandoc copies the looks of: its own document as shipped, with ours in it."""
    parts = unzipped(shipped)
    return zipped(parts | (_word(parts) if form == "docx" else _open_document()))


def _word(parts: dict[str, bytes]) -> dict[str, bytes]:
    types, links = parts[TYPES], parts[RELATIONS]
    for edge in ("header", "footer"):
        kind = f'PartName="/word/{edge}1.xml" ContentType="{OPEN_XML}.{edge}+xml"'
        types = _last_in(types, "</Types>", f"<Override {kind}/>")
        target = f'Type="{OFFICE}/{edge}" Id="rId{edge.title()}" Target="{edge}1.xml"'
        links = _last_in(links, "</Relationships>", f"<Relationship {target}/>")
    ours = {f"word/{path.name}": path.read_bytes() for path in (TEMPLATES / "word").glob("*.xml")}
    return ours | {TYPES: types, RELATIONS: links}


def _open_document() -> dict[str, bytes]:
    return {"styles.xml": (TEMPLATES / "odf" / "styles.xml").read_bytes()}


def _last_in(part: bytes, end: str, what: str) -> bytes:
    return part.replace(end.encode(), f"{what}{end}".encode())
