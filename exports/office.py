"""What pandoc leaves undone in a Word or OpenDocument file: looks, alt texts, dates, edges."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

from exports import embedding
from exports.page import Page
from exports.pictures import drawings, told
from exports.zipped import unzipped, zipped

NO_CLOCK, NO_AUTHOR = "1970-01-01T00:00:00Z", "<dc:creator></dc:creator>"
"""What pandoc writes in its sandbox, where it has no clock, and when it knows no author."""
PAGE, PANDOC_PAGE = 9_746, 7_920
"""The width of our text in twentieths of a point, and the width that pandoc divides."""
AROUND = {
    "docx": ("word/header1.xml", "word/footer1.xml", "docProps/core.xml"),
    "odt": ("styles.xml", "meta.xml"),
}
"""The parts with dates, and with what stands around the text: `$author$` and so on."""

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
DRAW, FO, OFFICE, STYLE, SVG, TABLE, TEXT = (
    f"{{{ODF}{name}}}"
    for name in (
        "drawing:1.0",
        "xsl-fo-compatible:1.0",
        "office:1.0",
        "style:1.0",
        "svg-compatible:1.0",
        "table:1.0",
        "text:1.0",
    )
)
LONG = 900
"""Characters in a row that may go on over a page."""
CELLS = {
    "CellHead": {"border": "none", "border-bottom": "1.25pt solid #1d1b19"},
    "CellRow": {"border": "none", "border-bottom": "0.5pt solid #d8d4cc"},
    "CellBare": {"border": "none"},
}
"""LibreOffice takes the edges of cells from the styles of the text itself alone."""


def finished(document: bytes, page: Page, form: str) -> bytes:
    """What pandoc made, as we want it; `form` is "docx" or "odt", the document all of the zip."""
    parts = unzipped(document)
    for name in AROUND[form]:
        parts[name] = _around(parts[name], page)
    if form == "docx":
        parts["word/document.xml"] = _document(parts["word/document.xml"])
        parts["word/numbering.xml"] = _closer(parts["word/numbering.xml"])
        parts |= embedding.in_word(_hyphenating(parts["word/settings.xml"]))
    else:
        words = [told(svg) for svg in drawings(page.root)]
        parts["content.xml"] = _content(parts["content.xml"], words)
        manifest = parts["META-INF/manifest.xml"].replace(b'"application/xml"', b'"text/xml"')
        parts |= embedding.in_open_document(manifest)
    return zipped(parts)


def _around(part: bytes, page: Page) -> bytes:
    """Fill in what is known only now; in one go, since a title may look like a gap."""
    known = {f"${name}$": escape(value) for name, value in page.around.items()}
    language, _, country = page.root.get("lang", "").partition("-")
    known |= {"$language$": language, "$country$": country}
    known[NO_CLOCK] = page.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    known[NO_AUTHOR] = f"<dc:creator>{known['$author$']}</dc:creator>"
    known[NO_AUTHOR] += f"<dc:subject>{known['$subject$']}</dc:subject>"
    gaps = "|".join(map(re.escape, known))
    return re.sub(gaps, lambda gap: known[gap.group()], part.decode()).encode()


def _document(document: bytes) -> bytes:
    """Columns over the whole page, air below a table, a bare one where there are no heads, and no
    names that are data: pandoc calls a picture after its source, and ours is the picture itself.
    """
    words = re.sub(r'(<pic:cNvPr descr=")data:[^"]*', r"\1", document.decode())
    words = re.sub(
        r'<w:gridCol w:w="(\d+)"',
        lambda column: f'<w:gridCol w:w="{int(column.group(1)) * PAGE // PANDOC_PAGE}"',
        words,
    )
    words = re.sub(r"<w:tr>.*?</w:tr>", _whole, words, flags=re.DOTALL)
    below_table = r'(</w:tbl>\s*<w:p><w:pPr><w:pStyle w:val=")BodyText'
    words = re.sub(below_table, r"\1FirstParagraph", words)
    bare = r'<w:tblStyle w:val="Table" />(?=(?:(?!</w:tblPr>).)*w:firstRow="0")'
    return re.sub(bare, '<w:tblStyle w:val="Bare" />', words).encode()


def _whole(row: re.Match[str]) -> str:
    """A row that stays on one page, unless it is a very long one."""
    if len(re.sub("<[^>]*>", "", row.group())) > LONG:
        return row.group()
    inside = row.group().removeprefix("<w:tr>")
    if inside.startswith("<w:trPr>"):
        return f"<w:tr><w:trPr><w:cantSplit/>{inside.removeprefix('<w:trPr>')}"
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inside}"


def _hyphenating(settings: bytes) -> bytes:
    """Words may be broken; the styles say where, which is in tables alone."""
    return re.sub(rb"(<w:defaultTabStop [^>]*>)", rb"\1<w:autoHyphenation/>", settings)


def _closer(numbering: bytes) -> bytes:
    """Lists that begin near the edge of the text."""
    return numbering.replace(b'w:left="720" w:hanging="360"', b'w:left="340" w:hanging="240"')


def _content(content: bytes, alternatives: Iterable[str]) -> bytes:
    for name, address in re.findall(rb'xmlns:(\w+)="([^"]+)"', content):
        ET.register_namespace(name.decode(), address.decode())
    near = content.replace(b'="0.5in"', b'="0.22in"').replace(b'="-0.25in"', b'="-0.17in"')
    root = ET.fromstring(near)  # noqa: S314 -- pandoc wrote it from our own page
    _drop_unused(root)
    automatic = root.find(f"{OFFICE}automatic-styles")
    assert automatic is not None
    automatic.extend(_cell_style(kind, edges) for kind, edges in CELLS.items())
    automatic.append(_row_style())
    for table in root.iter(f"{TABLE}table"):
        _dress(table)
    for frame, words in zip(root.iter(f"{DRAW}frame"), alternatives, strict=True):
        _hang(frame, words)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _cell_style(kind: str, edges: Mapping[str, str]) -> ET.Element:
    style = ET.Element(f"{STYLE}style", {f"{STYLE}name": kind, f"{STYLE}family": "table-cell"})
    given = {"padding": "0mm", "padding-right": "3.5mm", **edges}
    looks = {f"{FO}{name}": value for name, value in given.items()}
    ET.SubElement(style, f"{STYLE}table-cell-properties", looks)
    return style


def _row_style() -> ET.Element:
    style = ET.Element(f"{STYLE}style", {f"{STYLE}name": "Whole", f"{STYLE}family": "table-row"})
    ET.SubElement(style, f"{STYLE}table-row-properties", {f"{FO}keep-together": "always"})
    return style


def _hang(frame: ET.Element, words: str) -> None:
    """A picture stands on the line like a letter, and says in words what it shows."""
    ET.SubElement(frame, f"{SVG}desc").text = words
    height = frame.get(f"{SVG}height")
    frame.attrib |= {f"{TEXT}anchor-type": "as-char", f"{SVG}x": "0in", f"{SVG}y": f"-{height}"}


def _drop_unused(root: ET.Element) -> None:
    """Styles and fonts that pandoc always names, also where they are not used or not there."""
    for parent in list(root.iter()):
        for child in list(parent):
            name = child.get(f"{STYLE}name", "")
            if name in {"fr1", "fr2", "TableRowCell", "TableHeaderRowCell", "Courier New"}:
                parent.remove(child)


def _dress(table: ET.Element) -> None:
    """Heads in bold with a line below; a table without heads has no lines at all."""
    heads = table.findall(f"{TABLE}table-header-rows/{TABLE}table-row")
    for row in heads:
        _dress_row(row, "CellHead", "Table_20_Heading")
    kind = "CellRow" if heads else "CellBare"
    for row in table.findall(f"{TABLE}table-row"):
        _dress_row(row, kind, "Table_20_Contents")


def _dress_row(row: ET.Element, kind: str, style: str) -> None:
    if len("".join(row.itertext())) <= LONG:
        row.set(f"{TABLE}style-name", "Whole")
    for cell in row.iter(f"{TABLE}table-cell"):
        cell.set(f"{TABLE}style-name", kind)
        for line in cell.iter(f"{TEXT}p"):
            aligned = line.get(f"{TEXT}style-name", "").startswith("P")
            line.set(f"{TEXT}style-name", f"{style}_20_Right" if aligned else style)
