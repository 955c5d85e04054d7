"""The fonts that come along: where they lie, and which characters they can show."""

import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

BASIC, FULL = 4, 12
"""Forms of a list of characters: those below U+10000, and all."""
NO_CHARACTER = 0xFFFF


def folders() -> tuple[Path, ...]:
    """Where the font packages put their files."""
    # Neither carries types.
    import fontpkg_atkinson_hyperlegible as atkinson  # type: ignore[import-untyped]
    import manimgx_fonts as noto  # type: ignore[import-untyped]

    return (Path(atkinson.__file__).parent / "files", Path(noto.__file__).parent)


@cache
def files() -> tuple[Path, ...]:
    """The letter of every document first, and emoji last: they would draw digits too."""
    found = [path for folder in folders() for path in sorted(folder.glob("*.ttf"))]
    upright = [path for path in found if "Italic" not in path.stem]
    return tuple(sorted(upright, key=lambda path: path.stem.startswith("NotoEmoji")))


@cache
def families() -> tuple[str, ...]:
    """Their names, the letter of every document first: "Noto Sans Arabic" of NotoSansArabic.ttf."""
    stems = [re.split(r"[-\[]", path.stem)[0] for path in files()]
    return tuple(dict.fromkeys(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem) for stem in stems))


@cache
def coverage() -> tuple[frozenset[int], ...]:
    """The characters that each font has a shape for, in the order of `files`."""
    return tuple(frozenset(_codes(path.read_bytes())) for path in files())


def _codes(font: bytes) -> Iterator[int]:
    """The characters of one TrueType file, as its `cmap` table lists them."""
    table = _table(font, b"cmap")
    (subtables,) = struct.unpack_from(">H", font, table + 2)
    for number in range(subtables):
        (offset,) = struct.unpack_from(">I", font, table + 8 + 8 * number)
        (form,) = struct.unpack_from(">H", font, table + offset)
        if form == BASIC:
            yield from _segments(font, table + offset)
        elif form == FULL:
            yield from _groups(font, table + offset)


def _table(font: bytes, tag: bytes) -> int:
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(tables))
    return next(int(offset) for name, _, offset, _ in records if name == tag)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """The characters below U+10000, in segments; the last one is no character."""
    (twice,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{twice // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{twice // 2}H", font, at + 16 + twice)
    for start, end in zip(starts, ends, strict=True):
        yield from (code for code in range(start, end + 1) if code != NO_CHARACTER)


def _groups(font: bytes, at: int) -> Iterator[int]:
    """All characters, in groups."""
    (groups,) = struct.unpack_from(">I", font, at + 12)
    for number in range(groups):
        start, end, _ = struct.unpack_from(">III", font, at + 16 + 12 * number)
        yield from range(start, end + 1)
