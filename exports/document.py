"""One document in several formats: Jinja2 lays it out as HTML, pandoc turns that into the rest."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.agreements import Agreement
from exports.edition import Edition
from exports.minutes import Minutes
from exports.page import Page
from exports.pandoc import markdown, office
from exports.pdf import pdf
from exports.personal_data import masked
from exports.phrasing import CATALOGUE, Phrasing
from exports.poll_chart import poll_chart
from exports.sections import few
from exports.stretches import stretches
from sessions.items.item import told
from sessions.meeting import Meeting

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"

FORMATS: Mapping[str, str] = {
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "html": "text/html",
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The formats of a document, open ones first, each with its media type."""
STEMS = {
    "minutes": "verslag",
    "agreements": "afspraken",
    "ambition": "ambitieovereenkomst",
    "covenant": "convenant",
    "performance": "prestatieafspraken",
    "data": "gegevens",
    "archive": "archief",
    "vision": "visie",
}
"""How the name of a file begins."""
Document = Minutes | Agreement
"""What can be laid out."""
TARGETS = frozenset({"html", "md"})
"""Formats with a page of their own; the others are made of the page for paper."""


def render(document: Document, form: str, language: str) -> bytes:
    """A document as a file in one of `FORMATS`; the same document gives the same bytes."""
    if form in TARGETS:
        html = lay_out(document, form, language)
        return markdown(html) if form == "md" else html.encode()
    page = Page(lay_out(document, "paper", language), document.made_at)
    return pdf(page) if form == "pdf" else office(page, form)


def file_name(minutes: Minutes, form: str) -> str:
    """`verslag-b1-startbijeenkomst.docx`"""
    return plain_name("minutes", minutes.meeting, minutes.edition, form)


def plain_name(kind: str, meeting: Meeting, edition: Edition, form: str) -> str:
    """A name that every system accepts, and that tells an internal edition from a public one."""
    title = masked(meeting.title, edition)
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    stem = "-".join([STEMS[kind], f"b{meeting.number}", *words])[:80].rstrip("-")
    return f"{stem}{'-intern' if edition is Edition.INTERNAL else ''}.{form}"


def lay_out(document: Document, target: str, language: str) -> str:
    """The page for a screen (`html`), for Markdown (`md`) or for paper (`paper`)."""
    words = CATALOGUE.words(language)
    name = "agreement" if isinstance(document, Agreement) else "minutes"
    pages = {"agreement": "agreements.html", "minutes": "minutes.html"}
    template = environment(words.language).get_template(pages[name])
    return template.render({name: document, "words": words, "target": target})


@cache
def environment(language: str) -> "Environment":
    """Autoescape is on, a name that is not there is a mistake, and typed text is made printable."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    phrasing = Phrasing(CATALOGUE.words(language))
    environment.filters |= phrasing.filters
    environment.globals["few"] = few
    environment.globals["stretches"] = stretches
    environment.globals["poll_chart"] = partial(poll_chart, phrasing=phrasing)
    return environment


def _printable(value: Any) -> Any:
    """Only plain strings: what is markup already was made of printable ones."""
    return told(value) if type(value) is str else value
