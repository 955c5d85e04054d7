"""A message as it goes over the line: plain text, and nothing in its head that people typed."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256

WRITTEN = policy.SMTP.clone(max_line_length=200)
"""Long enough for our longest address, which must not be cut in two."""

LONGEST_SUBJECT = 150

ONE_CLICK = "List-Unsubscribe=One-Click"
"""RFC 8058: what the program in which somebody reads mail sends to that address, at one tap."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around the words: from whom, to whom, where to stop it, and since when."""

    sender: Address
    to: str
    stop: str
    at: datetime


def message_number(address: str, text: str) -> str:
    """The same letter has the same number, also when it is sent again: a mailbox shows it once."""
    return sha256(f"{address}\n{text}".encode()).hexdigest()[:40]


def written(envelope: Envelope, number: str, text: str) -> bytes:
    """The first line is the subject, the rest what the mail says."""
    subject, _, body = text.partition("\n")
    message = EmailMessage(WRITTEN)
    message["From"] = envelope.sender
    message["To"] = Address(addr_spec=envelope.to)
    message["Subject"] = one_line(subject)[:LONGEST_SUBJECT]
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = f"<{number}@{envelope.sender.domain}>"
    message["List-Unsubscribe"] = f"<{envelope.stop}>"
    if envelope.stop.startswith("https:"):  # over an open line nobody may press for a reader
        message["List-Unsubscribe-Post"] = ONE_CLICK
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body.strip() + "\n", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()


def one_line(text: str) -> str:
    """Without anything that could begin another line or hide one."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
