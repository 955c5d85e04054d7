"""The number on the cover: which text this is, for whoever sits at a table with two of them."""

from dataclasses import replace

import pytest

from sessions.record import Record
from sessions.reviewing import Addition, AdoptedMinutes, Issue, Review, content_digest
from tests.exports.reading import html, page
from tests.exports.records import BEGIN, MADE_AT, full_evening


def issued(record: Record, *digests: str) -> Record:
    """The minutes of a meeting that changed 278 times, put before people with this content."""
    numbered = enumerate(digests, start=1)
    issues = tuple(Issue(n, BEGIN, digest, 200 + n, "coordinator:1") for n, digest in numbered)
    meeting = replace(record.meeting, version=278)
    return replace(record, meeting=meeting, review=Review(issues=issues))


@pytest.fixture
def record() -> Record:
    return full_evening().record()


def test_a_draft_that_nobody_saw_has_no_number(record: Record) -> None:
    said = page(issued(record)).text

    assert "Versie nog niet uitgegeven" in said
    assert "Concept, nog niet uitgegeven, gemaakt op" in said


def test_what_was_put_before_people_has_the_number_of_that_time(record: Record) -> None:
    said = page(issued(record, "a" * 64, content_digest(record))).text

    assert "Versie 2 " in said
    assert "Concept, versie 2, gemaakt op" in said
    assert "Versie 1 is uitgegeven op" in said
    assert "Deze tekst komt uit stand 278 van de bijeenkomst." in said


def test_a_text_that_changed_since_says_so(record: Record) -> None:
    before = issued(record, content_digest(record))
    added = Addition("B1.aanvulling-01", 1, 0, "Zie de bijlage.", "coordinator:1", BEGIN)

    after = replace(before, review=replace(before.review, additions=(added,)))

    assert "Versie 1, daarna bijgewerkt" in page(after).text
    assert html(after) == html(after)


def test_adopted_minutes_have_a_number_of_their_own(record: Record) -> None:
    draft = issued(record, content_digest(record))
    final = AdoptedMinutes(MADE_AT, content_digest(record), 278, "coordinator:1", issue=2)

    said = page(replace(draft, review=replace(draft.review, adopted=final))).text

    assert "Versie 2 " in said
    assert "Versie 278" not in said
