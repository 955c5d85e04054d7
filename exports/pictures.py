"""Charts as pictures for paper: with letters that our fonts have, and as PNG for offices."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from exports import fonts
from exports.printable import plainly_printable

if TYPE_CHECKING:
    import typst

SVG = "{http://www.w3.org/2000/svg}"
POINTS = 0.75
"""Points in a pixel."""
SHARP = 216
"""Pixels per inch of a picture: three for each one on a screen."""
LOOKS = Path(__file__).parent / "templates" / "typst"


def drawing(svg: ET.Element) -> str:
    """The SVG as typst draws it: in our letter, without what that cannot show."""
    for text in svg.iter(f"{SVG}text"):
        text.text = plainly_printable(text.text or "")
    svg.set("font-family", fonts.families()[0])
    ET.register_namespace("", SVG.strip("{}"))
    return ET.tostring(svg, encoding="unicode")


def told(svg: ET.Element) -> str:
    """What the picture shows, in words."""
    return f"{svg.findtext(f'{SVG}title', '')}. {svg.findtext(f'{SVG}desc', '')}"


def drawings(root: ET.Element) -> list[ET.Element]:
    """Every drawing of a page, in its order."""
    return list(root.iter(f"{SVG}svg"))


def as_png(drawings: Sequence[str]) -> list[bytes]:
    """The same drawings as PNG, each by itself, in the order given."""
    if not drawings:
        return []
    pages = [f'#image(bytes({quoted(each)}), format: "svg")' for each in drawings]
    source = "#set page(width: auto, height: auto, margin: 0pt)\n" + "\n#pagebreak()\n".join(pages)
    made = compiler(source).compile(format="png", ppi=SHARP)
    return made if isinstance(made, list) else [made] if made else []


def compiler(source: str) -> "typst.Compiler":
    """Typst with our fonts and our layouts, and nothing else of this computer."""
    import typst  # 40 MB, only when a document is made

    ours = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.folders()],
    )
    return typst.Compiler(source.encode(), root=str(LOOKS), font_paths=ours)


def quoted(text: str) -> str:
    """A string of typst."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
