"""The SQL of what is whose: references of what people gave, asked and said of the minutes."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from sessions import references
from sessions.storage.reading import pseudonym
from sessions.storage.review_tables import review_acts
from sessions.storage.tables import asked, contributions, items, meetings, participants


def references_of(connection: Connection, meeting: int, numbers: Collection[int]) -> set[str]:
    """Of the participants with these numbers in a meeting, withdrawn or not."""
    c, i, m, p = contributions.c, items.c, meetings.c, participants.c
    given = connection.execute(
        select(m.number, i.number, c.number, p.number)
        .join_from(contributions, items, c.item_id == i.id)
        .join(meetings, c.meeting_id == m.id)
        .join(participants, c.participant_id == p.id)
        .where(c.meeting_id == meeting)
    )
    questions = connection.execute(
        select(m.number, asked.c.number, asked.c.asker)
        .join_from(asked, meetings, asked.c.meeting_id == m.id)
        .where(m.id == meeting)
    )
    reacted = connection.execute(
        select(m.number, review_acts.c.number, review_acts.c.by)
        .join_from(review_acts, meetings, review_acts.c.meeting_id == m.id)
        .where(m.id == meeting, review_acts.c.what == "reaction")
    )
    names = {pseudonym(number) for number in numbers}
    return {
        *(references.contribution(*where) for *where, who in given if who in numbers),
        *(references.question(*where) for *where, who in questions if who in names),
        *(references.reaction(*where) for *where, who in reacted if who in names),
    }
