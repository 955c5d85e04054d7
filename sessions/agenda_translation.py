"""From the coordinator's words to the models' names, so that every complaint finds its line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sessions import agenda_words as words
from sessions.items.item import told
from sessions.marked_yaml import Marked, Mistake

MEANT = 60.0
"""rapidfuzz's ratio (0 to 100) from which a word is offered as what was meant."""

_TABLES = (words.ITEM, *words.OWN_KEYS.values())
_ITEM_WORDS = {word for table in _TABLES for pair in table.items() for word in pair}

Path = tuple[str | int, ...]
"""Where something stands: the keys and places that lead to it, in the models' names."""


@dataclass
class Translation:
    """From the coordinator's words to the models' names, remembering every line."""

    lines: dict[Path, int] = field(default_factory=dict)
    known: dict[Path, Mapping[str, str]] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def agenda(self, marked: Marked) -> Any:
        plain = self._keys(marked, (), words.TOP)
        if "meeting" in plain:
            plain["meeting"] = self._part(plain["meeting"], ("meeting",), words.MEETING)
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
        path = tuple(step for step in error["loc"] if step not in words.OWN_KEYS)
        name = self._written(path)
        kind, context, found = error["type"], error.get("ctx", {}), error["input"]
        if kind == "value_error":
            return Mistake(self.line(path), str(context["error"]), {"place": name})
        if kind == "missing":
            return Mistake(self.line(path), "agenda.missing", {"place": name})
        if kind in {"enum", "literal_error"}:
            known = words.VALUES[str(path[-1])]
            return self.mistake(path, "agenda.wrong_word", str(found), list(known))
        if kind == "string_type" and isinstance(found, dict):  # a colon made a mapping of it
            return Mistake(self.line(path), "agenda.quote_this", {})
        if found is None:  # a dash with nothing after it
            kind, found = "too_short", ""
        values = {"place": name, "why": kind, "found": str(found)[:60]}
        limits = {k: v for k, v in context.items() if k.startswith(("max", "min", "ge", "le"))}
        return Mistake(self.line(path), f"agenda.{_sort(kind)}", values | {
            "limit": next(iter(limits.values()), "")})  # fmt: skip

    def mistake(self, path: Path, key: str, found: str, known: Sequence[str]) -> Mistake:
        meant = closest(found, known)
        values: dict[str, object] = {
            "found": found[:60], "meant": meant, "known": ", ".join(known),
        }  # fmt: skip
        return Mistake(self.line(path), key if meant else f"{key}_no_idea", values)

    def line(self, path: Path) -> int:
        """The line of a place, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def _written(self, path: Path) -> str:
        """The coordinator's word for a place, or for the list in which it stands."""
        while path and not isinstance(path[-1], str):
            path = path[:-1]
        known = self.known[path[:-1]]
        return next(written for written, name in known.items() if name == path[-1])

    def _part(self, value: Any, path: Path, known: Mapping[str, str]) -> Any:
        """A mapping in the models' words; anything else as it is, for pydantic to refuse."""
        if isinstance(value, Marked) and isinstance(value.value, dict):
            return self._keys(value, path, known)
        return _plain(value)

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
        if "naam" not in known or not isinstance(marked.value, str):
            return _plain(marked)
        self.known[path] = known
        return {"name": marked.value}

    def _items(self, marked: Any) -> Any:
        if not isinstance(marked, Marked) or not isinstance(marked.value, list):
            return _plain(marked)
        return [self._item(each, ("items", i)) for i, each in enumerate(marked.value)]

    def _item(self, marked: Marked, path: Path) -> Any:
        title = self._title(marked, path)
        if not title:  # stands for what cannot be read, so that the rest is still looked at
            return {"kind": "notice", "title": "?"}
        kind = words.KIND.get(title, title)
        if kind not in words.OWN_KEYS:
            kind = words.KIND[closest(title, list(words.KIND))]
        known = {title: "title"} | words.ITEM | words.OWN_KEYS[kind]
        plain: dict[str, Any] = {"kind": kind, **self._keys(marked, path, known)}
        if "steps" in plain:
            plain["steps"] = self._each(plain["steps"], (*path, "steps"), words.STEP)
        return {k: _plain(v) for k, v in plain.items()}

    def _title(self, marked: Marked, path: Path) -> str:
        """The key that says of which kind an item is, or which was meant to; else empty."""
        self.lines[path] = marked.line
        if not isinstance(marked.value, dict):
            self.mistakes.append(Mistake(marked.line, "agenda.item_no_mapping", {}))
            return ""
        named: list[str] = [k for k in marked.value if words.KIND.get(k, k) in words.OWN_KEYS]
        if len(named) == 1:
            return named[0]
        if named:
            found = ", ".join(named)
            self.mistakes.append(Mistake(marked.line, "agenda.two_kinds", {"found": found}))
            return ""
        return self._misspelt_kind(marked, path)

    def _misspelt_kind(self, marked: Marked, path: Path) -> str:
        """The key that looks like a kind of item; no other word of an item is mistaken for one."""
        strange = [k for k in marked.value if k not in _ITEM_WORDS]
        alike = [k for k in strange if closest(k, list(words.KIND))]
        found = next(iter([*alike, *strange, *marked.value]), "")
        self.lines[*path, found] = marked.key_lines.get(found, marked.line)
        slip = self.mistake((*path, found), "agenda.unknown_item", found, list(words.KIND))
        if not alike:
            slip = Mistake(slip.line, "agenda.unknown_item_no_idea", slip.values | {"meant": ""})
        self.mistakes.append(slip)
        return found if alike else ""

    def _keys(self, marked: Marked, path: Path, known: Mapping[str, str]) -> dict[str, Any]:
        """Translate the keys and fixed words of one mapping; complain about what is unknown.

        An unknown key that looks like another is read as that one, so that what follows from
        the slip is not reported too, and what stands under the key is looked at all the same.
        """
        self.lines[path] = marked.line
        self.known[path] = known
        read: dict[str, Any] = {}
        for written, name in self._names(marked, path, known).items():
            value, line = marked.value[written], marked.key_lines[written]
            if (*path, name) in self.lines:  # once in Dutch and once in English
                self.mistakes.append(Mistake(line, "agenda.double_key", {"found": written}))
                continue
            self._remember(value, (*path, name), line)
            if value.value is not None:
                read[name] = _word(name, value)
        return read

    def _names(self, marked: Marked, path: Path, known: Mapping[str, str]) -> dict[str, str]:
        """The models' name for every key that is known or looks like one that is."""
        english = {name: name for name in known.values()}
        names = {w: known.get(w) or english.get(w, "") for w in marked.value}
        for written in [w for w, name in names.items() if not name]:
            self.lines[*path, written] = marked.key_lines[written]
            unused = [w for w, name in known.items() if name not in names.values()]
            slip = self.mistake((*path, written), "agenda.unknown_key", written, unused)
            self.mistakes.append(slip)
            names[written] = known.get(str(slip.values["meant"]), "")
        return {written: name for written, name in names.items() if name}

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
    """What was marked, without its marks and without what no document can hold."""
    if isinstance(value, Marked):
        return _plain(value.value)
    if isinstance(value, str):
        return told(value)
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value


def _sort(kind: str) -> str:
    """Pydantic's many error types, as the few sentences that help a coordinator."""
    for sort, kinds in {
        "too_long": ("string_too_long", "too_long"),
        "too_short": ("string_too_short", "too_short"),
        "no_number": ("int_parsing", "int_parsing_size", "int_type"),
        "no_date": ("date_from_datetime_parsing", "date_from_datetime_inexact", "date_type"),
        "no_time": ("time_parsing", "time_type"),
        "no_list": ("tuple_type",),
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
