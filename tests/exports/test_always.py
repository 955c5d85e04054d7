"""What holds for the minutes of any evening."""

import re

from hypothesis import given

from exports.attribution import Withheld, withheld, words_of
from sessions.items.item import told
from sessions.record import Record
from tests.exports.evenings import evenings, patiently
from tests.exports.reading import html, page
from tests.exports.records import full_evening

COUNTED = re.compile(r"\d")
"""What we count is what can be followed back; a sentence that only explains has no number."""

OURS = set(page(full_evening().record()).tags)


@given(evenings())
@patiently
def test_typed_words_never_become_markup(record: Record) -> None:
    read = page(record)

    assert set(read.tags) <= OURS
    assert read.tags.count("h1") == 1
    assert {name for name in read.attributes if name.startswith("on")} == set()


@given(evenings())
@patiently
def test_every_contribution_has_one_place_and_every_reference_leads_there(record: Record) -> None:
    read = page(record)
    places = [place for place in read.ids if re.fullmatch(r"B1\.\d+-\d+", place)]

    assert sorted(places) == sorted({c.reference for c in record.contributions})
    assert len(read.ids) == len(set(read.ids))
    assert {target.removeprefix("#") for target in read.targets} - set(read.ids) == set()


@given(evenings())
@patiently
def test_words_that_may_be_shown_are_there(record: Record) -> None:
    text = page(record).text
    current = [c for i in record.items for c in record.given(i.number) if words_of(c)]
    shown = [c for c in current if withheld(record, c) is Withheld.NOTHING]
    counted = [c for c in shown if record.voices[c.participant].counts]

    assert [c for c in counted if plain(words_of(c)) not in text] == []


@given(evenings())
@patiently
def test_every_sentence_that_we_make_can_be_followed_back(record: Record) -> None:
    """In what is counted and concluded; a soft line says how something is shown, and no more."""
    assert sentences_without_reference(record) == []


def test_a_sentence_without_a_reference_is_noticed() -> None:
    record = full_evening().record()
    whole = html(record)

    bare = re.sub(r' *<a class="ref"[^>]*>[^<]*</a>', "", whole)

    assert sentences_without_reference(record) == []
    assert len(unfounded(bare)) > 20


def sentences_without_reference(record: Record) -> list[str]:
    written = {line for s in record.items for line in s.item.text.split("\n")}
    return [text for text in unfounded(html(record)) if text not in written]


def unfounded(whole: str) -> list[str]:
    """Paragraphs and points of the items, the summary and the decisions that point nowhere."""
    made = []
    for section in re.findall(r"<section>.*?</section>", whole, re.DOTALL):
        name = re.search(r'<h2 id="([^"]*)"', section)
        if name and re.fullmatch(r"B1\.\d+|summary|decisions", name[1]):
            found = re.findall(r"<(p|li)>(.*?)</\1>", section, re.DOTALL)
            made += [text for _, text in found if COUNTED.search(text)]
    return [text for text in made if 'class="ref"' not in text]


def plain(typed: str) -> str:
    return " ".join(told(typed).split())
