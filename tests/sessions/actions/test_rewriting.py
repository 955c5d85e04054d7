import asyncio

import pytest

from sessions.actions.answering import IncomingAnswer
from sessions.actions.entering import enter
from sessions.actions.noting import Remark, note
from sessions.actions.reviewing import adopt, as_adopted
from sessions.actions.rewriting import find_note, rewrite, strike
from sessions.actions.running import end, undo
from sessions.errors import Unknown
from sessions.people import Role
from sessions.record import Note, NoteKind
from tests.sessions.storage.hall import Hall, refusal


async def noted(hall: Hall, text: str, kind: NoteKind = NoteKind.DECISION, **more: str) -> str:
    remark = Remark(kind, text, **more)
    return await note(hall.store, await hall.record(), hall.facilitator, remark)


async def reads(hall: Hall) -> list[tuple[str, str]]:
    return [(n.reference, n.text) for n in (await hall.record()).notes]


async def sees(hall: Hall, reference: str) -> Note:
    return find_note(await hall.record(), reference)


async def changes(hall: Hall, seen: Note, text: str, key: str | None = None, **more: str) -> None:
    remark = Remark(seen.kind, text, key=key, **more)
    await rewrite(hall.store, await hall.record(), hall.facilitator, seen, remark)


async def undoes(hall: Hall) -> tuple[str, int | None]:
    return await undo(hall.store, await hall.record(), hall.facilitator)


async def test_a_note_is_changed_and_undo_puts_it_back(hall: Hall) -> None:
    reference = await noted(hall, "Grond zoeken", NoteKind.ACTION, owner="Gemeente", by="1 mei")
    seen = await sees(hall, reference)
    await changes(hall, seen, "Grond vinden", owner="Woonstichting", by="1 juni")
    changed = await sees(hall, reference)
    step = (await hall.record()).last_step

    assert (changed.text, changed.owner, changed.by) == ("Grond vinden", "Woonstichting", "1 juni")
    assert step is not None
    assert (step.verb, step.about) == ("rewrite", reference)
    assert await undoes(hall) == ("rewrite", None)
    assert await sees(hall, reference) == seen


async def test_what_was_taken_away_comes_back_and_its_number_is_never_given_again(
    hall: Hall,
) -> None:
    first = await noted(hall, "Wij bouwen een hofje")
    second = await noted(hall, "Wij beginnen in Zuid")
    await strike(hall.store, await hall.record(), hall.facilitator, await sees(hall, second))
    third = await noted(hall, "Wij beginnen in Noord")

    assert third == "B1.besluit-03"
    assert await reads(hall) == [(first, "Wij bouwen een hofje"), (third, "Wij beginnen in Noord")]
    with pytest.raises(Unknown):
        await sees(hall, second)
    assert [await undoes(hall), await undoes(hall)] == [("note", None), ("strike", None)]
    assert [reference for reference, _ in await reads(hall)] == [first, second]


async def test_a_change_sent_twice_is_one_and_undo_takes_all_of_it_back(hall: Hall) -> None:
    reference = await noted(hall, "Wij gaan dor")
    seen = await sees(hall, reference)
    for _ in range(2):
        await changes(hall, seen, "Wij gaan door", key="een")

    await undoes(hall)

    assert await reads(hall) == [(reference, "Wij gaan dor")]


async def test_of_two_who_change_at_once_one_is_told_so(hall: Hall) -> None:
    seen = await sees(hall, await noted(hall, "Wij gaan door"))

    told = await asyncio.gather(
        changes(hall, seen, "Wij stoppen"), changes(hall, seen, "Wij wachten"),
        return_exceptions=True,
    )  # fmt: skip

    assert [getattr(each, "key", "done") for each in told] == ["done", "note.just_changed"]
    assert await reads(hall) == [(seen.reference, "Wij stoppen")]


async def test_undo_takes_away_what_was_just_written_and_not_the_step_before_it(hall: Hall) -> None:
    await hall.does("open", 1)
    reference = await noted(hall, "Wij bouwen een hofje")
    step = (await hall.record()).last_step
    assert step is not None
    assert (step.verb, step.about) == ("note", reference)

    assert await undoes(hall) == ("note", None)

    assert await reads(hall) == []
    assert (await hall.record()).open_item is not None
    assert await noted(hall, "Wij wachten") == "B1.besluit-02"


async def test_a_note_sent_twice_is_one_and_one_undo_takes_it_away(hall: Hall) -> None:
    remark = Remark(NoteKind.DECISION, "Wij gaan door", key="een")
    for _ in range(2):
        written = await note(hall.store, await hall.record(), hall.facilitator, remark)
        assert written == "B1.besluit-01"

    await undoes(hall)

    assert await reads(hall) == []
    assert (await hall.record()).last_step is None


@pytest.mark.parametrize("theirs", [{"owner": "Woonstichting"}, {"by": "2027-06-01"}])
async def test_who_and_when_are_guarded_as_the_words_are(
    hall: Hall, theirs: dict[str, str]
) -> None:
    said = {"owner": "Gemeente", "by": "2027-05-01"}
    seen = await sees(hall, await noted(hall, "Grond zoeken", NoteKind.ACTION, **said))
    await changes(hall, seen, "Grond zoeken", **said | theirs)

    late = changes(hall, seen, "Grond vinden", **said)

    assert await refusal(late) == "note.just_changed"
    now = await sees(hall, seen.reference)
    assert {"owner": now.owner, "by": now.by} == said | theirs


async def test_to_adopted_minutes_nothing_comes_from_a_page_that_was_open_before(
    hall: Hall,
) -> None:
    await hall.does("open", 3)
    seen = await sees(hall, await noted(hall, "Wij gaan door"))
    await end(hall.store, await hall.record(), hall.facilitator)
    before, coordinator = await hall.record(), await hall.colleague(Role.COORDINATOR)
    await adopt(hall.store, as_adopted(before, coordinator), coordinator, {})
    adopted = await hall.record()
    remark = Remark(NoteKind.DECISION, "Wij stoppen toch")
    card = IncomingAnswer(3, {"text": "Laat", "on_behalf_of": {"origin": "paper"}}, "laat")

    tries = [
        do(hall.store, record, hall.facilitator, *given)
        for record in (before, adopted)
        for do, given in (
            (note, (remark,)), (rewrite, (seen, remark)), (strike, (seen,)), (undo, ()),
            (enter, (card,)),
        )
    ]  # fmt: skip

    assert [await refusal(each) for each in tries] == ["review.final"] * 10
    assert await hall.record() == adopted


async def test_no_words_and_no_right_are_refused(hall: Hall) -> None:
    seen = await sees(hall, await noted(hall, "Wij gaan door"))
    stranger = await hall.colleague(Role.EXPERT)

    strikes = strike(hall.store, await hall.record(), stranger, seen)

    assert await refusal(changes(hall, seen, "   ")) == "note.empty"
    assert await refusal(strikes) == "staff.not_yours"
    assert await reads(hall) == [(seen.reference, "Wij gaan door")]
