"""The curator's pages in a browser: told while typing, narrowed while seeking, and open to all."""

import asyncio
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from knowledge_base.calibration import fingerprint, read_calibrations
from knowledge_base.overlaying import overlaid, shipped_texts, with_phrasing
from knowledge_base.search import load_base
from sessions.actions import curating
from sessions.people import Role, Staff
from sessions.storage.entry_versions import PHRASING, TRYING, EntryChange
from sessions.storage.gaps import add_gap
from sessions.storage.migrating import migrate
from sessions.storage.store import Store
from tests.browser.conftest import LAPTOP, PHONE, Screens
from tests.browser.test_axe import all_of, as_it_stands
from tests.browser.test_thumb import RESTS
from tests.serving import ADMIN, open_house

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = "/regie/kennisbank"
CARLA = Staff(7, "Carla", Role.CURATOR)
NOW = datetime(2027, 3, 11, 19, 30, tzinfo=UTC)
SLOWLY = [sys.executable, "-c", "import time; time.sleep(3600)"]
"""What tries a change, on a machine that is not done before anybody looked at the page."""
WHY = {
    "sentences": [
        ("knowledge.golden_wrong", {"asked": "wanneer komt mijn traplift", "answer": "Wat nu?"})
    ]
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A house whose curator has something of everything to do."""
    file: Path = tmp_path_factory.mktemp("house") / "house.db"
    with ThreadPoolExecutor() as elsewhere:  # the browser has the event loop of this thread
        elsewhere.submit(lambda: asyncio.run(furnish(f"sqlite:///{file}"))).result()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.trying.command", lambda *_: SLOWLY)
        with open_house(file) as base:
            yield base


async def furnish(url: str) -> None:
    migrate(url)
    store = Store(url)
    try:
        for line in ("Mag de eekhoorn mee?", "mag de eekhoorn ook mee", "bijeenkomsten", "Hoezo?"):
            await asked(store, line)
        await curating.drop(store, CARLA, [4])
        change = await attached(store, "ijktabel", "Wanneer komt de traplift?")
        await curating.keep_draft(store, (await curating.versions_in(store, TRYING))[0], WHY)
        change = await attached(store, "boce-drietrapsraket", "Hoe werkt het pijlenspel?")
        mode, base = load_base().mode, fingerprint(overlaid({change.name: change.text}))
        made = asdict(read_calibrations()[mode]) | {"base": base}
        (version,) = await curating.versions_in(store, TRYING)
        assert await curating.publish(store, version, set(), (base, mode, made))
        await attached(store, "boce-eha", "Wie is de bijenkoningin?")
    finally:
        store.close()


async def asked(store: Store, line: str) -> None:
    await store.writer.run(None, lambda c: add_gap(c, line, "abstain", NOW))


async def attached(store: Store, name: str, line: str) -> EntryChange:
    await asked(store, line)
    gap = (await curating.waiting_gaps(store))[-1].id
    text = with_phrasing(name, shipped_texts()[name], line)
    change = EntryChange(name, text, PHRASING, line, [gap])
    await curating.change(store, CARLA, change)
    return change


def curator(screens: Screens, size: tuple[int, int]) -> Page:
    page = screens.at("/", size)
    page.context.add_cookies([{"name": "regie", "value": ADMIN, "url": screens.hall.base}])
    return page


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_curators_pages(screens: Screens, size: tuple[int, int]) -> None:
    page, found = curator(screens, size), list[str]()
    places = ("", "/voorbeelden?gap=1&zoek=ijktabel", "/nieuw?gap=1&gap=2", "/voorbeeld/ijktabel",
              "/versie/1", "/logboek")  # fmt: skip

    for language in ("nl", "en"):
        for place in places:
            where = f"{PAGE}{place}{'&' if '?' in place else '?'}taal={language}"
            found += all_of(page, where, f"{place} {language}", language)
        page.goto(f"{PAGE}/nieuw?taal={language}")
        page.locator("#question").fill("Bel 06-12345678?")
        with page.expect_navigation():
            page.locator("button[value=save]").last.click()
        expect(page.locator("#question")).to_have_value("Bel 06-12345678?")
        found += as_it_stands(page, f"refused {language}", language)

    assert not found, "\n".join(found)


def test_the_queue_shows_what_waits_what_is_tried_and_why_something_is_a_draft(
    screens: Screens,
) -> None:
    page = curator(screens, LAPTOP)
    page.goto(PAGE)

    expect(page.get_by_role("heading", level=2)).to_have_text(
        ["Wat wij niet zeker wisten2", "Wordt nagerekend", "Concepten", "Staat live"]
    )
    expect(page.get_by_text("De goedgekeurde vraag “wanneer komt mijn traplift”")).to_be_visible()


def test_mistakes_are_told_while_typing_and_nothing_typed_is_lost(screens: Screens) -> None:
    page = curator(screens, LAPTOP)
    page.goto(f"{PAGE}/voorbeeld/ijktabel")
    expect(page.get_by_text("Zo kan het in de kennisbank.")).to_be_visible()

    page.locator("#answer").fill("Bel 06-12345678. Dan hoort u het.")

    expect(page.get_by_text("Hier staat een telefoonnummer: 06-12345678.")).to_be_visible()
    expect(page.locator("#answer")).to_be_focused()

    page.locator("button[value=save]").last.click()

    expect(page.get_by_text("Er klopt nog iets niet.")).to_be_visible()
    expect(page.locator("#answer")).to_have_value("Bel 06-12345678. Dan hoort u het.")


def test_the_list_narrows_while_seeking_and_the_question_is_attached(screens: Screens) -> None:
    page = curator(screens, PHONE)
    page.goto(PAGE)
    page.get_by_role("link", name=re.compile(r"Kies een voorbeeld ?: Mag de eekhoorn")).click()

    page.get_by_label("Zoek op woorden").press_sequentially("kreeg regio draagvlak?")
    expect(page.get_by_role("button", name="Hoort hierbij")).to_have_count(1)
    page.get_by_role("button", name="Hoort hierbij").click()

    page.wait_for_url(f"**{PAGE}")
    expect(page.get_by_text("Hoort voortaan bij een voorbeeld: Hoe kreeg de regio")).to_be_visible()


def types_on_a_slow_line(page: Page) -> list[Route]:
    """What the list becomes is asked for, and does not come yet."""
    on_its_way: list[Route] = []

    def hold(route: Route) -> None:
        on_its_way.append(route)

    page.goto(f"{PAGE}/voorbeelden")
    page.route("**/voorbeelden?*zoek=*", hold)
    with page.expect_request("**/voorbeelden?*zoek=*"):
        page.get_by_label("Zoek op woorden").fill("kreeg regio draagvlak?")
    return on_its_way


def comes(page: Page, on_its_way: list[Route]) -> None:
    """The page has it, and had the time to show it."""
    with page.expect_response("**/voorbeelden?*zoek=*") as narrowed:
        on_its_way[0].continue_()
    narrowed.value.finished()
    page.evaluate(RESTS)


def test_a_press_counts_when_the_list_narrows_under_the_thumb(screens: Screens) -> None:
    page = curator(screens, PHONE)
    on_its_way = types_on_a_slow_line(page)
    pressed = (
        page.locator("[data-part=lijst]").get_by_role("link", name=re.compile("^Bewerk")).first
    )
    where = str(pressed.get_attribute("href"))

    pressed.hover()
    page.mouse.down()
    comes(page, on_its_way)
    with page.expect_navigation():
        page.mouse.up()

    expect(page).to_have_url(re.compile(f"{re.escape(where)}$"))


def test_the_list_narrows_once_the_thumb_is_up(screens: Screens) -> None:
    page = curator(screens, PHONE)
    on_its_way = types_on_a_slow_line(page)
    rows = page.locator("[data-part=lijst] li")
    before = rows.count()

    page.get_by_role("heading", level=1).hover()
    page.mouse.down()
    comes(page, on_its_way)
    assert rows.count() == before
    page.mouse.up()

    expect(rows).to_have_count(1)
