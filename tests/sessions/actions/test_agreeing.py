"""What was agreed about an action is written down, changed, and names nobody."""

from sessions.actions import agreeing, noting
from sessions.actions.noting import Remark
from sessions.agreed import Agreed, agreed_actions
from sessions.people import Role
from sessions.record import NoteKind
from sessions.storage.terms import forget_in_terms
from sessions.terms import Binding, Terms
from tests.sessions.storage.hall import Hall, refusal

FIRM = Terms(Binding.RESULT, " 20 uur\nper maand ", "tien woningen")


async def with_an_action(hall: Hall) -> str:
    carla = await hall.colleague(Role.COORDINATOR)
    remark = Remark(NoteKind.ACTION, "Een lijst maken", "Gemeente Emmen")
    return await noting.note(hall.store, await hall.record(), carla, remark)


async def test_what_was_agreed_is_kept_and_replaced(hall: Hall) -> None:
    carla, reference = await hall.colleague(Role.COORDINATOR), await with_an_action(hall)
    record = await hall.record()
    assert agreed_actions(record) == (Agreed(reference, "Een lijst maken", "Gemeente Emmen"),)

    await agreeing.agree(hall.store, record, carla, reference, FIRM)
    first = (await hall.record()).terms
    await agreeing.agree(hall.store, record, carla, reference, Terms())

    assert first == {reference: Terms(Binding.RESULT, "20 uur per maand", "tien woningen")}
    assert (await hall.record()).terms == {reference: Terms()}


async def test_only_a_coordinator_and_only_about_an_action(hall: Hall) -> None:
    carla, fatma = [await hall.colleague(role) for role in (Role.COORDINATOR, Role.FACILITATOR)]
    reference, store = await with_an_action(hall), hall.store
    record = await hall.record()
    long = Terms(means="x" * (agreeing.LONGEST + 1))

    assert await refusal(agreeing.agree(store, record, fatma, reference, FIRM)) == "staff.not_yours"
    assert await refusal(agreeing.agree(store, record, carla, "B1.1-001", FIRM)) == (
        "agreement.no_action"
    )
    assert await refusal(agreeing.agree(store, record, carla, reference, long)) == (
        "form.name_too_long"
    )
    assert (await hall.record()).terms == {}


async def test_a_name_goes_when_somebody_is_forgotten(hall: Hall) -> None:
    carla, reference = await hall.colleague(Role.COORDINATOR), await with_an_action(hall)
    record = await hall.record()
    said = Terms(Binding.EFFORT, "Fatima Proef belt rond", "tien")
    await agreeing.agree(hall.store, record, carla, reference, said)

    meeting = record.meeting.id
    await hall.store.writer.run(meeting, lambda c: forget_in_terms(c, meeting, ["Fatima Proef"]))

    assert (await hall.record()).terms == {reference: Terms(Binding.EFFORT, "", "tien")}
