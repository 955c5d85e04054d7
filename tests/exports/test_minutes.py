from dataclasses import replace

from exports.actions import Action, actions
from exports.attribution import Withheld
from exports.minutes import Account, compile_minutes
from sessions.people import Role
from sessions.record import Marks, NoteKind
from tests.exports.reading import page
from tests.exports.records import MADE_AT, Evening, casus, full_evening, notice, poll, question


def test_decisions_and_notes_stand_apart() -> None:
    evening = Evening()
    evening.notes_down(NoteKind.NOTE, "De microfoon viel uit.")
    evening.notes_down(NoteKind.DECISION, "Wij maken één visie.")
    minutes = compile_minutes(evening.record(), MADE_AT)

    assert [n.reference for n in minutes.decisions] == ["B1.besluit-01"]
    assert [n.reference for n in minutes.notes] == ["B1.notitie-01"]


def test_actions_come_from_the_hall_and_from_the_casuses() -> None:
    evening = Evening(casus())
    pen = evening.joins(table=1)
    evening.says(pen, 1, table=1, action="Een lift plaatsen", owner="Woonstichting Proef")
    hidden = evening.says(pen, 1, table=1, action="Iets lelijks", owner="Jan")
    evening.marks[hidden] = Marks(hidden=True)
    evening.notes_down(NoteKind.ACTION, "Een lijst maken", by="voor de zomer")

    assert actions(evening.record()) == (
        Action("B1.actie-01", "Een lijst maken", "", (), "voor de zomer", noted=True),
        Action("B1.1-001", "Een lift plaatsen", "Woonstichting Proef", (), ""),
        Action("B1.1-002", "", "", (), "", Withheld.HIDDEN),
    )
    text = page(evening.record()).text
    assert "geen trekker" in text
    assert "voor de zomer" in text
    assert "lelijks" not in text


def test_questions_that_nobody_answered_stay_open() -> None:
    evening = Evening()
    anna = evening.joins(name="Anna")
    evening.asks(anna, "Wanneer komt het verslag?", "Op 18 maart.", "de planning")
    evening.asks(anna, "Wie betaalt de lift?")
    evening.asks(anna, "Wat is een hofje?")
    evening.asked[2] = replace(
        evening.asked[2], action="answered", answer="Een groep huisjes.", answered_by="curator:3"
    )
    minutes = compile_minutes(evening.record(), MADE_AT)
    text = page(evening.record()).text

    assert [(a.question, a.by_a_person) for a in minutes.answered] == [
        ("Wanneer komt het verslag?", False),
        ("Wat is een hofje?", True),
    ]
    assert [a.reference for a in minutes.open_questions] == ["B1.vraag-02"]
    assert "Antwoord van de bot: Op 18 maart. Bron: de planning" in text
    assert "Antwoord van een mens: Een groep huisjes." in text
    assert "Anna" not in text
    assert "D001" not in text
    assert "curator" not in text


def test_the_account_counts_what_is_not_seen() -> None:
    evening = Evening(question(), poll())
    shy = evening.joins(quotable=False)
    first = evening.says(shy, 1, text="Geheim")
    evening.says(shy, 1, text="Geheimer", replaces=first)
    evening.marks[evening.says(evening.joins(), 1, text="Lelijk")] = Marks(hidden=True)
    evening.takes_back(evening.says(shy, 1, text="Toch niet"))
    evening.says(evening.joins(role=Role.FACILITATOR), 2, choice=[1])

    assert compile_minutes(evening.record(), MADE_AT).account == Account(
        not_quotable=1, hidden=1, changed=1, withdrawn=1, outside=1
    )


def test_an_empty_meeting_says_what_is_missing() -> None:
    evening = Evening(notice(), poll(), question(), casus())
    evening.meeting = replace(evening.meeting, day=None, starts=None, place="", chair="")
    text = page(evening.record()).text

    assert "Er deden 0 mensen mee." in text
    assert text.count("niet ingevuld") == 4
    assert text.count("Niemand gaf antwoord.") == 3
    assert "Er zijn geen besluiten genoteerd." in text
    assert "Er zijn geen acties genoteerd." in text
    assert "Er zijn geen vragen beantwoord." in text
    assert text.count("Er is geen inbreng.") == 3


def test_a_meeting_without_items_still_has_minutes() -> None:
    assert "Er is geen inbreng." in page(Evening().record()).text


def test_a_meeting_of_one_person_has_minutes() -> None:
    evening = Evening(poll(open="per_kind"), question(open="per_kind"))
    anna = evening.joins("", "huurders", name="Anna")
    evening.says(anna, 1, choice=[2])
    evening.says(anna, 2, text="De lift is stuk")
    text = page(evening.record()).text

    assert "Er deed 1 mens mee." in text
    assert "1 van de 1 deelnemers gaf zelf antwoord." in text
    assert text.count("huurders") == 1
    assert "Anna" not in text


def test_the_cover_tells_what_the_meeting_was() -> None:
    text = page(full_evening().record()).text

    assert "Verslag: Startbijeenkomst" in text
    assert "Concept, versie 58, gemaakt op 11 maart 2027 om 22.10 uur." in text
    for value in ("11 maart 2027", "19.30 uur", "De Grote Kerk, Emmen", "wethouder Wonen",
                  "uitvoerend", "Z-2027-0113"):  # fmt: skip
        assert value in text


def test_a_full_evening_has_every_chapter_in_order() -> None:
    places = page(full_evening().record()).ids
    chapters = [place for place in places if not place.startswith(("B1.", "chart-"))]

    assert chapters == [
        "hatch", "attendance", "decisions", "actions", "notes", "asked", "heard", "account",
        "appendix",
    ]  # fmt: skip


def test_the_minutes_exist_in_english() -> None:
    text = page(full_evening().record(), "en").text

    assert "Minutes: Startbijeenkomst" in text
    assert "16 of the 16 participants answered." in text
    assert "housing association" in text
    assert "Niemand" not in text
