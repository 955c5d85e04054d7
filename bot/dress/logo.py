"""A municipality's logo: a file that is a picture and nothing else, and whose it is."""

from dataclasses import dataclass
from pathlib import Path

from bot.unusable import Unusable

LARGEST = 100 * 1024
"""Bytes: every phone fetches it once, also on bad wifi."""

PNG = b"\x89PNG\r\n\x1a\n"
BEGINNING = 1_000
"""Bytes in which an SVG says that it is one."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture, and the name of whoever it stands for."""

    content: bytes
    media_type: str
    owner: str

    @property
    def name(self) -> str:
        return "logo.png" if self.media_type == "image/png" else "logo.svg"


def read_logo(path: Path, owner: str) -> Logo:
    """The picture in this file; raise `Unusable` with the sentence for whoever set it."""
    try:
        content = path.read_bytes()
    except OSError:
        raise Unusable(f"Het logo {path} is er niet of is niet te lezen.") from None
    if not owner.strip():
        raise Unusable(
            "Zeg in SAMENSPEL_LOGO_OF van wie het logo is: wie niet ziet, hoort die naam."
        )
    if len(content) > LARGEST:
        raise Unusable(f"{path.name} is groter dan een logo mag zijn: {LARGEST // 1024} KiB.")
    if content.startswith(PNG):
        return Logo(content, "image/png", owner.strip())
    if b"<svg" in content[:BEGINNING]:
        return Logo(content, "image/svg+xml", owner.strip())
    raise Unusable(f"{path.name} is geen SVG of PNG.")
