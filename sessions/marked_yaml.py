"""YAML in which every value remembers its line: scalars as text, no tags, few aliases."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

MOST_NODES = 20_000
"""Values in one file, aliases counted as often as they are used: enough for a year of evenings."""

ABSENT = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in a file: its line (from 1), the sentence's key and what fills it."""

    line: int
    key: str
    values: dict[str, object]


class UnreadableError(Exception):
    """The text is no YAML that we read; `mistake` says where and why."""

    def __init__(self, line: int, key: str, **values: object) -> None:
        self.mistake = Mistake(line, key, values)
        super().__init__(key, line)


@dataclass(frozen=True, slots=True)
class Marked:
    """A value and the line on which it began; mappings hold `Marked` keys' lines too.

    `value` is str | None | list[Marked] | dict[str, Marked]; `key_lines` belongs to a dict.
    """

    value: Any
    line: int
    key_lines: dict[str, int]


def read_marked(text: str) -> Marked:
    """Parse one YAML document; raise `UnreadableError` with the line when it cannot be."""
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableError(mark.line + 1 if mark else 1, *_why(text, mark)) from None
    except (yaml.YAMLError, ValueError, RecursionError):
        raise UnreadableError(1, "agenda.no_yaml") from None
    if node is None:
        raise UnreadableError(1, "agenda.empty")
    try:
        return _Reader().read(node)
    except RecursionError:
        raise UnreadableError(1, "agenda.too_deep") from None


def _why(text: str, mark: yaml.Mark | None) -> tuple[str]:
    """YAML stumbles over a colon or a question mark in a sentence without quotes."""
    line = text.splitlines()[mark.line] if mark and mark.line < len(text.splitlines()) else ""
    _, _, sentence = line.partition(": ")
    stumbled = ": " in sentence or sentence.strip()[:1] in set("?&*!|>%@`\"'[{")
    return ("agenda.quote_this",) if stumbled else ("agenda.no_yaml",)


class _Reader:
    def __init__(self) -> None:
        self._seen = 0

    def read(self, node: yaml.Node) -> Marked:
        line = node.start_mark.line + 1
        self._seen += 1
        if self._seen > MOST_NODES:
            raise UnreadableError(line, "agenda.too_large", most=MOST_NODES)
        if node.tag.startswith("!"):
            raise UnreadableError(line, "agenda.no_tags")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, line)
        if isinstance(node, yaml.SequenceNode):
            return Marked([self.read(each) for each in node.value], line, {})
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        value = None if plain and node.value in ABSENT else str(node.value)
        return Marked(value, line, {})

    def _mapping(self, node: yaml.MappingNode, line: int) -> Marked:
        read: dict[str, Marked] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            at = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise UnreadableError(at, "agenda.key_no_text")
            if key.value in read:
                raise UnreadableError(at, "agenda.double_key", found=key.value)
            read[key.value] = self.read(value)
            lines[key.value] = at
        return Marked(read, line, lines)


def walk(marked: Marked, path: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, int]]:
    """Every path in the value with its line, so that a later complaint finds its place."""
    yield path, marked.line
    if isinstance(marked.value, dict):
        for key, value in marked.value.items():
            yield (*path, key), marked.key_lines[key]
            yield from ((p, at) for p, at in walk(value, (*path, key)) if p != (*path, key))
    elif isinstance(marked.value, list):
        for place, value in enumerate(marked.value):
            yield from walk(value, (*path, place))
