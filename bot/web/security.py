"""What every response says to the browser, and which requests another site may not make."""

import re
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.context import language_in
from bot.web.problems import Unreadable, problem_response

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]
DOCUMENT_POLICY = b"default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For minutes and a vision shown in the browser: they carry their own style and can do nothing."""

NO_STORE = (b"cache-control", b"no-store")
FOR_GOOD = (b"cache-control", b"public, max-age=31536000, immutable")
"""For a file whose address carries its own hash."""
ASK_AGAIN = (b"cache-control", b"no-cache")
"""For a script that another one imports by name: an update must not meet yesterday's half."""

ONE_CLICK = re.compile(r"/m/[0-9]{6}/post/[0-9a-f]{48}/stop")
"""Where a mail program stops mail for its reader (RFC 8058): on the strength of the key in it."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

ELSEWHERE = "/van-elders"
"""The page that tells somebody why their form did nothing."""


class Security:
    """Pure ASGI, so that streams pass through unbuffered."""

    def __init__(self, app: ASGIApp, public_url: str = "") -> None:
        self._app = app
        self._public = urlsplit(public_url).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        extra = _headers_for(scope["path"], scope["query_string"])

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *extra]}
            await send(message)

        if scope["method"] not in SAFE and self._is_foreign(scope["path"], headers):
            if not _wants_page(scope["path"], headers):
                refusal = Unreadable("http.other_site", 403)
                await problem_response(refusal, language_in(headers))(scope, receive, with_headers)
                return
            scope = _led_to(scope, ELSEWHERE)
        await self._app(scope, receive, with_headers)

    def _is_foreign(self, path: str, headers: dict[bytes, bytes]) -> bool:
        """A form or script on another site, riding on a cookie; a bearer token rides on nothing.

        Every browser says where a form comes from, in one way or the other. So on pages nothing
        is done on the strength of a cookie by whoever does not say it. Stopping mail needs none.
        """
        if headers.get(b"authorization", b"")[:7].lower() == b"bearer ":
            return False
        if ONE_CLICK.fullmatch(path) and b"cookie" not in headers:
            return False
        if site := headers.get(b"sec-fetch-site"):
            return site not in {b"same-origin", b"none"}
        if (origin := headers.get(b"origin")) is None:
            return b"cookie" in headers and not path.startswith("/api/")
        try:
            there = urlsplit(origin.decode("latin-1")).netloc
        except ValueError:
            return True
        here = headers.get(b"host", b"").decode("latin-1")
        return not there or there not in {here, self._public}


def _wants_page(path: str, headers: dict[bytes, bytes]) -> bool:
    """A person who looks at what comes back; programs and our own scripts read JSON."""
    return b"text/html" in headers.get(b"accept", b"") and not path.startswith("/api/")


def _led_to(scope: Scope, path: str) -> Scope:
    """Somebody who only looks at another page: nothing of what was sent goes along."""
    there = {"path": path, "raw_path": path.encode(), "query_string": b""}
    return {**scope, **there, "method": "GET"}


def _headers_for(path: str, query: bytes) -> list[tuple[bytes, bytes]]:
    """Documents carry their own style; what the API says is for nobody's cache."""
    extra = [(HEADERS[0][0], DOCUMENT_POLICY), *HEADERS[1:]] if _is_document(path) else HEADERS
    if path.startswith("/static/"):
        return [*extra, FOR_GOOD if query.startswith(b"v=") else ASK_AGAIN]
    return [*extra, NO_STORE] if path.startswith("/api/") else extra


def _is_document(path: str) -> bool:
    """Minutes and what else a meeting leaves, and the vision as a file."""
    return "/exports/" in path or (path.startswith("/visie/") and "/visie." in path[7:])
