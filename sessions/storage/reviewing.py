"""The SQL of what is said of the minutes: every act is a row, so that it can be taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from sessions import references
from sessions.errors import Clash, Unknown
from sessions.reviewing import (
    Addition,
    AdoptedMinutes,
    Issue,
    LeftOut,
    Reaction,
    Review,
    Verdict,
)
from sessions.storage.copies import read_files
from sessions.storage.review_tables import review_acts
from sessions.storage.tellings import tell
from sessions.tidings import Tiding


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAct:
    """One thing to write down; under the same key it is written once."""

    what: str
    by: str
    about: int = 0
    word: str = ""
    text: str = ""
    key: str | None = None
    at: datetime | None = None


def read_review(connection: Connection, meeting_id: int, meeting: int) -> Review:
    """Everything that counts now; `meeting` is the number that references carry."""
    columns = review_acts.c
    rows = connection.execute(
        select(review_acts)
        .where(columns.meeting_id == meeting_id, columns.undone.is_(False))
        .order_by(columns.id)
    )
    review = Review()
    for row in rows:
        review = _with(review, row, meeting)
    if review.adopted is None:
        return review
    files, issue = read_files(connection, meeting_id), len(review.issues) + 1
    return replace(review, adopted=replace(review.adopted, files=files, issue=issue))


def _with(review: Review, row: Row[Any], meeting: int) -> Review:
    said = {"number": row.number, "item": row.about, "text": row.text, "by": row.by, "at": row.at}
    if row.what == "addition":
        corrects = row.word == CORRECTION
        new = Addition(
            reference=references.addition(meeting, row.number, corrects=corrects),
            corrects=corrects,
            **said,
        )
        return replace(review, additions=(*review.additions, new))
    if row.what == "reaction":
        came = Reaction(reference=references.reaction(meeting, row.number), **said)
        return replace(review, reactions=(*review.reactions, came))
    if row.what in {"left_out", "taken_in"}:
        question = references.question(meeting, row.about)
        return replace(review, left_out=_decided(review.left_out, row, question))
    if row.what in OF_A_REACTION:
        changes = OF_A_REACTION[row.what](row)
        marked = (replace(r, **changes) if r.number == row.about else r for r in review.reactions)
        return replace(review, reactions=tuple(marked))
    return replace(review, **OF_THE_WHOLE[row.what](review, row))


def _decided(left: tuple[LeftOut, ...], row: Row[Any], question: str) -> tuple[LeftOut, ...]:
    """A question that is left out, or taken in again: then its decision carries who did that."""
    if row.what == "left_out":
        return (*left, LeftOut(question, row.text, row.by, row.at))
    back = {"back_by": row.by, "back_at": row.at}
    return tuple(
        replace(each, **back) if each.reference == question and each.back_at is None else each
        for each in left
    )


CORRECTION = "correction"
OF_A_REACTION: Mapping[str, Callable[[Row[Any]], Mapping[str, Any]]] = {
    "verdict": lambda row: {"verdict": Verdict(row.word), "because": row.text},
    "changed": lambda row: {"text": row.text, "at": row.at, "verdict": None, "because": ""},
    "withdrawn": lambda _row: {"withdrawn": True, "text": "", "verdict": None, "because": ""},
}
"""What an act makes of a reaction: a decision belongs to the words that it was about."""
OF_THE_WHOLE: Mapping[str, Callable[[Review, Row[Any]], Mapping[str, Any]]] = {
    "planned": lambda _review, row: {"planned": date.fromisoformat(row.word)},
    "opened": lambda _review, row: {"last_day": date.fromisoformat(row.word)},
    "issued": lambda review, row: {
        "issues": (*review.issues, Issue(row.number, row.at, row.word, row.about, row.by))
    },
    "adopted": lambda _review, row: {
        "adopted": AdoptedMinutes(row.at, row.word, row.about, row.by)
    },
    "wish": lambda review, row: {"wished": review.wished | {row.by}},
    "no_wish": lambda review, row: {"wished": review.wished - {row.by}},
}
"""What an act makes of the review as a whole."""


def add_act(connection: Connection, meeting_id: int, act: ReviewAct) -> int:
    """Write one act down; return its number. Nothing is added to minutes that are final."""
    if (known := _number_under(connection, meeting_id, act.key)) is not None:
        return known
    check_not_final(connection, meeting_id)
    columns = review_acts.c
    same = (columns.meeting_id == meeting_id, columns.what == act.what)
    number = int(connection.scalar(select(func.max(columns.number)).where(*same)) or 0) + 1
    connection.execute(
        insert(review_acts).values(
            meeting_id=meeting_id, what=act.what, number=number, about=act.about, word=act.word,
            text=act.text, by=act.by, key=act.key, at=act.at or datetime.now(UTC), undone=False,
        )
    )  # fmt: skip
    return number


def _number_under(connection: Connection, meeting_id: int, key: str | None) -> int | None:
    columns = review_acts.c
    same = (columns.meeting_id == meeting_id, columns.key == key)
    return connection.scalar(select(columns.number).where(*same)) if key is not None else None


def add_reaction(connection: Connection, meeting_id: int, act: ReviewAct, today: date) -> int:
    """What a participant says, changes or takes back while the round is open."""
    review = read_review(connection, meeting_id, 0)
    if (known := _number_under(connection, meeting_id, act.key)) is not None:
        _check_still(review, act, known)
        return known
    if act.what == "withdrawn" and _is_gone(review, act):
        return act.about
    review.check_takes(today)
    mine = {r.number for r in review.reactions if r.by == act.by and not r.withdrawn}
    if act.what != "reaction" and act.about not in mine:
        raise Unknown("review.unknown")
    return add_act(connection, meeting_id, act)


def _is_gone(review: Review, act: ReviewAct) -> bool:
    """The same button pressed twice takes the reaction back once, and says so twice."""
    return any(r.number == act.about and r.by == act.by and r.withdrawn for r in review.reactions)


def _check_still(review: Review, act: ReviewAct, known: int) -> None:
    """The same page can send the same words again after they were changed or taken back."""
    if act.what == "withdrawn":
        return
    about = known if act.what == "reaction" else act.about
    same = next((r for r in review.reactions if r.number == about and r.by == act.by), None)
    elsewhere = same and act.what == "reaction" and same.item != act.about
    if same is None or elsewhere or same.text != act.text:
        raise Clash("review.again")


def add_verdict(connection: Connection, meeting_id: int, act: ReviewAct, seen: str) -> int:
    """A decision is about the words that were `seen`, which is empty where nobody tells."""
    if (known := _number_under(connection, meeting_id, act.key)) is not None:
        return known
    reactions = read_review(connection, meeting_id, 0).reactions
    stamp = next((r.stamp for r in reactions if r.number == act.about), "")
    if seen and stamp != seen:
        raise Clash("review.reworded")
    return add_act(connection, meeting_id, act)


def take_back(connection: Connection, meeting_id: int, number: int) -> None:
    """Take an addition back; its number is never given to another one."""
    check_not_final(connection, meeting_id)
    columns = review_acts.c
    done = connection.execute(
        update(review_acts)
        .where(
            columns.meeting_id == meeting_id,
            columns.what == "addition",
            columns.number == number,
        )
        .values(undone=True)
    )
    if not done.rowcount:
        raise Unknown("review.unknown")


def open_round(connection: Connection, meeting_id: int, act: ReviewAct) -> date | None:
    """Set the last day; return the one before.

    People are told when it opens, and not once more when the day moves.
    """
    before = read_review(connection, meeting_id, 0).last_day
    add_act(connection, meeting_id, act)
    if before is None:
        tell(connection, meeting_id, Tiding("check"), datetime.now(UTC))
    return before


def check_not_final(connection: Connection, meeting_id: int) -> None:
    """Raise `Clash` when the minutes of this meeting were adopted."""
    if is_final(connection, meeting_id):
        raise Clash("review.final")


def is_final(connection: Connection, meeting_id: int) -> bool:
    columns = review_acts.c
    final = (columns.meeting_id == meeting_id, columns.what == "adopted")
    return connection.scalar(select(columns.id).where(*final)) is not None
