"""From the coordinator's words to the models' names, so that every complaint finds its line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sessions import agenda_words as words
from sessions.marked_yaml import Marked, Mistake

MEANT = 60.0
"""rapidfuzz's ratio (0 to 100) from which a word is offered as what was meant."""

Path = tuple[str | int, ...]
"""Where something stands: the keys and places that lead to it, in the models' names."""


@dataclass
class Translation:
    """From the coordinator's words to the models' names, remembering every line."""

    lines: dict[Path, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def agenda(self, marked: Marked) -> Any:
        plain = self._keys(marked, (), words.TOP)
        if "meeting" in plain:
            plain["meeting"] = self._keys(plain["meeting"], ("meeting",), words.MEETING)
        for key, known in (
            ("organisations", words.ORGANISATION),
            ("themes", words.THEME),
            ("planning", words.PLANNED),
        ):
            if key in plain:
                plain[key] = self._each(plain[key], (key,), known)
        if "items" in plain:
            plain["items"] = self._items(plain["items"])
        return {k: _plain(v) for k, v in plain.items()}

    def complaint(self, error: Any) -> Mistake:
        """One of pydantic's errors as a mistake with its line."""
        path = tuple(step for step in error["loc"] if step not in words.OWN_KEYS or step == "items")
        name = self._written(str(path[-1])) if path else ""
        kind, context = error["type"], error.get("ctx", {})
        if kind == "value_error":
            key = str(context["error"])
            return Mistake(self.line(path), key if key.startswith("agenda.") else "agenda.wrong", {
                "place": name})  # fmt: skip
        if kind == "missing":
            return Mistake(self.line(path), "agenda.missing", {"place": name})
        if kind == "enum":
            known = words.VALUES.get(str(path[-1]), {})
            return self.mistake(path, "agenda.wrong_word", str(error["input"]), list(known))
        values = {"place": name, "why": kind, "found": str(error["input"])[:60]}
        limits = {k: v for k, v in context.items() if k.startswith(("max", "min", "ge", "le"))}
        return Mistake(self.line(path), f"agenda.{_sort(kind)}", values | {
            "limit": next(iter(limits.values()), "")})  # fmt: skip

    def mistake(self, path: Path, key: str, found: str, known: Sequence[str]) -> Mistake:
        meant = closest(found, known)
        values: dict[str, object] = {"found": found, "meant": meant, "known": ", ".join(known)}
        return Mistake(self.line(path), key if meant else f"{key}_no_idea", values)

    def line(self, path: Path) -> int:
        """The line of a place, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def _written(self, name: str) -> str:
        """The Dutch word for a model's name."""
        tables = (words.TOP, words.MEETING, words.ITEM, words.POLL, words.CASUS, words.PLANNED)
        return next((d for t in tables for d, e in t.items() if e == name), name)

    def _each(self, marked: Any, path: Path, known: Mapping[str, str]) -> Any:
        if not isinstance(marked, Marked) or not isinstance(marked.value, list):
            return _plain(marked)
        return [
            self._keys(each, (*path, i), known)
            if isinstance(each.value, dict)
            else self._bare_name(each, (*path, i), known)
            for i, each in enumerate(marked.value)
        ]

    def _bare_name(self, marked: Marked, path: Path, known: Mapping[str, str]) -> Any:
        """`- Gemeente Emmen` is short for `- {naam: Gemeente Emmen}`."""
        self.lines[path] = marked.line
        return {"name": marked.value} if "naam" in known and marked.value else _plain(marked)

    def _items(self, marked: Any) -> Any:
        if not isinstance(marked, Marked) or not isinstance(marked.value, list):
            return _plain(marked)
        return [self._item(each, ("items", i)) for i, each in enumerate(marked.value)]

    def _item(self, marked: Marked, path: Path) -> Any:
        self.lines[path] = marked.line
        if not isinstance(marked.value, dict):
            self.mistakes.append(Mistake(marked.line, "agenda.item_no_mapping", {}))
            return _plain(marked)
        named = [k for k in marked.value if words.KIND.get(k, k) in words.OWN_KEYS]
        if len(named) != 1:
            return self._kindless(marked, path, named)
        kind = words.KIND.get(named[0], named[0])
        known = {named[0]: "title"} | words.ITEM | words.OWN_KEYS[kind]
        plain: dict[str, Any] = {"kind": kind, **self._keys(marked, path, known)}
        if kind == "casus" and "steps" in plain:
            plain["steps"] = self._each(plain["steps"], (*path, "steps"), words.STEP)
        return {k: _plain(v) for k, v in plain.items()}

    def _kindless(self, marked: Marked, path: Path, named: list[str]) -> Any:
        """An item whose kind is missing, misspelt or given twice."""
        if named:
            self.mistakes.append(
                Mistake(marked.line, "agenda.two_kinds", {"found": ", ".join(named)})
            )
        else:
            first = next(iter(marked.value), "")
            self.mistakes.append(self.mistake(path, "agenda.unknown_item", first, list(words.KIND)))
        return {"kind": "notice", "title": "?"}

    def _keys(self, marked: Marked, path: Path, known: Mapping[str, str]) -> dict[str, Any]:
        """Translate the keys and fixed words of one mapping; complain about what is unknown."""
        if not isinstance(marked, Marked) or not isinstance(marked.value, dict):
            return {"": _plain(marked)}
        self.lines[path] = marked.line
        english = set(known.values())
        read: dict[str, Any] = {}
        for written, value in marked.value.items():
            name = known.get(written) or (written if written in english else "")
            if not name:
                self.lines[*path, written] = marked.key_lines[written]
                unused = [k for k in known if not {k, known[k]} & set(marked.value)]
                self.mistakes.append(
                    self.mistake((*path, written), "agenda.unknown_key", written, unused)
                )
                continue
            self._remember(value, (*path, name), marked.key_lines[written])
            if value.value is not None:
                read[name] = _word(name, value)
        return read

    def _remember(self, marked: Marked, path: Path, line: int) -> None:
        self.lines[path] = line
        if isinstance(marked.value, list):
            for place, each in enumerate(marked.value):
                self.lines[*path, place] = each.line


def _word(name: str, marked: Marked) -> Any:
    """A fixed word in the models' spelling; anything else as it is."""
    if isinstance(marked.value, str):
        return words.VALUES.get(name, {}).get(marked.value.casefold(), marked.value)
    return marked


def _plain(value: Any) -> Any:
    """What was marked, without its marks."""
    if isinstance(value, Marked):
        return _plain(value.value)
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value


def _sort(kind: str) -> str:
    """Pydantic's many error types, as the few sentences that help a coordinator."""
    for sort, kinds in {
        "unknown_key_no_idea": ("extra_forbidden",),
        "too_long": ("string_too_long", "too_long"),
        "too_short": ("string_too_short", "too_short"),
        "no_number": ("int_parsing", "int_type"),
        "no_date": ("date_from_datetime_parsing", "date_parsing", "date_type"),
        "no_time": ("time_parsing", "time_type"),
        "no_list": ("tuple_type", "list_type"),
        "no_yes_no": ("bool_parsing", "bool_type"),
        "out_of_range": ("greater_than_equal", "less_than_equal"),
    }.items():
        if kind in kinds:
            return sort
    return "wrong"


def closest(found: str, known: Sequence[str]) -> str:
    """The known word that was probably meant; empty when none looks like it."""
    from rapidfuzz import fuzz, process  # loaded at the first mistake, not at start-up

    spellings = {word: word for word in known}
    spellings |= {said: meant for said, meant in words.ALSO_SAID.items() if meant in spellings}
    best = process.extractOne(
        found.casefold(), list(spellings), scorer=fuzz.ratio, score_cutoff=MEANT
    )
    return spellings[best[0]] if best else ""
