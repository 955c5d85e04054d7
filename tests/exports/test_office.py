"""Word and OpenDocument files, audited by openxml-audit and taken apart."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from exports.compiling import compile_minutes
from exports.document import render
from exports.office import DRAW, SVG, TABLE, TEXT
from exports.pandoc import looks_of
from exports.zipped import unzipped, zipped
from sessions.record import Record
from tests.exports.auditing import complaints
from tests.exports.evenings import NASTY, evenings, patiently
from tests.exports.reading import document, text_of, word_part
from tests.exports.records import MADE_AT, Evening, full_evening, poll, question

OFFICES = ["docx", "odt"]


def nasty_evening() -> Evening:
    evening = Evening(question(), poll(NASTY[0], options=NASTY[:4], other=True), title=NASTY[1])
    anna = evening.joins(NASTY[4], "bewoners")
    for text in NASTY:
        evening.says(anna, 1, text=text)
    evening.says(anna, 2, other=NASTY[5])
    return evening


@pytest.mark.parametrize("form", OFFICES)
@pytest.mark.parametrize(
    "evening", [full_evening(), nasty_evening(), Evening()], ids=["full", "nasty", "empty"]
)
def test_the_audit_finds_nothing(form: str, evening: Evening, tmp_path: Path) -> None:
    assert complaints(document(evening.record(), form), form, tmp_path) == []


def test_the_audit_can_find_something(tmp_path: Path) -> None:
    word = unzipped(document(full_evening().record(), "docx"))
    odt = unzipped(document(full_evening().record(), "odt"))
    word["word/styles.xml"] = word["word/styles.xml"].replace(b'"BodyText"', b'"NoText"')
    odt["content.xml"] = odt["content.xml"].replace(b"text:list-item", b"text:list-thing")

    assert complaints(zipped(word), "docx", tmp_path) != []
    assert complaints(zipped(odt), "odt", tmp_path) != []


@given(evenings())
@patiently
def test_any_evening_comes_out(record: Record) -> None:
    assert "Bijlage: alle inbreng" in text_of(document(record, "docx"), "docx")
    assert "Bijlage: alle inbreng" in text_of(document(record, "odt"), "odt")


def test_open_document_is_what_a_system_takes_it_for() -> None:
    made = document(full_evening().record(), "odt")

    assert made[30:38] == b"mimetype"
    assert made[38:77] == b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize("form", OFFICES)
def test_the_edges_of_a_page_say_what_it_is_part_of(form: str) -> None:
    parts = unzipped(document(full_evening().record(), form))
    names = ("word/header1.xml", "word/footer1.xml") if form == "docx" else ("styles.xml",)
    edges = b"".join(parts[name] for name in names).decode()

    for said in ("Woonzorgvisie Borger-Odoorn", "Zaaknummer Z-2027-0113", "Elke zin is te volgen"):
        assert said in edges
    assert re.findall(r"\$\w+\$", edges) == []


def test_a_title_that_looks_like_a_gap_stays_a_title() -> None:
    evening = Evening()
    evening.programme = evening.programme.__class__(id=1, title="$subject$ & <kop> $language$")

    styles = word_part(document(evening.record(), "odt"), "styles.xml").decode()

    assert "$subject$ &amp; &lt;kop&gt; $language$" in styles


@pytest.mark.parametrize(("language", "country"), [("nl", "NL"), ("en", "GB")])
def test_open_document_speaks_the_language_of_the_minutes(language: str, country: str) -> None:
    minutes = compile_minutes(full_evening().record(), MADE_AT)
    parts = unzipped(render(minutes, "odt", language))

    spoken = re.findall(r'fo:(country|language)="(\w+)"', parts["styles.xml"].decode())

    assert dict(spoken) == {"country": country, "language": language}
    assert f"<dc:language>{language}-{country}</dc:language>".encode() in parts["meta.xml"]


@pytest.mark.parametrize("form", OFFICES)
def test_every_chart_says_in_words_what_it_shows(form: str) -> None:
    record = full_evening().record()
    made = document(record, form)
    if form == "odt":
        content = ET.fromstring(word_part(made, "content.xml"))
        words = [d.text for f in content.iter(f"{DRAW}frame") for d in f.iter(f"{SVG}desc")]
    else:
        words = re.findall(r'<wp:docPr descr="([^"]+)"', word_part(made).decode())

    assert len(words) == 5
    assert words[0] == (
        "Grafiek: Welke opgave raakt uw werk het meest?. Een balk per antwoord. "
        "Woningen: 6 van 17 (ronde 1), 6 van 13 (ronde 2); "
        "Zorg: 5 van 17 (ronde 1), 6 van 13 (ronde 2); "
        "Ontmoeten: 6 van 17 (ronde 1), 0 van 13 (ronde 2)."
    )


@pytest.mark.parametrize("form", OFFICES)
def test_the_contents_are_filled_in_and_lead_somewhere(form: str) -> None:
    made = document(full_evening().record(), form)
    content = word_part(made, "word/document.xml" if form == "docx" else "content.xml").decode()
    if form == "docx":
        links = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', content)
        places = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', content))
    else:
        links = re.findall(r'xlink:href="#([^"]+)"', content)
        places = set(re.findall(r'<text:bookmark(?:-start)? text:name="([^"]+)"', content))

    first = links.index("summary")  # the heart of the minutes stands before the contents
    assert links[first : first + 4] == ["summary", "attendance", "programme", "B1.1"]
    assert set(links) - places == set()


@pytest.mark.parametrize("form", OFFICES)
def test_our_letter_comes_along(form: str) -> None:
    parts = unzipped(document(full_evening().record(), form))
    fonts = {name: part for name, part in parts.items() if name.endswith((".ttf", ".odttf"))}

    assert len(fonts) == 2
    if form == "odt":
        assert {part[:4] for part in fonts.values()} == {b"\x00\x01\x00\x00"}


def test_the_letter_in_word_is_scrambled_with_the_key_beside_it() -> None:
    parts = unzipped(document(full_evening().record(), "docx"))
    keys = re.findall(r'w:fontKey="\{([^}]+)\}"', parts["word/fontTable.xml"].decode())
    key = bytes.fromhex(keys[0].replace("-", ""))[::-1]
    font = parts["word/fonts/font1.odttf"]

    assert bytes(a ^ b for a, b in zip(font[:4], key, strict=False)) == b"\x00\x01\x00\x00"


def test_heads_of_tables_repeat_and_numbers_stand_right_in_open_document() -> None:
    content = ET.fromstring(word_part(document(full_evening().record(), "odt"), "content.xml"))
    tables = list(content.iter(f"{TABLE}table"))
    heads = [table for table in tables if table.find(f"{TABLE}table-header-rows") is not None]
    styles = {p.get(f"{TEXT}style-name") for table in tables for p in table.iter(f"{TEXT}p")}

    assert len(tables) - len(heads) == 1  # the facts on the cover
    assert styles == {
        "Table_20_Contents", "Table_20_Contents_20_Right", "Table_20_Heading",
        "Table_20_Heading_20_Right",
    }  # fmt: skip


def test_columns_are_as_wide_as_they_should_be() -> None:
    word = word_part(document(full_evening().record(), "docx")).decode()
    [grid] = re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>", word.partition("Aanwezig per")[2][:900])

    widths = [int(width) for width in re.findall(r'w:w="(\d+)"', grid)]

    assert [round(100 * width / sum(widths)) for width in widths] == [25, 75]
    assert 9_700 < sum(widths) <= 9_746


@pytest.mark.parametrize("form", OFFICES)
def test_the_looks_are_built_once(form: str) -> None:
    assert looks_of(form) is looks_of(form)
