"""What a form sends: its fields, and the answer that they make together."""

import json
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.web.body import receive_body
from bot.web.problems import Unreadable
from sessions.errors import Malformed

MOST_FIELDS = 500
"""Fields in one form; the longest has two for each of fifty options."""

NUMBERS = ("step", "round", "value")
WORDS = ("text", "theme", "target_group", "replaces", "recognise", "perspective", "to", "action",
         "owner", "by", "position", "reservation", "mandate")  # fmt: skip
"""Fields that go into an answer as they are; static/antwoord.js reads the same ones."""

NEEDED = frozenset({"text", "action"})
"""Words that go along even when they are empty, so that the answer says what it lacks."""

ORIGINS = ("paper", "plenary", "interview", "mail")
"""How an answer came that somebody enters for another."""


@dataclass(frozen=True)
class Form:
    """The fields of one form, in the order in which they stood on the page."""

    fields: list[tuple[str, str]] = field(default_factory=list)

    def __contains__(self, name: str) -> bool:
        return any(name == known for known, _ in self.fields)

    def get(self, name: str, default: str = "") -> str:
        return next((value for known, value in self.fields if known == name), default)

    def all(self, name: str) -> list[str]:
        return [value for known, value in self.fields if known == name]

    def number(self, name: str) -> int | None:
        """A field that holds a whole number; None when it is empty or something else."""
        text = self.get(name).strip()
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None  # noqa: PLR2004 -- far beyond any number we ask for

    def answer(self) -> dict[str, Any]:
        """The body of an answer, as the API takes it."""
        body: dict[str, Any] = {}
        for name in WORDS:
            if self.get(name) or (name in self and name in NEEDED):
                body[name] = self.get(name)
        for name in NUMBERS:
            if name in self and self.get(name).strip():
                body[name] = _whole(self.get(name))
        if partners := [name for name in self.all("with") if name.strip()]:
            body["with"] = partners
        return body | self._choice() | self._for_whom()

    def _choice(self) -> dict[str, Any]:
        """Ticks, places or points; what was typed at “other” goes along beside several."""
        if places := self._numbered("place."):
            return {"choice": _in_order(places)}
        if "points" in self:
            return {"points": {n: _whole(p) for n, p in self._numbered("points.").items()}}
        ticked = self.all("choice")
        body: dict[str, Any] = {}
        if self.get("poll") not in {"", "scale"}:
            body["choice"] = [_whole(n) for n in ticked if n != "other"]
        besides = self.get("poll") == "many" or "other" in ticked or not body.get("choice")
        if self.get("other").strip() and besides:
            body["other"] = self.get("other")
        return body

    def _numbered(self, prefix: str) -> dict[str, str]:
        return {
            name.removeprefix(prefix): value
            for name, value in self.fields
            if name.startswith(prefix) and value.strip()
        }

    def _for_whom(self) -> dict[str, Any]:
        """For the table, or for somebody without a phone; else for oneself."""
        whom, table = self.get("for"), self.number("table")
        body: dict[str, Any] = {"table": table} if table and whom else {}
        if whom in ORIGINS:
            party = {"organisation": self.get("party"), "name": self.get("party_name")}
            body["on_behalf_of"] = {"origin": whom} | {k: v for k, v in party.items() if v}
        return body

    def key(self, body: dict[str, Any]) -> str:
        """A form sent twice is one answer; a form changed after going back is another."""
        said = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:12]
        return f"{self.get('key')[:80] or fresh_key()}.{said}"


def fresh_key() -> str:
    return token_urlsafe(12)


def _whole(text: str) -> int | str:
    """A number as it was typed; what is none goes on as it is, and is refused with a sentence."""
    stripped = text.strip()
    digits = stripped.removeprefix("-")
    fits = digits.isascii() and digits.isdecimal() and len(digits) < 10  # noqa: PLR2004 -- as above
    return int(stripped) if fits else text


def _in_order(places: dict[str, str]) -> list[int | str]:
    """Options by their places; two on one place is a mistake that only this form can make."""
    if len(set(places.values())) < len(places):
        raise Malformed("form.same_place")
    return [_whole(n) for n in sorted(places, key=lambda n: places[n].rjust(3))]


async def read_form(request: Request) -> Form:
    """The fields that were sent; raise `Unreadable` when they are too many or too long."""
    body = await receive_body(request.receive)
    content_type = request.headers.get("content-type", "")
    if content_type.startswith("multipart/form-data"):
        try:
            return Form(_parts(content_type, body))
        except ValueError:
            raise Unreadable("http.400") from None
    try:
        pairs = parse_qsl(
            body.decode(errors="replace"), keep_blank_values=True, errors="replace",
            max_num_fields=MOST_FIELDS,
        )  # fmt: skip
    except ValueError:
        raise Unreadable("http.too_large", 413, limit=MOST_FIELDS) from None
    return Form([(name, value.replace("\r\n", "\n")) for name, value in pairs])


def _parts(content_type: str, body: bytes) -> list[tuple[str, str]]:
    """The fields of a form with a file in it; the file is read as text."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", errors="replace")
    message = BytesParser(policy=HTTP).parsebytes(head + body)
    fields: list[tuple[str, str]] = []
    for part in message.iter_parts() if isinstance(message, EmailMessage) else ():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(payload, bytes):
            fields.append((name, payload.decode("utf-8", errors="replace")))
    return fields


def digest(text: str) -> str:
    """Tells one text from another; which line ends a browser sends makes no difference."""
    return sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:16]
