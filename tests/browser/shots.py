"""Every page in every state as a picture, in one page to leaf through: `make shots`.

`python -m tests.browser.shots [FOLDER] [PART ...]` writes the pictures and index.html there; the
parts are `evening`, `fullest` (an evening at its fullest), and what lies beside it
(`tests/browser/places.py`): `between`, `empty` and `base`.
"""

import asyncio
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.album import Album, write_index
from tests.browser.between import AGENDA, Tour, between, lobby, nothing_yet, take_positions
from tests.browser.conftest import LAPTOP, PHONE, WALL, Screens
from tests.browser.crowded_shots import the_fullest
from tests.browser.places import CURATING
from tests.browser.test_axe import come_in
from tests.browser.test_curating import furnish
from tests.browser.tour import KINDS, People, Stop, people_in, through
from tests.engines import CHROMIUM_ARGUMENTS, chromium_program
from tests.serving import Hall, hall_with, open_house


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
        self._wall.goto(f"/scherm/{self._code}?taal=en&schema=donker")
        self._album.take(self._wall, f"{stop.name}-wall-english-dark", whole=False)
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


def evening(hall: Hall, people: People) -> Iterator[Stop]:
    yield Stop(0, "waiting")
    for item in range(1, len(KINDS) + 1):
        yield from through(hall, people, item)
    yield from proposed(hall, people)
    hall.facilitator.does("end")
    yield Stop(0, "farewell")


def proposed(hall: Hall, people: People) -> Iterator[Stop]:
    """The proposal at the end of the evening, from open to adopted or not."""
    number = len(KINDS) + 1

    def moves(verb: str) -> None:
        hall.facilitator.does(f"items/{number}/{verb}").raise_for_status()

    moves("open")
    yield Stop(0, "9-proposal-open")
    take_positions(people, number)
    yield Stop(0, "9-proposal-answered")
    moves("close")
    yield Stop(0, "9-proposal-closed")
    moves("reveal")
    yield Stop(0, "9-proposal-revealed")


def the_evening(browser: Browser, album: Album, folder: Path) -> None:
    """Phones, the wall and the console, in every state of every kind of item."""
    with open_house(folder / "shots.db") as base, hall_with(base, AGENDA) as hall:
        people = people_in(hall)
        cameras = Cameras(Screens(browser, hall), people, album)
        for stop in evening(hall, people):
            cameras.at(stop)


def the_base(browser: Browser, album: Album, folder: Path) -> None:
    """The curator's pages, where something of everything waits."""
    file = folder / "base.db"
    with ThreadPoolExecutor() as elsewhere:  # the browser has the event loop of this thread
        elsewhere.submit(lambda: asyncio.run(furnish(f"sqlite:///{file}"))).result()
    with open_house(file) as base, lobby(base) as hall:
        Tour(Screens(browser, hall), album).shows("base", CURATING)


PARTS = {
    "between": between,
    "evening": the_evening,
    "fullest": the_fullest,
    "empty": nothing_yet,
    "base": the_base,
}


def take(folder: Path, part: str) -> Album:
    """One part, in a house and a browser of its own."""
    album = Album(folder)
    with TemporaryDirectory() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_program(), args=list(CHROMIUM_ARGUMENTS)
        )
        PARTS[part](browser, album, Path(house))
        browser.close()
    return album


def main(folder: Path, parts: list[str]) -> int:
    """Two parts at a time: one writes while the other looks. Tells what could not be taken."""
    if unknown := [part for part in parts if part not in PARTS]:
        sys.stderr.write(f"No part is called {unknown[0]}. The parts: {', '.join(PARTS)}.\n")
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        albums = list(pool.map(partial(take, folder), parts or PARTS))
    index = write_index(folder, [line for album in albums for line in album.pages])
    missed = [line for album in albums for line in album.missed]
    taken = sum(album.taken for album in albums)
    sys.stdout.write("\n".join([*missed, f"{taken} pictures: {index}", ""]))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(Path((sys.argv[1:] or ["shots"])[0]), sys.argv[2:]))
