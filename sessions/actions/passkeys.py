"""Passkeys of those who run meetings: what is asked of a device, and what came back."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sessions.actions.arriving import digest
from sessions.actions.planning import fresh_entry
from sessions.errors import Clash, Malformed
from sessions.people import Staff
from sessions.storage import passkeys, staffing
from sessions.storage.passkeys import Challenge, Passkey
from sessions.storage.store import Store

ANSWERED_WITHIN = timedelta(minutes=5)
"""How long somebody may take to look into their phone or find their key."""

CHALLENGE_BYTES = 32

MOST_PASSKEYS = 20
"""Passkeys of one person; the number only keeps a script from filling the table."""


@dataclass(frozen=True, slots=True)
class UsedPasskey:
    """A passkey that was used, and how often its device says that it was."""

    uses: int


async def ask_device(store: Store, staff: Staff | None) -> bytes:
    """A challenge that can be answered once: to add a key to somebody, or to sign in."""
    challenge, now = secrets.token_bytes(CHALLENGE_BYTES), datetime.now(UTC)
    asked = _asked(challenge, staff, now + ANSWERED_WITHIN)
    await store.writer.run(None, lambda c: passkeys.add_challenge(c, asked, now))
    return challenge


def _asked(challenge: bytes, staff: Staff | None, moment: datetime) -> Challenge:
    return Challenge(
        digest(challenge.hex()), staff.id if staff else None, staff is not None, moment
    )


async def add(store: Store, staff: Staff, challenge: bytes, fresh: Passkey) -> None:
    """Keep a key that answered this challenge; raise `Clash` when that came too late."""
    now = datetime.now(UTC)
    if len(await of(store, staff)) >= MOST_PASSKEYS:
        raise Clash("passkey.too_many", limit=MOST_PASSKEYS)

    def keep(connection: Any) -> None:
        passkeys.use_challenge(connection, _asked(challenge, staff, now))
        passkeys.add_passkey(connection, fresh)

    await store.writer.run(None, keep)


async def sign_in(
    store: Store,
    credential: str,
    challenge: bytes,
    device: str,
    check: Callable[[Passkey], UsedPasskey],
) -> str:
    """Trade an answer to a challenge for a token; `check` says whether the key really signed.

    Raise `Malformed` for a key that nobody added, or that did not sign.
    """
    known = await store.read(partial(passkeys.find_passkey, credential=credential))
    if known is None:
        raise Malformed("passkey.unknown")
    signed = check(known)
    token, entry = fresh_entry(device)

    def let_in(connection: Any) -> None:
        passkeys.use_challenge(connection, _asked(challenge, None, entry.at))
        staffing.get_staff(connection, known.staff)
        passkeys.use_passkey(connection, known.id, signed.uses, entry.at)
        staffing.add_token(connection, known.staff, entry)

    await store.writer.run(None, let_in)
    return token


async def of(store: Store, staff: Staff) -> list[Passkey]:
    """Somebody's passkeys."""
    return await store.read(partial(passkeys.list_passkeys, staff_id=staff.id))


async def remove(store: Store, staff: Staff, passkey: int) -> None:
    """Take away one of one's own passkeys."""
    await store.writer.run(None, lambda c: passkeys.remove_passkey(c, staff.id, passkey))
