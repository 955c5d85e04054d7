from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from exports.attribution import Withheld, withheld, words_of
from exports.edition import Edition
from exports.tables import sheets
from exports.tables.by_kind import by_kind
from exports.tables.sheet import Kind, Sheet
from exports.tables.source import SheetSource
from sessions.items.item import told
from sessions.meeting import ItemState
from sessions.people import Role
from sessions.record import Marks, NoteKind, Record
from tests.exports.evenings import evenings, patiently
from tests.exports.records import MADE_AT, Evening, casus, full_evening, poll, question

AT_THE_HALL = datetime(2027, 3, 11, 19, 30)  # noqa: DTZ001 -- the clock on the wall
EDITIONS = list(Edition)


def made(evening: Evening, edition: Edition = Edition.INTERNAL) -> Mapping[str, Sheet]:
    return sheets(evening.record(), MADE_AT, edition)


def rows(sheet: Sheet) -> list[dict[str, Any]]:
    """The rows by the names of their columns, without what is empty."""
    names = [column.name for column in sheet.columns]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value not in {None, ""}}
        for row in sheet.rows
    ]


def test_there_is_a_sheet_per_item_that_asks_something() -> None:
    names = list(made(full_evening()))

    assert names == [
        "meeting", "items", "contributions", *(f"item-{n}" for n in range(2, 12)), "results",
        "by-kind", "participants", "notes", "asked", "additions", "reactions", "became",
        "signatures", "rulings", "adopted", "dictionary",
    ]  # fmt: skip


def test_only_the_internal_edition_has_a_sheet_of_people() -> None:
    assert set(made(full_evening())) - set(made(full_evening(), Edition.PUBLIC)) == {"participants"}


def test_a_vote_has_a_column_per_option() -> None:
    evening = Evening(
        poll(choose="many", other=True),
        poll(choose="rank"),
        poll(choose="points"),
        poll(choose="scale"),
    )
    anna = evening.joins("Gemeente Emmen", "gemeente", table=3)
    evening.says(anna, 1, choice=[2], other="De huisarts")
    evening.says(anna, 2, choice=[3, 1])
    evening.says(anna, 3, points={"1": 60, "3": 40})
    evening.says(anna, 4, value=7)
    found = made(evening)

    said = [rows(found[f"item-{number}"])[0] for number in range(1, 5)]

    assert said[0] == {
        "reference": "B1.1-001", "participant": "D001", "organisation": "Gemeente Emmen",
        "kind": "gemeente", "origin": "met de browser", "at": AT_THE_HALL,
        "counts": True, "option_1": 0, "option_2": 1, "option_3": 0, "answer": "Zorg",
        "text": "De huisarts", "hidden": False,
    }  # fmt: skip
    assert {k: v for k, v in said[1].items() if "option" in k} == {"option_1": 2, "option_3": 1}
    assert [said[2][f"option_{n}"] for n in (1, 2, 3)] == [60, 0, 40]
    assert said[3]["value"] == 7
    assert [c.title for c in found["item-1"].columns if "option" in c.name] == [
        "Woningen", "Zorg", "Ontmoeten",
    ]  # fmt: skip


def test_the_public_edition_says_of_a_vote_what_the_minutes_say() -> None:
    evening = Evening(poll(open="per_organisation"))
    anna = evening.joins("Gemeente Emmen", "gemeente")
    evening.says(anna, 1, choice=[2])

    assert rows(made(evening, Edition.PUBLIC)["item-1"]) == [
        {
            "reference": "B1.1-001", "who": "Gemeente Emmen", "origin": "met de browser",
            "counts": True, "option_1": 0, "option_2": 1, "option_3": 0, "answer": "Zorg",
        }
    ]  # fmt: skip


def test_words_that_may_not_be_shown_are_in_the_internal_edition_alone() -> None:
    evening = Evening(question())
    anna, bram = evening.joins(quotable=False), evening.joins()
    evening.says(anna, 1, text="Niet citeren", theme="Zorg")
    hidden = evening.says(bram, 1, text="Verborgen")
    evening.marks[hidden] = Marks(hidden=True)

    inside, outside = (rows(made(evening, e)["item-1"]) for e in EDITIONS)

    assert [(row["text"], row.get("quotable"), row["hidden"]) for row in inside] == [
        ("Niet citeren", False, False),
        ("Verborgen", None, True),
    ]
    assert outside == [
        {
            "reference": "B1.1-001", "counts": True, "origin": "met de browser",
            "withheld": "Deze tekst staat hier niet letterlijk, op verzoek.",
        },
        {
            "reference": "B1.1-002", "counts": True, "origin": "met de browser",
            "withheld": "De begeleider verborg deze tekst.",
        },
    ]  # fmt: skip


def test_a_casus_has_steps_glasses_and_actions() -> None:
    evening = Evening(casus())
    anna = evening.joins("Gemeente Emmen", "gemeente", table=1)
    evening.says(anna, 1, table=1, step=1, perspective="bewoner", text="De trap")
    evening.says(anna, 1, table=1, action="Bellen", owner="Bram Vos", **{"with": ["huurders"]})

    inside, outside = (rows(made(evening, e)["item-1"]) for e in EDITIONS)

    assert {k: inside[0][k] for k in ("step", "perspective", "text", "table")} == {
        "step": 1, "perspective": "bewoner", "text": "De trap", "table": 1,
    }  # fmt: skip
    assert (inside[1]["action"], inside[1]["owner"], inside[1]["with"]) == (
        "Bellen", "Bram Vos", "huurders",
    )  # fmt: skip
    assert outside[1]["owner"] == "bekend bij de begeleider"


def test_results_give_groups_no_smaller_than_the_minutes_do() -> None:
    evening = Evening(poll(open="per_kind"))
    for kind, people in (("gemeente", 5), ("corporatie", 3), ("medisch", 2)):
        for _ in range(people):
            evening.says(evening.joins(kind, kind), 1, choice=[1])

    found = rows(made(evening, Edition.PUBLIC)["results"])

    assert [(r["group"], r["people"], r["label"], r["count"]) for r in found] == [
        ("iedereen", 10, "Woningen", 10),
        ("iedereen", 10, "Zorg", 0),
        ("iedereen", 10, "Ontmoeten", 0),
        ("gemeente", 5, "Woningen", 5),
        ("Overige soorten samen", 5, "Woningen", 5),
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_people_by_kind_are_never_fewer_than_the_smallest_group(edition: Edition) -> None:
    evening = Evening(poll(), question(), poll("Niemand"))
    for kind, people in (("gemeente", 9), ("corporatie", 5), ("medisch", 1)):
        for _ in range(people):
            who = evening.joins("", kind)
            evening.says(who, 1, choice=[1])
            evening.says(who, 2, text="Ja")

    source = SheetSource.of(evening.record(), MADE_AT, edition)
    found = rows(made(evening, edition)["by-kind"])

    assert by_kind([source]).loc["B1.1"].to_dict()["medisch"] == 1
    assert found[0] == {
        "reference": "B1.1", "people": 15, "gemeente": 9,
        "senioren": 0, "zorgaanbieder": 0, "zorgkantoor": 0,
    }  # fmt: skip
    assert found[2]["people"] == 0


def test_people_by_kind_can_be_told_over_several_meetings() -> None:
    first, second = full_evening(), full_evening()
    second.meeting = second.meeting.__class__(**(vars_of(second.meeting) | {"number": 2}))
    both = [SheetSource.of(e.record(), MADE_AT, Edition.PUBLIC) for e in (first, second)]

    assert list(by_kind(both).index)[:1] == ["B1.2"]
    assert "B2.2" in by_kind(both).index


def vars_of(whole: Any) -> dict[str, Any]:
    return {name: getattr(whole, name) for name in whole.__slots__}


def test_an_evening_without_anything_has_its_sheets_all_the_same() -> None:
    evening = Evening(poll(), question())
    evening.becomes(1, state=ItemState.SKIPPED, opened_at=None, closed_at=None)
    evening.becomes(2, state=ItemState.WAITING, opened_at=None, closed_at=None)
    found = made(evening, Edition.PUBLIC)

    assert [r["state"] for r in rows(found["items"])] == [
        "overgeslagen",
        "niet aan de orde geweest",
    ]
    assert found["contributions"].rows == found["by-kind"].rows == found["item-1"].rows == ()


def test_notes_and_questions_come_along_and_nobody_is_named_as_asker() -> None:
    evening = Evening(question())
    anna = evening.joins(quotable=False, role=Role.EXPERT)
    evening.notes_down(NoteKind.DECISION, "Eén visie")
    evening.notes_down(NoteKind.LESSON, "Begin met de buren")
    evening.asks(anna, "Wie betaalt?")
    found = made(evening)

    assert rows(found["notes"]) == [
        {"reference": "B1.besluit-01", "note_kind": "besluit", "text": "Eén visie"},
        {"reference": "B1.les-01", "note_kind": "les", "text": "Begin met de buren"},
    ]
    assert rows(found["asked"]) == [
        {
            "reference": "B1.vraag-01", "by_a_person": False,
            "question": "Deze vraag staat hier niet letterlijk, op verzoek.",
        }
    ]  # fmt: skip
    assert rows(found["participants"])[0]["role"] == "expert"
    assert rows(found["participants"])[0]["joined_at"] == AT_THE_HALL


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_column_is_explained(edition: Edition, language: str) -> None:
    evening = full_evening()
    evening.meeting = evening.meeting.__class__(
        **(vars_of(evening.meeting) | {"language": language})
    )
    found = made(evening, edition)
    explained = {row["name"] for row in rows(found["dictionary"])}
    columns = {f"{s.name}.{c.name}" for s in found.values() for c in s.columns}

    assert columns - explained == {f"dictionary.{c.name}" for c in found["dictionary"].columns}
    assert [c for s in found.values() for c in s.columns if "column." in c.title + c.means] == []
    assert [s for s in found.values() if "sheet." in s.title + s.means] == []


@given(evenings())
@patiently
def test_cells_hold_what_their_column_says(record: Record) -> None:
    kinds: dict[Kind, Any] = {
        Kind.STRING: str, Kind.INTEGER: int, Kind.NUMBER: float | int, Kind.BOOLEAN: bool,
        Kind.DATETIME: datetime,
    }  # fmt: skip
    wrong = [
        (sheet.name, column.name, value)
        for edition in EDITIONS
        for sheet in sheets(record, MADE_AT, edition).values()
        for row in sheet.rows
        for column, value in zip(sheet.columns, row, strict=True)
        if value is not None and not isinstance(value, kinds[column.kind])
    ]

    assert wrong == []


@given(evenings())
@patiently
def test_the_internal_edition_has_every_contribution_and_the_public_one_no_hidden_word(
    record: Record,
) -> None:
    current = [c for i in record.items for c in record.given(i.number)]
    inside = sheets(record, MADE_AT, Edition.INTERNAL)["contributions"]
    outside = sheets(record, MADE_AT, Edition.PUBLIC)
    given = [s for name, s in outside.items() if name.startswith(("contributions", "item-"))]
    cells = [v for s in given for row in s.rows for v in row if isinstance(v, str)]
    shown = {told(words_of(c)) for c in current if withheld(record, c) is Withheld.NOTHING}
    kept_back = [told(words_of(c)) for c in current if withheld(record, c)]
    secret = [words for words in kept_back if len(words) > 20 and words not in shown]

    assert sorted(str(row[0]) for row in inside.rows) == sorted(c.reference for c in current)
    assert [w for w in secret if w in cells] == []
