"""Making meetings from agendas, and letting people in who run them."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sessions.actions.arriving import TOKEN_BYTES, digest
from sessions.agenda import Agenda
from sessions.errors import Forbidden
from sessions.items.item import told
from sessions.meeting import plain_code
from sessions.people import Role, Staff
from sessions.storage import chats, plans, staffing
from sessions.storage.requests import Once
from sessions.storage.staffing import NewToken
from sessions.storage.store import Store
from sessions.storage.unit import Stirs

LINK_LASTS = timedelta(days=7)
"""How long a one-time link can be used: an invitation sent on Monday works on Sunday."""

CONSOLE_LINK_LASTS = timedelta(minutes=15)
"""How long a link that somebody asked for can be used: it is opened at once or not at all."""

SIGNED_IN_LASTS = timedelta(days=30)
"""How long somebody who runs meetings stays signed in at most: a programme meets about monthly."""

IDLE_LASTS = timedelta(days=7)
"""How long without using it: who prepares on Thursday leads on Wednesday without a new link."""

SEEN_EVERY = timedelta(minutes=10)
"""How precisely the house remembers when a device was last used."""

ADMIN = Staff(0, "admin", Role.ADMIN)
"""Whoever holds the admin token, or the command line of the machine."""


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting in a list."""

    code: str
    title: str
    number: int
    day: date | None
    begun: bool
    ended: bool
    programme: str


async def load(store: Store, staff: Staff, agenda: Agenda, key: str | None = None) -> str:
    """Make a meeting of an agenda, once per key; return its code, which nobody had yet."""
    _check_plans(staff)
    while True:
        code = f"{secrets.randbelow(900_000) + 100_000}"
        if not await store.read(partial(plans.find_meeting, code=code)):
            break
    once = Once("meeting", staff.label, key) if key else None
    return await store.writer.run(
        None, lambda c: plans.make_meeting(c, agenda, code, staff.programmes, once)
    )


async def replace(
    store: Store, staff: Staff, agenda: Agenda, code: str, known: Agenda | None = None
) -> str:
    """Lay a new agenda under a meeting in which nothing was opened yet.

    Raise `Clash` when another agenda stands there than the one that was `known`.
    """
    _check_plans(staff)
    meeting = (await store.record(plain_code(code))).meeting
    await store.writer.run(
        meeting.id,
        lambda c: plans.replace_meeting(c, agenda, meeting.id, staff.programmes, known),
        Stirs.HALL,
    )
    return meeting.code


async def meetings(store: Store, staff: Staff) -> list[ListedMeeting]:
    """The meetings somebody may run, newest first."""
    rows = await store.read(partial(plans.list_meetings, only=staff.programmes))
    return [
        ListedMeeting(
            code=row.code,
            title=row.title,
            number=row.number,
            day=date.fromisoformat(row.day) if row.day else None,
            begun=row.opened_at is not None,
            ended=row.closed_at is not None,
            programme=row.programme,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to invite; under the same key of the same person it is the same newcomer."""

    name: str
    role: Role
    programmes: frozenset[int] | None = None
    key: str | None = None


async def invite(
    store: Store, name: str, role: Role, programmes: frozenset[int] | None = None
) -> tuple[Staff, str]:
    """Make somebody who runs meetings; return them with the token of a one-time link."""
    return await _invite(store, Staff(0, name, role, programmes), None)


async def _invite(store: Store, newcomer: Staff, once: Once | None) -> tuple[Staff, str]:
    """Only the digest of a link is kept: asked again it is another link for the same newcomer."""
    token, expires = secrets.token_urlsafe(TOKEN_BYTES), datetime.now(UTC) + LINK_LASTS
    kept = digest(token)
    staff = await store.writer.run(
        None, lambda c: staffing.invite(c, newcomer, kept, expires, once)
    )
    return staff, token


async def invite_newcomer(store: Store, staff: Staff, newcomer: Newcomer) -> tuple[Staff, str]:
    """Invite somebody, once per key; return them with the token of a one-time link.

    Who may run meetings may ask for help; nobody gives rights that they lack themselves. Raise
    `Clash` when the newcomer of this key came in already.
    """
    _check_plans(staff)
    role, programmes = newcomer.role, newcomer.programmes
    if role is not Role.FACILITATOR and staff.role is Role.FACILITATOR:
        raise Forbidden("staff.not_yours")
    if role is Role.ADMIN and staff.role is not Role.ADMIN:
        raise Forbidden("staff.not_yours")
    if programmes is None:
        programmes = staff.programmes
    elif not all(staff.sees(each) for each in programmes):
        raise Forbidden("staff.not_yours")
    once = Once("invite", staff.label, newcomer.key) if newcomer.key else None
    return await _invite(store, Staff(0, told(newcomer.name), role, programmes), once)


async def sign_in(store: Store, link_token: str, device: str = "") -> str:
    """Trade a one-time link for a token; raise `Clash` when it was used or is too old."""
    link, (token, entry) = digest(link_token), fresh_entry(device)
    await store.writer.run(None, lambda c: staffing.trade_link(c, link, entry))
    return token


def fresh_entry(device: str) -> tuple[str, NewToken]:
    """A new token, and how it is kept."""
    token, now = secrets.token_urlsafe(TOKEN_BYTES), datetime.now(UTC)
    return token, NewToken(digest(token), device, now, now + SIGNED_IN_LASTS)


async def sign_in_chat(store: Store, link_token: str, address: str) -> None:
    """Use a one-time link up from a chat: whoever writes there runs meetings from now on.

    Raise `Clash` when it was used or is too old.
    """
    now, link = datetime.now(UTC), digest(link_token)
    await store.writer.run(None, lambda c: chats.trade_link_for_chat(c, link, now, address))


async def console_link(store: Store, staff: Staff) -> str:
    """The token of a one-time link with which somebody who is known signs in elsewhere."""
    token, expires = secrets.token_urlsafe(TOKEN_BYTES), datetime.now(UTC) + CONSOLE_LINK_LASTS
    await store.writer.run(None, lambda c: staffing.add_link(c, staff.id, digest(token), expires))
    return token


async def staff_of(store: Store, token: str) -> Staff | None:
    """Whose token this is, while it lasts and was used lately."""
    now, kept = datetime.now(UTC), digest(token)
    found = await store.read(lambda c: staffing.find_staff(c, kept, now, now - IDLE_LASTS))
    if found is None:
        return None
    staff, seen_at = found
    if seen_at < now - SEEN_EVERY:
        await store.writer.run(None, lambda c: staffing.see_token(c, kept, now))
    return staff


async def staff_list(store: Store) -> list[Staff]:
    return await store.read(staffing.list_staff)


async def is_anything_open(store: Store) -> bool:
    """Whether people are being asked something now, in whatever meeting of the house."""
    return await store.read(plans.any_open)


def _check_plans(staff: Staff) -> None:
    if staff.role not in {Role.COORDINATOR, Role.FACILITATOR, Role.ADMIN}:
        raise Forbidden("staff.not_yours")
