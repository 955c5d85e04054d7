"""Hearing of the minutes by mail: asking for it, stopping it, and coming in by its link."""

import secrets
from datetime import UTC, datetime

from sessions.actions.arriving import Joined
from sessions.actions.returning import another_phone
from sessions.errors import Clash, Malformed
from sessions.people import Participant
from sessions.record import Record
from sessions.storage import mailing
from sessions.storage.mailing import WishedAddress
from sessions.storage.store import Store

KEY_BYTES = 24
"""Whoever has a link out of a mail needs no other code, so that nobody can guess one."""


def read_address(typed: str) -> str:
    """A mail address as it was typed, without the spaces around it; raise `Malformed` for others.

    Nobody is asked whether it exists: a wrong one comes back by itself.
    """
    from email_validator import EmailNotValidError, validate_email  # only who asks for mail

    try:
        read = validate_email(typed.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise Malformed("mail.no_address") from None
    if not read.ascii_email or "=?" in read.ascii_email:  # no mail server here can send there
        raise Malformed("mail.no_address")
    return read.ascii_email


async def ask(store: Store, record: Record, who: Participant, typed: str) -> None:
    """Tell this participant by mail when the draft goes round and when the minutes are final."""
    address = read_address(typed)
    if record.review.adopted:
        raise Clash("review.final")
    key, now = secrets.token_hex(KEY_BYTES), datetime.now(UTC)
    await store.writer.run(None, lambda c: mailing.ask(c, who.id, address, key, now))


async def wish_of(store: Store, who: Participant) -> WishedAddress:
    return await store.read(lambda c: mailing.wish_of(c, who.id))


async def stop(store: Store, participant_id: int) -> None:
    """Forget somebody's mail address."""
    key = secrets.token_hex(KEY_BYTES)
    await store.writer.run(None, lambda c: mailing.stop(c, participant_id, key))


async def close(store: Store, participant_id: int) -> None:
    """Somebody who reads mail there wants none of this meeting, whoever asked for it."""
    await store.writer.run(
        None, lambda c: mailing.close(c, participant_id, lambda: secrets.token_hex(KEY_BYTES))
    )


async def whose(store: Store, record: Record, key: str) -> tuple[int, str]:
    """Who got a link with this key; raise `Unknown` when it leads nowhere any more."""
    return await store.read(lambda c: mailing.whose_key(c, record.meeting.id, key))


async def come_in(store: Store, record: Record, key: str) -> Joined:
    """Let whoever opens a link out of a mail be who asked for it."""
    return await another_phone(store, record, *await whose(store, record, key))


async def tally(store: Store, record: Record) -> tuple[int, int]:
    """How many people asked for mail, and how many letters came back."""
    return await store.read(lambda c: mailing.tally(c, record.meeting.id))
