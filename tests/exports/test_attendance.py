from exports.attendance import Party, attendance, who_was_heard
from sessions.meeting import ItemState
from sessions.people import Role
from tests.exports.reading import page
from tests.exports.records import PARTIES, Evening, casus, notice, poll, question


def names(parties: object) -> list[str]:
    assert isinstance(parties, tuple)
    return [p.name or p.kind for p in parties]


def test_people_are_counted_per_organisation_in_the_order_of_kinds() -> None:
    evening = Evening()
    for party in (PARTIES[3], PARTIES[0], PARTIES[0], PARTIES[2]):
        evening.joins(party.name, party.kind)

    there = attendance(evening.record())

    assert [(p.name, n) for p, n in there.parties] == [
        ("Gemeente Emmen", 2),
        ("Ouderenzorg Proef", 1),
        ("Seniorenraad Emmen", 1),
    ]
    assert names(there.absent) == ["Woonstichting Proef", "Zorgkantoor Drenthe"]
    assert (there.people, there.organisations, there.staff) == (4, 3, 0)


def test_what_a_resident_typed_at_the_door_is_not_printed() -> None:
    evening = Evening()
    evening.joins("Jan Jansen", "bewoners", name="Jan")
    evening.joins("", "bewoners")
    evening.joins("Huisartsen Emmen", "medisch")

    there = attendance(evening.record())

    assert [(p.kind, p.name, n) for p, n in there.parties] == [
        ("medisch", "Huisartsen Emmen", 1),
        ("bewoners", "", 2),
    ]
    assert "Jan" not in page(evening.record()).text


def test_paper_cards_and_staff_are_not_present() -> None:
    evening = Evening(poll())
    evening.enters("Gemeente Emmen", "gemeente", 1, choice=[1])
    evening.joins(role=Role.FACILITATOR)
    evening.joins(role=Role.EXPERT)

    there = attendance(evening.record())

    assert (there.people, there.parties, there.staff) == (0, (), 2)


def heard_in(evening: Evening) -> dict[str, tuple[int | None, ...]]:
    heard = who_was_heard(evening.record())
    return {p.name or p.kind: counts for p, counts in heard.parties}


def test_each_party_counts_the_people_who_were_heard() -> None:
    evening = Evening(notice(), poll(), question())
    town = [evening.joins("Gemeente Emmen", "gemeente") for _ in range(4)]
    for who in town:
        evening.says(who, 2, choice=[1])
    evening.says(town[0], 2, choice=[2])
    evening.enters("Seniorenraad Emmen", "senioren", 2, choice=[1])
    evening.joins(role=Role.EXPERT)

    heard = heard_in(evening)

    assert who_was_heard(evening.record()).items == (2, 3)
    assert heard["Gemeente Emmen"] == (4, 0)
    assert heard["Seniorenraad Emmen"] == (1, 0)
    assert heard["Zorgkantoor Drenthe"] == (0, 0)
    assert page(evening.record()).text.count("niet gehoord") == 3


def test_who_sat_at_a_table_that_wrote_was_heard() -> None:
    evening = Evening(casus())
    pen, *_ = [evening.joins("Gemeente Emmen", "gemeente", table=1) for _ in range(4)]
    evening.joins("Woonstichting Proef", "corporatie", table=2)
    evening.says(pen, 1, table=1, step=1, text="Een trap")

    heard = heard_in(evening)

    assert (heard["Gemeente Emmen"], heard["Woonstichting Proef"]) == ((4,), (0,))


def test_an_item_that_few_answered_in_secret_is_left_out() -> None:
    evening = Evening(question(), question(open="per_organisation"), question())
    anna = evening.joins("Gemeente Emmen", "gemeente")
    evening.says(anna, 1, text="Alleen ik zei iets")
    evening.says(anna, 2, text="Met naam en toenaam")
    heard = who_was_heard(evening.record())

    assert (heard.items, heard.too_few) == ((2, 3), (1,))
    assert "Onderdeel 1 telt hier niet mee." in page(evening.record()).text


def test_an_item_that_was_never_opened_is_no_silence() -> None:
    evening = Evening(poll())
    evening.becomes(1, state=ItemState.WAITING, opened_at=None)

    assert who_was_heard(evening.record()).items == ()
    assert "Er is nog geen onderdeel geweest" in page(evening.record()).text


def test_a_kind_that_is_not_on_the_list_comes_last() -> None:
    evening = Evening()
    evening.joins("Nieuw", "iets nieuws")

    assert attendance(evening.record()).parties == ((Party(15, "iets nieuws", "Nieuw"), 1),)
