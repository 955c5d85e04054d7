"""What is asked of a device is answered once, in time, and by whoever was asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from sessions.actions import passkeys
from sessions.actions.passkeys import UsedPasskey
from sessions.actions.planning import ADMIN, staff_of
from sessions.actions.staffing import forget
from sessions.storage.passkeys import Passkey
from sessions.storage.staff_tables import challenges
from tests.sessions.storage.hall import Hall, refusal


def key(staff: int, credential: str = "key-1") -> Passkey:
    return Passkey(0, staff, credential, "public", 0, "Firefox · Linux", datetime.now(UTC))


async def enters(hall: Hall, challenge: bytes, credential: str = "key-1") -> str:
    return await passkeys.sign_in(
        hall.store, credential, challenge, "Firefox", lambda known: UsedPasskey(known.uses)
    )


async def test_a_challenge_is_answered_once(hall: Hall) -> None:
    anna = await hall.colleague()
    await passkeys.add(hall.store, anna, await passkeys.ask_device(hall.store, anna), key(anna.id))
    challenge = await passkeys.ask_device(hall.store, None)

    token = await enters(hall, challenge)

    assert await staff_of(hall.store, token) == anna
    assert await refusal(enters(hall, challenge)) == "passkey.too_late"


async def test_a_challenge_for_one_thing_serves_for_no_other(hall: Hall) -> None:
    anna, bram = await hall.colleague(), await hall.colleague()
    for_anna = await passkeys.ask_device(hall.store, anna)
    to_enter = await passkeys.ask_device(hall.store, None)

    by_bram = passkeys.add(hall.store, bram, for_anna, key(bram.id))
    assert await refusal(by_bram) == "passkey.too_late"
    by_nobody = passkeys.add(hall.store, anna, to_enter, key(anna.id))
    assert await refusal(by_nobody) == "passkey.too_late"
    await passkeys.add(hall.store, anna, for_anna, key(anna.id))
    assert await refusal(enters(hall, for_anna)) == "passkey.too_late"


async def test_a_challenge_that_waited_too_long_is_worth_nothing(hall: Hall) -> None:
    anna = await hall.colleague()
    challenge = await passkeys.ask_device(hall.store, anna)
    late = datetime.now(UTC) - timedelta(seconds=1)
    await hall.store.writer.run(
        None, lambda c: c.execute(update(challenges).values(expires_at=late))
    )

    adding = passkeys.add(hall.store, anna, challenge, key(anna.id))
    assert await refusal(adding) == "passkey.too_late"


async def test_one_key_is_of_one_person(hall: Hall) -> None:
    anna, bram = await hall.colleague(), await hall.colleague()
    await passkeys.add(hall.store, anna, await passkeys.ask_device(hall.store, anna), key(anna.id))

    asked = await passkeys.ask_device(hall.store, bram)
    assert await refusal(passkeys.add(hall.store, bram, asked, key(bram.id))) == "passkey.known"
    await passkeys.remove(hall.store, bram, (await passkeys.of(hall.store, anna))[0].id)
    assert len(await passkeys.of(hall.store, anna)) == 1


async def test_whoever_was_forgotten_has_no_key_any_more(hall: Hall) -> None:
    anna = await hall.colleague()
    await passkeys.add(hall.store, anna, await passkeys.ask_device(hall.store, anna), key(anna.id))
    token = await enters(hall, await passkeys.ask_device(hall.store, None))

    await forget(hall.store, ADMIN, anna.id)

    assert await staff_of(hall.store, token) is None
    entering = enters(hall, await passkeys.ask_device(hall.store, None))
    assert await refusal(entering) == "passkey.unknown"


async def test_somebody_has_a_bearable_number_of_keys(hall: Hall) -> None:
    anna = await hall.colleague()
    for n in range(passkeys.MOST_PASSKEYS):
        asked = await passkeys.ask_device(hall.store, anna)
        await passkeys.add(hall.store, anna, asked, replace(key(anna.id), credential=f"key-{n}"))

    asked = await passkeys.ask_device(hall.store, anna)
    one_more = passkeys.add(hall.store, anna, asked, key(anna.id, "one more"))
    assert await refusal(one_more) == "passkey.too_many"
