"""Our letter inside office files, so that a page looks the same on a computer without it."""

from collections.abc import Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from exports import fonts

FACES = {"Regular": "AtkinsonHyperlegible-Regular.ttf", "Bold": "AtkinsonHyperlegible-Bold.ttf"}
SCRAMBLED = 32
"""Word wants so many bytes of a font XORed with a key that stands beside it."""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def in_open_document(manifest: bytes) -> dict[str, bytes]:
    """The parts that an OpenDocument file gets: the fonts, and a manifest that names them."""
    parts = {f"Fonts/{name}": _file(name).read_bytes() for name in FACES.values()}
    entries = "".join(
        f'<manifest:file-entry manifest:media-type="application/x-font-ttf" '
        f'manifest:full-path="{part}"/>'
        for part in parts
    )
    end = b"</manifest:manifest>"
    return parts | {"META-INF/manifest.xml": manifest.replace(end, entries.encode() + end)}


def in_word(settings: bytes) -> Mapping[str, bytes]:
    """The parts that a Word file gets: the fonts, a table of them, and the wish to keep them."""
    parts, faces, links = {}, "", ""
    for place, (face, name) in enumerate(FACES.items(), start=1):
        key = uuid5(NAMESPACE_URL, name)
        parts[f"word/fonts/font{place}.odttf"] = _scrambled(_file(name).read_bytes(), key)
        faces += f'<w:embed{face} r:id="rId{place}" w:fontKey="{{{str(key).upper()}}}"/>'
        target = f'Target="fonts/font{place}.odttf"'
        links += f'<Relationship Id="rId{place}" Type="{OFFICE}/font" {target}/>'
    table = (
        f'<w:fonts xmlns:w="{MAIN}" xmlns:r="{OFFICE}"><w:font w:name="Atkinson Hyperlegible">'
        f'<w:altName w:val="Verdana"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        f'<w:pitch w:val="variable"/>{faces}</w:font></w:fonts>'
    )
    wish = b"<w:embedSystemFonts"
    return parts | {
        "word/fontTable.xml": table.encode(),
        "word/_rels/fontTable.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'.encode()
        ),
        "word/settings.xml": settings.replace(wish, b"<w:embedTrueTypeFonts/>" + wish),
    }


def _file(name: str) -> Path:
    return next(path for path in fonts.files() if path.name == name)


def _scrambled(font: bytes, key: UUID) -> bytes:
    mask = key.bytes[::-1] * 2
    head = bytes(byte ^ other for byte, other in zip(font[:SCRAMBLED], mask, strict=True))
    return head + font[SCRAMBLED:]
