"""Static files: every address carries a hash of what it gives, also inside scripts and styles."""

import gzip
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

STATIC = Path(__file__).parent / "static"

LETTERS = {
    "letter-400.ttf": "AtkinsonHyperlegible-Regular.ttf",
    "letter-700.ttf": "AtkinsonHyperlegible-Bold.ttf",
}
"""The letter of every page; the files are in a package, so that we keep no copy."""

REFERENCE = re.compile(
    rb'(?:(?<=from ")|(?<=import\("))\./([\w-]+\.js)(?=")|(?<=url\(")([\w-]+\.ttf)(?="\))'
)
"""Where a script names another one, and a style its letter."""


@cache
def asset(name: str) -> str:
    """The address of a static file; a browser may keep what it gives for ever."""
    return f"/static/{name}?v={sha256(content(name)).hexdigest()[:10]}"


@cache
def content(name: str) -> bytes:
    """What a static file gives, with the hashed address wherever it names another one."""
    if name in LETTERS:
        return (files("fontpkg_atkinson_hyperlegible") / "files" / LETTERS[name]).read_bytes()
    raw = (STATIC / name).read_bytes()
    return REFERENCE.sub(lambda found: asset((found[1] or found[2]).decode()).encode(), raw)


@cache
def packed(name: str) -> bytes:
    return gzip.compress(content(name), mtime=0)


PACKED = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}


def takes_gzip(headers: Mapping[bytes, bytes]) -> bool:
    return b"gzip" in headers.get(b"accept-encoding", b"")
