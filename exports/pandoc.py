"""Pandoc, from HTML to what offices use: in a sandbox and with little memory."""

import re
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from exports.looks import reference_document
from exports.office import finished
from exports.page import Page
from exports.pictures import as_png, drawing, drawings, told

MEMORY = "512M"
"""What pandoc may use; two thousand contributions fit."""
PATIENCE = 120
"""Seconds after which a document has failed."""

AMPERSAND = "\ufdd0"
"""Stands for `&` on its way through pandoc; no text holds this character."""

STYLES = {"soft": "Soft", "ref": "Reference"}


def markdown(html: str) -> bytes:
    """GitHub's Markdown; pandoc would let a typed `&lt;` pass, which readers see as `<`."""
    escaped = re.sub(r"&amp;(?=#?\w+;)", AMPERSAND, html)
    written = run_pandoc(["--sandbox", "--from=html", "--to=gfm-raw_html", "--wrap=none"], escaped)
    return written.replace(AMPERSAND.encode(), rb"\&")


def office(page: Page, form: str) -> bytes:
    """A file for an office suite, with our looks; the title stands above the headings."""
    html = for_pandoc(page)
    with TemporaryDirectory() as folder:
        looks = Path(folder, f"reference.{form}")
        looks.write_bytes(looks_of(form))
        options = [
            f"--to={form}",
            "--shift-heading-level-by=-1",
            "--syntax-highlighting=none",
            f"--reference-doc={looks}",
        ]
        written = run_pandoc(["--sandbox", "--from=html", *options, "--output=-"], html)
    return finished(written, page, form)


@cache
def looks_of(form: str) -> bytes:
    """The document whose styles pandoc takes over, in our looks."""
    return reference_document(form, run_pandoc([f"--print-default-data-file=reference.{form}"]))


def run_pandoc(arguments: Sequence[str], given: str = "") -> bytes:
    """What pandoc writes; raise `CalledProcessError` or, after `PATIENCE`, `TimeoutExpired`."""
    # Only when a document is made; it carries no types.
    import pypandoc  # type: ignore[import-untyped]

    command = [pypandoc.get_pandoc_path(), "+RTS", f"-M{MEMORY}", "-RTS", *arguments]
    finished = subprocess.run(  # noqa: S603 -- pandoc itself; what people typed goes in as data
        command, input=given.encode(), env={}, capture_output=True, check=True, timeout=PATIENCE
    )
    return finished.stdout


def for_pandoc(page: Page) -> str:
    """The page with pictures inside it, since pandoc in its sandbox reads no other files, and
    with the names of our styles, which it takes from spans alone.
    """
    root = deepcopy(page.root)
    drawn = drawings(root)
    for svg, png in zip(drawn, as_png([drawing(each) for each in drawn]), strict=True):
        _become_picture(svg, png)
    for line in list(root.iter("p")):
        if line.attrib.pop("class", "") == "soft":
            _wrap(line)
    for span in root.iter("span"):
        if style := STYLES.get(span.attrib.pop("class", "")):
            span.set("data-custom-style", style)
    for nav in root.iter("nav"):
        name = ET.Element("p")
        ET.SubElement(name, "b").text = nav.attrib.pop("aria-label")
        nav.insert(0, name)
    return ET.tostring(root, encoding="unicode", method="html")


def _become_picture(svg: ET.Element, png: bytes) -> None:
    words, width = told(svg), svg.get("width", "")
    svg.clear()
    svg.tag = "img"
    source = f"data:image/png;base64,{b64encode(png).decode()}"
    svg.attrib |= {"src": source, "width": width, "alt": words}


def _wrap(line: ET.Element) -> None:
    """Put all that stands in a line in one span."""
    span = ET.Element("span", {"class": "soft"})
    span.text, line.text = line.text, None
    span.extend(list(line))
    line[:] = [span]
