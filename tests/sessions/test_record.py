from dataclasses import replace
from datetime import timedelta
from typing import Any

from sessions.items.contribution import Contribution
from sessions.meeting import ItemState, Scheduled
from sessions.people import Participant, Role
from sessions.record import Record
from tests.sessions.making import (
    AT,
    Evening,
    contribution,
    meeting,
    participant,
    programme,
    question,
    scheduled,
)

WAITING, OPEN, CLOSED, SKIPPED = ItemState


def record(
    *items: Scheduled,
    people: tuple[Participant, ...] = (),
    rows: tuple[Contribution, ...] = (),
    **more: Any,
) -> Record:
    return Record(
        programme(),
        meeting(),
        items=items,
        participants={p.pseudonym: p for p in people},
        contributions=rows,
        **more,
    )


def at(minutes: int) -> Any:
    return AT + timedelta(minutes=minutes)


# The course of the evening.


def test_items_come_in_tonight_s_order_whatever_their_numbers() -> None:
    moved = replace(scheduled(3), position=1)
    first = replace(scheduled(1), position=2)
    made_on_the_spot = replace(scheduled(4), position=2)

    evening = record(first, moved, made_on_the_spot)

    assert [i.number for i in evening.running_order] == [3, 1, 4]
    assert evening.item(4) == made_on_the_spot
    assert evening.item(9) is None


def test_before_anything_is_opened_the_first_item_is_next() -> None:
    evening = record(scheduled(1), scheduled(2))

    assert evening.open_item is None
    assert evening.on_show is None
    assert evening.next_item == scheduled(1)


def test_what_is_open_is_on_show_and_what_waits_after_it_is_next() -> None:
    now = scheduled(2, OPEN, opened_at=at(5))
    evening = record(
        scheduled(1, CLOSED, opened_at=at(0), closed_at=at(5)),
        now,
        scheduled(3, SKIPPED),
        scheduled(4),
    )

    assert evening.open_item == now
    assert evening.on_show == now
    assert evening.next_item == scheduled(4)


def test_after_closing_the_hall_still_looks_at_what_was_closed_last() -> None:
    first = scheduled(1, CLOSED, opened_at=at(0), closed_at=at(20))
    second = scheduled(2, CLOSED, opened_at=at(5), closed_at=at(10))

    evening = record(first, second, scheduled(3, CLOSED), scheduled(4))

    assert evening.on_show == first
    assert evening.next_item == scheduled(4)


def test_after_the_last_item_nothing_is_next() -> None:
    assert record(scheduled(1, CLOSED, opened_at=at(0), closed_at=at(5))).next_item is None
    assert record().next_item is None


def test_an_item_that_waits_again_is_next_again() -> None:
    back = scheduled(2, WAITING, opened_at=at(5))

    assert record(scheduled(1, CLOSED, opened_at=at(0)), back).next_item == back


# Who is there.

ANNA = participant("D001", kind="gemeente", table=1)
BRAM = participant("D002", kind="gemeente", table=1, left_at=at(30))
CARD = participant("D003", kind="gemeente", table=1, entered_by="D001")
EXPERT = participant("D004", kind="expert of Rijk", table=1, role=Role.EXPERT)
CHRIS = participant("D005", kind="bewoners", table=2)


def test_present_are_those_who_joined_themselves_and_count() -> None:
    evening = record(people=(ANNA, BRAM, CARD, EXPERT, CHRIS))

    assert evening.present == (ANNA, BRAM, CHRIS)
    assert evening.seated(1) == [ANNA]
    assert evening.seated(3) == []


def test_everybody_has_a_voice_and_experts_one_that_does_not_count() -> None:
    voices = record(people=(ANNA, EXPERT)).voices

    assert {who: voice.counts for who, voice in voices.items()} == {"D001": True, "D004": False}


def test_kinds_are_named_when_enough_people_joined() -> None:
    enough = tuple(participant(f"D{n:03d}", kind="gemeente") for n in range(1, 5))

    assert record(people=enough).kinds_to_name == {"gemeente"}
    assert record(people=enough[:3]).kinds_to_name == set()
    assert record(people=(*enough[:3], CARD)).kinds_to_name == set()


# What was given.


def conversation() -> Evening:
    evening = Evening(question())
    first = evening.says("D001", text="De bus rijdt.")
    evening.says("D001", text="De bus rijdt weer.", replaces=first)
    evening.says("D005", text="De huisarts.")
    evening.says("D005", recognise=first)
    evening.writes("D001", 1, text="Een lift.")
    return evening


def test_what_counts_now_is_the_last_revision_in_order_of_reference() -> None:
    rows = conversation().rows
    evening = record(scheduled(1, item=question()), rows=tuple(reversed(rows)))

    assert [c.answer for c in evening.given(1)] == [
        {"text": "De bus rijdt weer."},
        {"text": "De huisarts."},
        {"recognise": "B1.1-001"},
        {"text": "Een lift."},
    ]


def test_an_owner_finds_back_what_they_gave() -> None:
    elsewhere = contribution("B1.2-001", {"text": "Stilte"}, item=2, owner="person:D001")
    rows = (*conversation().rows, elsewhere)
    evening = record(scheduled(1, item=question()), scheduled(2, item=question()), rows=rows)

    assert [c.reference for c in evening.of("person:D001")] == ["B1.1-001", "B1.2-001"]
    assert [c.reference for c in evening.of("person:D001", 2)] == ["B1.2-001"]
    assert [c.reference for c in evening.of("table:1", 1)] == ["B1.1-004"]
    assert evening.of("person:D009") == []


def test_a_reference_leads_to_its_last_revision() -> None:
    evening = conversation()
    taken_back = evening.says("D002", text="Toch niet.")
    evening.takes_back(taken_back)
    kept = record(scheduled(1, item=question()), rows=tuple(evening.rows))

    found = kept.find("B1.1-001")

    assert found is not None
    assert found.answer == {"text": "De bus rijdt weer."}
    assert kept.find(taken_back) is None
    assert kept.find("B1.1-999") is None


def test_a_tally_is_that_of_its_kind_among_those_who_joined() -> None:
    told = conversation()
    kept = record(
        scheduled(1, item=question()),
        people=(ANNA, replace(CHRIS, role=Role.EXPERT)),
        rows=tuple(told.rows),
    )

    tally = kept.tally(1)

    assert tally.references == ("B1.1-001", "B1.1-004")
    assert kept.tally(1) is tally
