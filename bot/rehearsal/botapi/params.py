"""Parameters of a call, however they came: query, form, multipart or JSON."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from bot.rehearsal.botapi.errors import bad


@dataclass
class Params:
    """The parameters of one call, and the files that came along."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, otherwise: int | None = None) -> int:
        value = self.values.get(name, otherwise)
        try:
            return int(value)  # type: ignore[arg-type]  # None is refused just below
        except (TypeError, ValueError):
            raise bad(
                f"{name.removesuffix('_id')} not found" if value else f"{name} is empty"
            ) from None

    def data(self, name: str, otherwise: Any = None) -> Any:
        """An object: JSON text in a form, or the thing itself in a JSON body."""
        value = self.values.get(name, otherwise)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None

    def flag(self, name: str) -> bool:
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    @property
    def chat(self) -> int | None:
        value = str(self.values.get("chat_id", ""))
        return int(value) if value.lstrip("-").isdecimal() else None


async def read_params(request: web.Request) -> Params:
    """Whatever way they came; a later one wins."""
    params = Params(dict(request.query))
    if request.content_type == "application/json":
        body = await request.text()
        try:
            read = json.loads(body or "{}")
        except ValueError:
            raise bad("can't parse JSON object") from None
        params.values |= read if isinstance(read, dict) else {}
        return params
    for name, value in (await request.post()).items():
        if isinstance(value, FileField):
            params.files[name] = (value.filename, value.file.read())
            params.values.setdefault(name, f"attach://{name}")
        else:
            params.values[name] = value
    return params


def typed(params: Params, kinds: dict[str, list[str]]) -> dict[str, Any]:
    """The values as the specification names them: a form knows only text."""
    return {name: _typed(value, kinds.get(name, [])) for name, value in params.values.items()}


def _typed(value: Any, kinds: list[str]) -> Any:
    if not isinstance(value, str):
        return value
    if "String" in kinds or "InputFile" in kinds:
        return int(value) if "Integer" in kinds and value.lstrip("-").isdecimal() else value
    try:
        return json.loads(value)
    except ValueError:
        return value
