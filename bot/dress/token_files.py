"""Design tokens in a file, by name: a block of custom properties in CSS, or a tree in JSON."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from bot.unusable import Unusable

LARGEST = 1024 * 1024
"""Bytes in a theme; the largest of the community has a quarter of it."""

DEEPEST = 20
"""Branches above a token."""

DECLARATION = re.compile(r"--([\w-]+)\s*:\s*(.*)", re.DOTALL)


def read_tokens(path: Path) -> dict[str, str]:
    """What the file says of each token; raise `Unusable` for anything that is no token."""
    text = _text(path)
    return _json_tokens(path, text) if path.suffix == ".json" else dict(_css_tokens(path, text))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        raise Unusable(f"Het thema {path} is er niet of is niet te lezen.") from None
    if len(raw) > LARGEST:
        raise Unusable(f"{path.name} is groter dan een thema mag zijn: {LARGEST // 1024} KiB.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(f"{path.name} is niet te lezen als tekst in UTF-8.") from None


def _css_tokens(path: Path, text: str) -> Iterator[tuple[str, str]]:
    """One block of custom properties, and nothing beside it."""
    plain = re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    if rule := re.search(r"(^|[;{}])\s*(@[\w-]+)", plain):
        raise _refused(path, plain, rule.start(2), rule[2])
    if plain.count("{") != 1 or plain.count("}") != 1 or not plain.rstrip().endswith("}"):
        raise Unusable(f"{path.name} moet precies één blok met tokens hebben, zoals :root {{ … }}.")
    begins = plain.index("{") + 1
    for start, end in pairwise(_ends(plain, begins)):
        line = plain[start:end].strip(";} \t\r\n")
        if not line:
            continue
        if not (found := DECLARATION.fullmatch(line)):
            raise _refused(path, plain, plain.index(line, start), line.split(":")[0][:40])
        yield found[1], found[2].strip()


def _ends(text: str, begins: int) -> Iterator[int]:
    """Where each declaration ends: at a semicolon outside quotes and brackets."""
    yield begins
    quote, depth = "", 0
    for place in range(begins, len(text)):
        letter = text[place]
        if quote or letter in "\"'":
            quote = "" if letter == quote else quote or letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter in ";}" and depth <= 0:
            yield place + 1


def _refused(path: Path, text: str, place: int, what: str) -> Unusable:
    line = text.count("\n", 0, place) + 1
    return Unusable(
        f"{path.name}, regel {line}: “{what}” kan niet. "
        "In een thema staan alleen eigenschappen die met -- beginnen."
    )


def _json_tokens(path: Path, text: str) -> dict[str, str]:
    """Design tokens as JSON: a tree with a value at each leaf, which may point at another."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        raise Unusable(f"{path.name} is geen goede JSON.") from None
    if not isinstance(tree, dict):
        raise Unusable(f"{path.name} is geen boom van tokens.")
    return dict(_leaves(tree, ()))


def _leaves(tree: Mapping[str, Any], way: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    value = tree.get("$value", tree.get("value"))
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    if isinstance(value, str | int | float):
        points = re.sub(r"\{([\w.-]+)\}", lambda f: f"var(--{f[1].replace('.', '-')})", str(value))
        yield "-".join(way).removeprefix("--"), points
        return
    for name, below in tree.items():
        if isinstance(below, dict) and len(way) < DEEPEST:
            yield from _leaves(below, (*way, name))
