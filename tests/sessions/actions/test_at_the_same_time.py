"""Two coordinators at once, each in a house of their own: one is kept, the other is told."""

import asyncio
from collections.abc import Iterator
from contextlib import closing

import pytest

from sessions.actions import planning, programmes
from sessions.actions.planning import ADMIN
from sessions.agenda import Agenda, PartyPlan, PlannedStep, ThemePlan
from sessions.agenda_writing import agenda_of
from sessions.errors import Clash
from sessions.programme import Programme
from sessions.storage.store import Store
from tests.sessions.storage.hall import Hall, agenda, refusal

ROUNDS = 10
"""Often enough that both are in each other's way at least once."""


@pytest.fixture
def abroad(hall: Hall, database_url: str) -> Iterator[Store]:
    """The same database through a writer of its own, as another process would have it."""
    with closing(Store(database_url)) as store:
        yield store


def titled(agenda: Agenda, title: str) -> Agenda:
    return agenda.model_copy(update={"meeting": agenda.meeting.model_copy(update={"title": title})})


async def programme_of(hall: Hall) -> Programme:
    return (await hall.store.record_now(hall.code)).programme


def kept_and_told(done: list[object], key: str) -> bool:
    """One of both was kept, and the other heard why theirs was not."""
    told = [each for each in done if isinstance(each, Clash)]
    return len(done) == len(told) + 1 == 2 and [each.key for each in told] == [key]


async def test_of_two_agendas_one_is_laid_under_the_meeting(hall: Hall, abroad: Store) -> None:
    for turn in range(ROUNDS):
        known = agenda_of(await hall.store.record_now(hall.code))
        done = await asyncio.gather(
            *(
                planning.replace(store, ADMIN, titled(known, f"{who} {turn}"), hall.code, known)
                for who, store in (("Anna", hall.store), ("Bert", abroad))
            ),
            return_exceptions=True,
        )

        assert kept_and_told(list(done), "agenda.changed_meanwhile"), done
        first = "Anna" if isinstance(done[0], str) else "Bert"
        assert (await hall.store.record_now(hall.code)).meeting.title == f"{first} {turn}"


async def test_of_two_lists_one_is_kept(hall: Hall, abroad: Store) -> None:
    for turn in range(ROUNDS):
        known = await programme_of(hall)
        done = await asyncio.gather(
            *(
                programmes.name_groups(store, ADMIN, known.id, [f"{who} {turn}"], known)
                for who, store in (("Anna", hall.store), ("Bert", abroad))
            ),
            return_exceptions=True,
        )

        assert kept_and_told(list(done), "programme.changed_meanwhile"), done
        first = "Bert" if isinstance(done[0], Clash) else "Anna"
        assert (await programme_of(hall)).target_groups == (f"{first} {turn}",)


async def test_two_lists_of_one_programme_are_both_kept(hall: Hall, abroad: Store) -> None:
    known = await programme_of(hall)

    await asyncio.gather(
        programmes.name_themes(hall.store, ADMIN, known.id, [ThemePlan(name="Wonen")], known),
        programmes.plan(abroad, ADMIN, known.id, [PlannedStep(what="Raad")], known),
        programmes.name_parties(
            hall.store, ADMIN, known.id, [PartyPlan(name="Zorg Nu", kind="zorgaanbieder")], known
        ),
        programmes.name_groups(abroad, ADMIN, known.id, ["Senioren"], known),
    )

    stands = await programme_of(hall)
    assert [theme.name for theme in stands.themes] == ["Wonen"]
    assert [step.what for step in stands.planning] == ["Raad"]
    assert [party.name for party in stands.organisations] == ["Zorg Nu"]
    assert stands.target_groups == ("Senioren",)


async def test_a_list_that_changed_under_an_agenda_is_not_written_over(
    hall: Hall, abroad: Store
) -> None:
    """An agenda holds the lists of its programme as well."""
    known = agenda_of(await hall.store.record_now(hall.code))
    programme = (await programme_of(hall)).id
    await programmes.name_groups(abroad, ADMIN, programme, ["Senioren"])

    late = planning.replace(hall.store, ADMIN, titled(known, "Anders"), hall.code, known)
    assert await refusal(late) == "agenda.changed_meanwhile"
    await planning.replace(hall.store, ADMIN, agenda(titel="Zonder vragen"), hall.code)

    assert (await hall.store.record_now(hall.code)).meeting.title == "Zonder vragen"
