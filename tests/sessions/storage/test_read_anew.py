"""Whatever people do, in whatever order: what is read bit by bit equals what is read anew."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.actions import arriving, noting, planning, running
from sessions.actions.planning import ADMIN
from sessions.errors import Refusal
from sessions.items import read_item
from sessions.meeting import ItemState
from sessions.people import Participant
from sessions.record import NoteKind, Record
from sessions.storage import store as reading
from sessions.storage.store import Store
from tests.engines import furnish
from tests.sessions.storage.hall import CASUS, POLL, QUESTION, SCALE, Hall, agenda

PROGRAMMES = count(1)


@dataclass(frozen=True)
class Act:
    """Something that somebody does; whether it makes sense is for the hall to say."""

    what: str
    who: int
    item: int
    n: int


BODIES: dict[int, Callable[[int], dict[str, object]]] = {
    POLL: lambda n: {"choice": [n]},
    QUESTION: lambda n: {"text": f"Koffie {n}"},
    CASUS: lambda n: {"step": 1 + n % 2, "text": f"Trapleuning {n}"},
    SCALE: lambda n: {"value": n},
}


async def does(hall: Hall, act: Act) -> None:
    """Try it; what is refused must change nothing, which the comparison will show."""
    record = await hall.record()
    person = record.participants.get(f"D{act.who:03d}")
    if act.what in running.VERBS:
        await hall.does(act.what, act.item, to=act.n, minutes=act.n)
    elif act.what in RUNNING:
        await RUNNING[act.what](hall, record, act)
    elif person:
        await TAKING_PART[act.what](hall, record, person, act)


async def says(hall: Hall, _record: Record, who: Participant, act: Act) -> None:
    key = f"{who.pseudonym}-{act.item}-{act.n}"
    await hall.says(who.pseudonym, act.item, key, **BODIES[act.item](act.n))


async def corrects(hall: Hall, record: Record, who: Participant, act: Act) -> None:
    said = arriving.Correction(left=act.what == "leaves", quotable=act.n > 1)
    await arriving.correct(hall.store, record, who, said)


TAKING_PART: dict[str, Callable[[Hall, Record, Participant, Act], Awaitable[object]]] = {
    "says": says,
    "recognises": lambda hall, _, who, act: hall.says(
        who.pseudonym, QUESTION, recognise=f"B1.3-{act.n:03d}"
    ),
    "replaces": lambda hall, _, who, act: hall.says(
        who.pseudonym, QUESTION, text="Thee", replaces=f"B1.3-{act.n:03d}"
    ),
    "takes back": lambda hall, _, who, act: hall.takes_back(who.pseudonym, act.item),
    "sits": lambda hall, _, who, act: hall.sits(who.pseudonym, act.n),
    "passes the pen": lambda hall, record, who, act: arriving.pass_pen(
        hall.store, record, who, f"D{act.n:03d}"
    ),
    "leaves": corrects,
    "returns": corrects,
}

PAUSE = read_item.validate_python({"kind": "notice", "title": "Pauze"})

RUNNING: dict[str, Callable[[Hall, Record, Act], Awaitable[object]]] = {
    "joins": lambda hall, _, act: hall.joins("Gemeente Proefstad" if act.n > 1 else ""),
    "enters": lambda hall, _, act: hall.enters(
        act.item, f"card-{act.n}", **BODIES[act.item](act.n)
    ),
    "deals tables": lambda hall, record, _: arriving.deal_tables(hall.store, record),
    "undoes": lambda hall, _, __: hall.undoes(),
    "announces": lambda hall, record, act: running.announce(
        hall.store, record, hall.facilitator, f"Nog {act.n} minuten"
    ),
    "ends": lambda hall, record, _: running.end(hall.store, record, hall.facilitator),
    "adds an item": lambda hall, record, _: running.add_on_the_spot(
        hall.store, record, hall.facilitator, PAUSE
    ),
    "notes": lambda hall, record, act: noting.note(
        hall.store, record, hall.facilitator, noting.Remark(list(NoteKind)[act.n - 1], "Doen")
    ),
    "asks": lambda hall, record, _: noting.write_down(
        hall.store, record, noting.IncomingQuestion("Hoe laat is het klaar?", "abstain")
    ),
    "answers the question": lambda hall, record, act: noting.answer_question(
        hall.store, record, hall.facilitator, noting.PersonsAnswer(act.n, "Om elf uur")
    ),
    "marks": lambda hall, record, act: noting.mark(
        hall.store,
        record,
        hall.facilitator,
        noting.Marking(f"B1.{act.item}-001", ["hide", "show", "pin"][act.n - 1]),
    ),
    "lays a new agenda": lambda hall, record, act: planning.replace(
        hall.store,
        hall.facilitator,
        agenda(traject=record.programme.title, titel=f"Avond {act.n}"),
        hall.code,
    ),
}

OFTEN = ["sits", "says", "says", "says", "says", "open", "open", "open", "undoes"]

acts = st.builds(
    Act,
    what=st.sampled_from([*OFTEN, *RUNNING, *TAKING_PART, *running.VERBS]),
    who=st.integers(1, 5),
    item=st.sampled_from([POLL, QUESTION, CASUS, SCALE]),
    n=st.integers(1, 3),
)


def check_what_always_holds(record: Record) -> None:
    """At most one item open, one pen a table, and references numbered without gaps."""
    assert sum(i.state is ItemState.OPEN for i in record.items) <= 1
    pens = Counter(p.table for p in record.participants.values() if p.holds_pen)
    seats = {p.table for p in record.participants.values() if p.table and not p.left_at}
    assert pens == dict.fromkeys(seats, 1)
    for item in record.items:
        given = [c for c in record.contributions if c.item == item.number]
        numbers = {int(c.reference.partition("-")[2]) for c in given}
        assert numbers == set(range(1, len(numbers) + 1))
        assert len({(c.reference, c.revision) for c in given}) == len(given)
    keys = Counter((c.participant, c.key) for c in record.contributions)
    assert set(keys.values()) <= {1}


async def play(url: str, script: list[Act]) -> None:
    """An evening after this script, looked at after every act.

    `here` is where everything happens, `abroad` looks now and then, `anew` reads all each time.
    """
    with closing(Store(url)) as here, closing(Store(url)) as abroad, closing(Store(url)) as anew:
        title = f"Traject {next(PROGRAMMES)}"
        hall = Hall(here, await planning.load(here, ADMIN, agenda(traject=title)))
        for _ in range(3):
            await hall.joins()
        for act in script:
            with suppress(Refusal):
                await does(hall, act)
            record = await hall.record()
            anew._snapshots.clear()
            assert record == await anew.record(hall.code)
            if act.n > 1:
                assert record == await abroad.record(hall.code)
        check_what_always_holds(record)


@settings(
    max_examples=15,
    deadline=None,  # other people's work on the same machine is no reason to fail
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(script=st.lists(acts, min_size=1, max_size=40))
def test_read_bit_by_bit_equals_read_anew(
    database: str, monkeypatch: pytest.MonkeyPatch, script: list[Act]
) -> None:
    monkeypatch.setattr(reading, "LOOKS_ABROAD", 0.0)

    asyncio.run(play(database, script))


@pytest.fixture
def database(database_url: str) -> str:
    """One database for all evenings: each has a programme of its own."""
    furnish(database_url)
    return database_url
