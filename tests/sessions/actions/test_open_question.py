from typing import Any

from tests.sessions.storage.hall import QUESTION, Hall, refusal


async def test_an_open_question_takes_as_much_as_people_have(hall: Hall) -> None:
    who = await hall.joins()
    await hall.does("open", QUESTION)

    given = [await hall.says(who, QUESTION, text=text) for text in ("Koffie", "Koffie", "Thee")]

    assert [g.reference for g in given] == ["B1.3-001", "B1.3-002", "B1.3-003"]
    assert {g.revision for g in given} == {1}


async def test_one_of_ones_own_contributions_is_replaced(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    await hall.does("open", QUESTION)
    for text in ("Koffie", "Thee"):
        await hall.says(anna, QUESTION, text=text)

    changed = await hall.says(anna, QUESTION, text="Soep", replaces="B1.3-001")
    again = await hall.says(anna, QUESTION, text="Brood", replaces="B1.3-001")

    assert (changed.reference, changed.revision, again.revision) == ("B1.3-001", 2, 3)
    assert [c.answer["text"] for c in await hall.given(QUESTION)] == ["Brood", "Thee"]
    for wrong in ("B1.3-002x", "B1.3-009", "B1.2-001"):
        replacing = hall.says(anna, QUESTION, text="x", replaces=wrong)
        assert await refusal(replacing) == "answer.nothing_to_replace"
    others = hall.says(bram, QUESTION, text="x", replaces="B1.3-002")
    assert await refusal(others) == "answer.nothing_to_replace"


async def test_words_replace_words_only(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    await hall.does("open", QUESTION)
    await hall.says(anna, QUESTION, text="Koffie")
    recognised = await hall.says(bram, QUESTION, recognise="B1.3-001")

    replacing = hall.says(bram, QUESTION, text="Thee", replaces=recognised.reference)

    assert await refusal(replacing) == "answer.nothing_to_replace"


async def test_what_others_said_is_recognised_once(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    await hall.does("open", QUESTION)
    await hall.says(anna, QUESTION, text="Koffie")

    first = await hall.says(bram, QUESTION, recognise="B1.3-001")
    again = await hall.says(bram, QUESTION, recognise="B1.3-001")

    assert (first.reference, again.reference, again.revision) == ("B1.3-002", "B1.3-002", 2)
    assert (await hall.record()).tally(QUESTION).recognitions == {"B1.3-001": 1}


async def test_only_words_of_others_that_are_still_there_can_be_recognised(hall: Hall) -> None:
    anna, bram = [await hall.joins() for _ in range(2)]
    await hall.does("open", QUESTION)
    await hall.says(anna, QUESTION, text="Koffie")
    await hall.says(bram, QUESTION, "seen", recognise="B1.3-001")

    def recognises(who: str, reference: str) -> Any:
        return refusal(hall.says(who, QUESTION, recognise=reference))

    assert await recognises(anna, "B1.3-001") == "answer.recognise_own"
    assert await recognises(anna, "B1.3-002") == "answer.nothing_to_recognise"
    assert await recognises(anna, "B1.3-009") == "answer.nothing_to_recognise"
    await hall.takes_back(anna, QUESTION)
    assert await recognises(bram, "B1.3-001") == "answer.nothing_to_recognise"
    assert (await hall.says(bram, QUESTION, "seen", recognise="B1.3-001")).reference == "B1.3-002"
