"""The published specification of the Bot API: every request and every answer is held against it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PLAIN: Mapping[str, tuple[type, ...]] = {
    "Integer": (int,), "Float": (int, float), "String": (str,), "Boolean": (bool,), "True": (bool,),
}  # fmt: skip
FILES = frozenset({"InputFile"})


class Specification:
    """What the file knows of methods and types; without a file everything is right."""

    def __init__(self, path: Path | None) -> None:
        read = json.loads(path.read_text(encoding="utf-8")) if path else {}
        self._methods = {name.lower(): m for name, m in read.get("methods", {}).items()}
        self._types: dict[str, Any] = read.get("types", {})

    def request(self, method: str, given: Mapping[str, Any]) -> list[str]:
        """What is wrong with a request."""
        known = self._methods.get(method)
        if known is None:
            return [f"no method {method}"] if self._methods else []
        return list(self._fields(method, known.get("fields", []), given))

    def answer(self, method: str, result: Any) -> list[str]:
        """What is wrong with what was answered."""
        known = self._methods.get(method)
        return list(self._value(method, known["returns"], result)) if known else []

    def kinds(self, method: str) -> dict[str, list[str]]:
        """The types of each parameter of a method."""
        fields = self._methods.get(method, {}).get("fields", [])
        return {field["name"]: field["types"] for field in fields}

    def update(self, update: Any) -> list[str]:
        """What is wrong with an update that we hand out."""
        return list(self._value("update", ["Update"], update)) if self._types else []

    def _fields(
        self, where: str, fields: list[dict[str, Any]], given: Mapping[str, Any]
    ) -> Iterator[str]:
        known = {field["name"]: field for field in fields}
        yield from (f"{where}.{name} is not known" for name in given if name not in known)
        for name, field in known.items():
            if name in given:
                yield from self._value(f"{where}.{name}", field["types"], given[name])
            elif field["required"]:
                yield f"{where}.{name} is missing"

    def _value(self, where: str, types: list[str], value: Any) -> Iterator[str]:
        """Right when one of the types fits; else what is wrong with the last that might."""
        complaints: list[str] = []
        for each in types:
            complaints = list(self._as(where, each, value))
            if not complaints:
                return
        yield from complaints

    def _as(self, where: str, kind: str, value: Any) -> Iterator[str]:
        if kind.startswith("Array of "):
            if not isinstance(value, list):
                yield f"{where} is no list"
                return
            for place, each in enumerate(value):
                yield from self._value(f"{where}[{place}]", [kind.removeprefix("Array of ")], each)
        elif kind in FILES:
            return
        elif kind in PLAIN:
            wrong = not isinstance(value, PLAIN[kind]) or (
                kind in {"Integer", "Float"} and isinstance(value, bool)
            )
            if wrong:
                yield f"{where} is no {kind}"
        elif not isinstance(value, Mapping):
            yield f"{where} is no {kind}"
        else:
            yield from self._object(where, kind, value)

    def _object(self, where: str, kind: str, value: Mapping[str, Any]) -> Iterator[str]:
        known = self._types.get(kind, {})
        if subtypes := known.get("subtypes"):
            yield from self._value(where, subtypes, value)
        else:
            yield from self._fields(f"{where}:{kind}", known.get("fields", []), value)
