"""The SQL of the curators' log: lines are only added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert
from sqlalchemy import select as choose

from sessions.storage.curating_tables import curator_acts
from sessions.storage.gaps import move_gap

MOST_SHOWN = 200
"""Lines that a page shows: what happened lately."""


@dataclass(frozen=True, slots=True)
class CuratorAct:
    """What somebody did with a question or an entry."""

    at: datetime
    by: str
    verb: str
    subject: str
    entry: str


def add_act(connection: Connection, act: CuratorAct) -> None:
    connection.execute(
        insert(curator_acts).values(
            at=act.at, by=act.by, verb=act.verb, subject=act.subject, entry=act.entry
        )
    )


def move_gaps(
    connection: Connection, numbers: Sequence[int], state: str, act: tuple[datetime, str, str]
) -> None:
    """Put questions aside, or back; `act` is when, by whom, and how the log calls it."""
    for number in numbers:
        add_act(connection, CuratorAct(*act, move_gap(connection, number, state), ""))


def find_acts(connection: Connection) -> Sequence[CuratorAct]:
    """What was done, the last first."""
    c = curator_acts.c
    rows = connection.execute(
        choose(c.at, c.by, c.verb, c.subject, c.entry).order_by(c.id.desc()).limit(MOST_SHOWN)
    )
    return [CuratorAct(*row) for row in rows]
