"""Those who run meetings: their roles and programmes, where they are in, and forgetting them."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sessions.actions.arriving import TOKEN_BYTES, digest
from sessions.actions.planning import IDLE_LASTS, LINK_LASTS
from sessions.errors import Clash, Forbidden
from sessions.people import Role, Staff
from sessions.storage import staffing
from sessions.storage.passkeys import Passkey, list_passkeys
from sessions.storage.staffing import SignedIn
from sessions.storage.store import Store


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody is signed in, and with which passkeys they can."""

    devices: list[SignedIn]
    here: int | None
    passkeys: list[Passkey]


def may_manage(staff: Staff, other: Staff) -> bool:
    """Whether somebody decides about somebody else: only within programmes that are all theirs."""
    if staff.role is Role.ADMIN:
        return True
    if staff.role is not Role.COORDINATOR or other.role is Role.ADMIN:
        return False
    if other.programmes is None:
        return staff.programmes is None
    return bool(other.programmes) and all(staff.sees(each) for each in other.programmes)


def _check_manages(staff: Staff, other: Staff) -> None:
    if not may_manage(staff, other):
        raise Forbidden("staff.not_yours")


async def colleagues(store: Store, staff: Staff) -> list[Staff]:
    """Whom somebody may know of: everybody with whom they share a programme."""
    everybody = await store.read(staffing.list_staff)
    if staff.role is Role.ADMIN:
        return everybody
    return [each for each in everybody if _share(staff, each)]


def _share(staff: Staff, other: Staff) -> bool:
    if staff.programmes is None or other.programmes is None:
        return True
    return not staff.programmes.isdisjoint(other.programmes)


async def change(
    store: Store, staff: Staff, number: int, role: Role, programmes: frozenset[int] | None
) -> Staff:
    """Give somebody another role and other programmes, never more than one's own.

    Raise `Clash` for who would change themselves, `Forbidden` for more than one's own.
    """
    other = await store.read(partial(staffing.get_staff, staff_id=number))
    changed = replace(other, role=role, programmes=programmes)
    _check_manages(staff, other)
    _check_manages(staff, changed)
    if other.id == staff.id:
        raise Clash("staff.not_yourself")
    await store.writer.run(None, lambda c: staffing.change_staff(c, changed))
    return changed


async def fresh_link(store: Store, staff: Staff, number: int) -> tuple[Staff, str]:
    """One more one-time link for a colleague, as for the first day.

    Whoever makes it could use it. So for coordinators it takes an administrator.
    Raise `Forbidden` for anybody else.
    """
    other = await store.read(partial(staffing.get_staff, staff_id=number))
    _check_manages(staff, other)
    if other.role is Role.COORDINATOR and staff.role is not Role.ADMIN:
        raise Forbidden("staff.not_yours")
    token, expires = secrets.token_urlsafe(TOKEN_BYTES), datetime.now(UTC) + LINK_LASTS
    await store.writer.run(None, lambda c: staffing.add_link(c, number, digest(token), expires))
    return other, token


async def forget(store: Store, staff: Staff, number: int) -> Staff:
    """Forget a colleague: their name and every way in. What they decided stays in the record.

    Raise `Clash` for who would forget themselves.
    """
    other = await store.read(partial(staffing.get_staff, staff_id=number))
    _check_manages(staff, other)
    if other.id == staff.id:
        raise Clash("staff.not_yourself")
    await store.writer.run(None, lambda c: staffing.forget_staff(c, number))
    return other


async def whereabouts(store: Store, staff: Staff, token: str) -> Whereabouts:
    """Where somebody is signed in, which of those is here, and with which passkeys they can."""
    now, kept = datetime.now(UTC), digest(token)
    tokens = await store.read(lambda c: staffing.list_tokens(c, staff.id, now, now - IDLE_LASTS))
    return Whereabouts(
        devices=[device for _, device in tokens],
        here=next((device.id for known, device in tokens if known == kept), None),
        passkeys=await store.read(partial(list_passkeys, staff_id=staff.id)),
    )


async def sign_out(store: Store, token: str) -> None:
    """End this sign-in, so that its token is worth nothing any more."""
    kept = digest(token)
    await store.writer.run(None, lambda c: staffing.end_token(c, kept))


async def end_device(store: Store, staff: Staff, device: int) -> None:
    """End one of one's own sign-ins."""
    await store.writer.run(None, lambda c: staffing.end_tokens(c, staff.id, only=device))


async def end_others(store: Store, staff: Staff, token: str) -> None:
    """End all of one's own sign-ins but the one that asks for it."""
    kept = digest(token)
    await store.writer.run(None, lambda c: staffing.end_tokens(c, staff.id, but=kept))


async def about(store: Store, number: int) -> dict[str, Any]:
    """All that is kept about somebody who runs meetings, for whoever asks what that is."""
    other = await store.read(partial(staffing.get_staff, staff_id=number))
    known = await whereabouts(store, other, "")
    return {
        "number": other.id,
        "name": other.name,
        "role": other.role.value,
        "programmes": None if other.programmes is None else sorted(other.programmes),
        "signed_in": [
            {"device": d.device, "started_at": d.started_at, "seen_at": d.seen_at}
            for d in known.devices
        ],
        "passkeys": [{"device": p.device, "added_at": p.added_at} for p in known.passkeys],
    }
