"""The SQL of leaving questions out of minutes and vision: acts of the review, only added."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, select, update

from sessions import references
from sessions.errors import Clash
from sessions.signing import mentions
from sessions.storage.review_tables import review_acts
from sessions.storage.reviewing import ReviewAct, add_act, is_final, read_review
from sessions.storage.tables import meetings


def decide(connection: Connection, meeting_id: int, acts: Sequence[ReviewAct]) -> None:
    """Leave questions out or take them in again, all of them or none; twice is once.

    A page that was sent before a later decision would seem to be obeyed: raise `Clash`.
    """
    if is_final(connection, meeting_id):
        raise Clash("leaving_out.final")
    out = read_review(connection, meeting_id, 0).out
    reasons = {question: each.reason for question, each in out.items()}
    for act in acts:
        wanted = act.text if act.what == "left_out" else None
        if reasons.get(references.question(0, act.about)) != wanted:
            if _was_sent(connection, meeting_id, act.key):
                raise Clash("review.again")
            add_act(connection, meeting_id, act)


def _was_sent(connection: Connection, meeting_id: int, key: str | None) -> bool:
    acts = review_acts.c
    same = select(acts.id).where(acts.meeting_id == meeting_id, acts.key == key)
    return key is not None and connection.scalar(same) is not None


def find_out(connection: Connection, programme_id: int) -> frozenset[str]:
    """The references of questions that are left out now, in all meetings of a programme."""
    acts, of = review_acts.c, meetings.c
    rows = connection.execute(
        select(of.number, acts.about, acts.what)
        .join_from(meetings, review_acts, of.id == acts.meeting_id)
        .where(of.programme_id == programme_id, acts.what.in_(("left_out", "taken_in")))
        .order_by(acts.id)
    )
    last = {references.question(row.number, row.about): row.what for row in rows}
    return frozenset(reference for reference, what in last.items() if what == "left_out")


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
