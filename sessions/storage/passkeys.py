"""The SQL of passkeys: the public halves, and what a device was asked to sign."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from sessions.errors import Clash
from sessions.storage.staff_tables import challenges, passkeys

MOST_WAITING = 2_000
"""Challenges kept at once; beyond it the oldest go, so that asking for them fills no disk."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """The public half of a key; bytes in base64url."""

    id: int
    staff: int
    credential: str
    public_key: str
    uses: int
    device: str
    added_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    """A challenge that waits for an answer; `staff` is None for whoever signs in."""

    digest: str
    staff: int | None
    to_add: bool
    expires_at: datetime


def add_challenge(connection: Connection, asked: Challenge, now: datetime) -> None:
    """Remember what a device is asked to sign."""
    columns = challenges.c
    connection.execute(delete(challenges).where(columns.expires_at <= now))
    if (connection.scalar(select(func.count()).select_from(challenges)) or 0) >= MOST_WAITING:
        oldest = select(columns.digest).order_by(columns.expires_at).limit(MOST_WAITING // 2)
        connection.execute(delete(challenges).where(columns.digest.in_(oldest.scalar_subquery())))
    connection.execute(
        insert(challenges).values(
            digest=asked.digest,
            staff_id=asked.staff,
            to_add=asked.to_add,
            expires_at=asked.expires_at,
        )
    )


def use_challenge(connection: Connection, wanted: Challenge) -> None:
    """Use a challenge up; raise `Clash` when it is none, too old, or was for something else."""
    columns = challenges.c
    used = connection.execute(
        delete(challenges).where(
            columns.digest == wanted.digest,
            columns.to_add.is_(wanted.to_add),
            columns.expires_at > wanted.expires_at,
            columns.staff_id.is_not_distinct_from(wanted.staff),
        )
    )
    if not used.rowcount:
        raise Clash("passkey.too_late")


def add_passkey(connection: Connection, fresh: Passkey) -> None:
    """Keep the public half of a key; raise `Clash` when it is known already."""
    try:
        connection.execute(
            insert(passkeys).values(
                staff_id=fresh.staff,
                credential=fresh.credential,
                public_key=fresh.public_key,
                uses=fresh.uses,
                device=fresh.device,
                added_at=fresh.added_at,
            )
        )
    except IntegrityError:
        raise Clash("passkey.known") from None


def find_passkey(connection: Connection, credential: str) -> Passkey | None:
    row = connection.execute(
        select(passkeys).where(passkeys.c.credential == credential)
    ).one_or_none()
    return Passkey(*row) if row else None


def list_passkeys(connection: Connection, staff_id: int) -> list[Passkey]:
    """Somebody's passkeys, oldest first."""
    query = select(passkeys).where(passkeys.c.staff_id == staff_id).order_by(passkeys.c.id)
    return [Passkey(*row) for row in connection.execute(query)]


def use_passkey(connection: Connection, passkey_id: int, uses: int, now: datetime) -> None:
    """Remember that a key was used, and how often its device says it was."""
    connection.execute(
        update(passkeys).where(passkeys.c.id == passkey_id).values(uses=uses, used_at=now)
    )


def remove_passkey(connection: Connection, staff_id: int, passkey_id: int) -> None:
    """Take away one of somebody's own passkeys."""
    connection.execute(
        delete(passkeys).where(passkeys.c.staff_id == staff_id, passkeys.c.id == passkey_id)
    )
