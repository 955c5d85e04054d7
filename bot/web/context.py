"""What every handler of the web needs, and who is at the other end."""

from dataclasses import dataclass, field
from secrets import compare_digest
from typing import Protocol

from starlette.requests import HTTPConnection, cookie_parser
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
from sessions.actions.arriving import digest
from sessions.actions.planning import ADMIN, staff_of
from sessions.actions.running import check_runs
from sessions.errors import Malformed, Refusal
from sessions.meeting import plain_code
from sessions.people import Participant, Staff
from sessions.record import Record
from sessions.storage.store import Store

STAFF_COOKIE = "regie"

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


class NotSignedIn(Refusal):
    """Nobody we know is at the other end."""


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


def participant_cookie(code: str) -> str:
    """One cookie a meeting, so that one phone can be in two programmes."""
    return f"deelnemer_{code}"


def token_in(headers: dict[bytes, bytes], cookie: str) -> str:
    """The bearer token, else the token in the cookie; empty when there is neither."""
    bearer = headers.get(b"authorization", b"").decode("latin-1")
    if bearer[:7].lower() == "bearer ":
        return bearer[7:].strip()
    cookies = cookie_parser(headers.get(b"cookie", b"").decode("latin-1"))
    return cookies.get(cookie, "")


async def participant_of(
    web: Web, headers: dict[bytes, bytes], code: str
) -> tuple[Record, Participant]:
    """Who answers in this meeting; raise `NotSignedIn` for whoever did not join it.

    The record may lack the newest contributions: enough to answer, not to show results.
    """
    seat = None
    if token := token_in(headers, participant_cookie(code)):
        seat = await web.store.seat(digest(token))
    if seat is None or seat.code != code:
        raise NotSignedIn("join.first")  # the same where there is no such meeting: no guessing
    record = web.store.glance(code) or await web.store.record(code)
    known = record.participants.get(seat.pseudonym)
    if known is None or known.left_at:  # a newcomer, or somebody who is back
        record = await web.store.record(code)
    return record, record.participants[seat.pseudonym]


async def staff_at(web: Web, headers: dict[bytes, bytes]) -> Staff | None:
    """Who runs meetings at the other end, if anybody."""
    token = token_in(headers, STAFF_COOKIE)
    admin = web.settings.admin_token
    if admin and token and compare_digest(token.encode(), admin.encode()):
        return ADMIN
    return await staff_of(web.store, token) if token else None


async def runner_of(web: Web, headers: dict[bytes, bytes], code: str) -> tuple[Record, Staff]:
    """Who may run this meeting; raise `NotSignedIn` or `Forbidden` for anybody else."""
    staff = await staff_at(web, headers)
    if staff is None:
        raise NotSignedIn("staff.sign_in_first")
    record = await web.store.record(plain_code(code))
    check_runs(staff, record)
    return record, staff


async def language_of(web: Web, headers: dict[bytes, bytes], code: str) -> str:
    """The language of the participant who is there; of the browser when nobody is known."""
    try:
        _, who = await participant_of(web, headers, code)
    except Refusal:
        return language_in(headers)
    return who.language


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
