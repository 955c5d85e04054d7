"""What was decided about personal data holds in every document, and never for a BSN."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.edition import Edition
from exports.orders import DocumentOrder, VisionWorkshop, Workshop
from sessions.dossier import Dossier
from sessions.findings import findings, waiting
from sessions.personal_data import Sort, fingerprint, older_fingerprint
from sessions.programme_findings import programme_findings, programme_waiting
from sessions.record import NoteKind, Record
from sessions.rulings import Ruling, Rulings, Treatment
from sessions.typed import ORGANISATION, Where
from sessions.vision import Vision
from sessions.vision_entries import Block, Chapter, Fate, Outside, changed
from tests.exports.evenings import patiently
from tests.exports.records import BEGIN, MADE_AT, Evening, casus, poll, proposal, question
from tests.knowledge_base.privacy.numbers import passes_eleven_test

PHONE, MAIL = "06-12345678", "wonen@emmen.nl"
MADE = (
    ("minutes", "html"), ("minutes", "md"), ("agreements", "html"), ("data", "csv"),
    ("data", "json"),
)  # fmt: skip


def ruling(number: int, place: str, sort: Sort, written: str, verdict: str = "keep") -> Ruling:
    """A decision that holds everywhere when its place is empty."""
    value = fingerprint(sort, written)
    return Ruling(
        number,
        place,
        sort,
        value,
        Treatment(verdict),
        not place,
        "Openbaar",
        "coordinator:1",
        BEGIN,
    )


def made(record: Record, edition: Edition) -> str:
    """Everything that leaves the house, as one text."""
    shop = Workshop(record, MADE_AT, edition)
    orders = [DocumentOrder(kind, form, edition) for kind, form in MADE]
    return "\n".join(shop.make(order).decode("utf-8-sig") for order in orders)


def telling(*rulings: Ruling) -> Record:
    evening = Evening(question())
    anna, bob = evening.joins("Gemeente Emmen", "gemeente"), evening.joins("", "bewoners")
    evening.says(anna, 1, text=f"Mail {MAIL}. Of bel {PHONE}, zegt men.")
    evening.says(bob, 1, text="Bel +31 6 1234 5678!")
    return replace(evening.record(), rulings=rulings)


def test_one_value_is_one_however_it_is_written() -> None:
    ways = (PHONE, "06 12 34 56 78", "+31 6 1234 5678", "0031612345678", "+31 (0)6 12345678")

    assert len({fingerprint(Sort.PHONE, written) for written in ways}) == 1
    assert fingerprint(Sort.MAIL, "A.b@X.nl") == fingerprint(Sort.MAIL, "a.b @ x.nl")
    assert fingerprint(Sort.MAIL, "a.b@x.nl") != fingerprint(Sort.MAIL, "ab@x.nl")
    assert fingerprint(Sort.IBAN, "NL91 ABNA 0417 1643 00") == fingerprint(
        Sort.IBAN, "nl91abna0417164300"
    )


ADDRESSES = ("Dorpsstraat 12, 7811 AB", "Dorpsstraat 1-2, 7811 AB", "Dorpsstraat 1 2, 7811 AB",
             "Dorpsstraat 12-a, 7811AB", "7811 AB 12a", "7811 AB 1-2a", "7811ab 12 a")  # fmt: skip


def test_a_house_number_in_two_parts_is_another_house() -> None:
    twelve, parted, spaced, letter, bare, bare_parted, bare_spaced = (
        fingerprint(Sort.ADDRESS, written) for written in ADDRESSES
    )

    assert parted == spaced
    assert bare == bare_spaced
    assert len({twelve, parted, letter, bare, bare_parted}) == 5
    assert all(len(each) == 64 for each in (twelve, parted))


@given(st.sampled_from(ADDRESSES))
def test_what_was_decided_about_an_address_before_still_holds(written: str) -> None:
    before = replace(ruling(1, "B1.1-001", Sort.ADDRESS, ""),
                     value=older_fingerprint(Sort.ADDRESS, written))  # fmt: skip
    held = Rulings([before])

    assert held.keep("B1.1-001", Sort.ADDRESS, written)
    assert not held.keep("B1.1-002", Sort.ADDRESS, written)


def test_what_is_decided_now_about_one_address_is_about_no_other() -> None:
    for written in ADDRESSES:
        held = Rulings([ruling(1, "", Sort.ADDRESS, written)])
        same = fingerprint(Sort.ADDRESS, written)

        kept = {each for each in ADDRESSES if held.keep("B1.1-001", Sort.ADDRESS, each)}

        assert kept == {each for each in ADDRESSES if fingerprint(Sort.ADDRESS, each) == same}


def test_findings_stand_in_their_sentence_with_how_often() -> None:
    found = findings(telling())

    assert [(f.place, f.sort, f.before, f.written, f.after, f.others) for f in found] == [
        ("B1.1-001", Sort.MAIL, "Mail ", MAIL, ".", 0),
        ("B1.1-001", Sort.PHONE, "Of bel ", PHONE, ", zegt men.", 1),
        ("B1.1-002", Sort.PHONE, "Bel ", "+31 6 1234 5678", "!", 1),
    ]
    assert waiting(telling()) == 3


@pytest.mark.parametrize(
    ("rulings", "stay"),
    [
        ((), []),
        ([ruling(1, "B1.1-001", Sort.PHONE, PHONE)], [PHONE]),
        ([ruling(1, "", Sort.PHONE, PHONE)], [PHONE, "+31 6 1234 5678"]),
        (
            [ruling(1, "", Sort.PHONE, PHONE), ruling(2, "B1.1-002", Sort.PHONE, PHONE, "mask")],
            [PHONE],
        ),
        ([ruling(1, "", Sort.PHONE, PHONE), ruling(2, "", Sort.PHONE, PHONE, "mask")], []),
        ([replace(ruling(1, "", Sort.PHONE, PHONE), undone_at=BEGIN)], []),
        ([ruling(1, "", Sort.MAIL, MAIL)], [MAIL]),
    ],
)
def test_the_last_decision_that_holds_at_a_place_counts(
    rulings: list[Ruling], stay: list[str]
) -> None:
    record = telling(*rulings)

    outside, inside = made(record, Edition.PUBLIC), made(record, Edition.INTERNAL)

    everything = (MAIL, PHONE, "+31 6 1234 5678")
    assert [told for told in everything if told in outside] == [t for t in everything if t in stay]
    assert [told for told in everything if told in inside] == list(everything)


def ends(stem: int) -> list[str]:
    """The numbers that begin so and pass the test; of one in eleven beginnings none does."""
    return [d for last in range(10) if passes_eleven_test(d := f"{stem:08d}{last}")]


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A BSN as somebody may write it: bare, in groups, or inside something else."""
    digits = draw(st.integers(1, 99_999_999).map(ends).filter(bool))[0]
    between = draw(st.sampled_from(["", ".", " ", "-", "\u00a0", "\u2011", "\u200b"]))
    return between.join((digits[:4], digits[4:6], digits[6:]))


AROUND = (
    "Mijn BSN is {}.", "{}@voorbeeld.nl", "Bel {} of 06-12345678", "06-12345678 {}",
    "+31612345678 {}", "Dorpsstraat 5, 7811 AB {}", "7811 AB {}", "NL91 ABNA 0417 1643 00 {}",
    "{}{{}}<b>",
)  # fmt: skip


@st.composite
def secrets(draw: st.DrawFn) -> tuple[Record, str]:
    """An evening on which a BSN was typed everywhere, and somebody who wants it all to stay."""
    written = draw(numbers())
    told = [draw(st.sampled_from(AROUND)).format(written) for _ in range(6)]
    evening = Evening(poll(other=True), question(), casus(), proposal())
    anna = evening.joins("Gemeente Emmen", "gemeente", name=told[0])
    bob = evening.joins(told[1], "bewoners", quotable=True)
    evening.says(anna, 1, other=told[2])
    evening.says(bob, 2, text=told[3], theme="Ontmoeten")
    evening.says(bob, 3, step=1, text=told[4])
    evening.says(bob, 4, position="reservation", reservation=told[5][:120], mandate=told[0])
    for kind in NoteKind:
        evening.notes_down(kind, told[1], owner=told[2], by=told[3])
    evening.asks(anna, told[4], told[5])
    record = evening.record()
    places = ["", ORGANISATION, *(f.place for f in findings(record))]
    values = [*(f.value for f in findings(record)), *(fingerprint(s, written) for s in Sort)]
    kept = tuple(
        replace(ruling(n, place, Sort.PHONE, ""), value=value)
        for n, (place, value) in enumerate(product(places, values), start=1)
    )
    return replace(record, rulings=kept), written


@given(secrets(), st.sampled_from(Edition))
@patiently
def test_whatever_is_decided_no_service_number_leaves(
    given_: tuple[Record, str], edition: Edition
) -> None:
    record, written = given_

    text = made(record, edition)

    assert "bsn weggelaten" in text
    assert written not in text


@given(numbers(), st.sampled_from(Edition))
@patiently
def test_no_service_number_leaves_by_the_vision(written: str, edition: Edition) -> None:
    """Neither in a letter that somebody sent, nor in words of the coordinator."""
    record, said = telling(), f"Stuur het naar {written}."
    entries = changed(
        Outside("M-001", "mail", said, organisation=said, theme=said, answer=said),
        Block(1, ("question:B1.1",), words=said, rank=1),
        Block(2, ("theme:x",), fate=Fate.REJECTED, reason=said, rank=2),
        Chapter("money", title=said, words=said),
    )
    vision = Vision({s: e for s, e in entries.items() if e is not None})
    dossier = Dossier(record.programme, (replace(record, vision=vision),), vision)

    shop = VisionWorkshop(dossier, MADE_AT, edition)
    text = shop.make(DocumentOrder("vision", "md", edition)).decode()

    assert "bsn weggelaten" in text
    assert written not in text


def test_a_decision_about_a_service_number_holds_nowhere() -> None:
    sly = Rulings([ruling(1, "", Sort.BSN, "123456782")])

    assert not sly.keep("B1.1-001", Sort.BSN, "123456782")


LETTER = f"Bel {PHONE} over de bus."


def in_vision(*decided: Ruling) -> Dossier:
    """A letter and the coordinator's own words, with the same number in both."""
    entries = changed(
        Outside("M-001", "mail", LETTER),
        Block(1, ("question:B1.1",), words=f"Wie vragen heeft belt {PHONE}.", rank=1),
    )
    kept = {subject: entry for subject, entry in entries.items() if entry is not None}
    vision = Vision(kept, rulings=decided)
    record = replace(telling(), vision=vision)
    return Dossier(record.programme, (record,), vision)


@pytest.mark.parametrize(
    ("decided", "stays"),
    [
        ([], 0),
        ([ruling(1, "M-001", Sort.PHONE, PHONE)], 1),
        ([ruling(1, "", Sort.PHONE, PHONE)], 2),
        ([ruling(1, "", Sort.PHONE, PHONE), ruling(2, "", Sort.PHONE, PHONE, "mask")], 0),
        ([replace(ruling(1, "M-001", Sort.PHONE, PHONE), undone_at=BEGIN)], 0),
    ],
)
def test_a_letter_is_decided_about_as_the_rest(decided: list[Ruling], stays: int) -> None:
    dossier = in_vision(*decided)

    outside, inside = (
        VisionWorkshop(dossier, MADE_AT, edition)
        .make(DocumentOrder("vision", "md", edition))
        .decode()
        for edition in (Edition.PUBLIC, Edition.INTERNAL)
    )

    assert [bool(outside.count(text)) for text in ("Bel 06", "belt 06")].count(True) == stays
    assert (LETTER in inside, f"belt {PHONE}" in inside) == (True, True)


def test_findings_of_a_vision_are_told_apart_from_those_of_its_meetings() -> None:
    dossier = in_vision(ruling(1, "M-001", Sort.PHONE, PHONE))

    found = programme_findings(dossier)

    assert {(f.where, f.place, f.others) for f in found} == {
        (Where.OUTSIDE, "M-001", 1), (Where.BLOCK, "bouwsteen-1", 1),
    }  # fmt: skip
    assert programme_waiting(dossier) == 1
    assert waiting(dossier.records[0]) == 3


def test_a_decision_in_a_meeting_is_none_about_a_letter() -> None:
    dossier = in_vision()
    decided = replace(dossier.records[0], rulings=(ruling(1, "", Sort.PHONE, PHONE),))
    shop = VisionWorkshop(replace(dossier, records=(decided,)), MADE_AT, Edition.PUBLIC)

    assert "Bel 06" not in shop.make(DocumentOrder("vision", "md", Edition.PUBLIC)).decode()
