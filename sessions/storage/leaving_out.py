"""The SQL of leaving questions out of minutes and vision: acts of the review, only added."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, select, update

from sessions import references
from sessions.errors import Clash
from sessions.signing import mentions
from sessions.storage.review_tables import review_acts
from sessions.storage.reviewing import ReviewAct, add_act, is_final, read_review


def decide(connection: Connection, meeting_id: int, acts: Sequence[ReviewAct]) -> None:
    """Leave questions out or take them in again, all of them or none; twice is once."""
    if is_final(connection, meeting_id):
        raise Clash("leaving_out.final")
    out = read_review(connection, meeting_id, 0).out
    reasons = {question: each.reason for question, each in out.items()}
    for act in acts:
        wanted = act.text if act.what == "left_out" else None
        if reasons.get(references.question(0, act.about)) != wanted:
            add_act(connection, meeting_id, act)


def blank_reasons(connection: Connection, meeting_id: int, questions: Select[tuple[int]]) -> None:
    """Take the reasons away of questions that go: they may repeat what was asked."""
    acts = review_acts.c
    _blank(connection, acts.meeting_id == meeting_id, acts.about.in_(questions))


def forget_in_reasons(connection: Connection, meeting_id: int, names: Sequence[str]) -> None:
    """Reasons in which somebody's name stands go."""
    acts = review_acts.c
    here = acts.meeting_id == meeting_id
    rows = connection.execute(select(acts.id, acts.text).where(here, acts.what == "left_out"))
    named = [row.id for row in rows if any(mentions(row.text, name) for name in names)]
    _blank(connection, acts.id.in_(named))


def _blank(connection: Connection, *which: ColumnElement[bool]) -> None:
    left = review_acts.c.what == "left_out"
    connection.execute(update(review_acts).where(left, *which).values(text=""))
