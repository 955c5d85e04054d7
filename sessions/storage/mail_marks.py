"""The SQL of how often an address was filled in, without keeping the address itself."""

import secrets
from hashlib import scrypt

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from sessions.errors import Clash
from sessions.storage.mail_tables import mail_marks

AT_ONE_ADDRESS = 3
"""How often a meeting takes one address, whoever asks and stops: nobody fills that mailbox."""

COST, BLOCKS = 2**12, 8
"""What one guess costs whoever has the database: some hundredths of a second."""


def count_asking(connection: Connection, meeting: int, address: str) -> None:
    """One more asks for mail there; raise `Clash` when it may not be."""
    columns = mail_marks.c
    this = _known(connection, meeting, address)
    row = connection.execute(select(columns.asked, columns.stopped).where(this)).one()
    if row.stopped:
        raise Clash("mail.stopped_there")
    if row.asked >= AT_ONE_ADDRESS:
        raise Clash("mail.often")
    connection.execute(update(mail_marks).where(this).values(asked=row.asked + 1))


def close_mailbox(connection: Connection, meeting: int, address: str) -> None:
    """Whoever reads there wants no mail of this meeting."""
    this = _known(connection, meeting, address)
    connection.execute(update(mail_marks).where(this).values(stopped=True))


def forget_marks(connection: Connection, where: ColumnElement[bool]) -> None:
    connection.execute(delete(mail_marks).where(where))


def _known(connection: Connection, meeting: int, address: str) -> ColumnElement[bool]:
    """The row of this address, in whatever case; it is added when there is none."""
    columns = mail_marks.c
    here = columns.meeting_id == meeting
    salt = connection.scalar(select(columns.salt).where(here).limit(1)) or secrets.token_hex(16)
    mark = scrypt(
        address.lower().encode(), salt=bytes.fromhex(salt), n=COST, r=BLOCKS, p=1, dklen=32
    ).hex()
    this = here & (columns.mark == mark)
    if connection.scalar(select(columns.id).where(this)) is None:
        new = {"meeting_id": meeting, "salt": salt, "mark": mark, "asked": 0, "stopped": False}
        connection.execute(insert(mail_marks).values(**new))
    return this
