"""The vision on a real database: every change stays, can be taken back, and is made once."""

from dataclasses import replace

from sessions.actions import envisioning
from sessions.actions.envisioning import (
    Drafted,
    Making,
    change,
    open_dossier,
    put_down,
    take_step,
    undo,
)
from sessions.composing import Edit, add, advance, compose, decide, revise
from sessions.people import Role, Staff
from sessions.storage.tellings import untold
from sessions.storage.unit import Letter
from sessions.vision import Vision
from sessions.vision_entries import State
from sessions.vision_versions import KeptSentence
from tests.sessions.storage.hall import Hall, refusal

SOURCE = add("source", {"title": "Woonzorganalyse"})


async def programme(hall: Hall) -> int:
    return (await hall.record()).programme.id


async def keeper(hall: Hall) -> Staff:
    return await hall.colleague(Role.COORDINATOR)


async def makes(hall: Hall, verb: str, edit: Edit, **more: object) -> tuple[str, ...]:
    making = Making(verb, edit, **more)  # type: ignore[arg-type]
    return await change(hall.store, await keeper(hall), await programme(hall), making)


async def vision(hall: Hall) -> Vision:
    return (await open_dossier(hall.store, await programme(hall))).vision


async def test_a_change_is_kept_with_who_made_it_and_taken_back(hall: Hall) -> None:
    await makes(hall, "source", SOURCE)
    await makes(hall, "accept", decide("theme:wonen", "themes"))
    await makes(hall, "words", revise(1, {"words": "Wij bouwen."}))
    who = await keeper(hall)

    assert await refusal(undo(hall.store, who, await programme(hall), 2)) == "vision.changed_since"
    await undo(hall.store, who, await programme(hall), 3)
    now = await vision(hall)

    assert [(a.verb, a.undone) for a in now.acts] == [
        ("source", False),
        ("accept", False),
        ("words", True),
    ]
    assert now.blocks[0].words == ""
    assert now.sources[0].title == "Woonzorganalyse"


async def test_a_form_sent_twice_is_one_change(hall: Hall) -> None:
    first = await makes(hall, "source", SOURCE, key="form-1")
    again = await makes(hall, "source", SOURCE, key="form-1")

    assert (first, again) == (("source/R1",), ("source/R1",))
    assert len((await vision(hall)).acts) == 1


async def test_two_people_do_not_write_over_each_other(hall: Hall) -> None:
    await makes(hall, "accept", decide("theme:wonen", "themes"))
    await makes(hall, "words", revise(1, {"words": "Van Anna."}), seen=1)

    late = makes(hall, "words", revise(1, {"words": "Van Bea."}), seen=1)

    assert await refusal(late) == "vision.changed_meanwhile"
    assert (await vision(hall)).blocks[0].words == "Van Anna."


async def test_only_a_coordinator_of_this_programme_decides(hall: Hall) -> None:
    number = await programme(hall)
    facilitator = await hall.colleague(Role.FACILITATOR)
    elsewhere = Staff(9, "Bea", Role.COORDINATOR, frozenset({number + 1}))
    making = Making("source", SOURCE)

    for who in (facilitator, elsewhere):
        trying = change(hall.store, who, number, making)
        assert await refusal(trying) == "vision.coordinator_only"


async def test_a_reference_must_lead_somewhere(hall: Hall) -> None:
    dossier = await open_dossier(hall.store, await programme(hall))
    own = {"words": "Te weinig.", "chapter": "task", "cites": ("R7 p.2",)}

    trying = makes(hall, "compose", compose(own), known=dossier.known)

    assert await refusal(trying) == "vision.no_such_reference"


async def test_the_record_of_a_meeting_knows_the_vision_of_its_programme(hall: Hall) -> None:
    before = await hall.record()
    await makes(hall, "source", SOURCE)

    record = await hall.store.record_now(before.meeting.code)

    assert [s.title for s in record.vision.sources] == ["Woonzorganalyse"]
    assert record.meeting.version == before.meeting.version + 1


def drafted(label: str, text: str) -> Drafted:
    return Drafted(
        label, [KeptSentence("block/1", "themes", 6, "Thema's", text, (), ("B1.2-001",))]
    )


async def test_the_same_draft_is_one_version(hall: Hall) -> None:
    who, number = await keeper(hall), await programme(hall)

    assert await put_down(hall.store, who, number, drafted("Eerst", "Wij bouwen.")) == 1
    assert await put_down(hall.store, who, number, drafted("Nog eens", "Wij bouwen.")) == 1
    assert await put_down(hall.store, who, number, drafted("Nieuw", "Wij wonen.")) == 2
    latest = (await vision(hall)).latest
    assert latest is not None
    assert (latest.number, latest.sentences) == (2, {"block/1": "Wij wonen."})
    assert latest.lines == tuple(drafted("", "Wij wonen.").lines)


async def steps(hall: Hall, state: State, text: str, **more: object) -> int:
    key = f"stap.{state}"
    making = Making("stap", advance("Gemeente Proefstad", state, "2027-06-01"), key)
    given = replace(drafted(f"Proefstad: {state}", text), **more)  # type: ignore[arg-type]
    who = await keeper(hall)
    return await take_step(hall.store, who, await programme(hall), making, given)


async def test_every_step_keeps_the_text_that_it_was_taken_with(hall: Hall) -> None:
    assert await steps(hall, State.COLLEGE, "Wij bouwen.") == 1
    assert await steps(hall, State.CONSULTATION, "Wij bouwen.") == 1
    assert await steps(hall, State.COUNCIL, "Wij wonen.") == 2
    assert await steps(hall, State.COUNCIL, "Wij wonen, sinds net.") == 2  # the same form again
    before = [(v.number, [s.state for s in v.steps]) for v in (await vision(hall)).versions]
    acts = (await vision(hall)).acts

    await undo(hall.store, await keeper(hall), await programme(hall), acts[-1].number)

    after = [(v.number, [s.state for s in v.steps]) for v in (await vision(hall)).versions]
    assert before == [(1, [State.COLLEGE, State.CONSULTATION]), (2, [State.COUNCIL])]
    assert after == [(1, [State.COLLEGE, State.CONSULTATION]), (2, [])]


async def test_a_step_with_a_text_that_changed_meanwhile_is_not_taken(hall: Hall) -> None:
    seen = (await vision(hall)).stamp
    await makes(hall, "source", SOURCE)

    late = steps(hall, State.COLLEGE, "Wij bouwen.", stamp=seen)

    assert await refusal(late) == "vision.changed_meanwhile"
    assert (await vision(hall)).versions == ()


def unsent(_address: str, _language: str) -> Letter:
    raise AssertionError("nobody here is in a chat")


async def test_who_asked_for_it_hears_once_that_the_vision_is_adopted(hall: Hall) -> None:
    anna = await hall.person(await hall.joins())
    await envisioning.wish(hall.store, await hall.record(), anna, wanted=True)
    who, number = await keeper(hall), await programme(hall)
    early = await open_dossier(hall.store, number)
    too_soon = envisioning.tell_adopted(hall.store, who, early, unsent)
    assert await refusal(too_soon) == "vision.not_adopted"
    for state in list(State)[1:]:
        await makes(hall, "state", advance("Gemeente Proefstad", state, "2027-06-20"))
    adopted = await open_dossier(hall.store, number)

    told = await envisioning.tell_adopted(hall.store, who, adopted, unsent)

    assert told == 1
    assert anna.pseudonym in adopted.records[0].wishes
    again = envisioning.tell_adopted(hall.store, who, adopted, unsent)
    assert await refusal(again) == "vision.already_told"
    assert await hall.store.read(untold) == []  # nobody here is in a chat
