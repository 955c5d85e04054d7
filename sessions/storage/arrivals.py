"""The SQL of people in a meeting: who joins, and who sits where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, insert, select, update

from sessions.errors import Clash, Unknown
from sessions.people import Role
from sessions.storage import tables
from sessions.storage.copies import PUBLIC, drop_copies
from sessions.storage.reading import pseudonym
from sessions.storage.tellings import tell
from sessions.tidings import Tiding


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is known of somebody at the door; `entry_key` marks a card entered for somebody.

    Who `brings_token` is known by it from then on, also when they were in already; who
    `says_whose` they are means it, also where it is another organisation than before.
    """

    organisation: str
    kind: str
    name: str
    language: str
    origin: str
    at: datetime
    quotable: bool | None = None
    role: Role = Role.PARTICIPANT
    token_digest: str | None = None
    entry_key: str | None = None
    entered_by: str | None = None
    address: str | None = None
    brings_token: bool = False
    says_whose: bool = False


def add_participant(connection: Connection, meeting_id: int, arrival: Arrival) -> tuple[int, str]:
    """Give somebody the next number; return the row's id and the pseudonym.

    Whoever comes in once more from the same address or with the same token is who they were. Raise
    `Clash` when all places are taken; who is entered from paper takes none.
    """
    columns = tables.participants.c
    if arrival.address and (known := find_address(connection, meeting_id, arrival.address)):
        if arrival.brings_token:
            _update(connection, known[0], {"token_digest": arrival.token_digest})
            _say_again(connection, known[0], arrival)
        return known
    if arrival.brings_token and (known := _find_token(connection, meeting_id, arrival)):
        _say_again(connection, known[0], arrival)
        return known
    if arrival.role is Role.PARTICIPANT and not arrival.entered_by:
        _check_room(connection, meeting_id)
    highest = connection.scalar(
        select(func.max(columns.number)).where(columns.meeting_id == meeting_id)
    )
    number = int(highest or 0) + 1
    row_id = connection.execute(
        insert(tables.participants)
        .values(
            meeting_id=meeting_id,
            number=number,
            token_digest=arrival.token_digest,
            entry_key=arrival.entry_key,
            organisation=arrival.organisation,
            kind=arrival.kind,
            name=arrival.name,
            language=arrival.language,
            quotable=arrival.quotable,
            origin=arrival.origin,
            role=arrival.role.value,
            table_number=None,
            holds_pen=False,
            joined_at=arrival.at,
            left_at=None,
            entered_by=arrival.entered_by,
            address=arrival.address,
        )
        .returning(columns.id)
    ).scalar_one()
    return int(row_id), pseudonym(number)


def _say_again(connection: Connection, participant_id: int, arrival: Arrival) -> None:
    """Of two presses on a slow line the later one holds: it may mend a wrong pick.

    Who gave something stays who they were, as when they correct it themselves.
    """
    columns, given = tables.participants.c, tables.contributions.c.participant_id
    if not arrival.says_whose:
        return
    connection.execute(
        update(tables.participants)
        .where(columns.id == participant_id, ~exists().where(given == participant_id))
        .values(organisation=arrival.organisation, kind=arrival.kind, language=arrival.language)
    )


def _check_room(connection: Connection, meeting_id: int) -> None:
    """Counted in the transaction that adds: of two who come at once, one has the last place."""
    meetings, columns = tables.meetings.c, tables.participants.c
    places = connection.scalar(select(meetings.places).where(meetings.id == meeting_id))
    if places is None:
        return
    taken = connection.scalar(
        select(func.count()).where(
            columns.meeting_id == meeting_id,
            columns.role == Role.PARTICIPANT.value,
            columns.entered_by.is_(None),
            columns.left_at.is_(None),
        )
    )
    if int(taken or 0) >= places:
        raise Clash("meeting.full", places=places)


def find_address(connection: Connection, meeting_id: int, address: str) -> tuple[int, str] | None:
    """Who in this meeting came in from this address: the row's id and the pseudonym."""
    return _find(connection, meeting_id, tables.participants.c.address == address)


def _find_token(
    connection: Connection, meeting_id: int, arrival: Arrival
) -> tuple[int, str] | None:
    """Who pressed twice on a slow line, before the first thank-you was there."""
    token = tables.participants.c.token_digest == arrival.token_digest
    return _find(connection, meeting_id, token)


def _find(
    connection: Connection, meeting_id: int, known_by: ColumnElement[bool]
) -> tuple[int, str] | None:
    columns = tables.participants.c
    row = connection.execute(
        select(columns.id, columns.number).where(columns.meeting_id == meeting_id, known_by)
    ).one_or_none()
    return (int(row.id), pseudonym(row.number)) if row else None


def entry_participant(connection: Connection, meeting_id: int, arrival: Arrival) -> tuple[int, str]:
    """The participant behind an entry for somebody: the same one when it is sent again."""
    columns = tables.participants.c
    known = connection.execute(
        select(columns.id, columns.number).where(
            columns.meeting_id == meeting_id, columns.entry_key == arrival.entry_key
        )
    ).one_or_none()
    if known:
        return int(known.id), pseudonym(known.number)
    return add_participant(connection, meeting_id, arrival)


def amend_participant(
    connection: Connection, meeting_id: int, participant_id: int, values: Mapping[str, Any]
) -> None:
    """Change what somebody said about themselves; who leaves gets up from the table."""
    if values.get("left_at"):
        take_seat(connection, meeting_id, participant_id, None)
    if values.get("quotable") is False:
        drop_copies(connection, meeting_id, PUBLIC)
    _update(connection, participant_id, values)


def _update(connection: Connection, participant_id: int, values: Mapping[str, Any]) -> None:
    connection.execute(
        update(tables.participants)
        .where(tables.participants.c.id == participant_id)
        .values(**values)
    )


def take_seat(
    connection: Connection, meeting_id: int, participant_id: int, table: int | None
) -> bool:
    """Sit down at a table, or get up; return whether the person now holds its pen.

    A free pen goes to whoever sits down; a pen left behind goes to who sits there longest. Raise
    `Clash` for somebody who left: their pen would be in nobody's hand.
    """
    columns = tables.participants.c
    old = connection.execute(
        select(columns.table_number, columns.holds_pen, columns.left_at).where(
            columns.id == participant_id
        )
    ).one()
    if old.left_at and table is not None:
        raise Clash("answer.left")
    if old.table_number == table:
        return bool(old.holds_pen)
    pen = table is not None and _pen_holder(connection, meeting_id, table) is None
    _update(connection, participant_id, {"table_number": table, "holds_pen": pen})
    if old.holds_pen:
        _leave_pen(connection, meeting_id, old.table_number)
    if pen:
        _tell_pen(connection, meeting_id, table)
    return pen


def _tell_pen(connection: Connection, meeting_id: int, table: int | None) -> None:
    tell(connection, meeting_id, Tiding("pen", table), datetime.now(UTC))


def give_pen(connection: Connection, meeting_id: int, table: int, participant_id: int) -> None:
    """Hand the pen of a table to somebody who sits there; raise `Unknown` when they got up."""
    columns = tables.participants.c
    here = and_(columns.meeting_id == meeting_id, columns.table_number == table)
    connection.execute(update(tables.participants).where(here).values(holds_pen=False))
    given = connection.execute(
        update(tables.participants).where(here, columns.id == participant_id).values(holds_pen=True)
    )
    if not given.rowcount:
        raise Unknown("table.not_there")
    _tell_pen(connection, meeting_id, table)


def deal_seats(
    connection: Connection, meeting_id: int, dealt: Sequence[tuple[int, int]], open_item: int | None
) -> None:
    """Seat these people, by their row and their table; who looks at an open item sees it."""
    for participant_id, table in dealt:
        take_seat(connection, meeting_id, participant_id, table)
    if open_item is not None:
        tell(connection, meeting_id, Tiding("shown", open_item), datetime.now(UTC))


def _pen_holder(connection: Connection, meeting_id: int, table: int) -> int | None:
    columns = tables.participants.c
    return connection.execute(
        select(columns.id).where(
            columns.meeting_id == meeting_id,
            columns.table_number == table,
            columns.holds_pen.is_(True),
            columns.left_at.is_(None),
        )
    ).scalar_one_or_none()


def _leave_pen(connection: Connection, meeting_id: int, table: int) -> None:
    columns = tables.participants.c
    heir = connection.execute(
        select(columns.id)
        .where(
            columns.meeting_id == meeting_id,
            columns.table_number == table,
            columns.left_at.is_(None),
        )
        .order_by(columns.id)
        .limit(1)
    ).scalar_one_or_none()
    if heir is not None:
        give_pen(connection, meeting_id, table, heir)
