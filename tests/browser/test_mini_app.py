"""The door inside Telegram: the page hands over who opened it, and whoever is in comes in."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Screens
from tests.serving import PATIENCE, Hall, hall_with, open_house
from tests.telegram.init_data import TOKEN, opened_by
from tests.web.evenings import EVENING

pytestmark = pytest.mark.browser

ME = {"id": 7, "is_bot": True, "first_name": "Samenspel", "username": "samenspelbot"}


class Agreeable(BaseHTTPRequestHandler):
    """A Bot API server that says who we are, and yes to everything else."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        result = ME if self.path.casefold().endswith("/getme") else True
        body = json.dumps({"ok": True, "result": result}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        """Nobody reads along."""


@contextmanager
def bot_api() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Agreeable)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("house")
    with (
        bot_api() as api,
        open_house(
            folder / "house.db", telegram_token=TOKEN, telegram_api=api, telegram_webhook=True
        ) as base,
    ):
        yield base


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        wait_for_the_bot(hall)
        yield hall


def wait_for_the_bot(hall: Hall) -> None:
    """The web answers at once; what the bot is called is known some seconds later."""
    began, door = monotonic(), f"/m/{hall.code}"
    while "t.me/samenspelbot" not in hall.stranger().client.get(door).text:
        assert monotonic() - began < PATIENCE
        sleep(0.1)


def opens(screens: Screens, init_data: str) -> Page:
    """The page as Telegram opens it: what it says stands behind the address."""
    path = f"/m/{screens.hall.code}#tgWebAppData={quote(init_data)}&tgWebAppVersion=9.1"
    return screens.at(path)


def come_in(page: Page) -> None:
    page.get_by_label("Namens wie bent u hier?").select_option("Gemeente Proefstad")
    page.get_by_role("button", name="Doe mee").click()
    page.get_by_text("Verbonden").wait_for()


def test_who_came_in_by_telegram_before_is_in_at_once(screens: Screens) -> None:
    come_in(opens(screens, opened_by(1)))

    opens(screens, opened_by(1)).get_by_text("Verbonden").wait_for()

    assert len(screens.hall.record()["participants"]) == 1


def test_who_is_new_stands_at_the_door_as_everybody(screens: Screens) -> None:
    page = opens(screens, opened_by(2))

    page.get_by_role("button", name="Doe mee").wait_for()
    assert page.get_by_role("link", name="Liever via Telegram meedoen").get_attribute("href") == (
        f"https://t.me/samenspelbot?start={screens.hall.code}"
    )


def test_what_telegram_did_not_sign_leaves_the_door_as_it_is(screens: Screens) -> None:
    come_in(opens(screens, opened_by(3)))

    page = opens(screens, opened_by(3, token="8:another"))

    with page.expect_response("**/telegram") as answer:
        page.reload()
    assert answer.value.status == 401
    page.get_by_role("button", name="Doe mee").wait_for()
    come_in(page)
    assert len(screens.hall.record()["participants"]) == 2
