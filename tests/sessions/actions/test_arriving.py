import pytest

from sessions.actions.arriving import Correction, Introduction, correct, digest, join
from sessions.actions.running import end
from sessions.errors import Malformed
from tests.sessions.storage.hall import Hall, refusal


async def corrects(hall: Hall, who: str, **said: object) -> None:
    record = await hall.record()
    await correct(hall.store, record, record.participants[who], Correction(**said))  # type: ignore[arg-type]


async def test_whoever_says_the_code_is_in(hall: Hall) -> None:
    spoken = f" {hall.code[:3]} {hall.code[3:]}-"

    joined = await join(
        hall.store, Introduction(spoken, " gemeente  PROEFSTAD", name="Anna", language="en")
    )

    assert (joined.code, joined.pseudonym) == (hall.code, "D001")
    anna = await hall.person("D001")
    assert (anna.organisation, anna.kind) == ("Gemeente Proefstad", "gemeente")
    assert (anna.name, anna.language, anna.origin) == ("Anna", "en", "browser")
    assert (anna.quotable, anna.table, anna.holds_pen) == (None, None, False)


async def test_people_get_numbers_in_the_order_in_which_they_come(hall: Hall) -> None:
    assert [await hall.joins() for _ in range(3)] == ["D001", "D002", "D003"]


async def test_who_brings_the_same_token_is_who_they_were_also_in_a_full_hall(hall: Hall) -> None:
    first = await join(hall.store, Introduction(hall.code, "Gemeente Proefstad", token="t" * 64))
    again = await join(hall.store, Introduction(hall.code, token="t" * 64))
    other = await join(hall.store, Introduction(hall.code, token="u" * 64))

    assert again == first
    assert [p.pseudonym for p in (first, other)] == ["D001", "D002"]
    assert (await hall.person("D001")).organisation == "Gemeente Proefstad"


async def test_of_two_presses_with_one_token_the_later_pick_holds_until_something_is_given(
    hall: Hall,
) -> None:
    """The line was slow, the pick was wrong: it was corrected, and pressed again."""
    token, who = "t" * 64, []
    await hall.does("open", 2)
    for picked, kind in (("Zorggroep Oost", "welzijn"), ("", "bewoners")):
        said = Introduction(hall.code, picked, kind, language="en", token=token)
        who.append((await join(hall.store, said)).pseudonym)
    anna = await hall.person("D001")
    assert (anna.organisation, anna.kind, anna.language) == ("", "bewoners", "en")

    await hall.says("D001", 2, choice=[1])
    said = Introduction(hall.code, "Gemeente Proefstad", language="nl", token=token)
    who.append((await join(hall.store, said)).pseudonym)
    assert who == ["D001", "D001", "D001"]
    assert await hall.person("D001") == anna


async def test_the_database_does_not_hold_the_token(hall: Hall) -> None:
    joined = await join(hall.store, Introduction(hall.code))

    seat = await hall.store.seat(digest(joined.token))
    assert seat
    assert seat.participant_id == joined.participant_id
    assert await hall.store.seat(joined.token) is None


async def test_a_wrong_code_lets_nobody_in(hall: Hall) -> None:
    wrong = "999999" if hall.code != "999999" else "999998"

    assert await refusal(join(hall.store, Introduction(wrong))) == "meeting.unknown"


async def test_a_mistyped_organisation_gets_suggestions(hall: Hall) -> None:
    with pytest.raises(Malformed) as caught:
        await hall.joins("gemeente proefstat")

    assert caught.value.key == "join.unknown_organisation"
    assert caught.value.values["suggestions"] == ["Gemeente Proefstad"]


async def test_an_organisation_that_resembles_nothing_is_told_so(hall: Hall) -> None:
    assert await refusal(hall.joins("Xyzzy")) == "join.unknown_organisation_no_idea"
    assert (await hall.record()).participants == {}


async def test_a_new_organisation_is_welcome_with_its_kind(hall: Hall) -> None:
    who = await hall.joins("Buurtvereniging Zuid", "bewoners")

    anna = await hall.person(who)
    assert (anna.organisation, anna.kind) == ("Buurtvereniging Zuid", "bewoners")


async def test_a_kind_that_does_not_exist_is_refused(hall: Hall) -> None:
    assert await refusal(hall.joins("Buurtvereniging Zuid", "club")) == "join.unknown_kind"


async def test_the_kind_of_a_known_organisation_is_not_up_to_who_joins(hall: Hall) -> None:
    who = await hall.joins("Woonstichting Proef", "bewoners")

    assert (await hall.person(who)).kind == "corporatie"


async def test_nobody_needs_an_organisation(hall: Hall) -> None:
    who = await hall.joins(kind="bewoners")

    resident = await hall.person(who)
    assert (resident.organisation, resident.kind) == ("", "bewoners")


async def test_when_the_meeting_is_over_the_door_is_closed(hall: Hall) -> None:
    await end(hall.store, await hall.record(), hall.facilitator)

    assert await refusal(hall.joins()) == "meeting.closed"


async def test_people_correct_what_they_said_about_themselves(hall: Hall) -> None:
    who = await hall.joins()
    before = await hall.person(who)

    await corrects(hall, who, quotable=True)
    await corrects(hall, who, name=" Anna ", language="en", organisation="thuiszorg voorbeeld")

    after = await hall.person(who)
    assert (after.quotable, after.name, after.language) == (True, "Anna", "en")
    assert (after.organisation, after.kind) == ("Thuiszorg Voorbeeld", "zorgaanbieder")
    assert (after.id, after.joined_at) == (before.id, before.joined_at)


async def test_correcting_nothing_changes_nothing(hall: Hall) -> None:
    who = await hall.joins()
    before = await hall.record()

    await corrects(hall, who)

    assert await hall.record() is before


async def test_a_wrong_correction_changes_nothing(hall: Hall) -> None:
    who = await hall.joins("Gemeente Proefstad")
    before = await hall.person(who)

    assert await refusal(corrects(hall, who, name="Anna", organisation="Xyzzy")) == (
        "join.unknown_organisation_no_idea"
    )
    assert await hall.person(who) == before


async def test_whoever_leaves_and_comes_back_is_the_same(hall: Hall) -> None:
    who = await hall.joins()

    await corrects(hall, who, left=True)
    assert (await hall.person(who)).left_at is not None

    await corrects(hall, who, left=False)
    assert (await hall.person(who)).left_at is None
