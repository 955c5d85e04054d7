"""Every page in every state as a picture, in one page to leaf through: `make shots`.

`python -m tests.browser.shots [FOLDER]` writes the pictures and index.html there.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import LAPTOP, PHONE, WALL, Screens
from tests.browser.crowded_shots import the_fullest
from tests.browser.test_axe import come_in
from tests.browser.tour import KINDS, TOUR, People, Stop, people_in, through
from tests.engines import CHROMIUM_ARGUMENTS, chromium_program
from tests.serving import Hall, hall_with, open_house

HEAD = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>Samenspel in beeld</title>
<style>body { font: 16px/1.4 sans-serif; margin: 24px } figure { display: inline-block;
margin: 0 16px 16px 0; vertical-align: top } img { border: 1px solid #777; max-height: 480px }
</style><h1>Samenspel in beeld</h1>
"""


@dataclass
class Album:
    """A folder of pictures, in the order in which they were taken."""

    folder: Path
    pages: list[str] = field(default_factory=list)

    def chapter(self, title: str) -> None:
        self.pages.append(f"<h2>{escape(title)}</h2>")

    def take(self, page: Page, name: str, *, whole: bool = True) -> None:
        page.evaluate("() => document.fonts.ready")
        size = page.viewport_size
        if whole and size:  # as tall as the page, so that its bar stands at the end
            tall: int = page.evaluate("() => document.documentElement.scrollHeight")
            page.set_viewport_size({"width": size["width"], "height": max(size["height"], tall)})
        page.screenshot(path=self.folder / f"{name}.png", animations="disabled")
        if size:
            page.set_viewport_size(size)
        self.pages.append(
            f'<figure><img src="{escape(name)}.png" alt="" loading="lazy">'
            f"<figcaption>{escape(name)}</figcaption></figure>"
        )

    def close(self) -> Path:
        index = self.folder / "index.html"
        index.write_text(HEAD + "\n".join(self.pages), encoding="utf-8")
        return index


class Cameras:
    """One browser for everybody who looks: phones, the wall and the console at two sizes."""

    def __init__(self, screens: Screens, people: People, album: Album) -> None:
        self._album = album
        self._code = screens.hall.code
        self._phones = {
            "phone-answered": come_in(screens, people.anna),
            "phone-silent": come_in(screens, people.bob),
            "phone-english": come_in(screens, people.eve),
            "phone-pen": come_in(screens, people.others[0]),
        }
        self._wall = screens.at(f"/scherm/{self._code}", WALL)
        self._laptop = screens.console(LAPTOP)
        self._thumb = screens.console(PHONE)

    def at(self, stop: Stop) -> None:
        self._album.chapter(stop.name)
        for who, page in self._phones.items():
            page.goto(f"/m/{self._code}")
            self._connected(page)
            self._album.take(page, f"{stop.name}-{who}")
        self._dark(self._phones["phone-answered"], f"{stop.name}-phone-dark")
        self._wall.goto(f"/scherm/{self._code}")
        self._album.take(self._wall, f"{stop.name}-wall", whole=False)
        self._dark(self._wall, f"{stop.name}-wall-dark", whole=False)
        for where, page in (("laptop", self._laptop), ("thumb", self._thumb)):
            page.goto(f"/regie/{self._code}")
            self._connected(page)
            self._album.take(page, f"{stop.name}-console-{where}")

    def _connected(self, page: Page) -> None:
        page.locator("[data-connection] .staat").wait_for()

    def _dark(self, page: Page, name: str, *, whole: bool = True) -> None:
        page.emulate_media(color_scheme="dark")
        self._album.take(page, name, whole=whole)
        page.emulate_media(color_scheme="light")


def doors(screens: Screens, album: Album) -> None:
    album.chapter("doors")
    page = screens.at("/")
    for name, path in {
        "code": "/", "wrong-code": "/?code=000001", "door": f"/m/{screens.hall.code}",
        "door-english": f"/m/{screens.hall.code}?taal=en", "lost": "/nergens?taal=nl",
    }.items():  # fmt: skip
        page.goto(path)
        album.take(page, name)


def beside(screens: Screens, people: People, album: Album) -> None:
    album.chapter("beside")
    page = come_in(screens, people.anna)
    people.anna.does("ask", question="Wanneer komt het verslag?")
    for name, path in {"mine": "mijn-inbreng", "ask": "vraag"}.items():
        page.goto(f"/m/{screens.hall.code}/{path}")
        album.take(page, name)


def evening(hall: Hall, people: People) -> Iterator[Stop]:
    yield Stop(0, "waiting")
    for item in range(1, len(KINDS) + 1):
        yield from through(hall, people, item)
    hall.facilitator.does("end")
    yield Stop(0, "farewell")


def main(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    album = Album(folder)
    with (
        TemporaryDirectory() as house,
        open_house(Path(house) / "shots.db") as base,
        hall_with(base, TOUR) as hall,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium_program(), args=list(CHROMIUM_ARGUMENTS)
        )
        screens = Screens(browser, hall)
        doors(screens, album)
        people = people_in(hall)
        cameras = Cameras(screens, people, album)
        for stop in evening(hall, people):
            cameras.at(stop)
        beside(screens, people, album)
        the_fullest(browser, album, Path(house))
        browser.close()
    return album.close()


if __name__ == "__main__":
    print(main(Path(sys.argv[1] if len(sys.argv) > 1 else "shots")))  # noqa: T201 -- a command
