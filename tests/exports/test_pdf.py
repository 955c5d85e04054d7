import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest
from hypothesis import given

from exports.compiling import compile_minutes
from exports.document import lay_out
from exports.page import Page
from exports.pdf import pdf
from exports.pictures import drawings, told
from sessions.record import Record
from tests.exports.evenings import NASTY, evenings, patiently
from tests.exports.reading import document, pdf_text
from tests.exports.records import MADE_AT, Evening, full_evening, poll, question


@pytest.fixture(scope="module")
def made() -> bytes:
    return document(full_evening().record(), "pdf")


@pytest.fixture(scope="module")
def opened(made: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(made)) as document:
        yield document


def tagged(element: Any) -> Iterator[Any]:
    """Every element of the structure tree, from the top down."""
    if isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield element
        children = element.get("/K")
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            yield from tagged(child)


def tags(document: pikepdf.Pdf) -> list[str]:
    return [str(each.S) for each in tagged(document.Root.StructTreeRoot)]


def test_it_says_that_it_keeps_and_that_everybody_can_read_it(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as meta:
        claims = {
            name: meta.get(name)
            for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title")
        }

    assert claims == {
        "pdfaid:part": "2",
        "pdfaid:conformance": "A",
        "pdfuaid:part": "1",
        "dc:title": "Verslag: Startbijeenkomst",
    }


def test_it_has_a_language_a_title_in_its_window_and_bookmarks(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        chapters = [item.title for item in outline.root]

    assert opened.Root.Lang == "nl-NL"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert chapters[:3] == ["Kern", "Wie er waren", "Programma en werkwijze"]
    assert chapters[-1] == "Bijlage: alle inbreng"


def test_its_parts_are_tagged_as_what_they_are(opened: pikepdf.Pdf) -> None:
    found = tags(opened)

    assert bool(opened.Root.MarkInfo.Marked)
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD", "/Link"} <= set(found)
    assert found.count("/TOC") == 1


def test_every_table_with_heads_has_header_cells_with_a_scope(opened: pikepdf.Pdf) -> None:
    heads = [each for each in tagged(opened.Root.StructTreeRoot) if each.S == "/TH"]
    scopes = {str(each.A[0].Scope) for each in heads}

    assert len(heads) > 30
    assert scopes == {"/Column"}


def test_every_chart_says_in_words_what_it_shows(opened: pikepdf.Pdf) -> None:
    page = Page(lay_out(compile_minutes(full_evening().record(), MADE_AT), "paper", "nl"), MADE_AT)
    figures = [each for each in tagged(opened.Root.StructTreeRoot) if each.S == "/Figure"]

    assert [str(each.Alt) for each in figures] == [told(svg) for svg in drawings(page.root)]
    assert "Woningen: 6 van 17 (ronde 1), 6 van 13 (ronde 2)" in str(figures[0].Alt)


def test_every_letter_comes_along(opened: pikepdf.Pdf) -> None:
    fonts = [
        font.DescendantFonts[0].FontDescriptor
        for font in opened.objects
        if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/Type0"
    ]
    names = {re.sub("^/[A-Z]{6}[+]", "", str(font.FontName)) for font in fonts}

    assert names >= {"AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold"}
    assert [font for font in fonts if "/FontFile2" not in font and "/FontFile3" not in font] == []


def test_links_lead_to_places_in_the_same_document(opened: pikepdf.Pdf) -> None:
    links = [
        note for page in opened.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"
    ]

    assert len(links) > 30
    assert [link for link in links if "/Dest" not in link and link.A.S != "/GoTo"] == []


def test_the_library_of_qpdf_finds_nothing_wrong(made: bytes) -> None:
    """What `qpdf --check` reads, wherever the tests run."""
    with pikepdf.open(BytesIO(made)) as opened:
        assert opened.check_pdf_syntax() == []


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not on the path")
def test_qpdf_finds_nothing_wrong(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(made)

    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)

    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("verapdf") is None, reason="verapdf is not on the path")
@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_verapdf_agrees(made: bytes, flavour: str, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(made)

    checked = subprocess.run(
        ["verapdf", "--format", "text", "--flavour", flavour, path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.stdout.startswith("PASS")


def test_typed_words_stay_words() -> None:
    evening = Evening(question(), title='#panic() #import "x" $x$ <b> `raw` \\ "')
    evening.says(evening.joins(), 1, text='#panic() *vet* _x_ @B1.1 $1$ <B1.1-001> // "; \\')

    text = pdf_text(document(evening.record(), "pdf"))

    assert 'Verslag: #panic() #import "x" $x$ <b> `raw` \\ "' in text
    assert '‘#panic() *vet* _x_ @B1.1 $1$ <B1.1-001> // "; \\’' in text


def test_what_no_font_shows_is_named() -> None:
    evening = Evening(question(), poll(options=("中文", "Zorg")))
    anna = evening.joins()
    evening.says(anna, 1, text="Wij zeggen 你 en ★, مرحبا en 💚")
    evening.says(anna, 2, choice=[1])

    text = pdf_text(document(evening.record(), "pdf"))

    assert "Wij zeggen [teken U+4F60] en [teken U+2605], " in text
    assert "[teken U+4E2D][teken U+6587]" in text
    assert "💚" in text


def test_a_word_that_no_line_could_hold_is_whole_and_stays_on_the_page() -> None:
    evening = Evening(question())
    evening.says(evening.joins(), 1, text="ǂ" * 4_000)
    made = document(evening.record(), "pdf")
    with pdfium.PdfDocument(made) as opened:
        furthest = max(
            text.get_charbox(place)[2]
            for page in opened
            for text in (page.get_textpage(),)
            for place in range(text.count_chars())
            if text.get_text_range(place, 1) == "ǂ"
        )

    assert pdf_text(made).count("ǂ") == 8_000
    assert furthest < 542  # points: A4 without its right margin


def test_it_comes_out_when_even_our_own_check_of_the_fonts_was_wrong() -> None:
    evening = Evening(question())
    evening.says(evening.joins(), 1, text="中 a\u20e3")
    page = Page(lay_out(compile_minutes(evening.record(), MADE_AT), "paper", "nl"), MADE_AT)

    made = pdf(page, first=str)

    assert "‘[teken U+4E2D] a[teken U+20E3]’" in pdf_text(made)


@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
def test_nasty_words_come_out_in_a_title_a_text_and_an_option(typed: str) -> None:
    evening = Evening(
        poll(typed[:200], options=(typed[:300], "Zorg"), other=True), title=typed[:200]
    )
    evening.says(evening.joins(typed[:120], "bewoners"), 1, other=typed[:300])

    assert document(evening.record(), "pdf").startswith(b"%PDF-1.7")


@given(evenings())
@patiently
def test_the_minutes_of_any_evening_come_out(record: Record) -> None:
    assert document(record, "pdf").startswith(b"%PDF-1.7")
