"""The SQL of mail: who asked for it, what is still to be told, and forgetting an address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, or_, select, update

from sessions.errors import Clash, Unknown
from sessions.storage.beside import add_letters
from sessions.storage.mail_marks import close_mailbox, count_asking, forget_marks
from sessions.storage.mail_tables import mail_marks, mail_wishes
from sessions.storage.reading import pseudonym
from sessions.storage.review_tables import review_acts
from sessions.storage.tables import meetings, outbox, participants
from sessions.storage.unit import Letter
from sessions.storage.upserting import add_new

PREFIX = "mail"
"""What an address in the outbox begins with; after it comes a key, never a mail address."""

MOST_CHANGES = 5
"""Addresses that one participant can fill in: enough for every slip, too few to bother people."""


@dataclass(frozen=True, slots=True)
class WishedAddress:
    """Where somebody wants their mail, and whether it came back."""

    address: str = ""
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who has not heard yet of something that happened to the minutes."""

    key: str
    meeting_id: int
    code: str
    language: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """Where one letter goes, and since when it has been trying."""

    address: str
    code: str
    since: datetime


def at_channel(key: str) -> str:
    """How the outbox calls somebody's mailbox."""
    return f"{PREFIX}:{key}"


def wish_of(connection: Connection, participant_id: int) -> WishedAddress:
    """Where somebody wants their mail; nowhere when they did not ask for it."""
    columns = mail_wishes.c
    row = connection.execute(
        select(columns.address, columns.key).where(columns.participant_id == participant_id)
    ).one_or_none()
    if row is None or not row.address:
        return WishedAddress()
    ended = (outbox.c.address == at_channel(row.key)) & (outbox.c.state == "failed")
    return WishedAddress(row.address, failed=bool(connection.scalar(select(exists().where(ended)))))


def ask(connection: Connection, participant_id: int, address: str, key: str, now: datetime) -> None:
    """Mail to this address from now on; what was on its way to another one is not sent.

    The same address again is one more try where the last letter came back, and else nothing new.
    """
    columns = mail_wishes.c
    mine = columns.participant_id == participant_id
    new = {
        "participant_id": participant_id,
        "address": "",
        "key": key,
        "changes": 0,
        "asked_at": now,
    }
    add_new(connection, mail_wishes, [new])
    row = connection.execute(select(columns.address, columns.changes).where(mine)).one()
    if row.address == address and not wish_of(connection, participant_id).failed:
        return
    if row.changes >= MOST_CHANGES:
        raise Clash("mail.often")
    count_asking(connection, _meeting_of(connection, participant_id), address)
    _drop_letters(connection, mine)
    fresh = {"address": address, "key": key, "changes": row.changes + 1, "asked_at": now}
    connection.execute(
        update(mail_wishes).where(mine).values(**fresh, draft_at=None, adopted_at=None)
    )


def _meeting_of(connection: Connection, participant_id: int) -> int:
    people = participants.c
    return int(
        connection.execute(
            select(people.meeting_id).where(people.id == participant_id)
        ).scalar_one()
    )


def close(connection: Connection, participant_id: int, new_key: Callable[[], str]) -> None:
    """No more mail of this meeting to the mailbox of this participant, whoever asked for it."""
    if address := wish_of(connection, participant_id).address:
        meeting = _meeting_of(connection, participant_id)
        close_mailbox(connection, meeting, address)
        same = func.lower(mail_wishes.c.address) == address.lower()
        query = select(mail_wishes.c.participant_id).select_from(mail_wishes.join(participants))
        for each in connection.scalars(
            query.where(same, participants.c.meeting_id == meeting)
        ).all():
            stop(connection, each, new_key())
    else:
        stop(connection, participant_id, new_key())


def stop(connection: Connection, participant_id: int, key: str) -> None:
    """Forget the address; under a new key, so that the links of before lead nowhere."""
    mine = mail_wishes.c.participant_id == participant_id
    _drop_letters(connection, mine)
    connection.execute(
        update(mail_wishes).where(mine).values(address="", key=key, draft_at=None, adopted_at=None)
    )


def forget_wishes(connection: Connection, whose: Select[Any]) -> None:
    """Forget that these participants ever asked for mail."""
    them = mail_wishes.c.participant_id.in_(whose)
    _drop_letters(connection, them)
    connection.execute(delete(mail_wishes).where(them))


def _drop_letters(connection: Connection, which: ColumnElement[bool]) -> None:
    keys = connection.scalars(select(mail_wishes.c.key).where(which)).all()
    connection.execute(delete(outbox).where(outbox.c.address.in_([at_channel(k) for k in keys])))


def whose_key(connection: Connection, meeting_id: int, key: str) -> tuple[int, str]:
    """Who got a link with this key: the row's id and the pseudonym; raise `Unknown` for nobody."""
    people = participants.c
    row = connection.execute(
        select(people.id, people.number)
        .join(mail_wishes, mail_wishes.c.participant_id == people.id)
        .where(people.meeting_id == meeting_id, mail_wishes.c.key == key)
    ).one_or_none()
    if row is None:
        raise Unknown("mail.no_link")
    return int(row.id), pseudonym(row.number)


def due(connection: Connection, day: str) -> list[Due]:
    """Who must still be told that the draft goes round on this day, or what was adopted."""
    wish, people = mail_wishes.c, participants.c
    final = _happened("adopted")
    goes_round = _happened("opened", review_acts.c.word >= day)  # its last day
    draft = wish.draft_at.is_(None) & goes_round & ~final
    rows = connection.execute(
        select(wish.key, people.meeting_id, meetings.c.code, people.language)
        .select_from(mail_wishes.join(participants).join(meetings))
        .where(wish.address != "", or_(draft, wish.adopted_at.is_(None) & final))
        .order_by(mail_wishes.c.id)
    )
    return [Due(*row) for row in rows]


def _happened(what: str, *also: ColumnElement[bool]) -> ColumnElement[bool]:
    acts = review_acts.c
    here = (acts.meeting_id == participants.c.meeting_id, acts.what == what)
    return exists().where(*here, acts.undone.is_(False), *also)


def post(
    connection: Connection, occasion: str, letters: Sequence[tuple[Due, Letter]], now: datetime
) -> None:
    """Put these in the outbox, each once: whoever was told meanwhile is not told again."""
    told = {"draft": mail_wishes.c.draft_at, "adopted": mail_wishes.c.adopted_at}[occasion]
    for whom, letter in letters:
        first = connection.execute(
            update(mail_wishes)
            .where(mail_wishes.c.key == whom.key, mail_wishes.c.address != "", told.is_(None))
            .values({told: now})
        )
        if first.rowcount:
            add_letters(connection, [(whom.meeting_id, letter)])


def addressee(connection: Connection, key: str) -> Addressee | None:
    """Where a letter for this key goes; None when they no longer want it."""
    wish = mail_wishes.c
    row = connection.execute(
        select(wish.address, meetings.c.code, wish.asked_at, wish.draft_at, wish.adopted_at)
        .select_from(mail_wishes.join(participants).join(meetings))
        .where(wish.key == key, wish.address != "")
    ).one_or_none()
    if row is None:
        return None
    return Addressee(row.address, row.code, row.adopted_at or row.draft_at or row.asked_at)


def has_done(connection: Connection) -> bool:
    """Whether anything of an address is still here that no mail needs any more."""
    marked = exists().where(_counts_no_more())
    return bool(connection.scalar(select(or_(exists().where(*_done()), marked))))


def forget_done(connection: Connection) -> None:
    """Forget the address of whoever got the last mail, or was to get it in vain."""
    connection.execute(update(mail_wishes).where(*_done()).values(address=""))
    forget_marks(connection, _counts_no_more())


def _counts_no_more() -> ColumnElement[bool]:
    """Nobody can ask for mail any more when the minutes are final."""
    acts = review_acts.c
    final = select(acts.meeting_id).where(acts.what == "adopted", acts.undone.is_(False))
    return mail_marks.c.meeting_id.in_(final)


def _done() -> tuple[ColumnElement[bool], ...]:
    wish = mail_wishes.c
    mine = outbox.c.address == (f"{PREFIX}:" + wish.key)
    waits = exists().where(mine, outbox.c.state == "waiting")
    return wish.address != "", wish.adopted_at.is_not(None), ~waits


def tally(connection: Connection, meeting_id: int) -> tuple[int, int]:
    """How many people of a meeting asked for mail, and how many letters to them came back."""
    here = participants.c.meeting_id == meeting_id
    asked = select(func.count()).select_from(mail_wishes.join(participants))
    ended = (outbox.c.meeting_id == meeting_id, outbox.c.state == "failed")
    failed = select(func.count()).where(*ended, outbox.c.address.like(f"{PREFIX}:%"))
    waiting = connection.scalar(asked.where(here, mail_wishes.c.address != ""))
    return int(waiting or 0), int(connection.scalar(failed) or 0)
