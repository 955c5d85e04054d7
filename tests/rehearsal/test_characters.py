"""Seeded people."""

from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.characters import CAST, Character, behind_card, person, speak
from bot.rehearsal.script import Script
from sessions.agenda import Agenda
from sessions.people import KINDS
from tests.rehearsal.scripts import BOCE, bare_agendas, scripts

seeds = st.integers()
numbers = st.integers(1, 2_000)


@given(scripts, numbers)
def test_the_same_seed_gives_the_same_people(script: Script, number: int) -> None:
    assert person(script, number) == person(Script(script.agenda, script.seed), number)


@given(seeds)
def test_another_seed_gives_other_people(seed: int) -> None:
    here, there = Script(BOCE, seed), Script(BOCE, seed + 1)

    assert [person(here, n) for n in range(1, 13)] != [person(there, n) for n in range(1, 13)]


@given(scripts, numbers)
def test_any_ten_people_in_a_row_show_every_character(script: Script, first: int) -> None:
    row = {person(script, n).character for n in range(first, first + len(CAST))}

    assert row == set(Character)


@given(seeds)
def test_sixty_people_come_from_nearly_every_organisation(seed: int) -> None:
    script = Script(BOCE, seed)
    people = [person(script, number) for number in range(1, 61)]
    parties = {party.name for party in BOCE.organisations}

    assert len(parties & {p.party for p in people}) >= 0.8 * len(parties)
    assert {p.kind for p in people} <= set(KINDS)


@given(seeds)
def test_only_the_mistyping_mistype_their_organisation(seed: int) -> None:
    script = Script(BOCE, seed)
    people = [person(script, number) for number in range(1, 61)]

    mistyped = {p.character for p in people if p.typed != p.party}

    assert mistyped == {Character.MISTYPING}


@given(seeds)
def test_latecomers_come_in_while_something_is_asked(seed: int) -> None:
    script = Script(BOCE, seed)
    late = [p for n in range(1, 401) if (p := person(script, n)).character is Character.LATE]
    asking = {number for number, item in enumerate(BOCE.items, start=1) if item.asks}

    assert {p.arrives for p in late} == asking


@given(bare_agendas, seeds)
def test_nobody_is_late_when_only_the_first_item_asks(agenda: Agenda, seed: int) -> None:
    script = Script(agenda, seed)

    assert {person(script, number).arrives for number in range(1, 21)} == {0}


@given(scripts, st.integers(1, 3))
def test_whoever_fills_in_a_card_has_something_to_say(script: Script, number: int) -> None:
    assert behind_card(script, number).character is Character.TALKATIVE


@given(scripts, numbers, seeds)
def test_whatever_somebody_says_it_is_not_nothing(script: Script, number: int, luck: int) -> None:
    who = person(script, number)

    assert speak("Nee.", who, script.random(luck)).strip()
