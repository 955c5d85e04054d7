"""The minutes from the first plan to adopted, in every state that a page of it has."""

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic

from playwright.sync_api import Page

from sessions.actions.reviewing import today
from sessions.storage.reviewing import ReviewAct, add_act
from sessions.storage.store import Store
from tests.browser.conftest import LAPTOP, PATIENCE, Screens
from tests.browser.places import sends
from tests.serving import Hall

DOCUMENTS = 4 * PATIENCE
"""Milliseconds for the five documents of adopted minutes, on a machine that does much else."""


def coordinator(screens: Screens, size: tuple[int, int] = LAPTOP) -> Page:
    """Somebody who decides about the minutes, on the page where that is done."""
    invited = {"name": "Carla", "role": "coordinator"}
    made = screens.hall.facilitator.client.post("/api/v1/staff", json=invited)
    page = screens.at(made.json()["link"], size)
    page.wait_for_url("**/regie")
    page.goto(f"/regie/{screens.hall.code}/verslag")
    return page


def states(hall: Hall, carla: Page, anna: Page, database: str) -> Iterator[str]:
    """Each state by name; whoever looks does so before the next one."""
    home, desk = f"/m/{hall.code}", f"/regie/{hall.code}/verslag"
    yield "before"
    carla.goto(desk)
    carla.get_by_label("Dag van het concept").fill(today().isoformat())
    sends("Bewaar deze dag", carla)
    hall.facilitator.does("end")
    yield "planned"
    carla.goto(desk)
    carla.get_by_label("Laatste dag").fill(today().isoformat())
    sends("Open de ronde", carla)
    anna.goto(f"{home}/verslag")
    anna.get_by_label("Uw reactie: Het hele verslag").fill("Ik miste de bus naar het dorp.")
    anna.get_by_role("button", name="Stuur uw reactie").first.click()
    anna.get_by_text("U schreef:").wait_for()
    yield "open"
    carla.goto(desk)
    carla.get_by_text("Schrijf iets bij dit deel").first.click()
    carla.get_by_label("Uw aanvulling").first.fill("De kaart staat in de bijlage.")
    carla.get_by_role("button", name="Voeg toe").first.click()
    carla.get_by_text(re.compile(r"B\d+\.aanvulling-01")).wait_for()
    carla.get_by_label("Waarom").first.fill("De bus kwam niet ter sprake.")
    carla.get_by_role("button", name="Neem niet over").click()
    carla.get_by_text("Niet overgenomen, want:").wait_for()
    with ThreadPoolExecutor() as pool:  # the browser has the event loop of this thread
        pool.submit(asyncio.run, _pass_by(hall, database)).result()
    _look_until(carla, "De ronde was open tot en met")
    yield "over"
    carla.goto(desk)
    carla.get_by_role("button", name="Stel het verslag vast").click()
    carla.get_by_text("Vastgesteld op").wait_for(timeout=DOCUMENTS)
    yield "adopted"


def _look_until(page: Page, words: str) -> None:
    """What another process wrote is seen after a second."""
    last = monotonic() + PATIENCE / 1000
    while not page.get_by_text(words).count():
        assert monotonic() < last, words
        page.reload()


async def _pass_by(hall: Hall, database: str) -> None:
    """The last day passes."""
    store = Store(database)
    try:
        meeting = (await store.record(hall.code)).meeting.id
        act = ReviewAct(what="opened", by="", word=(today() - timedelta(days=1)).isoformat())
        await store.writer.run(meeting, lambda c: add_act(c, meeting, act))
    finally:
        store.close()
