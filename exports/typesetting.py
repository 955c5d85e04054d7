"""From a page of ours to what typst reads; everything typed goes as a string, never as markup."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from exports.fonts import families
from exports.page import Page
from exports.pictures import drawing, quoted, told
from exports.printable import printable

BLOCKS = frozenset({"div", "dl", "figure", "h2", "h3", "ol", "p", "section", "table", "ul"})
BREAKABLE = 24
"""A word longer than this may be broken anywhere: no line could hold it."""
LONG = 900
"""Characters in a cell that may go on over a page; a row of shorter ones stays together."""
Spelling = Callable[[str], str]
Write = Callable[[ET.Element], None]
BREAK = "\u200b"


@dataclass(slots=True)
class Typesetter:
    """Writes one page; `places` are the ids that a link may lead to, `spelling` makes printable."""

    places: frozenset[str]
    spelling: Spelling
    parts: list[str] = field(default_factory=list)
    spaced: bool = True

    def blocks(self, parent: ET.Element) -> None:
        """What stands in a section, a list item or a cell: blocks, or a line of text."""
        if not any(child.tag in BLOCKS for child in parent):
            self.line(parent)
            return
        for child in parent:
            self._kind(child, self.blocks)(child)

    def line(self, parent: ET.Element) -> None:
        """A run of text; spaces fold as they do on a page."""
        self.spaced = True
        self._inline(parent)

    def _inline(self, parent: ET.Element) -> None:
        self._say(parent.text)
        for child in parent:
            self._kind(child, self._inline)(child)
            self._say(child.tail)

    def _spelled(self, text: str) -> str:
        """A string of what somebody typed; a word that no line could hold may be broken."""
        breakable = rf"\S{{{BREAKABLE}}}(?=\S)"
        return quoted(re.sub(breakable, rf"\g<0>{BREAK}", self.spelling(text)))

    def _kind(self, element: ET.Element, other: Write) -> Write:
        """How elements with this tag are written."""
        write: Write = getattr(self, f"_{element.tag.rpartition('}')[2]}", other)
        return write

    def _say(self, text: str | None) -> None:
        folded = re.sub(r"[ \n\t]+", " ", text or "")
        if self.spaced:
            folded = folded.removeprefix(" ")
        if folded:
            self.spaced = folded.endswith(" ")
            self.parts.append(f"#{self._spelled(folded)};")

    def _call(self, name: str, element: ET.Element, **named: str) -> None:
        """`#name(key: value)[…];` with the element's blocks or line between the brackets."""
        given = ", ".join(f"{key}: {value}" for key, value in named.items())
        self.parts.append(f"#{name}({given})[")
        self.blocks(element)
        self.parts.append("];\n")

    def _h2(self, element: ET.Element) -> None:
        self._heading(element, 1)

    def _h3(self, element: ET.Element) -> None:
        self._heading(element, 2)

    def _heading(self, element: ET.Element, level: int) -> None:
        self.parts.append(f"\n#heading(level: {level})[")
        self.line(element)
        self.parts.append(f"]{self._label(element)}\n")

    def _label(self, element: ET.Element) -> str:
        name = element.get("id")
        return f"#label({quoted(name)})" if name else ""

    def _p(self, element: ET.Element) -> None:
        self._call("soft-par" if element.get("class") == "soft" else "par", element)

    def _ul(self, element: ET.Element) -> None:
        self._items("list", element)

    def _ol(self, element: ET.Element) -> None:
        self._items("enum", element)

    def _items(self, name: str, element: ET.Element) -> None:
        self.parts.append(f"#{name}(")
        for item in element:
            self.parts.append("[")
            self.blocks(item)
            self.parts.append("],\n")
        self.parts.append(");\n")

    def _nav(self, nav: ET.Element) -> None:
        self.parts.append(f"#contents({quoted(nav.get('aria-label', ''))});\n")

    def _table(self, table: ET.Element) -> None:
        caption, kind = table.find("caption"), table.get("class", "")
        widths = [f"{c.get('width', '')[:-1]}fr" for c in table.iterfind("colgroup/col")]
        self.parts.append(f"#sheet(kind: {quoted(kind)}, columns: ({', '.join(widths)},), head: (")
        self._cells(table.find("thead"))
        self.parts.append("), caption: ")
        if caption is None:
            self.parts.append("none")
        else:
            self.parts.append("[")
            self.line(caption)
            self.parts.append("]")
        self.parts.append(",\n")
        self._cells(table.find("tbody"))
        self.parts.append(");\n")

    def _cells(self, part: ET.Element | None) -> None:
        """A row stays whole when one of its cells must; so of a long row each cell may break."""
        for row in part.iterfind("tr") if part is not None else ():
            broken = "true" if any(len("".join(c.itertext())) > LONG for c in row) else "false"
            for cell in row:
                side = "right" if cell.get("align") == "right" else "left"
                self.parts.append(f"cell({side}, {broken})[")
                self.blocks(cell)
                self.parts.append("],\n")

    def _a(self, element: ET.Element) -> None:
        target = element.get("href", "").removeprefix("#")
        if target in self.places:
            self.parts.append(f"#ref-link(label({quoted(target)}))[")
            self._inline(element)
            self.parts.append("];")
        else:
            self._inline(element)

    def _span(self, element: ET.Element) -> None:
        kind = element.get("class")
        self.parts.append(f"#{kind}[" if kind in {"ref", "soft"} else "#[")
        self._inline(element)
        self.parts.append(f"]{self._label(element)};")

    def _del(self, element: ET.Element) -> None:
        self._struck("strike", element)

    def _ins(self, element: ET.Element) -> None:
        self._struck("underline", element)

    def _struck(self, name: str, element: ET.Element) -> None:
        self.parts.append(f"#{name}[")
        self._inline(element)
        self.parts.append("];")

    def _svg(self, svg: ET.Element) -> None:
        source, words = quoted(drawing(svg)), quoted(told(svg))
        self.parts.append(f"#chart({source}, {words});\n")

    def _br(self, _element: ET.Element) -> None:
        self.parts.append("#linebreak();")
        self.spaced = True


def typeset(page: Page, spelling: Spelling = printable) -> str:
    """The page as source for typst, laid out by `templates/typst/document.typ`."""
    ids = frozenset(element.get("id", "") for element in page.root.iter())
    typesetter = Typesetter(ids - {""}, spelling)
    typesetter.blocks(next(page.root.iter("main")))
    given = {"title": page.title, "lang": page.root.get("lang", ""), **page.around}
    head = ", ".join(f"{key}: {quoted(spelling(value))}" for key, value in given.items())
    head += f", fonts: ({', '.join(map(quoted, families()))})"
    body = "".join(typesetter.parts)
    return f'#import "/document.typ": *\n#show: document.with({head})\n{body}'
