"""The machine-readable Bot API, and what in a request or an answer is not as it says."""

from collections.abc import Iterable, Mapping
from json import JSONDecodeError, loads
from pathlib import Path
from typing import Any

from bot.rehearsal.botapi.parameters import ATTACHED, Parameters

ARRAY = "Array of "
PLAIN: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "Integer": (int,),
    "Float": (int, float),
    "Boolean": (bool,),
    "InputFile": (str,),
}
NEWER = {"ChatMemberAdministrator": {"can_send_welcome_messages"}}
"""What came after the document, and clients cannot do without."""

BOOLEANS = {"true", "false", "yes", "no", "1", "0"}


class Spec:
    """Methods and types by name, as published beside the Bot API."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._methods: dict[str, Any] = document["methods"]
        self._types: dict[str, Any] = document["types"]
        self._fields = {
            name: {each["name"]: each for each in described.get("fields", [])}
            for name, described in (self._methods | self._types).items()
        }

    @classmethod
    def read(cls, path: Path) -> "Spec":
        return cls(loads(path.read_text(encoding="utf-8")))

    def check_request(self, method: str, call: Parameters) -> list[str]:
        """Every parameter that is unknown or of a wrong type."""
        if method not in self._methods:
            return [f"{method}: no such method"]
        fields = self._fields[method]
        attached = {str(each).removeprefix(ATTACHED) for each in call.given.values()}
        brought = call.given.keys() | (call.uploads.keys() - attached)
        wrong = [f"{method}: unknown parameter {name}" for name in sorted(brought - fields.keys())]
        for name in sorted(call.given.keys() & fields.keys()):
            wrong += self._check_parameter(f"{method}.{name}", call.given[name], fields[name])
        return wrong

    def missing(self, method: str, call: Parameters) -> list[str]:
        """What a call that was carried out should have said."""
        needed = [n for n, each in self._fields[method].items() if each["required"]]
        brought = call.given.keys() | call.uploads.keys()
        return [f"{method}: {name} is missing" for name in needed if name not in brought]

    def check_answer(self, method: str, result: Any) -> list[str]:
        described = self._methods.get(method, {})
        return self._any_of(described.get("returns", []), result, method)

    def check(self, kind: str, value: Any) -> list[str]:
        """What in a value is not as this type is described."""
        return self._check(kind, value, kind)

    def _check_parameter(self, place: str, value: Any, field: Mapping[str, Any]) -> list[str]:
        kinds = _with_words(place, field["types"])
        if isinstance(value, str):
            if any(_reads_as(kind, value) for kind in kinds):
                return []
            try:
                value = loads(value)
            except JSONDecodeError:
                return [f"{place}: {value[:40]!r} is no {' or '.join(kinds)}"]
        return self._any_of(kinds, value, place)

    def _any_of(self, kinds: Iterable[str], value: Any, place: str) -> list[str]:
        """Nothing when one of them fits; else what is wrong with the one that fits best."""
        tried = [self._check(kind, value, place) for kind in kinds]
        return min(tried, key=len, default=[f"{place}: of no known type"])

    def _check(self, kind: str, value: Any, place: str) -> list[str]:
        if kind.startswith(ARRAY):
            if not isinstance(value, list):
                return [f"{place}: {_shown(value)} is no {kind}"]
            of = kind.removeprefix(ARRAY)
            wrong = (self._check(of, each, f"{place}[{n}]") for n, each in enumerate(value))
            return [each for some in wrong for each in some]
        if kind in PLAIN:
            fits = isinstance(value, PLAIN[kind])
            fits = fits and (kind == "Boolean" or not isinstance(value, bool))
            return [] if fits else [f"{place}: {_shown(value)} is no {kind}"]
        return self._check_object(kind, value, place)

    def _check_object(self, kind: str, value: Any, place: str) -> list[str]:
        described = self._types[kind]
        if described.get("subtypes"):
            return self._any_of(described["subtypes"], value, place)
        if not isinstance(value, dict):
            return [f"{place}: {_shown(value)} is no {kind}"]
        fields = self._fields[kind]
        unknown = sorted(value.keys() - fields.keys() - NEWER.get(kind, set()))
        wrong = [f"{place}: {kind} has no {name}" for name in unknown]
        for name, each in fields.items():
            inner = f"{place}.{name}"
            if name in value:
                wrong += self._any_of(_with_words(inner, each["types"]), value[name], inner)
            elif each["required"]:
                wrong.append(f"{place}: {kind} without {name}")
        return wrong


def _with_words(place: str, kinds: list[str]) -> list[str]:
    """The server takes a poll's options as plain words too; the document forgets that."""
    return [*kinds, "Array of String"] if place == "sendPoll.options" else kinds


def _reads_as(kind: str, value: str) -> bool:
    """Whether the text of a form stands for a value of this type."""
    if kind == "Boolean":
        return value.lower() in BOOLEANS
    if kind == "Integer":
        return value.removeprefix("-").isdigit()
    if kind == "Float":
        return value.removeprefix("-").replace(".", "", 1).isdigit()
    return kind in PLAIN


def _shown(value: Any) -> str:
    return repr(value)[:40]
