"""What the pages of one house wear: our style sheet with its theme behind it, and its logo."""

import gzip
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from bot.dress.dark import Dark
from bot.dress.logo import Logo
from bot.dress.theme import NO_THEME, HouseTheme
from bot.web.assets import content

SHEET = "samenspel.css"


@dataclass(frozen=True)
class Dress:
    """The theme goes along in our own style sheet, so that it costs no request."""

    theme: HouseTheme = NO_THEME
    logo: Logo | None = None

    @cached_property
    def sheet(self) -> bytes:
        return content(SHEET) + (self.theme.css + Dark(self.theme).css).encode()

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.sheet, mtime=0)

    @cached_property
    def sheet_address(self) -> str:
        return _address(SHEET, self.sheet)

    @cached_property
    def logo_address(self) -> str:
        """Empty where there is none."""
        return _address(self.logo.name, self.logo.content) if self.logo else ""


def _address(name: str, given: bytes) -> str:
    return f"/static/{name}?v={sha256(given).hexdigest()[:10]}"
