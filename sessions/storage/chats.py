"""The SQL of chats: who is at which address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, update

from sessions.people import Staff
from sessions.storage.reading import pseudonym
from sessions.storage.staffing import as_staff, use_link
from sessions.storage.tables import chats, meetings, outbox, participants, staff, talks
from sessions.storage.upserting import upsert


@dataclass(frozen=True, slots=True)
class Chat:
    """Somebody at an address: in which meeting they are, and whether they run meetings."""

    address: str
    code: str = ""
    staff: Staff | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who can be reached: where they are in the talk, and who came in from there."""

    chat: Chat
    state: str | None
    pseudonym: str = ""


def find_chat(connection: Connection, address: str) -> Chat:
    """Who is at an address; a stranger when nobody wrote from there before."""
    row = connection.execute(_FIND, {"at": address}).one_or_none()
    return _chat(row._mapping) if row else Chat(address)  # noqa: SLF001 -- SQLAlchemy's public name


def chats_in(connection: Connection, meeting_id: int) -> list[Present]:
    """Everybody in a meeting who can be reached."""
    t, p = talks.c, participants.c
    here = chats.c.meeting_id
    joined = (
        _chats()
        .add_columns(t.state, p.number)
        .outerjoin(talks, (t.meeting_id == here) & (t.person == chats.c.address))
        .outerjoin(participants, (p.meeting_id == here) & (p.address == chats.c.address))
    )
    rows = connection.execute(
        joined.where(here == meeting_id, chats.c.gone_at.is_(None)).order_by(chats.c.address)
    )
    return [
        Present(
            _chat(row._mapping),  # noqa: SLF001 -- as above
            row.state,
            pseudonym(row.number) if row.number else "",
        )
        for row in rows
    ]


def versions_with_chats(connection: Connection) -> dict[int, int]:
    """How far each meeting is in which somebody can be reached."""
    reached = select(chats.c.meeting_id).where(chats.c.gone_at.is_(None))
    m = meetings.c
    rows = connection.execute(select(m.id, m.version).where(m.id.in_(reached)))
    return {row.id: row.version for row in rows}


def _chats() -> Select[Any]:
    return select(
        chats.c.address, meetings.c.code, staff.c.id, staff.c.name, staff.c.role,
        staff.c.programmes, chats.c.gone_at,
    ).select_from(chats.outerjoin(meetings).outerjoin(staff))  # fmt: skip


def _chat(row: Mapping[Any, Any]) -> Chat:
    who = None
    if row["id"] is not None:
        who = as_staff(row["id"], row["name"], row["role"], row["programmes"])
    return Chat(row["address"], row["code"] or "", who, gone=row["gone_at"] is not None)


_FIND = _chats().where(chats.c.address == bindparam("at"))


def find_chat_under(
    connection: Connection, address: str, message: int | None
) -> tuple[Chat, str | None]:
    """… and of a pressed button the meeting that its message was about, while that is known.

    Whoever went on to another meeting has the buttons of the first one still. The third item here
    is not the third item there, nor is reaction 2.
    """
    chat = find_chat(connection, address)
    if message is None or not chat.code:
        return chat, None
    return chat, _meeting_of(connection, address, message)


def _meeting_of(connection: Connection, address: str, message: int) -> str | None:
    """Only of who was in more than one: for anybody else it cannot be another."""
    t, o = talks.c, outbox.c
    if (connection.scalar(select(func.count()).where(t.person == address)) or 0) < 2:  # noqa: PLR2004 -- one meeting is no choice
        return None
    sent = (
        select(meetings.c.code)
        .join_from(outbox, meetings, o.meeting_id == meetings.c.id)
        .where(o.address == address, o.message_id == message)
        .order_by(o.id.desc())
    )
    return connection.scalars(sent.limit(1)).first()


def trade_link_for_chat(
    connection: Connection, link_digest: str, now: datetime, address: str
) -> None:
    """Use a one-time link up from a chat: whoever writes there runs meetings from now on."""
    staff_id = use_link(connection, link_digest, now)
    upsert(connection, chats, ["address"], [{"address": address, "staff_id": staff_id}])


def mark_gone(connection: Connection, address: str, now: datetime) -> None:
    """This address can no longer be reached: the bot was blocked, or the account is gone."""
    connection.execute(update(chats).where(chats.c.address == address).values(gone_at=now))
