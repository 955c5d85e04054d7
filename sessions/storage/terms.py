"""The SQL of what was agreed about actions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from sessions.signing import mentions
from sessions.storage.terms_tables import action_terms
from sessions.storage.upserting import upsert
from sessions.terms import Binding, Terms


def read_terms(connection: Connection, meeting_id: int) -> Mapping[str, Terms]:
    """By the reference of the action."""
    rows = connection.execute(select(action_terms).where(action_terms.c.meeting_id == meeting_id))
    return {
        row.reference: Terms(Binding(row.binding) if row.binding else None, row.means, row.measure)
        for row in rows
    }


def keep_terms(
    connection: Connection, meeting_id: int, reference: str, terms: Terms, who: tuple[str, datetime]
) -> None:
    """What stood there before makes way."""
    by, at = who
    row = {
        "meeting_id": meeting_id,
        "reference": reference,
        "binding": terms.binding.value if terms.binding else "",
        "means": terms.means,
        "measure": terms.measure,
        "by": by,
        "at": at,
    }
    upsert(connection, action_terms, ("meeting_id", "reference"), [row])


def forget_in_terms(connection: Connection, meeting: int, names: Sequence[str]) -> None:
    """Words in which somebody's name stands go."""
    columns = action_terms.c
    rows = connection.execute(
        select(columns.id, columns.means, columns.measure).where(columns.meeting_id == meeting)
    )
    for row in rows.all():
        kept = {
            name: "" if any(mentions(said, who) for who in names) else said
            for name, said in (("means", row.means), ("measure", row.measure))
        }
        if kept != {"means": row.means, "measure": row.measure}:
            connection.execute(update(action_terms).where(columns.id == row.id).values(**kept))
