"""The SQL of the outbox: what waits, what was sent, and where it shows."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, delete, func, select, update

from sessions.storage.tables import outbox, screens
from sessions.storage.unit import Lane, Letter
from sessions.storage.upserting import upsert


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """A letter in the outbox, by its number there."""

    id: int
    letter: Letter


def waiting_letters(
    connection: Connection, prefix: str, after: int, known: Collection[int] = ()
) -> list[WaitingLetter]:
    """What is still to be sent through one channel, oldest first, but for what is `known`."""
    rows = connection.execute(_WAITING, {"after": after, "channel": f"{prefix}:%"})
    return [
        WaitingLetter(r[0], Letter(r[1], r[2], Lane(r[3]), r[4], r[5]))
        for r in rows
        if r[0] not in known
    ]


_WAITING = (
    select(
        outbox.c.id, outbox.c.address, outbox.c.body, outbox.c.lane, outbox.c.subject,
        outbox.c.replaces,
    )
    .where(
        outbox.c.state == "waiting",
        outbox.c.id > bindparam("after"),
        outbox.c.address.like(bindparam("channel")),
    )
    .order_by(outbox.c.id)
)  # fmt: skip


def end_letters(connection: Connection, numbers: Sequence[int], state: str) -> None:
    """These are over: `dropped`, `failed` or `unsure`; their words go."""
    connection.execute(
        update(outbox)
        .where(outbox.c.id.in_(numbers))
        .values(state=state, body="", ended_at=datetime.now(UTC))
    )


def letters_sent(connection: Connection, sent: Sequence[WaitingLetter], message_id: int) -> None:
    """They are there, in one message under this number; from now on it shows their subject."""
    now = datetime.now(UTC)
    there = [{"number": each.id, "message": message_id, "now": now} for each in sent]
    connection.execute(_SENT, there)
    letter = sent[-1].letter
    if letter.subject:
        row = {"address": letter.address, "subject": letter.subject, "message_id": message_id}
        upsert(connection, screens, ["address", "subject"], [row])


_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("number"))
    .values(state="sent", body="", message_id=bindparam("message"), ended_at=bindparam("now"))
)


def shown_in(connection: Connection, letter: Letter) -> int | None:
    """The message that shows the subject of this letter in its chat."""
    return connection.execute(
        select(screens.c.message_id).where(
            screens.c.address == letter.address, screens.c.subject == letter.subject
        )
    ).scalar_one_or_none()


def reach_of(connection: Connection, meeting_id: int, subject: str) -> tuple[int, int]:
    """How many people have a message about something, and for how many it was meant."""
    c = outbox.c
    about = (c.meeting_id == meeting_id, c.subject == subject, c.lane == Lane.NEWS.value)
    people = select(func.count(c.address.distinct())).where(*about)
    sent = connection.scalar(people.where(c.state == "sent"))
    return sent or 0, connection.scalar(people) or 0


def forget_letters(connection: Connection, before: datetime) -> None:
    """Drop what ended long ago."""
    connection.execute(delete(outbox).where(outbox.c.state != "waiting", outbox.c.at < before))
