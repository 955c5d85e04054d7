"""Pictures of the fullest evening: every page of the wall, and the console at two sizes."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.album import Album
from tests.browser.conftest import LAPTOP, PHONE, WALL, Screens
from tests.browser.crowded import CROWDED, NAMES, Moment, crowd_in, crowded
from tests.browser.test_wall_crowded import turns
from tests.serving import Hall, hall_with, open_house

LARGE = (1920, 1080)
MOST = 3
"""Pages of a long list that are looked at; the others are like them."""


def the_fullest(browser: Browser, album: Album, folder: Path) -> None:
    """Long words, many options, sixty people: what is hardest to show."""
    with open_house(folder / "crowded.db") as base, hall_with(base, CROWDED) as hall:
        screens = Screens(browser, hall)
        people = crowd_in(hall)
        walls = {"wall": screens.at(f"/scherm/{hall.code}", WALL)}
        walls["wall-large-dark"] = screens.at(f"/scherm/{hall.code}?schema=donker", LARGE)
        consoles = {"laptop": screens.console(LAPTOP), "thumb": screens.console(PHONE)}
        for item in range(1, len(NAMES) + 1):
            for moment in crowded(hall, people, item):
                album.chapter(moment.name)
                _walls(hall, walls, album, moment)
                for where, page in consoles.items():
                    page.goto(f"/regie/{hall.code}")
                    page.locator("[data-connection] .staat").wait_for()
                    album.take(page, f"{moment.name}-console-{where}")


def _walls(hall: Hall, walls: dict[str, Page], album: Album, moment: Moment) -> None:
    first = next(iter(walls.values()))
    first.reload()
    for leaf in turns(hall, [first]):
        for where, wall in walls.items():
            wall.reload()
            album.take(wall, f"{moment.name}-{where}-{leaf}", whole=False)
        if leaf == MOST:
            return
