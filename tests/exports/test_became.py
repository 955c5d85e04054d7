"""What the vision did with what was said, as the minutes tell it."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.became import Consequence, What, became
from exports.document import FORMATS
from sessions.composing import Edit, compose, decide, merge, revise, settle
from sessions.record import NoteKind, Record
from sessions.synthesis.building_blocks import propose
from sessions.vision import Vision
from sessions.vision_entries import Chapter, Fate
from tests.exports.evenings import evenings, patiently
from tests.exports.reading import document, html, page, text_of
from tests.exports.records import Evening, full_evening, poll, question
from tests.sessions.visions import after


def an_evening() -> Evening:
    """A poll, a question with three themes, and a decision."""
    evening = Evening(poll(), question())
    people = [evening.joins("Gemeente Emmen", "gemeente") for _ in range(4)]
    for who, theme in zip(people, ("Ontmoeten", "Ontmoeten", "Wonen", "Zorg"), strict=True):
        evening.says(who, 1, choice=[1])
        evening.says(who, 2, text=f"Er moet meer {theme} komen", theme=theme)
    evening.notes_down(NoteKind.DECISION, "Wij gaan door.")
    return evening


def with_vision(record: Record, *edits: Edit) -> Record:
    return replace(record, vision=after(Vision(), *edits))


def outcomes(record: Record, reference: str) -> tuple[Consequence, ...]:
    return next(each.outcomes for each in became(record) if each.reference == reference)


def test_without_a_vision_every_item_says_that_nothing_was_decided() -> None:
    record = an_evening().record()

    assert [(b.reference, b.outcomes) for b in became(record)] == [
        (name, (Consequence(What.OPEN, references=(name,)),))
        for name in ("B1.1", "B1.2", "B1.besluit-01")
    ]
    assert page(record).text.count("Nog niet verwerkt in de visie.") == 3


def test_each_theme_tells_what_was_done_with_it() -> None:
    record = with_vision(
        an_evening().record(),
        decide("theme:ontmoeten", "themes"),
        decide("theme:wonen", "themes", Fate.REJECTED, "Dit hoort in het jaarplan."),
        settle(Chapter("themes", title="Waar wij aan werken")),
    )

    assert outcomes(record, "B1.2") == (
        Consequence(What.ADOPTED, "Ontmoeten", (1,), "themes", "Waar wij aan werken", n=2,
                references=("B1.2-001", "B1.2-002")),
        Consequence(What.REJECTED, "Wonen", (2,), "themes", "Waar wij aan werken",
                "Dit hoort in het jaarplan.", 1, ("B1.2-003",)),
        Consequence(What.OPEN, "Zorg", n=1, references=("B1.2-004",)),
    )  # fmt: skip
    text = page(record).text
    adopted = "2 bijdragen overgenomen in bouwsteen 1, hoofdstuk ‘Waar wij aan werken’."
    assert f"{adopted} [B1.2-001], [B1.2-002]" in text
    assert "1 bijdrage niet overgenomen. Reden: Dit hoort in het jaarplan." in text
    assert "1 bijdrage is nog niet verwerkt in de visie." in text


def test_the_result_of_a_poll_and_a_decision_go_as_a_whole() -> None:
    record = with_vision(
        an_evening().record(),
        decide("poll:B1.1", "ambitions"),
        decide("decision:B1.besluit-01", "ambitions", Fate.REJECTED, "Al gedaan."),
    )

    [adopted] = outcomes(record, "B1.1")
    [rejected] = outcomes(record, "B1.besluit-01")
    assert (adopted.what, adopted.blocks, adopted.n) == (What.ADOPTED, (1,), None)
    assert adopted.references == ("B1.1",)  # who voted what is not told
    assert (rejected.what, rejected.reason) == (What.REJECTED, "Al gedaan.")


def test_what_was_left_out_of_a_block_and_what_differs_stand_apart() -> None:
    record = with_vision(
        an_evening().record(),
        decide("theme:ontmoeten", "themes"),
        revise(1, {"left_out": ("B1.2-002",), "because": "Dubbel."}),
        decide("theme:wonen", "themes"),
        revise(2, {"dissent": ("B1.2-003",)}),
        compose({"words": "Zorg is dichtbij.", "chapter": "themes", "added": ("B1.2-004",)}),
    )

    stand = outcomes(record, "B1.2")
    found = {(o.what, o.blocks): o.references for o in stand}
    assert [o.reason for o in stand if o.what is What.LEFT_OUT] == ["Dubbel."]
    assert found == {
        (What.ADOPTED, (1,)): ("B1.2-001",),
        (What.LEFT_OUT, (1,)): ("B1.2-002",),
        (What.DIFFERS, (2,)): ("B1.2-003",),
        (What.ADOPTED, (3,)): ("B1.2-004",),
    }


def test_a_block_that_went_into_another_is_told_as_that_one() -> None:
    record = with_vision(
        an_evening().record(),
        decide("theme:ontmoeten", "themes"),
        decide("theme:wonen", "themes"),
        merge(2, 1),
    )

    adopted = [o for o in outcomes(record, "B1.2") if o.what is What.ADOPTED]
    assert {o.blocks for o in adopted} == {(1,)}


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_it(form: str) -> None:
    record = with_vision(an_evening().record(), decide("theme:ontmoeten", "themes"))

    text = text_of(document(record, form), form)

    assert "Wat ermee is gedaan" in text
    assert "2 bijdragen overgenomen in bouwsteen 1" in text


@given(evenings(), st.data())
@patiently
def test_every_sentence_leads_somewhere_whatever_was_decided(
    record: Record, data: st.DataObject
) -> None:
    keys = [proposal.key for proposal in propose([record])]
    decided = data.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []
    fates = [data.draw(st.sampled_from([Fate.ACCEPTED, Fate.REJECTED])) for _ in decided]
    edits = [
        decide(key, "themes", fate, "Omdat" * (fate is Fate.REJECTED))
        for key, fate in zip(decided, fates, strict=True)
    ]
    told = with_vision(record, *edits)

    whole = html(told)
    rows = cells(whole)
    read = page(told)

    assert [cell for cell in rows if 'class="ref"' not in cell] == []
    assert {target.removeprefix("#") for target in read.targets} - set(read.ids) == set()
    assert bool(rows) is bool(became(told))


def cells(whole: str) -> list[str]:
    """What the last column says, row by row."""
    start = whole.index('<h2 id="became">')
    section = whole[start : whole.index("</section>", start)]
    return [re.findall("<td>.*?</td>", row, re.DOTALL)[-1] for row in section.split("<tr>")[2:]]


def test_the_minutes_of_a_full_evening_name_every_answered_item() -> None:
    record = full_evening().record()
    answered = {c.item for c in record.contributions if record.voices[c.participant].counts}

    named = {b.reference for b in became(record)}

    assert {f"B1.{number}" for number in answered} <= named
