from dataclasses import replace

import pytest

from exports.attribution import Quote, Withheld, group_labels, label, quote, table_of
from sessions.items.item import Item
from sessions.people import Role
from sessions.record import Marks
from tests.exports.reading import page
from tests.exports.records import Evening, casus, crowd, poll, question


def said_by(organisation: str, kind: str, item: Item, **more: object) -> Quote:
    """One text, given among sixteen people of four kinds."""
    evening = Evening(item)
    crowd(evening)
    who = evening.joins(organisation, kind, **more)
    evening.says(who, 1, text="De lift is stuk.")
    return quote(evening.record(), evening.rows[0])


def test_an_anonymous_text_carries_nobody() -> None:
    assert said_by("Gemeente Emmen", "gemeente", question(), name="Anna").label == ""


def test_a_text_carries_its_kind_when_enough_people_of_it_joined() -> None:
    item = question(open="per_kind")

    assert said_by("Gemeente Emmen", "gemeente", item).label == "gemeente"
    assert said_by("Huisartsen Emmen", "medisch", item).label == ""


def test_a_partys_text_carries_its_organisation_where_that_was_promised() -> None:
    item = question(open="per_organisation")

    assert said_by("Huisartsen Emmen", "medisch", item, name="Anna").label == "Huisartsen Emmen"


@pytest.mark.parametrize("open_to", ["per_organisation", "by_name"])
def test_a_resident_is_never_named(open_to: str) -> None:
    item = question(open=open_to)

    assert said_by("Seniorenraad Emmen", "senioren", item, name="Anna").label == "senioren"
    assert said_by("Huurdersraad Proef", "huurders", item, name="Anna").label == ""


def test_a_name_is_shown_only_where_everybody_speaks_by_name() -> None:
    item = question(open="by_name")

    assert said_by("Zorgkantoor Drenthe", "zorgkantoor", item, name="Anna").label == (
        "Anna, Zorgkantoor Drenthe"
    )


def test_an_expert_gets_no_label() -> None:
    item = question(open="by_name")

    assert said_by("Platform 31", "expert of Rijk", item, role=Role.EXPERT, name="Jo").label == ""


def test_who_does_not_want_to_be_quoted_is_not() -> None:
    refused = said_by("Gemeente Emmen", "gemeente", question(open="per_kind"), quotable=False)

    assert refused == Quote("B1.1-001", "", Withheld.NOT_QUOTABLE)


@pytest.mark.parametrize("answer", [True, None])
def test_who_agreed_or_was_never_asked_is_quoted(answer: bool | None) -> None:
    assert said_by("", "overig", question(), quotable=answer).text == "De lift is stuk."


def test_words_that_are_withheld_stand_nowhere_in_the_minutes() -> None:
    evening = Evening(question(), poll(other=True))
    shy, loud = evening.joins(quotable=False), evening.joins(quotable=True)
    evening.says(shy, 1, text="Geheim van de buurvrouw")
    evening.says(shy, 2, other="Geheime wens")
    evening.marks[evening.says(loud, 1, text="Scheldwoord")] = Marks(hidden=True)
    evening.asks(shy, "Geheime vraag van mij?", "Op 18 maart.")
    text = page(evening.record()).text

    assert "eheim" not in text
    assert "Scheldwoord" not in text
    assert text.count("Deze tekst staat hier niet letterlijk, op verzoek.") == 4
    assert text.count("De begeleider verborg deze tekst.") == 2
    assert text.count("Deze vraag staat hier niet letterlijk, op verzoek.") == 1
    assert "Het gaat om 2 bijdragen." in text


def test_a_vote_without_words_is_no_quote() -> None:
    evening = Evening(poll())
    evening.says(evening.joins(quotable=False), 1, choice=[1])

    assert quote(evening.record(), evening.rows[0]).withheld is Withheld.NOTHING


def test_what_a_table_wrote_is_the_tables() -> None:
    evening = Evening(casus(open="by_name"))
    pen = evening.joins("Gemeente Emmen", "gemeente", name="Anna", quotable=False, table=1)
    evening.says(pen, 1, table=1, step=1, text="Een trap")

    assert quote(evening.record(), evening.rows[0]) == Quote(
        "B1.1-001", "Een trap", Withheld.NOTHING, table=1
    )


def test_an_action_is_an_agreement_and_not_a_quote() -> None:
    evening = Evening(casus())
    evening.says(evening.joins(quotable=False), 1, action="Een lift plaatsen")

    assert quote(evening.record(), evening.rows[0]).text == "Een lift plaatsen"


def test_a_card_entered_at_a_table_is_one_persons() -> None:
    evening = Evening(poll())
    evening.says(evening.joins(), 1, choice=[1])

    assert table_of(replace(evening.rows[0], owner="table:4/D001")) is None
    assert table_of(replace(evening.rows[0], owner="table:4")) == 4


def test_what_was_merged_says_where_it_belongs() -> None:
    evening = Evening(question())
    anna = evening.joins()
    first, second = (evening.says(anna, 1, text=t) for t in ("De lift", "Lift"))
    evening.marks = {second: Marks(merged_into=first), first: Marks(merged_into="B9.9-999")}
    record = evening.record()

    assert [quote(record, c).merged_into for c in evening.rows] == ["", first]


def test_votes_carry_the_groups_that_the_tally_shows_and_no_others() -> None:
    evening = Evening(poll(open="per_kind"))
    people = crowd(evening)
    for place, who in enumerate([*people, evening.joins("", "huurders")]):
        evening.says(who, 1, choice=[1 + place % 3])
    record = evening.record()
    labels = group_labels(record, record.items[0], 1)
    shown = record.tally(1).rounds[0].by_group

    assert set(labels.values()) == set(shown)
    assert "huurders" not in shown
    assert "B1.1-017" not in labels


def test_somebody_unknown_gets_no_label() -> None:
    evening = Evening(question(open="per_kind"))
    evening.says(evening.joins("", "senioren"), 1, text="Dag")
    record = evening.record()

    assert label(replace(record, participants={}), evening.rows[0]) == ""
