"""A question that was left out stands in no list; how many and why is told, and can be followed."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given

from exports.answers import LeftOutFor
from exports.compiling import compile_minutes
from exports.data import record_document
from exports.edition import Edition
from exports.tables import sheets
from exports.vision import compile_vision
from exports.vision_document import lay_out_vision
from sessions.dossier import Dossier
from sessions.record import Record
from sessions.reviewing import LeftOut, Review
from tests.exports.evenings import evenings, patiently
from tests.exports.reading import Page, html, page
from tests.exports.records import BEGIN, MADE_AT, Evening
from tests.exports.test_data import complaints
from tests.exports.test_tables import rows

WIFI = "Wat is het wifi-wachtwoord?"
REASON = "Over de avond zelf"


@pytest.fixture
def evening() -> Evening:
    """Four questions, of which the bot answered the second."""
    evening = Evening()
    anna = evening.joins()
    evening.asks(anna, WIFI)
    evening.asks(anna, "Hoe laat is de pauze?", "Om negen uur.", "Programma")
    evening.asks(anna, "Wie betaalt de lift?")
    evening.asks(anna, "Waar staat de koffie?")
    return evening


def without(evening: Evening, out: Mapping[int, str]) -> Record:
    """The record in which these questions were left out, by number, each for its reason."""
    left = (LeftOut(f"B1.vraag-{n:02d}", why, "coordinator:1", BEGIN) for n, why in out.items())
    return replace(evening.record(), review=Review(left_out=tuple(left)))


def vision_of(record: Record, language: str = "nl") -> Page:
    record = replace(record, meeting=replace(record.meeting, language=language))
    dossier = Dossier(record.programme, (record,), record.vision)
    draft = compile_vision(dossier, MADE_AT, Edition.PUBLIC)
    return Page(lay_out_vision(draft, dossier, "html"))


def test_the_minutes_count_what_was_left_out_and_say_why(evening: Evening) -> None:
    record = without(evening, {1: REASON, 2: "Al gezegd.", 4: "over de avond zelf."})

    minutes, told = compile_minutes(record, MADE_AT), page(record)

    assert minutes.reasons == (
        LeftOutFor(REASON, ("B1.vraag-01", "B1.vraag-04")),
        LeftOutFor("Al gezegd.", ("B1.vraag-02",)),
    )
    assert "3 vragen zijn niet opgenomen. Hier staat waarom." in told.text
    assert f"{REASON}: [B1.vraag-01], [B1.vraag-04]" in told.text
    assert (
        "Er zijn 3 vragen niet opgenomen. Onder ‘Hoe dit verslag is gemaakt’ staat waarom."
        in told.text
    )
    assert "Er zijn geen vragen beantwoord." not in told.text
    assert [line.reference for line in minutes.open_questions] == ["B1.vraag-03"]
    assert minutes.answered == ()
    for gone in (WIFI, "Hoe laat is de pauze?", "Om negen uur.", "Waar staat de koffie?"):
        assert gone not in told.text
    for number in range(1, 5):
        assert told.ids.count(f"B1.vraag-{number:02d}") == 1


@given(evenings())
@patiently
def test_every_question_has_one_place_whatever_was_left_out(record: Record) -> None:
    told = page(record)
    places = [place for place in told.ids if place.startswith("B1.vraag-")]

    assert sorted(places) == sorted(each.reference for each in record.asked)


def test_without_any_the_minutes_read_as_before(evening: Evening) -> None:
    back = LeftOut("B1.vraag-01", REASON, "coordinator:1", BEGIN, "coordinator:1", BEGIN)
    record = replace(evening.record(), review=Review(left_out=(back,)))

    assert html(record) == html(evening.record())
    assert WIFI in page(record).text


def test_the_vision_leaves_them_out_and_counts_them(evening: Evening) -> None:
    whole = vision_of(evening.record())
    assert f"Nog zonder antwoord: {WIFI}" in whole.text
    assert "niet opgenomen" not in whole.text

    told = vision_of(without(evening, {1: f"{REASON}.", 2: "Al gezegd", 4: REASON}))

    assert f"2 vragen van de avonden zijn niet opgenomen: {REASON} (2)." in told.text
    assert "Nog zonder antwoord: Wie betaalt de lift?" in told.text
    assert (WIFI in told.text, "Waar staat de koffie?" in told.text) == (False, False)
    assert {target.removeprefix("#") for target in told.targets} <= set(told.ids)


def test_an_english_meeting_tells_it_in_english(evening: Evening) -> None:
    record = without(evening, {1: "About the evening itself"})

    said = "1 question of the meetings was left out: About the evening itself (1)."
    assert said in vision_of(record, "en").text
    assert "1 question was left out. Here is why." in page(record, "en").text


def test_a_reason_that_was_taken_away_says_so(evening: Evening) -> None:
    record = without(evening, {1: ""})

    assert "reden weggelaten: [B1.vraag-01]" in page(record).text
    assert "niet opgenomen: reden weggelaten (1)." in vision_of(record).text


@pytest.mark.parametrize("edition", list(Edition))
def test_a_reason_is_masked_like_everything_typed(evening: Evening, edition: Edition) -> None:
    record = without(evening, {1: "Bel 06-12345678 of BSN 123456782"})

    said = " ".join(why.reason for why in compile_minutes(record, MADE_AT, edition).reasons)

    assert ("06-12345678" in said) is (edition is Edition.INTERNAL)
    assert "123456782" not in said


def test_sheets_and_record_keep_the_question_with_its_reason(evening: Evening) -> None:
    record = without(evening, {1: REASON})
    sheet = sheets(record, MADE_AT, Edition.INTERNAL)["asked"]

    asked = {row["reference"]: row for row in rows(sheet)}
    assert (asked["B1.vraag-01"]["question"], asked["B1.vraag-01"]["left_out"]) == (WIFI, REASON)
    assert [number for number, row in asked.items() if "left_out" in row] == ["B1.vraag-01"]

    document = record_document(record)
    assert complaints(document) == []
    assert document["asked"][0]["question"] == WIFI
    assert document["review"]["left_out"] == [
        {
            "question": "B1.vraag-01", "reason": REASON, "by": "coordinator:1",
            "at": BEGIN.isoformat(), "back_by": "", "back_at": None,
        }
    ]  # fmt: skip
