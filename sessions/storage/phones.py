"""The SQL of the phones with which one person takes part."""

from sqlalchemy import Connection, insert, select

from sessions.errors import Unknown
from sessions.storage.phone_tables import phones
from sessions.storage.reading import pseudonym
from sessions.storage.tables import participants


def knows_code(connection: Connection, code_digest: str) -> bool:
    found = connection.scalar(select(phones.c.id).where(phones.c.code_digest == code_digest))
    return found is not None


def add_phone(
    connection: Connection, participant_id: int, token_digest: str, code_digest: str
) -> None:
    """Remember a phone and its code; one that is known already stays as it is."""
    if not knows_code(connection, code_digest):
        connection.execute(
            insert(phones).values(
                participant_id=participant_id, token_digest=token_digest, code_digest=code_digest
            )
        )


def find_by_code(connection: Connection, meeting_id: int, code_digest: str) -> tuple[int, str]:
    """Whose code this is: the row's id and the pseudonym; raise `Unknown` when nobody has it."""
    p = participants.c
    row = connection.execute(
        select(p.id, p.number)
        .join(phones, phones.c.participant_id == p.id)
        .where(p.meeting_id == meeting_id, phones.c.code_digest == code_digest)
    ).one_or_none()
    if row is None:
        raise Unknown("join.no_such_return")
    return int(row.id), pseudonym(row.number)
