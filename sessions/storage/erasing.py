"""The SQL of forgetting: one person of a meeting, or all of its people."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, select, update

from sessions.errors import Unknown
from sessions.signing import mentions
from sessions.storage import tables
from sessions.storage.copies import INTERNAL, PUBLIC, drop_copies
from sessions.storage.hall_tables import sign_ups, table_leaders
from sessions.storage.leaving_out import blank_reasons, forget_in_reasons
from sessions.storage.mail_tables import mail_marks
from sessions.storage.mailing import forget_wishes
from sessions.storage.phone_tables import phones
from sessions.storage.reading import pseudonym
from sessions.storage.references import references_of
from sessions.storage.review_tables import review_acts
from sessions.storage.ruling_tables import rulings
from sessions.storage.signature_tables import signatures
from sessions.storage.terms import forget_in_terms
from sessions.storage.vision_erasing import GONE, blank_in_versions
from sessions.typed import ORGANISATION


def erase_person(
    connection: Connection, meeting: int, number: int, now: datetime, *, remove: bool
) -> None:
    """Forget one participant; with `remove` also what they gave and asked.

    Rows stay, without words: a reference is never given to anything else.
    """
    columns = tables.participants.c
    mine = (columns.meeting_id == meeting) & (columns.number == number)
    if connection.scalar(select(columns.id).where(mine)) is None:
        raise Unknown("person.unknown", name=pseudonym(number))
    if remove:
        blank_in_versions(connection, meeting, number)
        _blank_words(connection, meeting, number)
        drop_copies(connection, meeting, PUBLIC)
    _loosen(connection, meeting, mine)
    gone: dict[str, Any] = {"left_at": now}
    if remove:
        gone |= {"organisation": "", "kind": "overig"}
    connection.execute(update(tables.participants).where(mine).values(**gone))
    _count(connection, meeting)


def erase_people(connection: Connection, meeting: int, now: datetime) -> None:
    """Forget who everybody in a meeting was; what they gave stays, under a pseudonym."""
    _loosen(connection, meeting, tables.participants.c.meeting_id == meeting)
    for table in (sign_ups, table_leaders, mail_marks):
        connection.execute(delete(table).where(table.c.meeting_id == meeting))
    _drop_rulings(connection, meeting, rulings.c.meeting_id == meeting)
    _count(connection, meeting)
    connection.execute(
        update(tables.meetings).where(tables.meetings.c.id == meeting).values(erased_at=now)
    )


def _loosen(connection: Connection, meeting: int, whom: ColumnElement[bool]) -> None:
    """Cut every line between a participant and a person."""
    columns = tables.participants.c
    query = select(columns.number, columns.address, columns.name).where(whom)
    rows = connection.execute(query).all()
    drop_copies(connection, meeting, INTERNAL)
    _forget_names(connection, meeting, [row.name for row in rows if row.name])
    names = [pseudonym(row.number) for row in rows]
    addresses = [row.address for row in rows if row.address]
    _forget_rulings(connection, meeting, [row.number for row in rows])
    forget_wishes(connection, select(columns.id).where(whom))
    connection.execute(
        delete(phones).where(phones.c.participant_id.in_(select(columns.id).where(whom)))
    )
    connection.execute(
        update(tables.participants)
        .where(whom)
        .values(name="", token_digest=None, address=None, entry_key=None)
    )
    here = tables.asked.c.meeting_id == meeting
    connection.execute(
        update(tables.asked).where(here, tables.asked.c.asker.in_(names)).values(asker="")
    )
    talks = tables.talks.c
    connection.execute(
        delete(tables.talks).where(
            talks.meeting_id == meeting, talks.person.in_([*names, *addresses])
        )
    )
    _forget_addresses(connection, meeting, addresses)


def _forget_rulings(connection: Connection, meeting: int, numbers: Sequence[int]) -> None:
    """What was decided about personal data in their words: it is masked again everywhere."""
    columns = rulings.c
    decided = set(
        connection.scalars(select(columns.place).where(columns.meeting_id == meeting).distinct())
    )
    if not decided:
        return
    mine = decided & {ORGANISATION, *references_of(connection, meeting, numbers)}
    _drop_rulings(connection, meeting, (columns.meeting_id == meeting) & columns.place.in_(mine))


def _drop_rulings(connection: Connection, meeting: int, which: ColumnElement[bool]) -> None:
    """A public file of before could still show what is masked from now on."""
    if connection.execute(delete(rulings).where(which)).rowcount:
        drop_copies(connection, meeting, PUBLIC)


def _forget_names(connection: Connection, meeting: int, names: Sequence[str]) -> None:
    """Where the crew wrote them down: on the list at the door, and at a table."""
    for table in (sign_ups, table_leaders):
        here = table.c.meeting_id == meeting
        connection.execute(delete(table).where(here, table.c.name.in_(names)))
    _forget_signers(connection, meeting, names)
    forget_in_terms(connection, meeting, names)
    forget_in_reasons(connection, meeting, names)


def _forget_signers(connection: Connection, meeting: int, names: Sequence[str]) -> None:
    """Somebody may have typed a name where the function of who signed was asked."""
    columns = signatures.c
    typed = connection.execute(
        select(columns.id, columns.function).where(columns.meeting_id == meeting)
    )
    named = [row.id for row in typed if any(mentions(row.function, name) for name in names)]
    connection.execute(update(signatures).where(columns.id.in_(named)).values(function=""))


def _forget_addresses(connection: Connection, meeting: int, addresses: Sequence[str]) -> None:
    """Where a messenger reached them; a facilitator's own chat stays theirs."""
    chats, outbox, screens = tables.chats.c, tables.outbox.c, tables.screens.c
    connection.execute(
        delete(tables.outbox).where(outbox.meeting_id == meeting, outbox.address.in_(addresses))
    )
    here = (chats.meeting_id == meeting) & chats.address.in_(addresses)
    connection.execute(
        delete(tables.screens).where(
            screens.address.in_(select(chats.address).where(here, chats.staff_id.is_(None)))
        )
    )
    connection.execute(delete(tables.chats).where(here, chats.staff_id.is_(None)))


def _blank_words(connection: Connection, meeting: int, number: int) -> None:
    columns, people = tables.contributions.c, tables.participants.c
    whose = select(people.id).where(people.meeting_id == meeting, people.number == number)
    connection.execute(
        update(tables.contributions)
        .where(columns.meeting_id == meeting, columns.participant_id == whose.scalar_subquery())
        .values(answer="{}", digest="", withdrawn=True)
    )
    acts = review_acts.c
    mine = (
        acts.meeting_id == meeting,
        acts.what.in_(("reaction", "changed")),
        acts.by == pseudonym(number),
    )
    connection.execute(update(review_acts).where(*mine).values(text=""))
    said = select(acts.number).where(*mine, acts.what == "reaction").scalar_subquery()
    answers = (acts.meeting_id == meeting, acts.what == "verdict", acts.about.in_(said))
    connection.execute(update(review_acts).where(*answers).values(text=""))
    asked = tables.asked.c
    theirs = asked.meeting_id == meeting, asked.asker == pseudonym(number)
    blank_reasons(connection, meeting, select(asked.number).where(*theirs))
    connection.execute(update(tables.asked).where(*theirs).values(question=GONE, answer=GONE))


def _count(connection: Connection, meeting: int) -> None:
    """Make every process read the meeting anew: rows that it had read already have changed."""
    columns = tables.meetings.c
    connection.execute(
        update(tables.meetings).where(columns.id == meeting).values(erasures=columns.erasures + 1)
    )


def meetings_kept(connection: Connection) -> list[Row[Any]]:
    """Meetings whose people are still known: id, code, and the days that say how long ago."""
    columns = tables.meetings.c
    query = select(
        columns.id, columns.code, columns.day, columns.opened_at, columns.closed_at
    ).where(columns.erased_at.is_(None))
    return list(connection.execute(query))
