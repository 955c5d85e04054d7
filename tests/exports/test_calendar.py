from dataclasses import replace
from datetime import date

from hypothesis import given

from exports.agreements import compile_agreement
from exports.calendar import calendar
from exports.compiling import compile_minutes
from exports.phrasing import CATALOGUE
from sessions.programme import Planned
from sessions.record import NoteKind, Record
from tests.exports.evenings import evenings, patiently
from tests.exports.records import MADE_AT, Evening


def calendar_of(record: Record) -> str:
    agreement = compile_agreement(record, compile_minutes(record, MADE_AT))
    return calendar(agreement, CATALOGUE.words("nl")).decode()


def unfolded(made: str) -> list[str]:
    return made.replace("\r\n ", "").split("\r\n")


def test_an_action_with_a_date_is_a_day_in_the_calendar() -> None:
    evening = Evening()
    evening.notes_down(NoteKind.ACTION, "Een lijst, met; tekens\nen regels", "", "2027-05-31")
    evening.notes_down(NoteKind.ACTION, "Ooit een keer", "", "voor de zomer")

    assert unfolded(calendar_of(evening.record())) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samenspel//NL", "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT", "UID:B1.actie-01.123456@samenspel", "DTSTAMP:20270311T211000Z",
        "DTSTART;VALUE=DATE:20270531", "DTEND;VALUE=DATE:20270601",
        "SUMMARY:Een lijst\\, met\\; tekens\\nen regels",
        "DESCRIPTION:geen trekker [B1.actie-01]", "TRANSP:TRANSPARENT", "END:VEVENT",
        "END:VCALENDAR", "",
    ]  # fmt: skip


def test_who_is_not_named_in_public_is_not_nobody() -> None:
    evening = Evening()
    evening.notes_down(NoteKind.ACTION, "Bellen", "Bram Vos", "2027-05-31")

    said = [line for line in unfolded(calendar_of(evening.record())) if "DESCRIPTION" in line]

    assert said == ["DESCRIPTION:bekend bij de begeleider [B1.actie-01]"]


def test_the_planning_of_the_programme_is_in_it() -> None:
    evening = Evening()
    steps = (Planned("Besluit", date(2027, 12, 16), "de raden"), Planned("Zonder datum"))
    evening.programme = replace(evening.programme, planning=steps)

    made = unfolded(calendar_of(evening.record()))

    assert [line for line in made if line.startswith("SUMMARY")] == ["SUMMARY:Besluit"]


@given(evenings())
@patiently
def test_no_typed_word_breaks_the_file(record: Record) -> None:
    made = calendar_of(record)
    names = {line.partition(":")[0].partition(";")[0] for line in unfolded(made) if line}

    assert max(len(line.encode()) for line in made.split("\r\n")) <= 75
    assert "\n" not in made.replace("\r\n", "")
    assert names <= {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "UID", "DTSTAMP", "DTSTART", "DTEND",
        "SUMMARY", "DESCRIPTION", "TRANSP",
    }  # fmt: skip
