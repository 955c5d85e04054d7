"""Telegram's HTML: a text and its entities, counted in UTF-16 units."""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from bot.rehearsal.botapi.errors import ApiError, bad

LONGEST = 4096
LONGEST_CAPTION = 1024

SORTS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "code": "code", "pre": "pre", "a": "text_link", "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
}  # fmt: skip

_TAG = re.compile(r"<(/?)([a-zA-Z-]+)((?:\s[^<>]*)?)>")
_HREF = re.compile(r"""href\s*=\s*["']([^"']*)["']""")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def read_text(
    text: str, mode: str | None, entities: Sequence[dict[str, Any]], most: int
) -> tuple[str, list[dict[str, Any]]]:
    """The text as people see it, with its entities; raise what Telegram says of a bad one."""
    found = list(entities)
    if mode:
        if mode.upper() != "HTML":
            raise bad("unsupported parse_mode")
        text, found = _html(text)
    plain = text.strip()
    if not plain:
        raise bad("message text is empty" if most == LONGEST else "caption is empty")
    if units(plain) > most:
        raise bad("message is too long" if most == LONGEST else "message caption is too long")
    for each in found:
        if each["offset"] < 0 or each["offset"] + each["length"] > units(text):
            raise bad("can't parse entities: entity is outside of the text")
    return plain, found


def _html(text: str) -> tuple[str, list[dict[str, Any]]]:
    plain, found, opened, at = "", [], list[tuple[str, dict[str, Any]]](), 0
    for tag in _TAG.finditer(text):
        plain += _plain(text, at, tag.start())
        at = tag.end()
        closing, name = tag[1], tag[2].lower()
        if name not in SORTS:
            where = len(text[: tag.start()].encode())
            raise bad(
                f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {where}'
            )
        if not closing:
            href = _HREF.search(tag[3])
            link = {"url": href[1]} if href and name == "a" else {}
            opened.append((name, {"type": SORTS[name], "offset": units(plain), **link}))
            continue
        if not opened or opened[-1][0] != name:
            raise _cannot("Unmatched end tag", text[: tag.start()])
        _, entity = opened.pop()
        found.append({**entity, "length": units(plain) - entity["offset"]})
    plain += _plain(text, at, len(text))
    if opened:
        name = opened[-1][0]
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{name}"', text)
    return plain, sorted(found, key=lambda e: (e["offset"], -e["length"]))


def _plain(text: str, start: int, end: int) -> str:
    part = text[start:end]
    if "<" in part:
        raise _cannot("Unsupported start tag", text[: start + part.index("<")])
    return unescape(part)


def _cannot(why: str, before: str) -> ApiError:
    return bad(f"can't parse entities: {why} at byte offset {len(before.encode())}")
