"""The SQL of programmes, meetings and their items."""

from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from sessions.agenda import Agenda, MeetingPlan
from sessions.agenda_writing import agenda_of
from sessions.errors import Clash, Forbidden, Unknown
from sessions.items.item import Item
from sessions.meeting import ItemState, plain_code
from sessions.storage import tables
from sessions.storage.reading import read_snapshot
from sessions.storage.requests import Once, do_once
from sessions.storage.turns import take_turns

Only = frozenset[int] | None
"""The programmes that somebody may change; None for all of them."""


def make_meeting(
    connection: Connection, agenda: Agenda, code: str, only: Only, once: Once | None
) -> str:
    """Make it with this code; return the code that it has when it was made before."""
    made = do_once(connection, once, lambda: add_meeting(connection, agenda, code, only))
    columns = tables.meetings.c
    known: str | None = connection.scalar(select(columns.code).where(columns.id == made))
    if known is None:
        raise Unknown("meeting.unknown")
    return known


def add_meeting(connection: Connection, agenda: Agenda, code: str, only: Only = None) -> int:
    """Make the meeting, and its programme when it is the first; return the meeting's id.

    Raise `Forbidden` when the programme is not one of `only`.
    """
    programme = _settle_programme(connection, agenda, only)
    number = agenda.meeting.number or _next_meeting(connection, programme)
    if _meeting_with(connection, programme, number):
        raise Clash("meeting.number_taken", number=number, programme=agenda.programme)
    meeting: int = connection.execute(
        insert(tables.meetings)
        .values(
            **_columns(agenda.meeting),
            programme_id=programme,
            number=number,
            code=code,
            message="",
            hurries="",
            light="",
            leaf=1,
            version=1,
            scene=1,
            crowd=1,
        )
        .returning(tables.meetings.c.id)
    ).scalar_one()
    _add_items(connection, meeting, agenda.items)
    return meeting


def replace_meeting(
    connection: Connection, agenda: Agenda, meeting_id: int, only: Only = None,
    known: Agenda | None = None,
) -> None:  # fmt: skip
    """Lay a new agenda under a meeting in which nothing was opened; who joined stays.

    Raise `Forbidden` when the programme was or becomes another than those of `only`, `Clash` when
    another agenda stands there than the one that was `known`.
    """
    meeting = connection.execute(
        select(tables.meetings).where(tables.meetings.c.id == meeting_id)
    ).one()
    _check_programme(meeting.programme_id, only)
    _check_known(connection, meeting, known)
    programme = _settle_programme(connection, agenda, only)
    if meeting.opened_at or _has_answers(connection, meeting_id):
        raise Clash("meeting.already_begun")
    number = agenda.meeting.number or meeting.number
    other = _meeting_with(connection, programme, number)
    if other not in {None, meeting_id}:
        raise Clash("meeting.number_taken", number=number, programme=agenda.programme)
    connection.execute(
        update(tables.meetings)
        .where(tables.meetings.c.id == meeting_id)
        .values(**_columns(agenda.meeting), programme_id=programme, number=number)
    )
    for gone in (tables.moves, tables.items):
        connection.execute(delete(gone).where(gone.c.meeting_id == meeting_id))
    _add_items(connection, meeting_id, agenda.items)


def _check_known(connection: Connection, meeting: Row[Any], known: Agenda | None) -> None:
    """Held against what stands there where it is written: nobody comes in between."""
    if known is None:
        return
    take_turns(connection, meeting.programme_id)
    snapshot = read_snapshot(connection, meeting.code, None)
    if snapshot is None or agenda_of(snapshot.record) != known:
        raise Clash("agenda.changed_meanwhile")


def _has_answers(connection: Connection, meeting_id: int) -> bool:
    """An opening that was undone may have brought some."""
    given = tables.contributions.c
    query = select(given.id).where(given.meeting_id == meeting_id).limit(1)
    return connection.scalar(query) is not None


def find_meeting(connection: Connection, code: str) -> Row[Any] | None:
    return connection.execute(
        select(tables.meetings).where(tables.meetings.c.code == code)
    ).one_or_none()


def list_meetings(connection: Connection, only: Only) -> list[Row[Any]]:
    """The meetings of these programmes, or of all, with the programme's title; newest first."""
    m, p = tables.meetings.c, tables.programmes.c
    query = select(
        m.code, m.title, m.number, m.day, m.opened_at, m.closed_at, p.title.label("programme")
    ).join_from(tables.meetings, tables.programmes, m.programme_id == p.id)
    if only is not None:
        query = query.where(m.programme_id.in_(only))
    return list(connection.execute(query.order_by(m.id.desc())))


def any_open(connection: Connection) -> bool:
    """Whether an item is open in any meeting."""
    columns = tables.items.c
    query = select(columns.id).where(columns.state == ItemState.OPEN.value).limit(1)
    return connection.scalar(query) is not None


def codes_of(connection: Connection, programme_id: int) -> list[str]:
    """The codes of the meetings of a programme, in the order of their numbers."""
    m = tables.meetings.c
    mine = select(m.code).where(m.programme_id == programme_id).order_by(m.number)
    return list(connection.scalars(mine))


def find_programme(connection: Connection, named: str) -> int | None:
    """The programme of the meeting with this code, or with this title whatever its capitals."""
    m, p = tables.meetings.c, tables.programmes.c
    of_meeting = select(m.programme_id).where(m.code == plain_code(named))
    if (found := connection.scalar(of_meeting)) is not None:
        return int(found)
    wanted = " ".join(named.casefold().split())
    titles = connection.execute(select(p.id, p.title).order_by(p.id)).all()
    alike = [row.id for row in titles if wanted and wanted in row.title.casefold()]
    exact = [row.id for row in titles if row.title.casefold() == wanted]
    return next(iter(exact or (alike if len(alike) == 1 else [])), None)


def add_item(
    connection: Connection, meeting_id: int, item: Item, position: int, key: str | None = None
) -> int:
    """Add an item made on the spot, once per key; return its number, the next free one.

    It shares the position of what it comes after: of those, the highest number is last.
    """
    columns = tables.items.c
    mine = columns.meeting_id == meeting_id
    known = connection.scalar(select(columns.number).where(mine, columns.key == key))
    if key and known:
        return int(known)
    highest = connection.scalar(select(func.max(columns.number)).where(mine))
    number = int(highest or 0) + 1
    row = _item_row(meeting_id, number, position, item) | {"key": key}
    connection.execute(insert(tables.items).values(row))
    return number


def _settle_programme(connection: Connection, agenda: Agenda, only: Only) -> int:
    """The programme with this title, with what this agenda knows of it added."""
    columns = tables.programmes.c
    known = connection.execute(
        select(columns.id).where(columns.title == agenda.programme)
    ).scalar_one_or_none()
    about = _about(agenda)
    if known is None:
        known = connection.execute(
            insert(tables.programmes).values(title=agenda.programme, **about).returning(columns.id)
        ).scalar_one()
    elif fresh := {name: value for name, value in about.items() if value}:
        connection.execute(update(tables.programmes).where(columns.id == known).values(**fresh))
    _check_programme(known, only)
    _settle_organisations(connection, known, agenda)
    return int(known)


def _check_programme(programme: int, only: Only) -> None:
    if only is not None and programme not in only:
        raise Forbidden("staff.not_yours")


def _about(agenda: Agenda) -> dict[str, Any]:
    return {
        "themes": [t.model_dump(mode="json") for t in agenda.themes],
        "target_groups": list(agenda.target_groups),
        "planning": [p.model_dump(mode="json", by_alias=True) for p in agenda.planning],
    }


def _settle_organisations(connection: Connection, programme: int, agenda: Agenda) -> None:
    columns = tables.organisations.c
    known = set(connection.scalars(select(columns.name).where(columns.programme_id == programme)))
    for party in agenda.organisations:
        if party.name in known:
            connection.execute(
                update(tables.organisations)
                .where(columns.programme_id == programme, columns.name == party.name)
                .values(kind=party.kind)
            )
        else:
            known.add(party.name)
            connection.execute(
                insert(tables.organisations).values(
                    programme_id=programme, name=party.name, kind=party.kind
                )
            )


def _next_meeting(connection: Connection, programme: int) -> int:
    columns = tables.meetings.c
    highest = select(func.max(columns.number)).where(columns.programme_id == programme)
    return int(connection.scalar(highest) or 0) + 1


def _meeting_with(connection: Connection, programme: int, number: int) -> int | None:
    columns = tables.meetings.c
    return connection.execute(
        select(columns.id).where(columns.programme_id == programme, columns.number == number)
    ).scalar_one_or_none()


def _columns(plan: MeetingPlan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "level": plan.level.value,
        "language": plan.language,
        "smallest_group": plan.smallest_group,
        "day": plan.day.isoformat() if plan.day else None,
        "starts": plan.starts.isoformat("minutes") if plan.starts else None,
        "place": plan.place,
        "chair": plan.chair,
        "case_number": plan.case_number,
        "goal": plan.goal,
        "tables": plan.tables,
        "places": plan.places,
    }


def _add_items(connection: Connection, meeting: int, plans: tuple[Item, ...]) -> None:
    connection.execute(
        insert(tables.items),
        [_item_row(meeting, place, place, item) for place, item in enumerate(plans, start=1)],
    )


def _item_row(meeting: int, number: int, position: int, item: Item) -> dict[str, Any]:
    return {
        "meeting_id": meeting,
        "number": number,
        "position": position,
        "definition": item.model_dump(mode="json", by_alias=True),
        "state": ItemState.WAITING.value,
        "revealed": False,
        "round": 1,
        "step": 1,
        "extra_minutes": 0,
    }
