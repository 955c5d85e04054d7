"""The draft of a covenant and the register of actions, read back and audited."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given

from exports.agreements import Signing, compile_agreement
from exports.compiling import compile_minutes
from exports.document import lay_out
from exports.edition import Edition
from exports.orders import KINDS, DocumentOrder, Workshop
from sessions.record import NoteKind, Record
from sessions.terms import Binding, Terms
from tests.exports.auditing import AUDITS, complaints
from tests.exports.evenings import NASTY, evenings, patiently
from tests.exports.reading import Page
from tests.exports.records import MADE_AT, Evening, casus, full_evening, proposal


def evening_of_parties() -> Evening:
    evening = Evening(proposal(), casus(), proposal("Wij bouwen overal", rule="majority"))
    emmen = evening.joins("Gemeente Emmen", "gemeente")
    housing = evening.joins("Woonstichting Proef", "corporatie")
    evening.says(emmen, 1, position="agree", mandate="wethouder Wonen")
    evening.says(housing, 1, position="reservation", reservation="de raad van toezicht")
    evening.says(housing, 3, position="disagree", text="Niet in de dorpen.")
    action: dict[str, Any] = {
        "action": "Een lift plaatsen",
        "owner": "woonstichting proef",
        "by": "2027-06-01",
    }
    evening.says(emmen, 2, **action | {"with": ["Gemeente Emmen"]})
    evening.notes_down(NoteKind.ACTION, "Een lijst, met; tekens", "", "2027-05-01")
    return evening


def nasty_parties() -> Evening:
    evening = Evening(proposal(NASTY[0]), casus(), title=NASTY[1][:200])
    party = evening.joins("Gemeente Emmen", "gemeente")
    evening.says(party, 1, position="reservation", reservation=NASTY[4], text=NASTY[9])
    for text in NASTY:
        evening.says(party, 2, action=text, owner="Gemeente Emmen", by="2027-06-01")
    return evening


def made(evening: Evening, form: str, edition: Edition = Edition.INTERNAL) -> bytes:
    return Workshop(evening.record(), MADE_AT, edition).make(
        DocumentOrder("agreements", form, edition)
    )


def text_of(evening: Evening, edition: Edition = Edition.INTERNAL) -> str:
    return Page(made(evening, "html", edition).decode()).text


def test_each_party_has_what_it_does_and_where_it_stands() -> None:
    record = evening_of_parties().record()
    agreement = compile_agreement(record, compile_minutes(record, MADE_AT, Edition.INTERNAL))
    emmen, housing, *others = agreement.sides

    assert [a.what for a in housing.commits] == ["Een lift plaatsen"]
    assert [a.what for a in emmen.helps] == ["Een lift plaatsen"]
    assert (emmen.signing, housing.signing) == (Signing.AGREED, Signing.RESERVED)
    assert {each.signing for each in others} == {Signing.OPEN}
    assert [a.what for a in agreement.unassigned] == ["Een lijst, met; tekens"]
    assert [d.text for d in agreement.decisions] == ["Wij maken samen één visie"]


def test_the_draft_has_twelve_parts_and_says_what_is_missing() -> None:
    text = text_of(evening_of_parties())

    assert all(f" {number}. " in text for number in range(1, 13))
    assert "Gemeente Emmen gemeente wethouder Wonen" in text
    assert "Een lift plaatsen [B1.2-001] Gemeente Emmen 1 juni 2027" in text
    assert "Woonstichting Proef: Nog te besluiten door: de raad van toezicht [B1.1-002]" in text
    assert "Woonstichting Proef onder voorbehoud [B1.1-002] nog niets ingevuld" in text
    assert "Zorgkantoor Drenthe geen standpunt nog niets ingevuld" in text
    assert "Geen partij nam nog een actie op zich." in text_of(Evening())


def test_what_is_not_agreed_yet_is_said_in_words() -> None:
    evening, action = evening_of_parties(), "B1.2-001"
    assert "1 juni 2027 nog niet afgesproken nog niet afgesproken nog niet afgesproken" in (
        text_of(evening)
    )
    evening.terms[action] = Terms(Binding.RESULT, "20 uur per maand", "de lift doet het")

    said = text_of(evening)

    assert "1 juni 2027 resultaat 20 uur per maand de lift doet het" in said
    assert "Zorgkantoor Drenthe zorgkantoor nog niet bekend" in said
    assert "…" not in said


def test_an_address_in_the_means_stays_out_of_the_public_draft() -> None:
    evening = evening_of_parties()
    evening.terms["B1.2-001"] = Terms(means="Bel 06-12345678.")

    assert "06-12345678" not in text_of(evening, Edition.PUBLIC)
    assert "06-12345678" in text_of(evening, Edition.INTERNAL)


def test_the_public_draft_names_no_person() -> None:
    assert "wethouder Wonen" not in text_of(evening_of_parties(), Edition.PUBLIC)


@pytest.mark.parametrize("form", sorted(AUDITS))
@pytest.mark.parametrize(
    "evening", [evening_of_parties(), nasty_parties(), Evening()], ids=["full", "nasty", "empty"]
)
def test_the_audit_finds_nothing(form: str, evening: Evening, tmp_path: Path) -> None:
    assert complaints(made(evening, form), form, tmp_path) == []


@pytest.mark.parametrize("evening", [nasty_parties(), Evening()], ids=["nasty", "empty"])
def test_the_pdf_keeps_and_can_be_read_by_everybody(evening: Evening) -> None:
    with pikepdf.open(BytesIO(made(evening, "pdf"))) as opened:
        with opened.open_metadata() as meta:
            claims = [meta.get(k) for k in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]

        assert claims == ["2", "A", "1"]
        assert opened.Root.Lang == "nl-NL"


OURS = set(Page(made(full_evening(), "html").decode()).tags) | {"h3", "ul", "li", "table"}


@given(evenings())
@patiently
def test_typed_words_never_become_markup(record: Record) -> None:
    agreement = compile_agreement(record, compile_minutes(record, MADE_AT))

    assert set(Page(lay_out(agreement, "html", "nl")).tags) <= OURS


@pytest.mark.parametrize("form", KINDS["agreements"])
def test_the_same_evening_gives_the_same_bytes(form: str) -> None:
    assert made(full_evening(), form) == made(full_evening(), form)


def test_the_register_has_every_action() -> None:
    evening = evening_of_parties()
    evening.terms["B1.2-001"] = Terms(Binding.RESULT, "4 u", "ja")

    rows = made(evening, "csv").decode().splitlines()

    assert rows == [
        "reference,action,owner,with,by,binding,agreed_means,measure",
        'B1.actie-01,"Een lijst, met; tekens",,,2027-05-01,,,',
        "B1.2-001,Een lift plaatsen,woonstichting proef,Gemeente Emmen,2027-06-01,resultaat,4 u,ja",
    ]


def test_an_address_in_the_means_stays_out_of_the_public_register() -> None:
    evening = evening_of_parties()
    evening.terms["B1.2-001"] = Terms(means="Bel 06-12345678.")

    inside, outside = (made(evening, "csv", edition).decode() for edition in Edition)

    assert "06-12345678" in inside
    assert "06-12345678" not in outside
    assert "[telefoonnummer weggelaten]" in outside
