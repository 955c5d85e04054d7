"""What every handler of the web needs, and who is at the other end."""

from dataclasses import dataclass, field
from typing import Protocol

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp

from bot.adopting import Adoptions
from bot.desk import Desk
from bot.knowing import Knowledge
from bot.rehearsing import Rehearsals
from bot.settings import Settings
from bot.throttle import Throttle
from bot.web.drafts import Drafts
from bot.web.dressing import Dress
from bot.web.live import Hub
from bot.web.metrics import Metrics
from bot.web.shared_pages import SharedPages
from knowledge_base.search import Find
from sessions.errors import Malformed
from sessions.storage.store import Store

LONGEST_HOST = 255
"""Characters in a host name and its port, as DNS has it."""


class MessengerDoor(Protocol):
    """What a messenger hands to the web."""

    path: str
    """Where it brings what people send; its own secret guards it."""

    @property
    def webhook(self) -> ASGIApp:
        """What takes that in."""
        ...

    @property
    def name(self) -> str:
        """What the bot is called there; empty until that is known."""
        ...

    async def person_of(self, init_data: str) -> str | None:
        """The address of who opened a page inside the messenger, if it really says so."""
        ...


@dataclass
class Doors:
    """Other ways in, beside the browser; None where a house does not have them."""

    telegram: MessengerDoor | None = None


@dataclass(frozen=True)
class Web:
    """The parts that the pages and the API share."""

    store: Store
    desk: Desk
    settings: Settings
    knowledge: Knowledge
    hub: Hub = field(default_factory=Hub)
    drafts: Drafts = field(default_factory=Drafts)
    shared: SharedPages = field(default_factory=SharedPages)
    throttle: Throttle = field(default_factory=Throttle)
    metrics: Metrics = field(default_factory=Metrics)
    doors: Doors = field(default_factory=Doors)
    rehearsals: Rehearsals = field(default_factory=Rehearsals)
    adoptions: Adoptions = field(default_factory=Adoptions)
    dress: Dress = field(default_factory=Dress)

    @property
    def find(self) -> Find:
        return self.knowledge.find


def web_of(connection: HTTPConnection) -> Web:
    web: Web = connection.app.state.web
    return web


def language_in(headers: dict[bytes, bytes]) -> str:
    """Dutch unless the browser asks for English first."""
    wanted = headers.get(b"accept-language", b"").decode("latin-1").strip().lower()
    return "en" if wanted.startswith("en") else "nl"


def headers_of(connection: HTTPConnection) -> dict[bytes, bytes]:
    return dict(connection.scope["headers"])


def base_url(connection: HTTPConnection) -> str:
    """The address that phones use for this house."""
    configured = web_of(connection).settings.public_url.rstrip("/")
    if not configured and len(connection.headers.get("host", "")) > LONGEST_HOST:
        raise Malformed("http.400")
    return configured or str(connection.base_url).rstrip("/")
