from dataclasses import replace

from exports.actions import Action, actions
from exports.attribution import Withheld
from exports.compiling import compile_minutes
from exports.edition import Edition
from exports.minutes import Account
from sessions.people import Role
from sessions.record import Marks, NoteKind
from tests.exports.reading import page
from tests.exports.records import (
    MADE_AT,
    Evening,
    casus,
    full_evening,
    notice,
    poll,
    proposal,
    question,
)


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

    assert [(a.question, a.answered_by) for a in minutes.answered] == [
        ("Wanneer komt het verslag?", ""),
        ("Wat is een hofje?", "curator"),
    ]
    assert [a.reference for a in minutes.open_questions] == ["B1.vraag-02"]
    assert "Antwoord van de bot: Op 18 maart. Bron: de planning" in text
    assert "Antwoord van een mens (kennisbeheerder): Een groep huisjes." in text
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


def test_what_did_not_happen_is_said_in_words_and_not_with_a_zero() -> None:
    evening = Evening(question())
    evening.says(evening.joins(), 1, text="De koffie")
    quiet = (
        "De begeleider verborg geen tekst. Niemand veranderde een antwoord. "
        "Niemand trok een bijdrage in. Begeleiders en experts gaven geen bijdrage."
    )

    assert quiet in page(evening.record()).text
    evening.says(evening.joins(role=Role.FACILITATOR), 1, text="Van ons")
    assert "Van begeleiders en experts kwam 1 bijdrage." in page(evening.record()).text


def test_who_came_for_themselves_came_from_no_organisation() -> None:
    evening = Evening(question())
    evening.joins("Gemeente Emmen", "gemeente")
    evening.joins("", "bewoners")

    assert "Er deden 2 mensen mee. Er was 1 organisatie bij." in page(evening.record()).text


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
    assert "Concept, nog niet uitgegeven, gemaakt op 11 maart 2027 om 22.10 uur." in text
    for value in ("11 maart 2027", "19.30 uur", "De Grote Kerk, Emmen", "wethouder Wonen",
                  "uitvoerend", "Z-2027-0113"):  # fmt: skip
        assert value in text


def test_a_full_evening_has_every_chapter_in_order() -> None:
    places = page(full_evening().record()).ids
    chapters = [place for place in places if not place.startswith(("B1.", "chart-"))]

    assert chapters == [
        "hatch", "summary", "attendance", "programme", "decisions", "actions", "notes", "asked",
        "became", "heard", "next", "account",
        "appendix",
    ]  # fmt: skip


def test_the_minutes_exist_in_english() -> None:
    text = page(full_evening().record(), "en").text

    assert "Minutes: Startbijeenkomst" in text
    assert "16 of the 16 participants answered." in text
    assert "housing association" in text
    assert "Niemand" not in text


def test_the_summary_has_five_lines_at_most_and_each_can_be_followed() -> None:
    minutes = compile_minutes(full_evening().record(), MADE_AT)

    assert [(line.key, line.references) for line in minutes.summary] == [
        ("summary.present", ("B1.2", "B1.3", "B1.4", "B1.5", "B1.6", "B1.7", "B1.8", "B1.11")),
        ("summary.chosen", ("B1.2",)),
        ("summary.said", ("B1.3", "B1.4")),
        ("summary.decided", ("B1.11", "B1.besluit-01")),
        ("summary.agreed", ("B1.actie-01", "B1.4-005", "B1.4-006")),
    ]
    assert compile_minutes(Evening(poll()).record(), MADE_AT).summary == ()
    assert "Er is geen antwoord, besluit of actie vastgelegd." in page(Evening().record()).text


def test_a_proposal_is_decided_with_every_position_behind_it() -> None:
    evening = Evening(proposal())
    evening.says(evening.joins("Gemeente Emmen", "gemeente"), 1, position="agree")
    housing = evening.joins("Woonstichting Proef", "corporatie")
    evening.says(housing, 1, position="reservation", reservation="de raad")
    evening.joins("Zorgkantoor Drenthe", "zorgkantoor")
    text = page(evening.record()).text

    assert (
        "Aangenomen: ‘Wij maken samen één visie’. [B1.1] 1 organisatie maakt een voorbehoud. "
        "Standpunten: [B1.1-001], [B1.1-002]"
    ) in text
    assert "Wel aanwezig, geen standpunt: Zorgkantoor Drenthe." in text
    assert "Niet aanwezig, geen standpunt: Ouderenzorg Proef, Seniorenraad Emmen." in text


def test_the_public_minutes_do_not_say_who_spoke_for_an_organisation() -> None:
    evening = Evening(proposal())
    anna = evening.joins("Gemeente Emmen", "gemeente", name="Anna")
    evening.says(anna, 1, position="agree", mandate="Anna de Wit, wethouder")

    public, internal = (
        compile_minutes(evening.record(), MADE_AT, edition).sections[0].result.lines[0].by
        for edition in Edition
    )

    assert {public, internal} == {"", "Anna de Wit, wethouder, Anna"}


def test_few_answers_are_read_as_single_voices() -> None:
    evening = Evening(poll(), question())
    for who in [evening.joins() for _ in range(10)]:
        evening.says(who, 1, choice=[1])
    evening.says(who, 2, text="De koffie")

    assert page(evening.record()).text.count("minder dan tien mensen gaven antwoord") == 1


def test_target_groups_nobody_spoke_about_are_named() -> None:
    evening = Evening(question(themes=("Ontmoeten",)))
    evening.programme = replace(evening.programme, target_groups=("Senioren", "Jongeren"))
    said = evening.says(
        evening.joins(), 1, text="De bus", target_group="Senioren", theme="Ontmoeten"
    )
    minutes = compile_minutes(evening.record(), MADE_AT)

    assert minutes.groups.rows == (("Senioren", ((said,),)),)
    assert minutes.groups.unheard == ("Jongeren",)
    assert "over deze doelgroepen kwam niets: Jongeren." in page(evening.record()).text
