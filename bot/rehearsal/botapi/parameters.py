"""What a call brings along, in its query, a form, multipart or JSON, as Telegram reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from json import JSONDecodeError, loads
from typing import Any

from aiohttp import web

from bot.rehearsal.botapi.failures import bad_request

ATTACHED = "attach://"
HALF = re.compile("[\ud800-\udfff]")
"""Half of a character that UTF-16 writes in two."""

YES = {"true", "yes", "1"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a multipart body."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True)
class Parameters:
    """By name; a value is text when it came in a form, and anything when it came as JSON."""

    given: Mapping[str, Any] = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.given.get(name)
        text = "" if value is None else value if isinstance(value, str) else str(value)
        if HALF.search(text):
            raise bad_request("strings must be encoded in UTF-8")
        return text

    def number(self, name: str) -> int | None:
        """None when it is absent, or no number at all."""
        try:
            return int(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in YES

    def value(self, name: str, called: str) -> Any:
        """A list or an object; `called` is Telegram's name for it where it cannot be read."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        try:
            return loads(value) if value else None
        except JSONDecodeError:
            raise bad_request(f"can't parse {called} JSON object") from None

    def upload(self, name: str) -> Upload | str:
        """A file of this body, or else the text that names a file: an id or an address."""
        named = self.text(name)
        return self.uploads.get(named.removeprefix(ATTACHED) or name, named)

    def noted(self) -> dict[str, Any]:
        """For the journal, where a file is its name and its size."""
        files = {
            key: {"file": each.name, "size": len(each.content)}
            for key, each in self.uploads.items()
        }
        return dict(self.given) | files


async def read_parameters(request: web.Request) -> Parameters:
    """Query and body together; the body wins."""
    given: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        given |= await _json(request)
    elif request.method == "POST":
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                content = value.file.read()
                uploads[name] = Upload(value.filename, value.content_type, content)
            else:
                given[name] = value if isinstance(value, str) else bytes(value).decode()
    return Parameters(given, uploads)


async def _json(request: web.Request) -> dict[str, Any]:
    body = await request.read()
    try:
        read = loads(body) if body else {}
    except (JSONDecodeError, UnicodeDecodeError):
        read = None
    if not isinstance(read, dict):
        raise bad_request("can't parse request: object expected in the body")
    return read
