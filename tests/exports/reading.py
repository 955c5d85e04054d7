"""Reading documents back: what a page links to, which tags it has, what a Word file says."""

from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from exports.compiling import compile_minutes
from exports.document import lay_out, render
from exports.pandoc import run_pandoc
from exports.typesetting import BREAK
from sessions.record import Record
from tests.exports.records import MADE_AT

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BLOCKS = {"h1", "h2", "h3", "li", "p", "td", "th", "title"}


class Page(HTMLParser):
    """An HTML page as a browser would take it apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self._texts: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        return " ".join("".join(self._texts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._texts += [" "] if tag in BLOCKS else []
        self.attributes.update(name for name, _ in attrs)
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        self.targets += [values["href"] or ""] if "href" in values else []

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self._texts.append(data)


def page(record: Record, language: str = "nl") -> Page:
    return Page(html(record, language))


def html(record: Record, language: str = "nl") -> str:
    return lay_out(compile_minutes(record, MADE_AT), "html", language)


def document(record: Record, form: str) -> bytes:
    return render(compile_minutes(record, MADE_AT), form, "nl")


def word_part(word: bytes, name: str = "word/document.xml") -> bytes:
    with ZipFile(BytesIO(word)) as archive:
        return archive.read(name)


def word_text(word: bytes) -> str:
    paragraphs = ET.fromstring(word_part(word)).iter(f"{WORD}p")
    lines = ["".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in paragraphs]
    return " ".join(" ".join(lines).split())


def text_of(made: bytes, form: str) -> str:
    """What a reader of the document sees, with every run of spaces as one."""
    match form:
        case "html":
            return Page(made.decode()).text
        case "md":
            return markdown_text(made)
        case "pdf":
            return pdf_text(made)
    return word_text(made) if form == "docx" else open_text(made)


def open_text(odt: bytes) -> str:
    content = ET.fromstring(word_part(odt, "content.xml"))
    blocks = [each for each in content.iter() if each.tag in {f"{TEXT}p", f"{TEXT}h"}]
    return " ".join(" ".join("".join(each.itertext()) for each in blocks).split())


def pdf_text(pdf: bytes) -> str:
    """What a reader of the PDF sees; a word that was broken over lines is whole again."""
    with pdfium.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).replace(BREAK, "").split())


def markdown_text(markdown: bytes) -> str:
    """What a reader of Markdown sees."""
    plain = run_pandoc(["--from=gfm", "--to=plain", "--wrap=none"], markdown.decode())
    return " ".join(plain.decode().split())
