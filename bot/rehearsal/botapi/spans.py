"""Stretches of a text with a meaning, counted in UTF-16 units as Telegram counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

MERGING = {"bold", "italic", "underline", "strikethrough", "spoiler"}
ALONE = {"code", "pre"}
"""Nothing else may lie in these."""

ORDER = (
    "expandable_blockquote", "blockquote", "text_link", "text_mention", "spoiler", "bold",
    "italic", "underline", "strikethrough",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to `end`; `extra` is the address, the user, the language."""

    kind: str
    start: int
    end: int
    extra: dict[str, Any] = field(default_factory=dict)

    def meets(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it comes in the list: in order, and the wider one first."""
        rank = ORDER.index(self.kind) if self.kind in ORDER else len(ORDER)
        return self.start, -self.end, rank


def units(text: str) -> int:
    """How long a text is in UTF-16; half an emoji counts as one."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, start: int, end: int) -> str:
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


def tidy(text: str, spans: Iterable[Span]) -> tuple[str, list[Span]]:
    """Trim the text and put the spans right: none over spaces only, none within code."""
    text = text.rstrip()
    length = units(text)
    inside = [replace(each, end=min(each.end, length)) for each in spans]
    kept = [each for each in inside if cut(text, each.start, each.end).strip()]
    first = min((each.start for each in kept), default=length)
    leading = min(first, length - units(text.lstrip(" \n")))
    moved = [replace(e, start=e.start - leading, end=e.end - leading) for e in kept]
    text = text[leading:]
    nested = _nested(_merged(_apart(moved)))
    return text, [each for each in nested if cut(text, each.start, each.end).strip()]


def _apart(spans: Sequence[Span]) -> list[Span]:
    code = [each for each in spans if each.kind in ALONE]
    return [
        each
        for each in spans
        if each.kind in ALONE | {"blockquote", "expandable_blockquote"}
        or not any(each.meets(other) for other in code)
    ]


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Bold beside bold is one piece of bold."""
    done: list[Span] = []
    last: dict[str, int] = {}
    for span in sorted(spans, key=lambda each: each.start):
        before = last.get(span.kind)
        if span.kind in MERGING and before is not None and done[before].end >= span.start:
            done[before] = replace(done[before], end=max(span.end, done[before].end))
            continue
        last[span.kind] = len(done)
        done.append(span)
    return done


def _nested(spans: Sequence[Span]) -> list[Span]:
    """In order; what begins within another and goes on after it is cut where that one ends."""
    done: list[Span] = []
    left = list(spans)
    while left:
        left.sort(key=lambda each: each.place)
        span = left.pop(0)
        around = (each.end for each in done if each.start < span.start < each.end < span.end)
        end = min(around, default=span.end)
        done.append(replace(span, end=end))
        if end < span.end:
            left.append(replace(span, start=end))
    return done
