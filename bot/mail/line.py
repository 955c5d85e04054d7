"""One line to a mail server, for one message; these functions block, so they run in a thread."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPServerDisconnected,
)

from bot.channel import RefusedError, UnsentError, UnsureError
from bot.mail.postage import Postage

WITHIN = 10.0
"""Seconds that a server gets for each of its answers."""

ANSWERED = 250
GO_AHEAD = 354
NOT_NOW = range(400, 500)
NEVER = range(500, 600)


class LaterError(Exception):
    """The server does not want this message now, or hangs up at it; that says nothing of others."""


@contextmanager
def opened(postage: Postage, within: float = WITHIN) -> Iterator[SMTP]:
    """A line on which mail may be handed over; raise what `smtplib`, `ssl` or the socket raise."""
    trusted = ssl.create_default_context()
    where = postage.host, postage.port, postage.ourselves
    if postage.at_once:
        line: SMTP = SMTP_SSL(*where, timeout=within, context=trusted)
    else:
        line = SMTP(*where, timeout=within)
    try:
        line.ehlo_or_helo_if_needed()
        if postage.secret and not postage.at_once:
            line.starttls(context=trusted)
            line.ehlo()
        if postage.user:
            line.login(postage.user, postage.password)
        yield line
    finally:
        with suppress(SMTPException, OSError):
            line.quit()
        line.close()


def hand_over(postage: Postage, to: str, message: bytes) -> None:
    """Hand one message over; raise what became of it otherwise.

    Before its words were sent nothing can have left; after that only an answer says so.
    """
    try:
        with opened(postage) as line:
            _hand_over(line, postage.sender.addr_spec, to, message)
    except (SMTPException, OSError) as error:
        raise UnsentError(type(error).__name__) from error


def _hand_over(line: SMTP, sender: str, to: str, message: bytes) -> None:
    code, _ = line.mail(sender)
    if code != ANSWERED:  # about us, so about every message
        raise UnsentError(str(code))
    try:
        _check(line.rcpt(to)[0])
        code, _ = line.docmd("DATA")
    except (SMTPException, OSError) as error:
        raise LaterError(type(error).__name__) from error
    if code != GO_AHEAD:
        _check(code)
        raise UnsentError(str(code))
    try:
        line.send(_dotted(message))
        code, _ = line.getreply()
    except (SMTPServerDisconnected, OSError) as error:
        raise UnsureError(type(error).__name__) from error
    _check(code)


def _dotted(message: bytes) -> bytes:
    """As it goes over the line: a lonely dot ends it, so a dot at the front is doubled."""
    lines = message.removesuffix(b"\r\n").split(b"\r\n")
    return b"".join((b"." if x.startswith(b".") else b"") + x + b"\r\n" for x in lines) + b".\r\n"


def _check(code: int) -> None:
    """What an answer means for this message; its text may quote an address, so it stays here."""
    if code in NOT_NOW:
        raise LaterError(str(code))
    if code in NEVER:
        raise RefusedError(str(code))


def trouble_with(postage: Postage, within: float) -> str:
    """What is wrong with the way to the server, in a sentence; empty when nothing is."""
    try:
        with opened(postage, within) as line:
            line.noop()
    except ssl.SSLCertVerificationError:
        return f"Het certificaat van de mailserver klopt niet voor {postage.host}."
    except ssl.SSLError:
        return f"De mailserver op {postage.place} spreekt geen TLS. Misschien is het smtp://."
    except SMTPNotSupportedError:
        return f"De mailserver op {postage.place} kan geen STARTTLS of geen wachtwoord aan."
    except SMTPAuthenticationError:
        return "De mailserver kent de naam of het wachtwoord in SAMENSPEL_SMTP niet."
    except (SMTPException, OSError) as error:
        return f"De mailserver op {postage.place} is niet te bereiken ({type(error).__name__})."
    return ""
