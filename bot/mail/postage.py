"""What the settings say about mail: by which server, and from whom."""

from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import getaddresses
from urllib.parse import SplitResult, unquote, urlsplit

from bot.settings import Settings
from bot.unusable import Unusable

PORTS = {"smtps": 465, "smtp": 587}
"""Where a server listens that names no port, by how the line to it is made secret."""

OURSELVES = frozenset({"localhost", "127.0.0.1", "::1"})
"""A server on this machine gets its mail in the open: nobody is in between."""

HOW = "SAMENSPEL_SMTP: schrijf smtps://naam:wachtwoord@server:465 of smtp://server:587."
WHO = "SAMENSPEL_MAIL_FROM: schrijf het adres waar mail vandaan komt, zoals noreply@example.org."
WHERE = "SAMENSPEL_PUBLIC_URL is nodig voor mail: in iedere mail staat een link naar dit huis."


@dataclass(frozen=True, slots=True)
class Postage:
    """A server that takes our mail, and what stands on it as its sender."""

    host: str
    port: int
    sender: Address
    base: str
    secret: bool = True
    at_once: bool = False
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def ourselves(self) -> str:
        """What we call ourselves at the server; asking the network for it can take long."""
        name = urlsplit(self.base).hostname or "localhost"
        if ":" in name:
            return f"[IPv6:{name}]"
        return name if name.strip("0123456789.") else f"[{name}]"

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}"


def read_postage(settings: Settings) -> Postage | None:
    """How this house mails, None where it does not; raise `Unusable` with what to mend.

    No sentence repeats the setting: there is a password in it.
    """
    if not settings.smtp:
        return None
    parts = _parts(settings.smtp)
    base = settings.public_url.rstrip("/")
    if not base:
        raise Unusable(WHERE)
    host, at_once = parts.hostname or "", parts.scheme == "smtps"
    return Postage(
        host, parts.port or PORTS[parts.scheme], _sender(settings.mail_from), base,
        secret=at_once or host not in OURSELVES, at_once=at_once,
        user=unquote(parts.username or ""), password=unquote(parts.password or ""),
    )  # fmt: skip


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in PORTS and parts.hostname and parts.port != 0
    except ValueError:
        fits = None
    if (
        not fits
        or parts.path.strip("/")
        or parts.query
        or bool(parts.username) != bool(parts.password)
    ):
        raise Unusable(HOW)
    return parts


def _sender(typed: str) -> Address:
    try:
        [(name, address)] = getaddresses([typed])
        sender = Address(name, addr_spec=address)
    except (ValueError, IndexError, MessageError):
        raise Unusable(WHO) from None
    if not sender.username or not sender.domain or not address.isascii() or not typed.isprintable():
        raise Unusable(WHO)
    return sender
