"""After the evening: additions stay beside the record, reactions come in, and then it is final."""

from datetime import UTC, datetime, timedelta

from sessions.actions import reviewing, ruling, running
from sessions.actions.arriving import Correction, correct
from sessions.actions.envisioning import Making, change, open_dossier
from sessions.actions.reviewing import Judgement, Saying, today
from sessions.actions.ruling import WantedRuling
from sessions.composing import add
from sessions.findings import findings
from sessions.people import Participant, Role, Staff
from sessions.record import Record
from sessions.reviewing import Verdict, content_digest, has_moved
from sessions.storage.erasing import erase_person
from sessions.storage.reviewing import ReviewAct, add_act
from sessions.storage.tellings import untold
from tests.sessions.storage.hall import Hall, refusal


async def test_an_addition_is_kept_once_and_taken_back_without_giving_its_number_away(
    hall: Hall,
) -> None:
    carla = await hall.colleague(Role.COORDINATOR)
    record = await hall.record()

    for _ in range(2):
        await reviewing.add(hall.store, record, carla, Saying(1, " Zie bijlage. ", "een"))
    await reviewing.take_back(hall.store, record, carla, 1)
    await reviewing.add(hall.store, record, carla, Saying(0, "Voor alles."))

    [left] = (await hall.record()).review.additions
    assert (left.reference, left.item, left.text) == ("B1.aanvulling-02", 0, "Voor alles.")


async def test_only_the_coordinator_adds(hall: Hall) -> None:
    fatma = await hall.colleague(Role.FACILITATOR)

    said = await refusal(
        reviewing.add(hall.store, await hall.record(), fatma, Saying(1, "Mijn woorden"))
    )

    assert said == "review.coordinator_only"


async def test_nothing_is_checked_or_adopted_before_the_end(hall: Hall) -> None:
    carla, record = await hall.colleague(Role.COORDINATOR), await hall.record()

    opening = reviewing.open_round(hall.store, record, carla, today())

    assert await refusal(opening) == "review.meeting_open"
    assert await refusal(adopting(hall, carla)) == "review.meeting_open"
    assert await hall.store.read(untold) == []


async def test_people_react_until_the_minutes_are_final(hall: Hall) -> None:
    anna, carla = await checked(hall)
    store = hall.store
    await reviewing.react(store, await hall.record(), anna, Saying(1, "Ik zei iets anders."))
    assert await refusal(adopting(hall, carla)) == "review.still_open"

    await is_over(hall)
    assert await refusal(adopting(hall, carla)) == "review.unjudged"
    record = await hall.record()
    judging = reviewing.judge(store, record, carla, Judgement(1, Verdict.NOT_ADOPTED, " "))
    assert await refusal(judging) == "review.no_reason"
    await reviewing.judge(store, record, carla, Judgement(1, Verdict.NOT_ADOPTED, "Zo staat het."))
    await adopting(hall, carla)

    final = await hall.record()
    [said] = final.review.reactions
    assert (said.reference, said.because) == ("B1.reactie-01", "Zo staat het.")
    assert final.review.adopted is not None
    assert final.review.adopted.digest == content_digest(final)
    assert not has_moved(final)
    adding = reviewing.add(store, record, carla, Saying(0, "Nog iets"))
    assert await refusal(adding) == "review.final"
    reacting = reviewing.react(store, final, anna, Saying(1, "Nog iets"))
    assert await refusal(reacting) == "review.final"


async def test_a_reaction_is_changed_in_its_own_place_and_judged_anew(hall: Hall) -> None:
    anna, carla = await checked(hall)
    store = hall.store
    for _ in range(2):
        await reviewing.react(store, await hall.record(), anna, Saying(1, "De bus", "een"))
    await reviewing.judge(store, await hall.record(), carla, Judgement(1, Verdict.ADOPTED))

    for _ in range(2):
        saying = Saying(1, "De trein", "twee", replaces=1)
        await reviewing.react(store, await hall.record(), anna, saying)

    [said] = (await hall.record()).review.reactions
    assert (said.number, said.item, said.text, said.verdict) == (1, 1, "De trein", None)


async def test_a_reaction_that_was_taken_back_keeps_its_number(hall: Hall) -> None:
    anna, carla = await checked(hall)
    store = hall.store
    await reviewing.react(store, await hall.record(), anna, Saying(1, "De bus"))
    await reviewing.withdraw(store, await hall.record(), anna, 1)
    await reviewing.react(store, await hall.record(), anna, Saying(1, "De trein"))

    record = await hall.record()
    assert [(r.number, r.text, r.withdrawn) for r in record.review.reactions] == [
        (1, "", True), (2, "De trein", False),
    ]  # fmt: skip
    judging = reviewing.judge(store, record, carla, Judgement(1, Verdict.ADOPTED))
    assert await refusal(judging) == "review.unknown"


async def test_nobody_changes_what_another_said(hall: Hall) -> None:
    anna, _ = await checked(hall)
    store = hall.store
    await reviewing.react(store, await hall.record(), anna, Saying(1, "De bus", "een"))
    bob = await hall.person("D002")

    changing = reviewing.react(store, await hall.record(), bob, Saying(1, "Niet", replaces=1))

    assert await refusal(changing) == "review.unknown"
    assert await refusal(reviewing.withdraw(store, await hall.record(), bob, 1)) == "review.unknown"
    await reviewing.react(store, await hall.record(), bob, Saying(1, "De fiets", "een"))
    texts = [(r.by, r.text) for r in (await hall.record()).review.reactions]
    assert texts == [("D001", "De bus"), ("D002", "De fiets")]


async def test_the_same_reaction_is_thanked_for_after_the_last_day_but_nothing_new_is(
    hall: Hall,
) -> None:
    anna, _ = await checked(hall)
    store = hall.store
    await reviewing.react(store, await hall.record(), anna, Saying(1, "De bus", "een"))
    await is_over(hall)

    assert await reviewing.react(store, await hall.record(), anna, Saying(1, "De bus", "een")) == 1
    late = reviewing.react(store, await hall.record(), anna, Saying(1, "Te laat", "twee"))
    assert await refusal(late) == "review.over"
    assert len((await hall.record()).review.reactions) == 1


async def test_a_correction_has_a_name_of_its_own(hall: Hall) -> None:
    carla = await hall.colleague(Role.COORDINATOR)

    await reviewing.add(hall.store, await hall.record(), carla, Saying(1, "Nee", corrects=True))

    [made] = (await hall.record()).review.additions
    assert (made.reference, made.corrects) == ("B1.verbetering-01", True)


async def test_adopting_is_refused_when_something_changed_while_the_files_were_made(
    hall: Hall,
) -> None:
    _, carla = await checked(hall)
    await is_over(hall)
    ready = reviewing.as_adopted(await hall.record(), carla)
    await reviewing.add(hall.store, ready, carla, Saying(0, "Nog net"))

    late = reviewing.adopt(hall.store, ready, carla, {})

    assert await refusal(late) == "review.moved"
    assert (await hall.record()).review.adopted is None


async def test_adopted_files_stay_until_somebody_in_them_is_erased(hall: Hall) -> None:
    anna, carla = await checked(hall)
    store = hall.store
    await reviewing.react(store, await hall.record(), anna, Saying(1, "Bel mij"))
    await reviewing.react(store, await hall.record(), anna, Saying(1, "Bel niet", replaces=1))
    await is_over(hall)
    await reviewing.judge(store, await hall.record(), carla, Judgement(1, Verdict.ADOPTED))
    await adopting(hall, carla)
    files = {("internal", "html"): b"<p>Anna", ("public", "html"): b"<p>"}
    assert await reviewing.kept_copies(store, await hall.record()) == files

    await forget(hall, anna, remove=False)
    assert await reviewing.kept_copies(store, await hall.record()) == {
        ("public", "html"): b"<p>"
    }  # fmt: skip

    await forget(hall, anna, remove=True)
    final = await hall.record()
    assert await reviewing.kept_copies(store, final) == {}
    assert [r.text for r in final.review.reactions] == [""]
    assert has_moved(final)


async def matter(hall: Hall) -> ruling.Matter:
    return await ruling.matter_of_meeting(await hall.record())


async def test_a_new_decision_about_personal_data_takes_the_public_file_away(hall: Hall) -> None:
    _, carla = await keeping_a_number(hall)
    await adopting(hall, carla)
    assert not has_moved(await hall.record())

    await ruling.undo(hall.store, carla, await matter(hall), 1)

    final = await hall.record()
    assert list(await reviewing.kept_copies(hall.store, final)) == [("internal", "html")]
    assert not has_moved(final)


async def test_who_takes_back_a_reaction_takes_back_what_was_decided_about_it(hall: Hall) -> None:
    anna, carla = await checked(hall)
    await reviewing.react(hall.store, await hall.record(), anna, Saying(1, "Bel 06-12345678"))
    [found] = findings(await hall.record())
    keep = WantedRuling(found.place, found.value, "keep", reason="Algemeen nummer")
    await ruling.decide(hall.store, carla, await matter(hall), keep)

    await forget(hall, anna, remove=True)

    assert (await hall.record()).rulings == ()


async def test_a_decision_is_about_the_words_that_were_seen(hall: Hall) -> None:
    anna, carla = await checked(hall)
    await reviewing.react(hall.store, await hall.record(), anna, Saying(1, "Goed zo", "een"))
    [read] = (await hall.record()).review.reactions
    await reviewing.react(hall.store, await hall.record(), anna, Saying(1, "Fout", replaces=1))

    deciding = Judgement(1, Verdict.ADOPTED, seen=read.stamp)
    said = await refusal(reviewing.judge(hall.store, await hall.record(), carla, deciding))

    assert said == "review.reworded"
    [now] = (await hall.record()).review.reactions
    assert (now.text, now.verdict) == ("Fout", None)
    again = reviewing.react(hall.store, await hall.record(), anna, Saying(1, "Goed zo", "een"))
    assert await refusal(again) == "review.again"


async def test_a_decision_that_comes_in_again_does_not_undo_a_later_one(hall: Hall) -> None:
    anna, carla = await checked(hall)
    store = hall.store
    await reviewing.react(store, await hall.record(), anna, Saying(1, "Nee"))
    adopted = Judgement(1, Verdict.ADOPTED, key="een")
    refused = Judgement(1, Verdict.NOT_ADOPTED, "Zo staat het.", key="twee")

    for made in (adopted, refused, adopted):
        await reviewing.judge(store, await hall.record(), carla, made)
    [said] = (await hall.record()).review.reactions
    assert said.verdict is Verdict.NOT_ADOPTED

    await reviewing.judge(store, await hall.record(), carla, Judgement(1, Verdict.ADOPTED, key="3"))
    [said] = (await hall.record()).review.reactions
    assert said.verdict is Verdict.ADOPTED


async def test_who_is_forgotten_while_the_files_are_made_is_not_in_them(hall: Hall) -> None:
    anna, carla = await checked(hall)
    await correct(hall.store, await hall.record(), anna, Correction(name="Anna"))
    await is_over(hall)
    ready = reviewing.as_adopted(await hall.record(), carla)
    await forget(hall, anna, remove=False)

    assert await refusal(reviewing.adopt(hall.store, ready, carla, {})) == "review.moved"


async def test_who_has_no_name_and_is_forgotten_while_the_files_are_made_is_noticed(
    hall: Hall,
) -> None:
    """Their words stay: nothing in the content tells of it."""
    anna, carla = await checked(hall)
    await is_over(hall)
    ready = reviewing.as_adopted(await hall.record(), carla)
    await forget(hall, anna, remove=False)

    assert await refusal(reviewing.adopt(hall.store, ready, carla, {})) == "review.moved"


async def keeping_a_number(hall: Hall) -> tuple[Participant, Staff]:
    """Anna, who has no name, gave a number that may stay; then the check round is over."""
    anna, carla = await checked(hall)
    await reviewing.react(hall.store, await hall.record(), anna, Saying(1, "Bel 06-12345678"))
    await is_over(hall)
    await reviewing.judge(hall.store, await hall.record(), carla, Judgement(1, Verdict.ADOPTED))
    [found] = findings(await hall.record())
    keep = WantedRuling(found.place, found.value, "keep", reason="Algemeen nummer")
    await ruling.decide(hall.store, carla, await matter(hall), keep)
    return anna, carla


async def adopting_late(hall: Hall, carla: Staff, ready: Record) -> None:
    """The files were made while the number could stay; they are not published now."""
    public = {("public", "html"): b"<p>Bel 06-12345678"}
    assert await refusal(reviewing.adopt(hall.store, ready, carla, public)) == "review.moved"
    now = await hall.record()
    assert (now.review.adopted, await reviewing.kept_copies(hall.store, now)) == (None, {})


async def test_what_may_not_stay_any_more_while_the_files_are_made_is_not_published(
    hall: Hall,
) -> None:
    _, carla = await keeping_a_number(hall)
    ready = reviewing.as_adopted(await hall.record(), carla)

    await ruling.undo(hall.store, carla, await matter(hall), 1)

    await adopting_late(hall, carla, ready)


async def test_what_all_meetings_share_is_masked_in_files_that_are_being_made(hall: Hall) -> None:
    _, carla = await checked(hall)
    programme = (await hall.record()).programme.id
    letter = Making("outside", add("outside", {"origin": "mail", "text": "Bel 06-12345678"}))
    await change(hall.store, carla, programme, letter)
    shared = await ruling.matter_of_programme(await open_dossier(hall.store, programme))
    keep = WantedRuling(shared.found[0].place, shared.found[0].value, "keep", reason="Openbaar")
    await ruling.decide(hall.store, carla, shared, keep)
    await is_over(hall)
    ready = reviewing.as_adopted(await hall.record(), carla)

    await ruling.undo(hall.store, carla, shared, 1)

    await adopting_late(hall, carla, ready)


async def test_what_was_decided_about_erased_words_holds_in_no_file_that_is_being_made(
    hall: Hall,
) -> None:
    anna, carla = await keeping_a_number(hall)
    ready = reviewing.as_adopted(await hall.record(), carla)

    await forget(hall, anna, remove=False)

    await adopting_late(hall, carla, ready)


async def test_who_is_not_to_be_quoted_any_more_takes_the_public_file_away(hall: Hall) -> None:
    anna, carla = await checked(hall)
    await is_over(hall)
    await adopting(hall, carla)

    await correct(hall.store, await hall.record(), anna, Correction(quotable=False))

    final = await hall.record()
    assert list(await reviewing.kept_copies(hall.store, final)) == [("internal", "html")]


async def test_an_erased_reaction_waits_for_nobody_and_keeps_no_answer(hall: Hall) -> None:
    anna, carla = await checked(hall)
    await reviewing.react(hall.store, await hall.record(), anna, Saying(1, "Mijn zoon"))
    because = Judgement(1, Verdict.NOT_ADOPTED, "Uw zoon was er niet.")
    await reviewing.judge(hall.store, await hall.record(), carla, because)
    await reviewing.react(hall.store, await hall.record(), anna, Saying(1, "Nog iets"))
    await is_over(hall)
    await forget(hall, anna, remove=True)

    one, two = (await hall.record()).review.reactions
    assert (one.text, one.because, two.waits) == ("", "", False)


async def checked(hall: Hall) -> tuple[Participant, Staff]:
    """Anna and Bob took part, the meeting is over and the draft can be checked today."""
    anna, _ = await hall.joins(), await hall.joins()
    carla = await hall.colleague(Role.COORDINATOR)
    await running.end(hall.store, await hall.record(), carla)
    record = await hall.record()
    who = record.participants[anna]
    early = reviewing.react(hall.store, record, who, Saying(1, "Nee"))
    assert await refusal(early) == "review.closed"
    await reviewing.open_round(hall.store, record, carla, today())
    return who, carla


async def is_over(hall: Hall) -> None:
    """The last day has passed."""
    meeting = (await hall.record()).meeting.id
    yesterday = (today() - timedelta(days=1)).isoformat()
    closing = ReviewAct(what="opened", by="carla", word=yesterday)
    await hall.store.writer.run(meeting, lambda c: add_act(c, meeting, closing))


async def adopting(hall: Hall, carla: Staff) -> None:
    ready = reviewing.as_adopted(await hall.record(), carla)
    files = {("internal", "html"): b"<p>Anna", ("public", "html"): b"<p>"}
    await reviewing.adopt(hall.store, ready, carla, files)


async def forget(hall: Hall, who: Participant, *, remove: bool) -> None:
    meeting, number = (await hall.record()).meeting.id, int(who.pseudonym[1:])
    await hall.store.writer.run(
        meeting, lambda c: erase_person(c, meeting, number, datetime.now(UTC), remove=remove)
    )
