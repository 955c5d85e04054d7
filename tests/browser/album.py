"""The folder in which pictures of pages are kept, and the page to leaf through them."""

import sys
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

HEAD = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Samenspel in beeld</title>
<style>body { font: 16px/1.4 sans-serif; margin: 24px } figure { display: inline-block;
margin: 0 16px 16px 0; vertical-align: top } img { border: 1px solid #777; max-height: 480px }
</style><h1>Samenspel in beeld</h1>
"""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass
class Album:
    """A folder of pictures, in the order in which they were taken."""

    folder: Path
    pages: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    taken: int = 0

    def chapter(self, title: str) -> None:
        self.pages.append(f"<h2>{escape(title)}</h2>")
        sys.stderr.write(f"{title}, after {self.taken} pictures\n")

    def take(self, page: Page, name: str, *, whole: bool = True) -> None:
        page.evaluate("() => document.fonts.ready")
        size = page.viewport_size
        if whole and size:  # as tall as the page, so that its bar stands at the end
            tall: int = page.evaluate("() => document.documentElement.scrollHeight")
            page.set_viewport_size({"width": size["width"], "height": max(size["height"], tall)})
        page.screenshot(path=self.folder / f"{name}.png", animations="disabled")
        if size:
            page.set_viewport_size(size)
        self.taken += 1
        self.pages.append(
            f'<figure><img src="{escape(name)}.png" alt="" loading="lazy">'
            f"<figcaption>{escape(name)}</figcaption></figure>"
        )

    def take_all(self, page: Page, name: str, sizes: dict[str, tuple[int, int]]) -> None:
        """The page as it stands, at every size, in light and in dark."""
        for at, (width, height) in sizes.items():
            page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                self.take(page, f"{name}-{at}-{scheme}")
        page.emulate_media(color_scheme="light")


def write_index(folder: Path, pages: list[str]) -> Path:
    index = folder / "index.html"
    index.write_text(HEAD + "\n".join(pages), encoding="utf-8")
    return index
