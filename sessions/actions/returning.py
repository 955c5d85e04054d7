"""Going on with another phone: a code that one phone shows and the other one types."""

import base64
import hashlib
import hmac
import secrets

from sessions.actions.arriving import TOKEN_BYTES, Joined, digest
from sessions.people import Participant
from sessions.record import Record
from sessions.storage import phones
from sessions.storage.store import Store
from sessions.storage.unit import Stirs

LETTERS = 10
"""Characters in a code: fifty bits, far beyond guessing past the throttle."""

ROUNDS = 1_000
"""Hashing a code takes half a millisecond, so that a stolen database does not give it away."""

READ_AS = str.maketrans("0189", "OIBG")
"""Digits that no code has, read as the letters that they look like."""


def code_of(token: str) -> str:
    """The code of the phone that holds this token; nobody can go back from it to the token."""
    made = hmac.new(token.encode(), b"another phone", hashlib.sha256).digest()
    return base64.b32encode(made).decode()[:LETTERS]


def plain_return(typed: str) -> str:
    """A code as it was made, however it was typed: spaces, dashes and small letters are fine."""
    kept = "".join(c for c in typed[:80].upper() if c.isascii() and c.isalnum())
    return kept.translate(READ_AS)


def _kept(record: Record, code: str) -> str:
    salt = f"phones of {record.meeting.id}".encode()
    return hashlib.pbkdf2_hmac("sha256", code.encode(), salt, ROUNDS).hex()


async def show_code(store: Store, record: Record, who: Participant, token: str) -> str:
    """The code for another phone; from the first time that it is shown, it works."""
    code = code_of(token)
    kept = _kept(record, code)
    if not await store.read(lambda c: phones.knows_code(c, kept)):
        await _remember(store, record, who.id, token)
    return f"{code[: LETTERS // 2]}-{code[LETTERS // 2 :]}"


async def come_back(store: Store, record: Record, typed: str) -> Joined:
    """Let another phone be who showed this code; raise `Unknown` when nobody did."""
    meeting, kept = record.meeting, _kept(record, plain_return(typed))
    found = await store.read(lambda c: phones.find_by_code(c, meeting.id, kept))
    return await another_phone(store, record, *found)


async def another_phone(store: Store, record: Record, row_id: int, name: str) -> Joined:
    """Let one more phone be this participant."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    await _remember(store, record, row_id, token)
    return Joined(record.meeting.code, name, row_id, token)


async def _remember(store: Store, record: Record, row_id: int, token: str) -> None:
    own, code = digest(token), _kept(record, code_of(token))
    await store.writer.run(
        record.meeting.id, lambda c: phones.add_phone(c, row_id, own, code), Stirs.CREW
    )
