import asyncio
from dataclasses import replace
from typing import Any

import pytest

from sessions.actions.answering import KEY_LIMIT, Along, IncomingAnswer, answer
from sessions.storage.noting import find_talk
from sessions.storage.unit import Beside, TalkRow
from tests.sessions.storage.hall import (
    CASUS,
    POINTS,
    POLL,
    QUESTION,
    RANKING,
    SCALE,
    WELCOME,
    Hall,
    refusal,
)

EVERY_KIND: list[tuple[int, dict[str, Any], dict[str, Any]]] = [
    (POLL, {"choice": [2]}, {"choice": [2]}),
    (POLL, {"other": " Iets  anders "}, {"choice": [], "other": "Iets  anders"}),
    (QUESTION, {"text": "Koffie\r\nen thee"}, {"text": "Koffie\nen thee"}),
    (
        CASUS,
        {"step": 1, "perspective": "bewoner", "text": "Een leuning"},
        {"step": 1, "perspective": "bewoner", "text": "Een leuning"},
    ),
    (
        CASUS,
        {"action": "Leuning plaatsen", "owner": "Woonstichting Proef", "by": "2027-05-01"},
        {"action": "Leuning plaatsen", "owner": "Woonstichting Proef", "by": "2027-05-01"},
    ),
    (SCALE, {"value": 7}, {"value": 7}),
    (RANKING, {"choice": [3, 1, 2]}, {"choice": [3, 1, 2]}),
    (POINTS, {"points": {"2": 60, "1": 40}}, {"points": {"1": 40, "2": 60}}),
]


@pytest.mark.parametrize(("item", "body", "kept"), EVERY_KIND)
async def test_every_kind_of_item_takes_its_answer(
    hall: Hall, item: int, body: dict[str, Any], kept: dict[str, Any]
) -> None:
    who = await hall.joins()
    await hall.does("open", item)

    given = await hall.says(who, item, "my-key", **body)

    [row] = (await hall.record()).contributions
    assert (given.reference, given.revision, given.at) == (f"B1.{item}-001", 1, row.at)
    assert (row.reference, row.revision, row.key) == (given.reference, 1, "my-key")
    assert (row.answer, row.owner, row.participant) == (kept, f"person:{who}", who)
    assert (row.origin, row.round, row.table, row.withdrawn) == ("browser", 1, None, False)


@pytest.mark.parametrize(("item", "body", "kept"), EVERY_KIND)
async def test_repeating_an_answer_changes_nothing_and_gets_the_same_thanks(
    hall: Hall, item: int, body: dict[str, Any], kept: dict[str, Any]
) -> None:
    who = await hall.joins()
    await hall.does("open", item)
    first = await hall.says(who, item, "my-key", **body)
    before = await hall.record()

    assert await hall.says(who, item, "my-key", **body) == first
    assert await hall.record() is before


@pytest.mark.parametrize(
    ("item", "body", "why"),
    [
        (POLL, {"choice": [4]}, "answer.no_such_option"),
        (POLL, {"choice": [1], "surprise": 1}, "answer.malformed"),
        (POLL, {"choice": [1], "round": 2}, "answer.other_round"),
        (QUESTION, {"text": "  "}, "answer.empty"),
        (QUESTION, {"text": "x" * 4001}, "answer.too_long"),
        (CASUS, {"step": 3, "text": "x"}, "answer.no_such_step"),
        (WELCOME, {"text": "Hallo"}, "answer.asks_nothing"),
        (99, {"text": "Hallo"}, "item.unknown"),
    ],
)
async def test_what_does_not_fit_is_refused_and_keeps_nothing(
    hall: Hall, item: int, body: dict[str, Any], why: str
) -> None:
    who = await hall.joins()
    if item < 8:
        await hall.does("open", item)

    assert await refusal(hall.says(who, item, **body)) == why
    assert await hall.rows() == []


@pytest.mark.parametrize("key", ["", "x" * (KEY_LIMIT + 1), "a\nb", "a\x00b"])
async def test_an_answer_needs_a_key(hall: Hall, key: str) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)
    record = await hall.record()

    giving = answer(
        hall.store, record, record.participants[who], IncomingAnswer(POLL, {"choice": [1]}, key)
    )

    assert await refusal(giving) == "answer.key_missing"


async def test_the_longest_key_and_any_sign_will_do(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", QUESTION)

    await hall.says(who, QUESTION, "é" * KEY_LIMIT, text="🚲 ‘quotes’ \\ % :name {gap}\x00")

    [row] = await hall.given(QUESTION)
    assert (row.key, row.answer) == (
        "é" * KEY_LIMIT,
        {"text": "🚲 ‘quotes’ \\ % :name {gap}"},
    )


async def test_a_key_that_was_used_for_something_else_is_refused(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)
    await hall.says(who, POLL, "key", choice=[1])

    assert await refusal(hall.says(who, POLL, "key", choice=[2])) == "answer.key_reused"

    await hall.does("open", QUESTION)
    assert await refusal(hall.says(who, QUESTION, "key", text="x")) == "answer.key_reused"
    assert [c.answer for c in await hall.given(POLL)] == [{"choice": [1]}]


async def test_keys_are_everybodys_own(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    await hall.does("open", POLL)

    one = await hall.says(anna, POLL, "key", choice=[1])
    other = await hall.says(bram, POLL, "key", choice=[2])

    assert (one.reference, other.reference) == ("B1.2-001", "B1.2-002")


async def test_a_changed_answer_replaces_the_earlier_one_and_both_stay_in_the_record(
    hall: Hall,
) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)

    first = await hall.says(who, POLL, choice=[1])
    second = await hall.says(who, POLL, choice=[3])

    assert (second.reference, second.revision) == (first.reference, 2)
    record = await hall.record()
    assert [c.answer for c in record.contributions] == [{"choice": [1]}, {"choice": [3]}]
    assert [o.count for o in record.tally(POLL).last.options] == [0, 0, 1]


async def test_an_answer_needs_an_open_item(hall: Hall) -> None:
    who = await hall.joins()
    says = [hall.says(who, item, choice=[1]) for item in (POLL,)]

    assert await refusal(says[0]) == "answer.not_open_yet"
    await hall.does("open", POLL)
    await hall.does("close", POLL)
    assert await refusal(hall.says(who, POLL, choice=[1])) == "answer.closed"
    await hall.does("skip", SCALE)
    assert await refusal(hall.says(who, SCALE, value=1)) == "answer.skipped"
    assert await hall.rows() == []


async def test_an_answer_that_crosses_the_closing_is_refused(hall: Hall) -> None:
    """The page still shows it open; the database knows better."""
    who = await hall.joins()
    await hall.does("open", POLL)
    page = await hall.record()
    await hall.does("close", POLL)

    late = answer(
        hall.store, page, page.participants[who], IncomingAnswer(POLL, {"choice": [1]}, "k")
    )

    assert await refusal(late) == "answer.closed"
    assert await hall.rows() == []


async def test_after_closing_a_repetition_still_gets_its_thanks(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)
    first = await hall.says(who, POLL, "key", choice=[1])
    await hall.does("close", POLL)

    assert await hall.says(who, POLL, "key", choice=[1]) == first


async def test_in_the_second_round_everybody_votes_again(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    await hall.does("open", POLL)
    first = await hall.says(anna, POLL, "first", choice=[1], round=1)
    plain = await hall.says(bram, POLL, "plain", choice=[1])
    await hall.does("advance", POLL)

    second = await hall.says(anna, POLL, choice=[2])
    assert (first.reference, second.reference) == ("B1.2-001", "B1.2-003")
    assert await refusal(hall.says(bram, POLL, choice=[2], round=1)) == "answer.other_round"
    changed = await hall.says(anna, POLL, choice=[3], round=2)
    assert (changed.reference, changed.revision) == ("B1.2-003", 2)

    tally = (await hall.record()).tally(POLL)
    assert [[o.count for o in turn.options] for turn in tally.rounds] == [[2, 0, 0], [0, 0, 1]]

    # whoever did not hear the thanks of the first round tries again
    assert await hall.says(anna, POLL, "first", choice=[1], round=1) == first
    assert await hall.says(bram, POLL, "plain", choice=[1]) == plain
    assert len(await hall.rows()) == 4


async def test_the_talk_is_kept_with_the_answer(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)
    record = await hall.record()
    draft = IncomingAnswer(POLL, {"choice": [1]}, "key", origin="telegram")

    await answer(
        hall.store,
        record,
        record.participants[who],
        draft,
        Along(Beside(TalkRow("telegram:7", '{"at":"end"}'))),
    )

    meeting = record.meeting.id
    assert await hall.store.read(lambda c: find_talk(c, meeting, "telegram:7")) == '{"at":"end"}'
    assert [c.origin for c in await hall.given(POLL)] == ["telegram"]


async def test_the_hall_looks_again_only_when_it_sees_results_change(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", POLL)
    scene = (await hall.record()).meeting.scene

    await hall.says(who, POLL, choice=[1])
    assert (await hall.record()).meeting.scene == scene

    await hall.does("open", SCALE)
    scene = (await hall.record()).meeting.scene
    await hall.says(who, SCALE, value=5)
    assert (await hall.record()).meeting.scene == scene + 1


async def test_sixty_phones_at_once_are_all_counted(hall: Hall) -> None:
    people = await asyncio.gather(*(hall.joins() for _ in range(60)))
    await hall.does("open", POLL)

    given = await asyncio.gather(
        *(hall.says(who, POLL, choice=[1 + n % 3]) for n, who in enumerate(people))
    )

    assert len({g.reference for g in given}) == 60
    assert [o.count for o in (await hall.record()).tally(POLL).last.options] == [20, 20, 20]


async def test_an_answer_waits_for_no_record(hall: Hall) -> None:
    """The hot route answers from a glance: other people's answers may be missing in it."""
    anna, bram = [await hall.joins() for _ in range(2)]
    await hall.does("open", POLL)
    old = await hall.record()
    await hall.says(bram, POLL, choice=[1])
    stale = replace(old, contributions=())

    given = await answer(
        hall.store, stale, stale.participants[anna], IncomingAnswer(POLL, {"choice": [2]}, "k")
    )

    assert given.reference == "B1.2-002"
