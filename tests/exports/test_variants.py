"""The three forms of an agreement: each its own parts, from one and the same evening."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given

from exports.agreements import Agreement, compile_agreement
from exports.compiling import compile_minutes
from exports.document import FORMATS, lay_out
from exports.edition import Edition
from exports.orders import DocumentOrder, Workshop
from exports.variants import PARTS
from sessions.record import NoteKind, Record
from sessions.signing import Signed, Variant
from tests.exports.auditing import complaints
from tests.exports.evenings import evenings, patiently
from tests.exports.reading import Page, text_of
from tests.exports.records import MADE_AT, MEETING, Evening
from tests.exports.test_agreements import OURS, evening_of_parties, nasty_parties

HEADINGS = {
    Variant.AMBITION: [
        "1. Partijen", "2. Overwegingen", "3. Begrippen", "4. Doel en ambities",
        "5. Gezamenlijke afspraken", "6. Afspraken per partij", "7. Organisatie en sturing",
        "8. Monitoring en herijking", "9. Ondertekening",
    ],
    Variant.COVENANT: [
        "1. Partijen", "2. Overwegingen", "3. Begrippen", "4. Doel en ambities",
        "5. Gezamenlijke afspraken", "6. Afspraken per partij", "7. Nog niet belegd",
        "8. Organisatie en sturing", "9. Monitoring en herijking",
        "10. Voorbehouden, looptijd en geschillen", "11. Ondertekening", "12. Bijlagen",
    ],
    Variant.PERFORMANCE: [
        "1. Partijen", "2. Afspraken per gemeente en jaar", "3. Monitoring en herijking",
        "4. Voorbehouden, looptijd en geschillen",
    ],
}  # fmt: skip


def made(evening: Evening, variant: Variant, form: str) -> bytes:
    order = DocumentOrder("agreements", form, Edition.INTERNAL, variant)
    return Workshop(evening.record(), MADE_AT, Edition.INTERNAL).make(order)


def agreed(record: Record, variant: Variant) -> Agreement:
    return compile_agreement(record, compile_minutes(record, MADE_AT), variant)


def text(evening: Evening, variant: Variant) -> str:
    return text_of(made(evening, variant, "html"), "html")


@pytest.mark.parametrize("variant", Variant)
def test_each_form_has_its_own_parts_numbered_from_one(variant: Variant) -> None:
    whole = made(evening_of_parties(), variant, "md").decode()

    assert re.findall(r"(?m)^## (.*)$", whole) == HEADINGS[variant]


def test_an_ambition_promises_effort_and_tells_what_is_reserved() -> None:
    said = text(evening_of_parties(), Variant.AMBITION)

    assert "Concept-ambitieovereenkomst: Woonzorgvisie" in said
    assert "De partijen doen moeite voor deze afspraken." in said
    assert "Voorbehoud. Nog te besluiten door: de raad van toezicht [B1.1-002]" in said
    assert "Sprak namens deze partij: wethouder Wonen [B1.1-001]" in said


def test_a_covenant_leaves_room_for_means_and_measure() -> None:
    said = text(evening_of_parties(), Variant.COVENANT)

    assert "Afspraak Met wie Uiterlijk Inspanning of resultaat Middelen Maatstaf" in said
    open_still = " ".join(["nog niet afgesproken"] * 3)
    assert f"Een lift plaatsen [B1.2-001] Gemeente Emmen 1 juni 2027 {open_still}" in said
    assert "Rechtskracht: nog in te vullen door de partijen." in said
    assert (
        "Deze partijen namen nog niets op zich, en gaven geen standpunt over wat is aangenomen: "
        "Ouderenzorg Proef, Seniorenraad Emmen, Zorgkantoor Drenthe."
    ) in said


def test_performance_agreements_stand_per_municipality_and_year() -> None:
    evening = evening_of_parties()
    evening.notes_down(NoteKind.ACTION, "Een loket openen", "gemeente emmen", "2026-12-01")
    evening.notes_down(NoteKind.ACTION, "Ooit een hofje", "Gemeente Emmen", "na de zomer")

    found = agreed(evening.record(), Variant.PERFORMANCE).places

    assert [
        (place.name, [(due.year, [a.what for a in due.actions]) for due in place.years])
        for place in found
    ] == [
        ("Gemeente Emmen", [
            ("2026", ["Een loket openen"]), ("2027", ["Een lift plaatsen"]),
            ("", ["Ooit een hofje"]),
        ]),
        ("", [("2027", ["Een lijst, met; tekens"])]),
    ]  # fmt: skip
    said = text(evening, Variant.PERFORMANCE)
    assert "Klaar in 2026 Afspraak Trekker Met wie Uiterlijk Maatstaf Een loket openen" in said
    assert "Niet bij één gemeente" in said


@pytest.mark.parametrize(
    ("edition", "owner"),
    [(Edition.INTERNAL, "Bram Vos"), (Edition.PUBLIC, "bekend bij de begeleider")],
)
def test_what_a_person_took_on_is_no_party_s_and_no_nobody_s(edition: Edition, owner: str) -> None:
    evening = Evening()
    evening.notes_down(NoteKind.ACTION, "Bellen", "Bram Vos")
    evening.notes_down(NoteKind.ACTION, "Mailen")
    order = DocumentOrder("agreements", "html", edition)

    said = Page(Workshop(evening.record(), MADE_AT, edition).make(order).decode()).text

    assert f"Bellen, geen datum [B1.actie-01] Trekker: {owner}." in said
    assert "Mailen, geen datum [B1.actie-02] Trekker: geen trekker." in said


def test_an_evening_without_agreements_says_so_in_each_form() -> None:
    empty = Evening()

    assert "Er zijn nog geen afspraken gemaakt." in text(empty, Variant.PERFORMANCE)
    for variant in (Variant.AMBITION, Variant.COVENANT):
        assert "Geen partij nam nog een actie op zich." in text(empty, variant)


def test_the_name_of_a_file_tells_its_form() -> None:
    names = [
        DocumentOrder("agreements", "odt", Edition.PUBLIC, variant).file_name(MEETING)
        for variant in Variant
    ]

    assert names == [
        "ambitieovereenkomst-b1-startbijeenkomst.odt", "convenant-b1-startbijeenkomst.odt",
        "prestatieafspraken-b1-startbijeenkomst.odt",
    ]  # fmt: skip
    register = DocumentOrder("agreements", "ods", Edition.PUBLIC, Variant.AMBITION)
    assert (register.name, register.file_name(MEETING)) == (
        "agreements.ods",
        "afspraken-b1-startbijeenkomst.ods",
    )


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("variant", [Variant.AMBITION, Variant.PERFORMANCE])
@pytest.mark.parametrize(
    "evening", [evening_of_parties(), nasty_parties(), Evening()], ids=["full", "nasty", "empty"]
)
def test_the_audit_finds_nothing(
    form: str, variant: Variant, evening: Evening, tmp_path: Path
) -> None:
    assert complaints(made(evening, variant, form), form, tmp_path) == []


@pytest.mark.parametrize("variant", Variant)
def test_the_pdf_keeps_and_can_be_read_by_everybody(variant: Variant) -> None:
    with pikepdf.open(BytesIO(made(evening_of_parties(), variant, "pdf"))) as opened:
        with opened.open_metadata() as meta:
            claims = [meta.get(k) for k in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]

        assert claims == ["2", "A", "1"]
        assert opened.Root.Lang == "nl-NL"


@pytest.mark.parametrize("variant", Variant)
def test_every_format_says_the_same(variant: Variant) -> None:
    evening = evening_of_parties()
    signed_by(evening, variant)
    said = {form: text_of(made(evening, variant, form), form) for form in FORMATS}

    for words in ("Een lift plaatsen", "de raad van toezicht", "getekend op 3 juni 2027 door"):
        assert [form for form, text in said.items() if words not in text] == []


def signed_by(evening: Evening, variant: Variant) -> None:
    day = date(2027, 6, 3)
    evening.signs("Gemeente Emmen", Signed.SIGNED, variant, day=day, function="wethouder Wonen")
    evening.signs("Woonstichting Proef", Signed.NOT_YET, variant)
    evening.signs("Bakkerij Proef", Signed.DECLINES, variant)


@pytest.mark.parametrize("variant", Variant)
@pytest.mark.parametrize("edition", Edition)
def test_who_signed_stands_in_it_as_the_coordinator_wrote_it(
    variant: Variant, edition: Edition
) -> None:
    evening = evening_of_parties()
    signed_by(evening, variant)
    order = DocumentOrder("agreements", "html", edition, variant)
    said = Page(Workshop(evening.record(), MADE_AT, edition).make(order).decode()).text

    assert "getekend op 3 juni 2027 door wethouder Wonen" in said
    assert "nog niet getekend" in said
    assert "tekent niet" in said
    assert "nog niets ingevuld" in said
    assert "Bakkerij Proef" in said


def test_a_signature_under_one_form_is_none_under_another() -> None:
    evening = evening_of_parties()
    signed_by(evening, Variant.AMBITION)

    assert "getekend op 3 juni 2027" not in text(evening, Variant.COVENANT)


def test_a_phone_number_typed_as_a_function_stays_out_of_the_public_edition() -> None:
    evening = evening_of_parties()
    evening.signs("Gemeente Emmen", Signed.SIGNED, function="wethouder, 06-12345678")
    order = DocumentOrder("agreements", "md", Edition.PUBLIC)

    said = Workshop(evening.record(), MADE_AT, Edition.PUBLIC).make(order).decode()

    assert "12345678" not in said
    assert "telefoonnummer weggelaten" in said


def test_a_name_typed_as_a_function_stays_out_of_the_public_edition() -> None:
    evening = evening_of_parties()
    evening.joins("Gemeente Emmen", "gemeente", name="Fleur Proefstra")
    evening.signs("Gemeente Emmen", Signed.SIGNED, function="wethouder (fleur proefstra)")
    orders = [
        DocumentOrder("agreements", "md", Edition.PUBLIC),
        DocumentOrder("data", "json", Edition.PUBLIC),
    ]

    shop = Workshop(evening.record(), MADE_AT, Edition.PUBLIC)
    said = [shop.make(order).decode() for order in orders]

    assert ["Proefstra" in each.title() for each in said] == [False, False]
    assert all("wethouder (" not in each for each in said)


@given(evenings())
@patiently
def test_no_action_gets_lost_and_no_word_becomes_markup(record: Record) -> None:
    minutes = compile_minutes(record, MADE_AT)
    wanted = {a.reference for a in minutes.actions if not a.withheld}
    for variant in Variant:
        whole = lay_out(compile_agreement(record, minutes, variant), "html", "nl")
        told = {r for r in re.findall(r"\[([^\]\s]+)\]", whole) if r in wanted}

        assert set(Page(whole).tags) <= OURS
        if variant is not Variant.AMBITION:
            assert told == wanted


@given(evenings())
@patiently
def test_an_action_stands_with_each_municipality_once(record: Record) -> None:
    for place in agreed(record, Variant.PERFORMANCE).places:
        references = [a.reference for due in place.years for a in due.actions]
        assert len(references) == len(set(references))
        assert place.years


def test_every_part_has_its_template() -> None:
    folder = Path(lay_out.__code__.co_filename).parent / "templates" / "agreements"

    assert {p.stem for p in folder.glob("*.html")} == {n for parts in PARTS.values() for n in parts}
