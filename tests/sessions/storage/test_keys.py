"""What a messenger may bring twice is kept once: the second time gets the first one's answer."""

from datetime import UTC, datetime

import pytest

from sessions.actions import noting, running
from sessions.actions.noting import IncomingQuestion, Remark
from sessions.errors import Clash
from sessions.items import read_item
from sessions.items.item import Item
from sessions.meeting import ItemState
from sessions.record import NoteKind
from tests.sessions.storage.hall import POLL, QUESTION, Hall

PAUSE: Item = read_item.validate_python({"kind": "notice", "title": "Pauze"})
AT = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)


async def notes(hall: Hall, key: str | None, kind: NoteKind = NoteKind.DECISION) -> str:
    remark = Remark(kind, "Wij gaan door", key=key)
    return await noting.note(hall.store, await hall.record(), hall.facilitator, remark)


async def asks(hall: Hall, key: str | None) -> int:
    question = IncomingQuestion("Hoe laat?", "abstain", key=key)
    return await noting.write_down(hall.store, await hall.record(), question)


async def adds(hall: Hall, key: str | None) -> int:
    record = await hall.record()
    return await running.add_on_the_spot(hall.store, record, hall.facilitator, PAUSE, key)


async def undoes(hall: Hall, key: str | None = None) -> tuple[str, int | None]:
    return await running.undo(hall.store, await hall.record(), hall.facilitator, key)


async def announces(hall: Hall, text: str, key: str | None) -> str:
    await running.announce(hall.store, await hall.record(), hall.facilitator, text, key)
    return (await hall.record()).meeting.message


async def state(hall: Hall, number: int = POLL) -> ItemState:
    return (await hall.item(number)).state


async def test_a_note_under_the_same_key_is_one_note(hall: Hall) -> None:
    references = [await notes(hall, key) for key in ("u:1", "u:1", "u:2", None, None)]

    assert references == [f"B1.besluit-{n:02d}" for n in (1, 1, 2, 3, 4)]
    assert len((await hall.record()).notes) == 4


async def test_one_key_is_one_note_whatever_its_kind(hall: Hall) -> None:
    await notes(hall, "u:1")
    await notes(hall, "u:1", NoteKind.ACTION)

    assert [n.kind for n in (await hall.record()).notes] == [NoteKind.DECISION]


async def test_a_question_under_the_same_key_is_one_question(hall: Hall) -> None:
    numbers = [await asks(hall, key) for key in ("u:1:1", "u:1:1", "u:1:2", None, None)]

    assert numbers == [1, 1, 2, 3, 4]
    assert len((await hall.record()).asked) == 4


async def test_an_item_made_on_the_spot_under_the_same_key_is_one_item(hall: Hall) -> None:
    numbers = [await adds(hall, key) for key in ("u:1", "u:1", "u:2", None, None)]

    assert numbers == [8, 8, 9, 10, 11]
    assert [i.number for i in (await hall.record()).items] == list(range(1, 12))


async def test_a_move_under_the_same_key_is_made_once(hall: Hall) -> None:
    for _ in range(2):
        await hall.does("open", POLL, key="u:1")
        await hall.does("extend", POLL, minutes=3, key="u:2")

    poll = await hall.item(POLL)
    assert (poll.state, poll.extra_minutes) == (ItemState.OPEN, 3)


async def test_a_move_that_came_again_changes_nothing_that_was_done_since(hall: Hall) -> None:
    await hall.does("open", POLL, key="u:1")
    await hall.does("close", POLL, key="u:2")
    await hall.does("open", QUESTION, key="u:3")

    await hall.does("open", POLL, key="u:1")

    assert [await state(hall, POLL), await state(hall, QUESTION)] == [
        ItemState.CLOSED,
        ItemState.OPEN,
    ]


async def test_another_key_is_another_move(hall: Hall) -> None:
    await hall.does("open", POLL, key="u:1")

    with pytest.raises(Clash):
        await hall.does("open", POLL, key="u:2")


async def test_a_message_to_all_that_came_again_is_not_shown_again(hall: Hall) -> None:
    assert await announces(hall, "Koffie", "u:1") == "Koffie"
    assert await announces(hall, "", "u:2") == ""
    assert await announces(hall, "Koffie", "u:1") == ""


async def test_undo_under_the_same_key_takes_back_one_move(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("close", POLL)

    assert [await undoes(hall, "u:1"), await undoes(hall, "u:1")] == [("close", POLL)] * 2
    assert await state(hall) is ItemState.OPEN
    assert await undoes(hall, "u:2") == ("open", POLL)
    assert await state(hall) is ItemState.WAITING


async def test_undo_without_a_key_goes_on_back(hall: Hall) -> None:
    await hall.does("open", POLL)
    await hall.does("close", POLL)

    assert [await undoes(hall), await undoes(hall)] == [("close", POLL), ("open", POLL)]


async def test_a_move_that_was_undone_is_not_made_again_when_it_comes_again(hall: Hall) -> None:
    await hall.does("open", POLL, key="u:1")
    await undoes(hall, "u:2")

    await hall.does("open", POLL, key="u:1")

    assert await state(hall) is ItemState.WAITING
