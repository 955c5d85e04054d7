import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from exports.data import record_document
from sessions.people import Role
from sessions.record import NoteKind, Record
from sessions.terms import Binding, Terms
from tests.exports.evenings import evenings, patiently
from tests.exports.records import BEGIN, Evening, full_evening, notice, poll, question

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "record.schema.json").read_text(encoding="utf-8")
)


def complaints(document: dict[str, Any]) -> list[str]:
    validator = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(json.dumps(document)))]


def test_the_schema_itself_is_sound() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_full_evening_fits_the_schema() -> None:
    assert complaints(record_document(full_evening().record())) == []


def test_the_schema_refuses_what_it_does_not_know() -> None:
    document = record_document(full_evening().record())
    document["contributions"][0] |= {"name": "Anna", "at": 3}
    document["asked"][0]["asker"] = "D001"

    assert len(complaints(document)) == 3


@given(evenings())
@patiently
def test_any_evening_fits_the_schema_and_holds_every_row(record: Record) -> None:
    document = record_document(record)

    assert complaints(document) == []
    assert sorted(c["key"] for c in document["contributions"]) == sorted(
        c.key for c in record.contributions
    )


def test_a_contribution_tells_all_that_was_kept() -> None:
    evening = Evening(poll())
    anna = evening.joins("Gemeente Emmen", "gemeente", origin="telegram")
    evening.says(anna, 1, choice=[2])

    assert record_document(evening.record())["contributions"] == [
        {
            "reference": "B1.1-001",
            "item": 1,
            "participant": "D001",
            "key": "key-1",
            "origin": "telegram",
            "answer": {"choice": [2]},
            "at": BEGIN.isoformat(),
            "revision": 1,
            "round": 1,
            "table": None,
            "withdrawn": False,
            "entered_by": None,
            "owner": "person:D001",
            "slot": "choice",
            "current": True,
        }
    ]


def test_what_was_changed_or_taken_back_stays_and_is_not_current() -> None:
    evening = Evening(poll(), question())
    anna = evening.joins()
    evening.says(anna, 1, choice=[1])
    evening.says(anna, 1, choice=[2])
    evening.takes_back(evening.says(anna, 2, text="Toch niet"))

    rows = record_document(evening.record())["contributions"]

    assert [(c["reference"], c["revision"], c["current"], c["withdrawn"]) for c in rows] == [
        ("B1.1-001", 1, False, False),
        ("B1.1-001", 2, True, False),
        ("B1.2-001", 1, False, False),
        ("B1.2-001", 2, False, True),
    ]


def test_contributions_come_in_the_order_in_which_people_count() -> None:
    evening = Evening(question())
    anna = evening.joins()
    for number in range(11):
        evening.says(anna, 1, text=f"Inbreng {number}")
    evening.rows.reverse()

    rows = record_document(evening.record())["contributions"]

    assert [c["reference"] for c in rows] == [f"B1.1-{n:03d}" for n in range(1, 12)]


def test_people_are_pseudonyms_and_nobody_is_named_as_asker() -> None:
    evening = Evening(notice())
    anna = evening.joins("Gemeente Emmen", "gemeente", name="Anna de Boer", table=2)
    evening.joins(role=Role.EXPERT, name="Bram Vos", joined_at=BEGIN + timedelta(minutes=1))
    evening.asks(anna, "Wanneer komt het verslag?")

    document = record_document(evening.record())

    assert [p["pseudonym"] for p in document["participants"]] == ["D001", "D002"]
    assert document["participants"][0]["table"] == 2
    assert "Anna" not in json.dumps(document)
    assert "asker" not in document["asked"][0]


def test_what_the_facilitator_noted_on_an_item_stays_with_her() -> None:
    evening = Evening(question(notes="Let op de wethouder", text="Noem een voorbeeld."))

    document = record_document(evening.record())

    assert document["items"][0]["definition"]["text"] == "Noem een voorbeeld."
    assert "Let op de wethouder" not in json.dumps(document)


def test_what_was_agreed_about_an_action_is_told_without_a_bsn() -> None:
    evening = Evening(notice())
    evening.notes_down(NoteKind.ACTION, "Een lift plaatsen")
    evening.notes_down(NoteKind.ACTION, "Een lijst maken")
    evening.terms["B1.actie-02"] = Terms(means="Van de huurder met 111222333.")
    evening.terms["B1.actie-01"] = Terms(Binding.RESULT, "20 uur", "de lift doet het")

    document = record_document(evening.record())

    assert complaints(document) == []
    assert document["terms"] == [
        {"action": "B1.actie-01", "binding": "result", "means": "20 uur",
         "measure": "de lift doet het"},
        {"action": "B1.actie-02", "binding": None,
         "means": "Van de huurder met [bsn weggelaten].", "measure": ""},
    ]  # fmt: skip
