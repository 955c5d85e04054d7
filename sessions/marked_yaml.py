"""YAML in which every value remembers its line: scalars as text, no tags, few aliases."""

import re
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.reader import ReaderError

MOST_NODES = 20_000
"""Values in one file, aliases counted as often as they are used: enough for a year of evenings."""

DEEPEST = 20
"""Levels inside one another: an agenda needs six."""

ABSENT = frozenset({"", "~", "null"})

_KEY = re.compile(r"^[\s-]*([^:]*: +)?")
_STUMBLES = frozenset("?&*!|>%@`\"'[{")
"""Signs with which a sentence cannot begin, unless it stands between quotes."""
_TAGS = frozenset(f"tag:yaml.org,2002:{sort}" for sort in ("str", "seq", "map"))


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
    """A value and the line on which it began, and for a mapping the lines of its keys.

    `value` is str | None | list[Marked] | dict[str, Marked]; `key_lines` belongs to a dict.
    """

    value: Any
    line: int
    key_lines: dict[str, int]


def read_marked(text: str) -> Marked:
    """Parse one YAML document; raise `UnreadableError` with the line when it cannot be."""
    if text.lstrip().startswith("{"):  # JSON may be indented with tabs, YAML may not
        text = text.replace("\t", " ")
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(text, error) from None
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UnreadableError(line, "agenda.no_yaml") from None
    except RecursionError:
        raise UnreadableError(1, "agenda.too_deep") from None
    except (ValueError, OverflowError):  # an escape or a version too large for Python
        raise UnreadableError(1, "agenda.no_yaml") from None
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        raise UnreadableError(1, "agenda.empty")
    return _Reader().read(node)


def _unreadable(text: str, error: yaml.MarkedYAMLError) -> UnreadableError:
    """Where YAML lost its way, and whether a sentence without quotes made it stumble."""
    stumbled, mark = _in_list(error) if "flow" in str(error.context) else _in_line(text, error)
    line = min(mark.line + 1, len(text.splitlines()))
    return UnreadableError(line, "agenda.quote_this" if stumbled else "agenda.no_yaml")


def _in_list(error: yaml.MarkedYAMLError) -> tuple[bool, yaml.Mark]:
    """Between brackets: a stray sign, or brackets that are never closed."""
    opened, stopped = error.context_mark, error.problem_mark
    assert opened
    assert stopped
    if str(error.problem).endswith("'?'") or opened.line == stopped.line:
        return not str(error.problem).endswith("'<stream end>'"), stopped
    return False, opened


def _in_line(text: str, error: yaml.MarkedYAMLError) -> tuple[bool, yaml.Mark]:
    """Elsewhere: a second colon, or a sentence that begins with a sign that YAML knows."""
    began = str(error.context).startswith("while scanning") and error.context_mark
    mark = began or error.problem_mark
    assert mark
    line = [*text.splitlines(), ""][mark.line]
    if error.problem == "mapping values are not allowed here":
        return ": " in line[: mark.column], mark
    sentence = _KEY.sub("", line)
    return bool(_STUMBLES & {sentence[:1], line[mark.column : mark.column + 1]}), mark


class _Reader:
    def __init__(self) -> None:
        self._seen = 0

    def read(self, node: yaml.Node, depth: int = 1) -> Marked:
        line = node.start_mark.line + 1
        self._seen += 1
        if self._seen > MOST_NODES:
            raise UnreadableError(line, "agenda.too_large", most=MOST_NODES)
        if depth > DEEPEST:
            raise UnreadableError(line, "agenda.too_deep")
        if node.tag not in _TAGS:
            raise UnreadableError(line, "agenda.no_tags")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, line, depth)
        if isinstance(node, yaml.SequenceNode):
            return Marked([self.read(each, depth + 1) for each in node.value], line, {})
        plain = isinstance(node, yaml.ScalarNode) and node.style is None
        return Marked(None if plain and node.value in ABSENT else _whole(node.value), line, {})

    def _mapping(self, node: yaml.MappingNode, line: int, depth: int) -> Marked:
        read: dict[str, Marked] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            at = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise UnreadableError(at, "agenda.key_no_text")
            name = _whole(key.value)
            if name in read:
                raise UnreadableError(at, "agenda.double_key", found=name)
            read[name] = self.read(value, depth + 1)
            lines[name] = at
        return Marked(read, line, lines)


def _whole(text: str) -> str:
    """Join the halves of characters: JSON writes an emoji as two escapes, YAML reads them apart."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
