import pytest

from sessions.items.item import Openness
from sessions.items.poll import PollTally
from tests.sessions.making import Evening, poll, scale


def counts(tally: PollTally, turn: int = 1) -> list[int]:
    return [option.count for option in tally.rounds[turn - 1].options]


def scores(tally: PollTally) -> list[float]:
    return [option.score for option in tally.last.options]


def shares(tally: PollTally) -> list[float]:
    return [option.share for option in tally.last.options]


# What counts.


def test_each_person_chooses_one() -> None:
    evening = Evening(poll())
    evening.says("Anna", choice=[1])
    evening.says("Bram", choice=[3])
    evening.says("Chris", choice=[1])
    evening.says("Dirk", choice=[2])

    tally = evening.tally()

    assert counts(tally) == [2, 1, 1, 0]
    assert shares(tally) == [0.5, 0.25, 0.25, 0.0]
    assert tally.last.n == 4


def test_a_changed_answer_replaces_the_earlier_one() -> None:
    evening = Evening(poll())
    first = evening.says("Anna", choice=[1])
    second = evening.says("Anna", choice=[2])

    assert first == second
    assert counts(evening.tally()) == [0, 1, 0, 0]


def test_an_answer_that_was_taken_back_no_longer_counts() -> None:
    evening = Evening(poll())
    evening.says("Anna", choice=[1])
    evening.takes_back(evening.says("Bram", choice=[1]))

    assert counts(evening.tally()) == [1, 0, 0, 0]


def test_a_facilitator_and_an_expert_are_never_counted() -> None:
    evening = Evening(poll())
    evening.joins("Anna", "Gemeente Emmen", "gemeente")
    evening.joins("Bram", "Platform", "expert of Rijk", counts=False)
    evening.says("Anna", choice=[1])
    evening.says("Bram", choice=[1])

    assert counts(evening.tally()) == [1, 0, 0, 0]


def test_a_paper_card_counts_as_much_as_a_phone_and_can_be_told_apart() -> None:
    evening = Evening(poll())
    evening.says("Anna", choice=[1])
    evening.says("Kaart 1", choice=[1], entered_by="facilitator:1")
    evening.says("Kaart 2", choice=[2], entered_by="facilitator:1")

    tally = evening.tally()

    assert counts(tally) == [2, 1, 0, 0]
    assert (tally.last.n, tally.last.on_behalf) == (3, 2)


def test_of_several_choices_each_counts_once() -> None:
    evening = Evening(poll(choose="many", max=3))
    evening.says("Anna", choice=[4, 1])
    evening.says("Bram", choice=[1, 2, 3])

    tally = evening.tally()

    assert counts(tally) == [2, 1, 1, 1]
    assert shares(tally) == [0.4, 0.2, 0.2, 0.2]
    assert tally.last.n == 2


def test_a_scale_has_a_mean_and_a_spread() -> None:
    evening = Evening(scale(**{"from": 1, "to": 5}))
    evening.says("Anna", value=1)
    evening.says("Bram", value=5)

    tally = evening.tally()

    assert counts(tally) == [1, 0, 0, 0, 1]
    assert [option.label for option in tally.last.options] == ["1", "2", "3", "4", "5"]
    assert (tally.last.mean, tally.last.spread) == (3.0, 2.0)


def test_only_a_scale_has_a_mean() -> None:
    evening = Evening(poll())
    evening.says("Anna", choice=[4])

    assert (evening.tally().last.mean, evening.tally().last.spread) == (None, None)


def test_a_ranking_gives_points_by_borda_and_counts_first_places() -> None:
    evening = Evening(poll(choose="rank"))
    evening.says("Anna", choice=[2, 1, 3, 4])
    evening.says("Bram", choice=[2, 4, 1, 3])

    tally = evening.tally()

    assert scores(tally) == [3.0, 6.0, 1.0, 2.0]
    assert [option.first for option in tally.last.options] == [0, 2, 0, 0]
    assert counts(tally) == [0, 2, 0, 0]


def test_options_left_unranked_share_the_places_that_are_left() -> None:
    evening = Evening(poll(choose="rank"))
    evening.says("Anna", choice=[3])

    assert scores(evening.tally()) == [1.0, 1.0, 3.0, 1.0]


def test_points_are_added_and_whoever_gave_one_is_counted() -> None:
    evening = Evening(poll(choose="points"))
    evening.says("Anna", points={"1": 60, "3": 40, "4": 0})
    evening.says("Bram", points={"1": 100})

    tally = evening.tally()

    assert scores(tally) == [160.0, 0.0, 40.0, 0.0]
    assert counts(tally) == [2, 0, 1, 0]
    assert [option.first for option in tally.last.options] == [2, 0, 0, 0]


def test_another_answer_stands_beside_the_options() -> None:
    evening = Evening(poll(choose="many", other=True))
    evening.says("Anna", choice=[1], other="  Vervoer\r\nnaar de winkel ")
    alone = evening.says("Bram", other="Stilte")

    tally = evening.tally()

    assert evening.rows[0].answer == {"choice": [1], "other": "Vervoer\nnaar de winkel"}
    assert evening.rows[1].answer == {"choice": [], "other": "Stilte"}
    assert counts(tally) == [1, 0, 0, 0]
    assert tally.last.n == 2
    assert tally.last.other == ("B1.1-001", alone)


def test_when_nobody_answered_everything_is_nought() -> None:
    tally = Evening(poll()).tally()

    assert counts(tally) == [0, 0, 0, 0]
    assert shares(tally) == [0.0, 0.0, 0.0, 0.0]
    assert (tally.last.n, tally.shift) == (0, ())


def test_the_answers_of_tables_stand_beside_those_of_people() -> None:
    evening = Evening(poll())
    evening.says("Anna", choice=[1])
    evening.writes("Anna", 4, choice=[2])
    evening.writes("Bram", 7, choice=[2])

    tally = evening.tally()

    assert counts(tally) == [1, 0, 0, 0]
    assert tally.last.n == 1
    assert tally.last.tables == 2
    assert tally.last.table_counts == (0, 2, 0, 0)


def test_when_the_pen_is_passed_on_it_is_still_one_table() -> None:
    evening = Evening(poll())
    evening.writes("Anna", 4, choice=[2])
    evening.writes("Bram", 4, choice=[3])

    assert evening.tally().last.table_counts == (0, 0, 1, 0)


# Two rounds.


def test_between_two_rounds_opinions_shift() -> None:
    evening = Evening(poll(rounds=2))
    evening.says("Anna", choice=[1])
    evening.says("Bram", choice=[1])
    evening.says("Anna", choice=[2], round=2)
    evening.says("Bram", choice=[1], round=2)

    tally = evening.tally()

    assert counts(tally, 1) == [2, 0, 0, 0]
    assert counts(tally, 2) == [1, 1, 0, 0]
    assert tally.shift == (-1, 1, 0, 0)
    assert tally.last == tally.rounds[1]


def test_before_the_second_round_nothing_shifts_and_the_first_is_on_show() -> None:
    evening = Evening(poll(rounds=2))
    evening.says("Anna", choice=[1])

    tally = evening.tally()

    assert tally.shift == ()
    assert tally.last == tally.rounds[0]


def test_a_second_round_that_only_tables_answer_is_on_show_too() -> None:
    evening = Evening(poll(rounds=2))
    evening.says("Anna", choice=[1])
    evening.writes("Anna", 4, choice=[2], round=2)

    assert evening.tally().last.table_counts == (0, 1, 0, 0)


def test_a_poll_knows_how_many_rounds_it_has() -> None:
    assert (poll().last_round, poll(rounds=2).last_round) == (1, 2)
    assert (poll().last_step, poll().asks) == (1, True)


# Groups.


def hall(openness: Openness) -> Evening:
    """Five people of municipalities, four of a corporation, one resident; all but one agree."""
    evening = Evening(poll(open=openness))
    for who, organisation, kind, option in (
        ("Anna", "Gemeente Emmen", "gemeente", 1),
        ("Bram", "Gemeente Emmen", "gemeente", 1),
        ("Chris", "Gemeente Emmen", "gemeente", 2),
        ("Dirk", "Gemeente Coevorden", "gemeente", 1),
        ("Els", "Gemeente Coevorden", "gemeente", 2),
        ("Fatima", "Woonstichting Proef", "corporatie", 3),
        ("Gerrit", "Woonstichting Proef", "corporatie", 3),
        ("Hilde", "Woonstichting Proef", "corporatie", 3),
        ("Ilse", "Woonstichting Proef", "corporatie", 3),
        ("Jan", "Dorpsbelangen", "bewoners", 4),
    ):
        evening.joins(who, organisation, kind)
        evening.says(who, choice=[option])
    return evening


def test_an_anonymous_poll_shows_no_groups() -> None:
    last = hall(Openness.ANONYMOUS).tally().last

    assert (last.by_group, last.pooled, last.pooled_groups) == ({}, (), ())


def test_per_kind_the_lonely_resident_is_pooled_with_the_next_smallest_kind() -> None:
    last = hall(Openness.PER_KIND).tally().last

    assert last.by_group == {"gemeente": (3, 2, 0, 0)}
    assert last.pooled == (0, 0, 4, 1)
    assert last.pooled_groups == ("bewoners", "corporatie")


def test_per_organisation_a_party_is_shown_and_a_resident_never_is() -> None:
    last = hall(Openness.PER_ORGANISATION).tally().last

    assert last.by_group == {"Woonstichting Proef": (0, 0, 4, 0)}
    assert last.pooled == (3, 2, 0, 1)
    assert last.pooled_groups == ("Gemeente Coevorden", "Gemeente Emmen", "bewoners")


@pytest.mark.parametrize("openness", [Openness.ANONYMOUS, Openness.PER_KIND])
def test_where_no_organisation_is_shown_none_has_a_voice_of_its_own(openness: Openness) -> None:
    """One person of one party and two of three others: x + (y+z+w)/2 and x + y + z + w give x."""
    evening = Evening(poll(open=openness))
    for who, party in zip("abcdefg", "XYYZZWW", strict=True):
        evening.joins(who, party, "gemeente")
        evening.says(who, choice=[1 if who in "abdf" else 2])

    assert {option.voices for option in evening.tally().last.options} == {None}


def test_every_organisation_has_one_voice_however_many_came() -> None:
    evening = Evening(poll(open="per_organisation"))
    for who, party, option in (
        ("Anna", "Gemeente Emmen", 1),
        ("Bram", "Gemeente Emmen", 1),
        ("Chris", "Gemeente Emmen", 2),
        ("Dirk", "Gemeente Emmen", 2),
        ("Els", "Woonstichting Proef", 2),
    ):
        evening.joins(who, party, "gemeente")
        evening.says(who, choice=[option])

    assert [o.voices for o in evening.tally().last.options] == [0.5, 1.5, 0.0, 0.0]


def test_who_is_not_shown_by_organisation_has_no_voice_in_that_count_either() -> None:
    last = hall(Openness.PER_ORGANISATION).tally().last

    assert [option.voices for option in last.options] == [0.0, 0.0, 1.0, 0.0]


def test_residents_are_shown_together_and_none_of_their_associations_has_a_voice() -> None:
    evening = Evening(poll(open="per_organisation"))
    for who, association in zip("abcd", "XXYY", strict=True):
        evening.joins(who, association, "bewoners")
        evening.says(who, choice=[1])

    last = evening.tally().last

    assert last.by_group == {"bewoners": (4, 0, 0, 0)}
    assert [option.voices for option in last.options] == [0.0, 0.0, 0.0, 0.0]
