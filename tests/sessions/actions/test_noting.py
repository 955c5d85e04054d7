import asyncio
from dataclasses import replace
from typing import Any

import pytest

from sessions.actions import running
from sessions.actions.curating import waiting_gaps
from sessions.actions.noting import (
    IncomingQuestion,
    Marking,
    PersonsAnswer,
    Remark,
    answer_question,
    mark,
    note,
    recall,
    remember,
    write_down,
)
from sessions.people import Role, Staff
from sessions.record import Marks, NoteKind, QuestionAsked
from sessions.storage.unit import Beside, TalkRow
from tests.sessions.storage.hall import POLL, QUESTION, Hall, refusal


async def notes(hall: Hall, kind: NoteKind, text: str, **more: str) -> str:
    remark = Remark(kind, text, **more)
    return await note(hall.store, await hall.record(), hall.facilitator, remark)


async def marks(hall: Hall, reference: str, verb: str, into: str = "") -> Marks:
    marking = Marking(reference, verb, into)
    return await mark(hall.store, await hall.record(), hall.facilitator, marking)


async def asks(hall: Hall, question: str, action: str = "abstain", **more: Any) -> int:
    return await write_down(
        hall.store, await hall.record(), IncomingQuestion(question, action, **more)
    )


async def replies(hall: Hall, number: int, text: str, key: str | None = None) -> None:
    given = PersonsAnswer(number, text, key)
    await answer_question(hall.store, await hall.record(), hall.facilitator, given)


async def stranger(hall: Hall) -> Staff:
    return await hall.colleague(Role.EXPERT)


async def test_decisions_actions_and_notes_are_numbered_by_kind(hall: Hall) -> None:
    references = [
        await notes(hall, NoteKind.DECISION, "Wij bouwen een hofje"),
        await notes(hall, NoteKind.ACTION, "Grond zoeken", owner="Gemeente", by="1 mei"),
        await notes(hall, NoteKind.DECISION, "Wij beginnen in Zuid"),
        await notes(hall, NoteKind.NOTE, "Het was druk"),
    ]

    assert references == ["B1.besluit-01", "B1.actie-01", "B1.besluit-02", "B1.notitie-01"]
    record = await hall.record()
    assert [n.reference for n in record.notes] == references
    action = record.notes[1]
    assert (action.kind, action.text, action.owner, action.by) == (
        NoteKind.ACTION,
        "Grond zoeken",
        "Gemeente",
        "1 mei",
    )


async def test_notes_made_at_once_get_numbers_of_their_own(hall: Hall) -> None:
    written = await asyncio.gather(*(notes(hall, NoteKind.NOTE, f"Punt {n}") for n in range(9)))

    assert sorted(written) == [f"B1.notitie-{n:02d}" for n in range(1, 10)]


async def test_a_note_holds_words_and_not_too_many(hall: Hall) -> None:
    assert await refusal(notes(hall, NoteKind.NOTE, " \x00 ")) == "note.empty"
    assert await refusal(notes(hall, NoteKind.NOTE, "x" * 4001)) == "answer.too_long"
    long_owner = notes(hall, NoteKind.ACTION, "Doen", owner="x" * 4001)
    assert await refusal(long_owner) == "answer.too_long"
    assert (await hall.record()).notes == ()


async def test_a_question_to_the_bot_is_written_down(hall: Hall) -> None:
    assert await asks(hall, " Hoe laat is\x00 het klaar? ", asker="D001") == 1
    assert await asks(hall, "Wat is een hofje?", "answer", answer="Een binnentuin", entry="hofje",
                      source="ermelo.md") == 2  # fmt: skip

    first, second = (await hall.record()).asked
    assert first == QuestionAsked(
        "B1.vraag-01", "Hoe laat is het klaar?", "abstain", "", "", "", "D001", first.at
    )
    assert second == QuestionAsked(
        "B1.vraag-02", "Wat is een hofje?", "answer", "Een binnentuin", "hofje", "ermelo.md", "",
        second.at,
    )  # fmt: skip


async def test_a_question_after_the_end_is_kept_by_no_house(hall: Hall) -> None:
    here = await hall.record()
    assert await asks(hall, "Hoe laat is het klaar?", key="een") == 1
    await running.end(hall.store, here, hall.facilitator)

    late = write_down(hall.store, here, IncomingQuestion("En nu?", "abstain", key="twee"))
    again = write_down(
        hall.store, here, IncomingQuestion("Hoe laat is het klaar?", "abstain", key="een")
    )

    assert await refusal(late) == "meeting.closed"
    assert await again == 1
    assert len((await hall.record()).asked) == 1


async def test_the_facilitator_answers_what_the_bot_could_not(hall: Hall) -> None:
    number = await asks(hall, "Hoe laat is het klaar?")
    before = (await hall.record()).meeting.scene

    await replies(hall, number, " Om tien uur ")

    record = await hall.record()
    assert record.meeting.scene == before + 1  # whoever asked looks again
    [asked] = record.asked
    assert (asked.action, asked.answer, asked.answered_by) == ("answered", "Om tien uur", "admin:0")


async def test_an_answer_that_comes_in_again_does_not_replace_a_later_one(hall: Hall) -> None:
    number = await asks(hall, "Hoe laat is het klaar?")

    await replies(hall, number, "Om tien uur", "een")
    await replies(hall, number, "Om elf uur", "twee")
    await replies(hall, number, "Om tien uur", "een")
    again = await hall.record()
    await replies(hall, number, "Om tien uur", "drie")

    assert [a.answer for a in again.asked] == ["Om elf uur"]
    assert [a.answer for a in (await hall.record()).asked] == ["Om tien uur"]


async def test_a_key_belongs_to_whoever_sent_it(hall: Hall) -> None:
    number = await asks(hall, "Hoe laat is het klaar?")
    await replies(hall, number, "Om tien uur", "een")
    hall.facilitator = await hall.colleague()

    await replies(hall, number, "Om elf uur", "een")

    assert [a.answer for a in (await hall.record()).asked] == ["Om elf uur"]


async def test_what_became_of_a_suggestion_takes_the_place_of_the_question(hall: Hall) -> None:
    number = await asks(hall, "hofje", "offered", asker="D001", unsure=True, key="a")
    await asks(hall, "hofje", "offered", asker="D002", unsure=True, key="b")
    offered = (await hall.record()).asked
    gaps = await waiting_gaps(hall.store)

    chosen = IncomingQuestion("hofje", "answer", "Een binnentuin", "hofje", asker="D001", key="c",
                      unsure=True, offered="hofje")  # fmt: skip
    for _ in range(2):
        assert await write_down(hall.store, await hall.record(), chosen) == number

    first, second = (await hall.record()).asked
    assert [(a.action, a.waits) for a in offered] == [("offered", False)] * 2
    assert first == replace(offered[0], action="answer", answer="Een binnentuin", entry="hofje")
    assert second == offered[1]
    assert [gap.action for gap in gaps] == ["suggest", "suggest"]
    assert [gap.action for gap in await waiting_gaps(hall.store)] == ["suggest", "answer"]


async def test_suggestions_that_are_left_wait_for_the_facilitator(hall: Hall) -> None:
    await asks(hall, "hofje", "offered", asker="D001", unsure=True)

    await asks(hall, "hofje", "suggest", asker="D001", unsure=True, offered="hofje")

    [asked] = (await hall.record()).asked
    assert (asked.action, asked.waits) == ("suggest", True)
    assert [gap.action for gap in await waiting_gaps(hall.store)] == ["suggest"]


async def test_a_place_that_was_chosen_and_answered_is_no_gap(hall: Hall) -> None:
    await asks(hall, "Hoe lang?", "offered", asker="D001", unsure=True)

    await asks(hall, "Hoe lang? (HLT)", "answer", answer="Een jaar", asker="D001",
               offered="Hoe lang?")  # fmt: skip

    [asked] = (await hall.record()).asked
    assert (asked.question, asked.answer) == ("Hoe lang? (HLT)", "Een jaar")
    assert await waiting_gaps(hall.store) == []


async def test_a_choice_never_writes_over_the_answer_of_a_person(hall: Hall) -> None:
    number = await asks(hall, "hofje", "offered", asker="D001", unsure=True)
    await replies(hall, number, "Vraag het de buurt")

    await asks(hall, "hofje", "answer", answer="Een binnentuin", asker="D001", offered="hofje")

    answers = [a.answer for a in (await hall.record()).asked]
    assert answers == ["Vraag het de buurt", "Een binnentuin"]


async def test_answering_nothing_changes_nothing(hall: Hall) -> None:
    number = await asks(hall, "Hoe laat is het klaar?")
    before = await hall.record()

    assert await refusal(replies(hall, number, "  ")) == "answer.empty"
    assert await refusal(replies(hall, number + 1, "Om tien uur")) == "ask.unknown"
    assert await hall.record() is before


async def two_contributions(hall: Hall) -> tuple[str, str]:
    who = await hall.joins()
    await hall.does("open", QUESTION)
    given = [await hall.says(who, QUESTION, text=text) for text in ("Koffie", "Koffie met koek")]
    return given[0].reference, given[1].reference


async def test_what_the_hall_sees_of_a_contribution(hall: Hall) -> None:
    first, second = await two_contributions(hall)
    script: list[tuple[str, str, Marks]] = [
        ("show", "", Marks(shown=True)),
        ("pin", "", Marks(shown=True, pinned=True)),
        ("pin", "", Marks(shown=True)),
        ("hide", "", Marks(hidden=True)),
        ("pin", "", Marks(shown=True, pinned=True)),
        ("merge", second, Marks(shown=True, pinned=True, merged_into=second)),
        ("show", "", Marks(shown=True, pinned=True)),
    ]

    for verb, into, expected in script:
        assert await marks(hall, first, verb, into) == expected
        assert (await hall.record()).marks == {first: expected}
    assert [c.reference for c in await hall.given(QUESTION)] == [first, second]


@pytest.mark.parametrize(
    ("reference", "verb", "into"),
    [
        ("B1.3-009", "hide", ""),
        ("B1.3-001", "merge", ""),
        ("B1.3-001", "merge", "B1.3-001"),
        ("B1.3-001", "merge", "B1.3-009"),
    ],
)
async def test_only_what_is_there_can_be_marked(
    hall: Hall, reference: str, verb: str, into: str
) -> None:
    await two_contributions(hall)

    assert await refusal(marks(hall, reference, verb, into)) == "contribution.unknown"
    assert (await hall.record()).marks == {}


async def test_only_who_runs_this_meeting_writes_and_marks(hall: Hall) -> None:
    reference, _ = await two_contributions(hall)
    number = await asks(hall, "Hoe laat is het klaar?")
    hall.facilitator = await stranger(hall)
    before = await hall.record()

    tries: list[Any] = [
        notes(hall, NoteKind.NOTE, "Hallo"),
        marks(hall, reference, "hide"),
        replies(hall, number, "Nu"),
    ]
    assert [await refusal(each) for each in tries] == ["staff.not_yours"] * 3
    assert await hall.record() == before


async def test_the_talk_goes_on_where_it_was(hall: Hall) -> None:
    record = await hall.record()
    assert await recall(hall.store, record, "telegram:7") is None

    await remember(hall.store, record, Beside(TalkRow("telegram:7", '{"at":"door"}')))
    await remember(hall.store, record, Beside(TalkRow("telegram:7", '{"at":"chair"}')))
    await remember(hall.store, record, Beside(TalkRow("telegram:8", '{"at":"door"}')))

    assert await recall(hall.store, record, "telegram:7") == '{"at":"chair"}'
    assert await hall.record() is record


async def test_the_minutes_may_be_completed_after_the_end(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("close", POLL)

    assert await notes(hall, NoteKind.DECISION, "Achteraf") == "B1.besluit-01"
