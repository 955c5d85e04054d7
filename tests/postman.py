"""A real mail server on a socket: it keeps what it takes, or answers as a test tells it to."""

import asyncio
import datetime as dt
import ipaddress
import ssl
from asyncio import WriteTransport
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.rehearsal.server import free_port
from tests.serving import open_house

USER, PASSWORD = "huis", "een:wacht/woord@"
TAKEN = "250 OK"
HANGS_UP = "hangs up"
READ = "Hier leest u het concept en kunt u reageren:"
STOP = "Wilt u geen mail meer? Dat regelt u hier:"
"""The lines under which a mail has its two links."""

PATIENCE = 60.0


@dataclass
class Postman:
    """What came to the server, and what it says next: to `RCPT`, `MAIL` or the words themselves.

    An answer that is empty hangs up instead; `takes` is how long it thinks about what it took.
    """

    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    whom: list[str] = field(default_factory=list)
    at_rcpt: list[str] = field(default_factory=list)
    at_mail: list[str] = field(default_factory=list)
    at_data: list[str] = field(default_factory=list)
    of: dict[str, str] = field(default_factory=dict)
    tried: list[str] = field(default_factory=list)
    takes: float = 0.0

    async def handle_MAIL(  # noqa: N802 -- aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.at_mail:
            return self.at_mail.pop(0)
        envelope.mail_from = address
        return TAKEN

    async def handle_RCPT(  # noqa: N802 -- as above
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        self.tried.append(address)
        said = self.at_rcpt.pop(0) if self.at_rcpt else self.of.get(address, TAKEN)
        if said == HANGS_UP:
            assert isinstance(server.transport, WriteTransport)
            server.transport.abort()
        if said == TAKEN:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(  # noqa: N802 -- as above
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        said = self.at_data.pop(0) if self.at_data else TAKEN
        if said and said != TAKEN:
            return said
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        read = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        self.whom += envelope.rcpt_tos
        self.mails.append(read)
        await asyncio.sleep(self.takes)
        if not said:
            assert isinstance(server.transport, WriteTransport)
            server.transport.abort()
        return TAKEN

    def got(self, address: str) -> list[EmailMessage]:
        return [mail for whom, mail in zip(self.whom, self.mails, strict=True) if whom == address]

    def waits_for(self, count: int) -> None:
        """Until so many mails are there."""
        until = monotonic() + PATIENCE
        while len(self.mails) < count:
            assert monotonic() < until, f"{len(self.mails)} of {count} mails"
            sleep(0.02)


def words(mail: EmailMessage) -> str:
    """What somebody reads who opens it."""
    text = mail.get_content()
    assert isinstance(text, str)
    return text.replace("\r\n", "\n")


def link_in(mail: EmailMessage, after: str) -> str:
    """The link under these words."""
    lines = words(mail).split("\n")
    return lines[lines.index(after) + 1]


@contextmanager
def delivering(
    postman: Postman,
    port: int = 0,
    *,
    certificate: Path | None = None,
    at_once: bool = False,
    **more: Any,
) -> Iterator[int]:
    """The server runs until the block ends; gives its port."""
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    known: dict[str, Any] = {"ssl_context": context} if at_once else {"tls_context": context}
    port = port or free_port()
    controller = Controller(
        postman, "127.0.0.1", port, ready_timeout=PATIENCE, server_hostname="localhost",
        **known, **more,
    )  # fmt: skip
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def mailing_house(database: Path, postman: Postman) -> Iterator[str]:
    """A served house that mails by this server; gives its address."""
    with delivering(postman) as port:
        mail = {"smtp": f"smtp://localhost:{port}", "mail_from": "huis@example.org"}
        with open_house(database, **mail) as base:
            yield base


def knows_us(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, said: Any) -> Any:
    """Lets only this house in."""
    good = (said.login, said.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=good, handled=False)


def make_certificate(file: Path, host: str = "localhost") -> Path:
    """A certificate that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file
