import re

import pytest
from hypothesis import given

from exports.compiling import compile_minutes
from exports.document import FORMATS, file_name, render
from exports.pandoc import looks_of
from sessions.record import Record
from tests.exports.evenings import NASTY, evenings, patiently
from tests.exports.reading import (
    Page,
    document,
    html,
    markdown_text,
    page,
    text_of,
    word_part,
    word_text,
)
from tests.exports.records import MADE_AT, Evening, full_evening, notice, poll, question

TYPED = (
    "*ster* # kop <script>alert(1)</script> {{ 7 * 7 }} {% raw %} ${x} #panic()",
    "[hier](http://voorbeeld.nl) `code` | pijp $x$ ~~weg~~ &amp; \\ __ -- ![](x.png)",
    "1. een - twee > drie </bdi></td></table><h1>Nep</h1> مرحبا 👵🏽",
)


def hostile() -> Evening:
    """The same nasty words wherever words can be typed."""
    evening = Evening(
        question(TYPED[0], themes=TYPED), notice(TYPED[1]), poll(TYPED[2], other=True),
        title=TYPED[0],
    )  # fmt: skip
    anna = evening.joins(TYPED[1], "medisch")
    for text in TYPED:
        evening.says(anna, 1, text=text, theme=text)
        evening.asks(anna, text, text, text)
    evening.says(anna, 3, other=TYPED[2])
    return evening


def test_typed_words_stay_words_on_a_page() -> None:
    read = page(hostile().record())

    assert set(read.tags) <= set(page(full_evening().record()).tags)
    assert [text for text in TYPED if text not in read.text] == []


def test_typed_words_stay_words_in_markdown() -> None:
    markdown = document(hostile().record(), "md")
    text = markdown_text(markdown)

    assert [typed for typed in TYPED if f"‘{typed}’" not in text] == []
    assert re.findall(rb"(?<!\\)<\w", markdown) == []
    assert b"[TABLE]" not in markdown


def test_typed_words_stay_words_in_word() -> None:
    word = document(hostile().record(), "docx")

    assert [typed for typed in TYPED if f"‘{typed}’" not in word_text(word)] == []
    assert b"voorbeeld.nl" not in word_part(word, "word/_rels/document.xml.rels")


@pytest.mark.parametrize("form", FORMATS)
def test_what_no_document_can_hold_is_left_out(form: str) -> None:
    evening = Evening(question(), title="Avond\x00 \u202eeen")
    evening.says(evening.joins(), 1, text="Voor de zekerheid")
    evening.rows[0].answer["text"] = "voor\x0b\ud800 \u202edraai\ufffe \u0338na"  # type: ignore[index]
    made = document(evening.record(), form)
    text = text_of(made, form)

    assert "‘voor draai \u0338na’" in text
    assert "Verslag: Avond een" in text


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_record_and_moment_give_the_same_document(form: str) -> None:
    record = full_evening().record()

    assert document(record, form) == document(record, form)


def test_a_word_without_spaces_and_many_contributions_come_out_whole() -> None:
    evening = Evening(question())
    anna = evening.joins()
    for number in range(300):
        evening.says(anna, 1, text=f"Inbreng {number}" if number else "x" * 4_000)
    record = evening.record()

    assert html(record).count("x" * 4_000) == 1  # in the appendix: of so many only a few are quoted
    assert len([i for i in page(record).ids if i.startswith("B1.1-")]) == 300
    assert "Inbreng 299" in word_text(document(record, "docx"))
    assert b"[TABLE]" not in document(record, "md")


def test_nasty_words_come_out_in_every_format() -> None:
    evening = Evening(question())
    anna = evening.joins()
    for text in NASTY:
        evening.says(anna, 1, text=text)

    assert [form for form in FORMATS if not document(evening.record(), form)] == []


def test_markdown_has_tables_headings_and_bars_and_no_leftovers_of_html() -> None:
    markdown = document(full_evening().record(), "md").decode()

    assert markdown.startswith("# Verslag: Startbijeenkomst\n")
    assert "## Besluiten" in markdown
    assert "████████████ 6 van 13" in markdown
    assert "▒▒▒▒▒▒▒▒▒▒▒▒ 6 van 17" in markdown
    assert "[TABLE]" not in markdown
    assert re.findall(r"\{\.|\]\(#|<\w", markdown) == []


@given(evenings())
@patiently
def test_the_markdown_of_any_evening_has_its_chapters_and_no_markup(record: Record) -> None:
    markdown = document(record, "md")

    assert b"## Bijlage: alle inbreng" in markdown
    assert re.findall(rb"(?<!\\)<[a-z/!]", markdown) == []


def test_every_width_on_a_page_is_in_its_style() -> None:
    made = html(full_evening().record())
    style, _, body = made.partition("</style>")
    used = set(re.findall(r'class="(w\d+)"', body))

    assert used
    assert {width for width in used if f".{width} {{" not in style} == set()


def test_a_page_stands_alone_and_asks_nothing_of_the_network() -> None:
    made = html(full_evening().record())
    read = Page(made)

    assert {t for t in read.targets if not t.startswith("#")} == set()
    assert {"script", "img", "link", "iframe"} & set(read.tags) == set()
    assert "style" not in read.attributes
    assert "url(http" not in made
    assert made.lstrip().startswith('<!doctype html>\n<html lang="nl-NL">')


def test_every_table_has_a_caption_and_scoped_heads() -> None:
    read = page(full_evening().record())
    made = html(full_evening().record())

    assert read.tags.count("caption") == read.tags.count("table")
    assert re.findall(r"<th(?![^>]* scope=| ?ead)[^>]*>", made) == []


def test_word_speaks_its_language_and_repeats_heads_of_tables() -> None:
    minutes = compile_minutes(full_evening().record(), MADE_AT)
    dutch, english = (render(minutes, "docx", language) for language in ("nl", "en"))

    assert b'w:val="nl-NL"' in word_part(dutch, "word/styles.xml")
    assert b'w:val="en-GB"' in word_part(english, "word/styles.xml")
    assert b"w:tblHeader" in word_part(dutch)
    assert b'w:val="Title"' in word_part(dutch)
    assert b"footerReference" in word_part(dutch)
    assert b"NUMPAGES" in word_part(dutch, "word/footer1.xml")
    assert b"2027-03-11T21:10:00Z" in word_part(dutch, "docProps/core.xml")


def test_the_looks_of_word_are_ours() -> None:
    styles = word_part(looks_of("docx"), "word/styles.xml").decode()

    assert re.findall(r'w:styleId="(Heading1|Table|Compact)"', styles) == [
        "Compact", "Heading1", "Table",
    ]  # fmt: skip


def test_a_file_name_is_plain() -> None:
    evening = Evening(title="Startbijeenkomst: één visie / ‘wonen’")

    assert file_name(compile_minutes(evening.record(), MADE_AT), "docx") == (
        "verslag-b1-startbijeenkomst-een-visie-wonen.docx"
    )
