"""Writing down who signed which agreement, and taking it back."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sessions.actions import erasing
from sessions.actions.planning import ADMIN
from sessions.actions.signing import FilledIn, sign, undo
from sessions.meeting import HALL
from sessions.people import Role, Staff
from sessions.signing import Signature, Signed, Variant, latest, mentions
from tests.sessions.storage.hall import Hall, refusal

COVENANT, AMBITION = Variant.COVENANT, Variant.AMBITION
TOWN = "Gemeente Proefstad"


async def writes(
    hall: Hall, state: Signed, party: str = TOWN, variant: Variant = COVENANT, **more: str
) -> None:
    entry = FilledIn(variant, party, state, **more)
    await sign(hall.store, await hall.record(), hall.facilitator, entry)


async def signs(hall: Hall, party: str = TOWN, **more: Any) -> None:
    said = {"day": "2026-06-03", "function": "wethouder Wonen"} | more
    await writes(hall, Signed.SIGNED, party, **said)


async def now(hall: Hall, variant: Variant = COVENANT) -> dict[str, tuple[Signed, date | None]]:
    found = latest((await hall.record()).signatures, variant)
    return {name: (each.state, each.day) for name, each in found.items()}


async def test_a_signature_has_a_day_and_a_function(hall: Hall) -> None:
    await signs(hall, "  gemeente  PROEFSTAD ")

    assert (await hall.record()).signatures == (
        Signature(1, COVENANT, TOWN, Signed.SIGNED, date(2026, 6, 3), "wethouder Wonen"),
    )


async def test_each_form_of_the_agreement_has_its_own_signatures(hall: Hall) -> None:
    await signs(hall)
    await writes(hall, Signed.DECLINES, variant=AMBITION)

    assert await now(hall) == {TOWN: (Signed.SIGNED, date(2026, 6, 3))}
    assert await now(hall, AMBITION) == {TOWN: (Signed.DECLINES, None)}


async def test_the_last_entry_counts_and_each_can_be_taken_back(hall: Hall) -> None:
    await writes(hall, Signed.NOT_YET)
    await signs(hall)
    await writes(hall, Signed.NOT_YET, "Thuiszorg Voorbeeld")
    record = await hall.record()

    await undo(hall.store, record, ADMIN, 3)
    await undo(hall.store, record, ADMIN, 2)
    assert await now(hall) == {TOWN: (Signed.NOT_YET, None)}

    await undo(hall.store, record, ADMIN, 1)
    assert await now(hall) == {}
    assert await refusal(undo(hall.store, record, ADMIN, 1)) == "meeting.nothing_to_undo"


async def test_what_somebody_else_wrote_since_is_not_taken_back(hall: Hall) -> None:
    await signs(hall)
    await writes(hall, Signed.NOT_YET, "Thuiszorg Voorbeeld")

    undone = undo(hall.store, await hall.record(), ADMIN, 1)

    assert await refusal(undone) == "agreement.changed"
    assert len(await now(hall)) == 2


async def test_the_same_entry_again_changes_nothing(hall: Hall) -> None:
    await signs(hall)
    await signs(hall)

    assert len((await hall.record()).signatures) == 1


async def test_day_and_function_go_with_a_signature_alone(hall: Hall) -> None:
    await writes(hall, Signed.NOT_YET, day="2026-06-03", function="wethouder Wonen")

    assert (await hall.record()).signatures == (Signature(1, COVENANT, TOWN, Signed.NOT_YET),)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"day": ""}, "agreement.no_day"),
        ({"day": "3 juni"}, "agreement.no_day"),
        ({"function": " \x00 "}, "agreement.no_function"),
        ({"function": "x" * 121}, "form.name_too_long"),
        ({"function": "ANNA zwart, wethouder"}, "agreement.names_somebody"),
        ({"party": "Bakkerij Proef"}, "agreement.no_party"),
    ],
)
async def test_what_does_not_fit_is_refused(hall: Hall, said: dict[str, str], refused: str) -> None:
    await hall.joins(TOWN, name="Anna Zwart")

    assert await refusal(signs(hall, **said)) == refused
    assert await now(hall) == {}


async def test_nobody_signed_tomorrow(hall: Hall) -> None:
    today = datetime.now(HALL).date()

    tomorrow = signs(hall, day=(today + timedelta(days=1)).isoformat())
    assert await refusal(tomorrow) == "agreement.too_early"
    await signs(hall, day=today.isoformat())
    assert await now(hall) == {TOWN: (Signed.SIGNED, today)}


async def test_who_leads_the_evening_does_not_sign_for_others(hall: Hall) -> None:
    record = await hall.record()
    leader = Staff(7, "Bob", Role.FACILITATOR, frozenset({record.programme.id}))
    elsewhere = Staff(8, "Carla", Role.COORDINATOR, frozenset({record.programme.id + 1}))

    for staff in (leader, elsewhere):
        entry = FilledIn(COVENANT, TOWN, Signed.NOT_YET)
        assert await refusal(sign(hall.store, record, staff, entry)) == "staff.not_yours"
        assert await refusal(undo(hall.store, record, staff, 1)) == "staff.not_yours"


async def test_a_name_that_was_typed_before_its_owner_came_is_forgotten_with_them(
    hall: Hall,
) -> None:
    await signs(hall, function="Anna Zwart, wethouder")
    await signs(hall, "Woonstichting Proef", function="bestuurder")
    anna = await hall.joins(TOWN, name="Anna Zwart")

    await erasing.erase_person(hall.store, ADMIN, await hall.record(), anna, remove=False)

    assert [s.function for s in (await hall.record()).signatures] == ["", "bestuurder"]


def test_a_name_is_found_as_a_word_of_its_own() -> None:
    assert mentions("wethouder An de Boer", "An de Boer")
    assert not mentions("directeur van de stichting", "An")
