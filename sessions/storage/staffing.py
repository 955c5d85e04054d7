"""The SQL of those who run meetings: who they are, their one-time links, where they are in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from sessions.errors import Clash, Unknown
from sessions.people import Role, Staff
from sessions.storage import tables
from sessions.storage.requests import Once, do_once
from sessions.storage.staff_tables import challenges, passkeys


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One device on which somebody is signed in."""

    id: int
    staff: int
    device: str
    started_at: datetime
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token that was just handed out, as it is kept."""

    digest: str
    device: str
    at: datetime
    expires: datetime


def as_staff(row_id: int, name: str, role: str, programmes: Iterable[int] | None) -> Staff:
    return Staff(row_id, name, Role(role), None if programmes is None else frozenset(programmes))


def add_staff(
    connection: Connection, newcomer: Staff, link_digest: str, expires: datetime
) -> Staff:
    """Add somebody who runs meetings, with a one-time link; return them with their id."""
    row_id = connection.execute(
        insert(tables.staff)
        .values(
            name=newcomer.name,
            role=newcomer.role.value,
            programmes=_kept(newcomer.programmes),
        )
        .returning(tables.staff.c.id)
    ).scalar_one()
    add_link(connection, row_id, link_digest, expires)
    return replace(newcomer, id=row_id)


def _kept(programmes: frozenset[int] | None) -> list[int] | None:
    return None if programmes is None else sorted(programmes)


def list_staff(connection: Connection) -> list[Staff]:
    """Everybody who runs meetings; whoever was forgotten has no name any more."""
    query = select(tables.staff).where(tables.staff.c.name != "").order_by(tables.staff.c.id)
    rows = connection.execute(query)
    return [as_staff(row.id, row.name, row.role, row.programmes) for row in rows]


def get_staff(connection: Connection, staff_id: int) -> Staff:
    """Somebody by their number; raise `Unknown` when there is nobody."""
    row = connection.execute(
        select(tables.staff).where(tables.staff.c.id == staff_id, tables.staff.c.name != "")
    ).one_or_none()
    if row is None:
        raise Unknown("staff.unknown", number=staff_id)
    return as_staff(row.id, row.name, row.role, row.programmes)


def change_staff(connection: Connection, changed: Staff) -> None:
    """Give somebody another role or other programmes."""
    connection.execute(
        update(tables.staff)
        .where(tables.staff.c.id == changed.id)
        .values(role=changed.role.value, programmes=_kept(changed.programmes))
    )


def forget_staff(connection: Connection, staff_id: int) -> None:
    """Forget who somebody was: their ways in end at once.

    The number stays taken, because the record names by it who did what.
    """
    for table in (tables.staff_tokens, tables.links, passkeys, challenges):
        connection.execute(delete(table).where(table.c.staff_id == staff_id))
    connection.execute(
        update(tables.chats).where(tables.chats.c.staff_id == staff_id).values(staff_id=None)
    )
    connection.execute(
        update(tables.staff).where(tables.staff.c.id == staff_id).values(name="", programmes=[])
    )


def add_link(connection: Connection, staff_id: int, link_digest: str, expires: datetime) -> None:
    """One more one-time link for somebody who runs meetings."""
    connection.execute(
        insert(tables.links).values(staff_id=staff_id, token_digest=link_digest, expires_at=expires)
    )


def invite(
    connection: Connection, newcomer: Staff, link_digest: str, expires: datetime, once: Once | None
) -> Staff:
    """Add somebody with a one-time link; when asked again only the link is another.

    Raise `Clash` when they came in by the first one or have other rights by now, `Unknown` when
    they were forgotten since.
    """

    def link_again(staff_id: int) -> None:
        now = get_staff(connection, staff_id)
        if (now.role, now.programmes) != (newcomer.role, newcomer.programmes):
            raise Clash("staff.came_in")  # who became more gets no link from who asked for less
        columns = tables.links.c
        used = select(columns.id).where(columns.staff_id == staff_id, columns.used_at.is_not(None))
        if connection.scalar(used) is not None:
            raise Clash("staff.came_in")
        add_link(connection, staff_id, link_digest, expires)

    added = do_once(
        connection, once,
        lambda: add_staff(connection, newcomer, link_digest, expires).id, link_again,
    )  # fmt: skip
    return replace(newcomer, id=added)


def use_link(connection: Connection, link_digest: str, now: datetime) -> int:
    """Use a one-time link up; return whose it was.

    Raise `Clash` when it was used, is too old, or is none.
    """
    columns = tables.links.c
    staff_id = connection.execute(
        update(tables.links)
        .where(
            columns.token_digest == link_digest,
            columns.used_at.is_(None),
            columns.expires_at > now,
        )
        .values(used_at=now)
        .returning(columns.staff_id)
    ).scalar_one_or_none()
    if staff_id is None:
        raise Clash("staff.link_spent")
    return int(staff_id)


def trade_link(connection: Connection, link_digest: str, entry: NewToken) -> None:
    """Take a one-time link for a token; raise `Clash` when it was used, is too old, or is none."""
    add_token(connection, use_link(connection, link_digest, entry.at), entry)


def add_token(connection: Connection, staff_id: int, entry: NewToken) -> None:
    """Let somebody in; what ended before is swept away on the way."""
    columns = tables.staff_tokens.c
    connection.execute(delete(tables.staff_tokens).where(columns.expires_at <= entry.at))
    connection.execute(
        insert(tables.staff_tokens).values(
            staff_id=staff_id,
            token_digest=entry.digest,
            expires_at=entry.expires,
            started_at=entry.at,
            seen_at=entry.at,
            device=entry.device,
        )
    )


def find_staff(
    connection: Connection, digest: str, now: datetime, idle_since: datetime
) -> tuple[Staff, datetime] | None:
    """Whose token this is while it lasts, and when it was last seen in use."""
    s, t = tables.staff, tables.staff_tokens
    row = connection.execute(
        select(s, t.c.seen_at)
        .join_from(t, s, t.c.staff_id == s.c.id)
        .where(t.c.token_digest == digest, t.c.expires_at > now, t.c.seen_at > idle_since)
    ).one_or_none()
    return (as_staff(row.id, row.name, row.role, row.programmes), row.seen_at) if row else None


def see_token(connection: Connection, digest: str, now: datetime) -> None:
    """Remember that a token was used."""
    columns = tables.staff_tokens.c
    connection.execute(
        update(tables.staff_tokens).where(columns.token_digest == digest).values(seen_at=now)
    )


def list_tokens(
    connection: Connection, staff_id: int, now: datetime, idle_since: datetime
) -> list[tuple[str, SignedIn]]:
    """Where somebody is signed in, last used first, each with the digest of its token."""
    columns = tables.staff_tokens.c
    rows = connection.execute(
        select(tables.staff_tokens)
        .where(columns.staff_id == staff_id, columns.expires_at > now, columns.seen_at > idle_since)
        .order_by(columns.seen_at.desc(), columns.id.desc())
    )
    return [
        (
            r.token_digest,
            SignedIn(r.id, r.staff_id, r.device, r.started_at, r.seen_at, r.expires_at),
        )
        for r in rows
    ]


def end_token(connection: Connection, digest: str) -> None:
    """Whoever holds this token is out."""
    columns = tables.staff_tokens.c
    connection.execute(delete(tables.staff_tokens).where(columns.token_digest == digest))


def end_tokens(
    connection: Connection, staff_id: int, only: int | None = None, but: str = ""
) -> None:
    """End one of somebody's devices, or all of them but the one with this digest."""
    columns = tables.staff_tokens.c
    query = delete(tables.staff_tokens).where(
        columns.staff_id == staff_id, columns.token_digest != but
    )
    if only is not None:
        query = query.where(columns.id == only)
    connection.execute(query)
