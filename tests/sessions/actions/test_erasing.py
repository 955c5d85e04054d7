"""Forgetting: who asks for it is gone, and everybody else stays where they were."""

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select

from exports.compiling import compile_minutes
from exports.edition import Edition
from sessions.actions import envisioning, erasing, noting, reviewing, running
from sessions.actions.arriving import Introduction, digest, join
from sessions.actions.envisioning import Drafted, open_dossier, put_down
from sessions.actions.planning import ADMIN
from sessions.people import Role
from sessions.record import Record
from sessions.reviewing import Verdict
from sessions.storage.hall_tables import sign_ups, table_leaders
from sessions.storage.store import Store
from sessions.vision_versions import KeptSentence
from tests.sessions.storage.hall import POLL, QUESTION, Hall, refusal


async def an_evening(hall: Hall) -> tuple[str, str]:
    """Anna and Bert, each with a vote and a text."""
    anna = await hall.joins("Gemeente Proefstad", name="Anna Zwart", address="tg:1")
    bert = await hall.joins("Woonstichting Proef", name="Bert")
    await hall.does("open", POLL)
    await hall.says(anna, POLL, choice=[1])
    await hall.says(bert, POLL, choice=[2])
    await hall.does("close", POLL)
    await hall.does("open", QUESTION)
    await hall.says(anna, QUESTION, text="De bus van mijn moeder")
    await hall.says(bert, QUESTION, text="Het buurthuis")
    return anna, bert


def everything(record: Record) -> str:
    """Every word in a record, as one text."""
    return json.dumps(asdict(record), default=str, ensure_ascii=False)


async def test_who_asks_for_it_is_forgotten_and_what_they_gave_stays(hall: Hall) -> None:
    anna, _ = await an_evening(hall)
    before = await hall.record()

    await erasing.erase_person(hall.store, ADMIN, before, anna, remove=False)

    after = await hall.record()
    assert "Anna Zwart" not in everything(after)
    assert after.contributions == before.contributions
    assert (after.participants[anna].name, after.participants[anna].organisation) == (
        "",
        "Gemeente Proefstad",
    )


async def test_the_crew_forgets_the_name_too(hall: Hall) -> None:
    """On the list at the door, and of who leads a table."""
    anna, _ = await an_evening(hall)
    record = await hall.record()
    for name in ("Anna Zwart", "Carla Wit"):
        await hall.store.writer.run(None, partial(write_down, record.meeting.id, name))

    await erasing.erase_person(hall.store, ADMIN, record, anna, remove=False)
    assert await hall.store.read(written_names) == {"Carla Wit"}

    await erasing.erase_people(hall.store, ADMIN, await hall.record())
    assert await hall.store.read(written_names) == set()


def write_down(meeting: int, name: str, connection: Connection) -> None:
    """As somebody who was expected and leads a table."""
    expected = {"name": name, "organisation": "", "state": "expected", "at": datetime.now(UTC)}
    connection.execute(insert(sign_ups).values(meeting_id=meeting, **expected))
    table = connection.scalar(select(func.count()).select_from(table_leaders)) or 0
    leads = {"table_number": table + 1, "name": name}
    connection.execute(insert(table_leaders).values(meeting_id=meeting, **leads))


def written_names(connection: Connection) -> set[str]:
    return {
        *connection.scalars(select(sign_ups.c.name)),
        *connection.scalars(select(table_leaders.c.name)),
    }


async def test_with_their_words_also_what_they_gave_is_gone(hall: Hall) -> None:
    anna, bert = await an_evening(hall)
    before = await hall.record()

    await erasing.erase_person(hall.store, ADMIN, before, anna, remove=True)

    after = await hall.record()
    said = everything(after)
    assert "moeder" not in said
    assert "Het buurthuis" in said
    assert [c.reference for c in after.contributions] == [c.reference for c in before.contributions]
    assert [c.participant for c in after.contributions if not c.withdrawn] == [bert, bert]
    minutes = compile_minutes(after, datetime.now(UTC), Edition.INTERNAL)
    assert "moeder" not in str(minutes)


async def test_versions_of_the_vision_forget_their_words_too(hall: Hall) -> None:
    anna, bert = await an_evening(hall)
    record = await hall.record()
    first = {c.participant: c.reference for c in reversed(record.contributions)}
    lines = [
        KeptSentence(
            "block/1/support", text="Steun.", quotes=("Mijn moeder",), references=(first[anna],)
        ),
        KeptSentence(
            "block/2/support", text="Steun.", quotes=("De koffie",), references=(first[bert],)
        ),
        KeptSentence(f"doing/{first[anna]}", text="Ik help moeder", references=(first[anna],)),
    ]
    programme = record.programme.id
    await put_down(hall.store, ADMIN, programme, Drafted("Eerst", lines))

    await erasing.erase_person(hall.store, ADMIN, await hall.record(), anna, remove=True)

    [version] = (await open_dossier(hall.store, programme)).vision.versions
    assert [line.said for line in version.lines] == ["Steun.", "Steun. De koffie", "–"]
    assert list(version.sentences.values()) == ["Steun.", "Steun. De koffie", "–"]
    assert [v.lines for v in (await hall.store.record_now(hall.code)).vision.versions] == [
        version.lines
    ]


async def test_a_reference_never_comes_to_mean_something_else(hall: Hall) -> None:
    anna, bert = await an_evening(hall)
    given = {c.reference for c in await hall.given(QUESTION)}
    await erasing.erase_person(hall.store, ADMIN, await hall.record(), bert, remove=True)

    fresh = await hall.says(anna, QUESTION, text="Nog iets")

    assert fresh.reference not in given


async def test_whoever_is_forgotten_cannot_come_back_by_their_cookie(hall: Hall) -> None:
    joined = await join(hall.store, Introduction(hall.code, name="Anna"))
    assert await hall.store.seat(digest(joined.token)) is not None

    await erasing.erase_person(
        hall.store, ADMIN, await hall.record(), joined.pseudonym, remove=False
    )

    assert await hall.store.seat(digest(joined.token)) is None


async def test_another_house_on_the_same_database_forgets_too(
    hall: Hall, database_url: str
) -> None:
    anna, _ = await an_evening(hall)
    other = Store(database_url)
    assert "moeder" in everything(await other.record(hall.code))

    await erasing.erase_person(hall.store, ADMIN, await hall.record(), anna, remove=True)

    assert "moeder" not in everything(await other.record_now(hall.code))
    other.close()


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.CURATOR, Role.EXPERT])
async def test_only_coordinators_of_this_programme_erase(hall: Hall, role: Role) -> None:
    anna, _ = await an_evening(hall)
    record = await hall.record()
    elsewhere = await hall.colleague(Role.COORDINATOR, programme=record.programme.id + 1)
    for staff in (await hall.colleague(role), elsewhere):
        one = erasing.erase_person(hall.store, staff, record, anna, remove=True)
        assert await refusal(one) == "staff.not_yours"
        assert await refusal(erasing.erase_people(hall.store, staff, record)) == "staff.not_yours"

    assert await hall.record() == record


async def test_people_are_forgotten_when_their_time_is_over_and_not_before(hall: Hall) -> None:
    await an_evening(hall)
    today = datetime.now(UTC).date()

    assert await erasing.erase_due(hall.store, 365, today + timedelta(days=364)) == []
    assert "Anna Zwart" in everything(await hall.record())

    assert await erasing.erase_due(hall.store, 365, today + timedelta(days=365)) == [hall.code]
    after = await hall.record()
    assert {p.name for p in after.participants.values()} == {""}
    assert len([c for c in after.contributions if not c.withdrawn]) == 4
    assert await erasing.erase_due(hall.store, 365, today + timedelta(days=800)) == []


def test_the_day_of_erasing_counts_from_the_last_day_of_the_meeting() -> None:
    opened = datetime(2027, 3, 11, 18, tzinfo=UTC)

    assert erasing.erased_on(365, date(2027, 3, 11), None, None) == date(2028, 3, 10)
    assert erasing.erased_on(1, date(2017, 3, 11), opened, None) == date(2027, 3, 12)
    assert erasing.erased_on(1, date(2037, 3, 11), opened, opened) == date(2027, 3, 12)
    assert erasing.erased_on(1, None, None, None) is None


async def test_somebody_reads_what_is_kept_about_them(hall: Hall) -> None:
    anna, _ = await an_evening(hall)

    kept = erasing.about(await hall.record(), anna)

    assert (kept["name"], kept["organisation"]) == ("Anna Zwart", "Gemeente Proefstad")
    assert [c["answer"] for c in kept["contributions"]] == [
        {"choice": [1]},
        {"text": "De bus van mijn moeder"},
    ]


async def in_everything(hall: Hall) -> str:
    """Anna took part in all there is to take part in, and Bert did too."""
    anna, bert = await an_evening(hall)
    for who in (anna, bert):
        record, person = await hall.record(), await hall.person(who)
        asked = noting.IncomingQuestion("Wanneer rijdt de bus?", "abstain", asker=who)
        await noting.write_down(hall.store, record, asked)
        await envisioning.wish(hall.store, record, person, wanted=True)
        await reviewing.wish(hall.store, record, person, wanted=True)
    await running.end(hall.store, await hall.record(), await hall.colleague())
    carla = await hall.colleague(Role.COORDINATOR)
    await reviewing.open_round(hall.store, await hall.record(), carla, reviewing.today())
    for who in (anna, bert):
        said = reviewing.Saying(0, f"Van {who}: de bus reed wel.")
        await reviewing.react(hall.store, await hall.record(), await hall.person(who), said)
    return anna


def names(value: object, who: str) -> bool:
    """Whether this pseudonym stands anywhere in it, on its own or as an owner."""
    if is_dataclass(value):
        return any(names(getattr(value, each.name), who) for each in fields(value))
    if isinstance(value, Mapping):
        return any(names(each, who) for pair in value.items() for each in pair)
    if isinstance(value, AbstractSet | tuple | list):
        return any(names(each, who) for each in value)
    return value in {who, f"person:{who}"}


def without_each(whole: Any, who: str) -> dict[str, Any]:
    """The whole with one field emptied, for every field that names this person."""
    named = [f.name for f in fields(whole) if names(getattr(whole, f.name), who)]
    return {name: replace(whole, **{name: type(getattr(whole, name))()}) for name in named}


async def test_whatever_the_record_keeps_under_their_number_is_told(hall: Hall) -> None:
    anna = await in_everything(hall)
    record = await hall.record()
    told = erasing.about(record, anna)

    emptied = without_each(record, anna)
    del emptied["participants"]
    emptied |= {
        f"review.{name}": replace(record, review=review)
        for name, review in without_each(record.review, anna).items()
    }

    assert set(emptied) == {
        "contributions", "asked", "wishes", "review", "review.reactions", "review.wished",
    }  # fmt: skip
    assert [name for name, less in emptied.items() if erasing.about(less, anna) == told] == []


async def test_somebody_reads_what_they_said_of_the_draft_and_what_they_wait_for(
    hall: Hall,
) -> None:
    anna = await in_everything(hall)
    reaction = (await hall.record()).review.by(anna)[0].number
    taken_back = reviewing.Saying(0, "Toch anders.")
    second = await reviewing.react(
        hall.store, await hall.record(), await hall.person(anna), taken_back
    )
    await reviewing.withdraw(hall.store, await hall.record(), await hall.person(anna), second)
    carla = await hall.colleague(Role.COORDINATOR)
    made = reviewing.Judgement(reaction, Verdict.NOT_ADOPTED, "De bus reed niet.")
    await reviewing.judge(hall.store, await hall.record(), carla, made)

    kept = erasing.about(await hall.record(), anna)

    assert [(r["text"], r["verdict"], r["because"], r["withdrawn"]) for r in kept["reactions"]] == [
        (f"Van {anna}: de bus reed wel.", "not_adopted", "De bus reed niet.", False),
        ("", None, "", True),
    ]
    assert (kept["hears_of_draft"], kept["hears_of_vision"]) == (True, True)
    json.dumps(kept, default=datetime.isoformat)
