"""What is over: a link, a meeting, a code, a place, somebody's own data; each with a way on."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.web.breaking import soft
from tests.browser.conftest import LAPTOP, Open, Screens
from tests.browser.looking import signed_in
from tests.browser.places import sends
from tests.browser.test_axe import look_at, reflows
from tests.serving import Hall, hall_with
from tests.web.evenings import EVENING

pytestmark = pytest.mark.browser

YESTERDAY = "2020-01-01T00:00:00.000000+00:00"


@pytest.fixture
def small(house: str) -> Iterator[Hall]:
    """The same evening in a hall with one chair."""
    with hall_with(house, EVENING.replace("  tafels: 2\n", "  tafels: 2\n  plaatsen: 1\n", 1)) as h:
        yield h


def run_out(database: Path) -> None:
    """Every link was made a long time ago."""
    with closing(sqlite3.connect(database, timeout=20)) as kept:
        kept.execute("UPDATE links SET expires_at = ?", (YESTERDAY,))
        kept.commit()


def forgets(screens: Screens, hall: Hall, who: str) -> None:
    """A coordinator erases somebody, with the code typed over."""
    carla = signed_in(screens, hall, "coordinator")
    carla.goto(f"/coordinatie/bewaren/{hall.code}")
    carla.get_by_label("Wie").select_option(who)
    form = carla.locator("form", has=carla.locator("#whom"))
    form.locator("#confirm1").fill(hall.code)
    form.locator("button").click()
    carla.wait_for_url("**gewist=1")


def joins(page: Page) -> None:
    page.get_by_label("Namens wie bent u hier?").select_option("Woonstichting Proef")
    page.get_by_role("button", name="Doe mee").click()


def test_a_link_that_ran_out_says_so_and_leads_on(
    evening: Hall, screens: Screens, house_folder: Path
) -> None:
    link = evening.facilitator.client.post("/api/v1/staff", json={"name": "Bea"}).json()["link"]
    run_out(house_folder / "house.db")
    bea = screens.at(link, LAPTOP)

    expect(bea.get_by_role("alert")).to_be_visible()
    expect(bea.get_by_text("Vraag die aan een collega")).to_be_visible()
    bea.goto(f"/regie/{evening.code}")
    expect(bea.get_by_role("link", name="Meld u aan met een passkey")).to_be_visible()


@pytest.mark.parametrize("path", ["/?code=000001", "/m/000001", "/c/000001"])
def test_a_code_that_no_meeting_has_is_typed_once_more(
    evening: Hall, screens: Screens, path: str
) -> None:
    page = screens.at(path)

    expect(page.get_by_role("alert")).to_have_text(
        "Deze code kennen wij niet. Kijk nog eens op het scherm."
    )
    page.get_by_label("Code van het scherm").fill(evening.code)
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("button", name="Doe mee")).to_be_visible()


def test_words_that_wait_until_after_the_end_come_back_to_who_wrote_them(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(7)
    anna.get_by_label("Uw antwoord").wait_for()
    anna.context.set_offline(offline=True)
    anna.get_by_label("Uw antwoord").fill("De koffie op dinsdag.")
    anna.get_by_role("button", name="Bewaar mijn antwoord").click()
    evening.facilitator.does("end")
    anna.context.set_offline(offline=False)

    expect(anna.get_by_text("Dank voor uw inbreng")).to_be_visible()
    expect(anna.locator("#niet-verstuurd")).to_have_value("De koffie op dinsdag.")
    expect(anna.locator(".fout")).to_contain_text("Dit onderdeel is gesloten.")
    assert evening.record()["contributions"] == []


def test_after_the_end_the_page_for_questions_says_so_and_leads_on(
    evening: Hall, screens: Screens
) -> None:
    anna = screens.phone()
    evening.facilitator.does("end")
    anna.goto(f"/m/{evening.code}/vraag")

    expect(anna.get_by_text("Vragen stellen kan niet meer.")).to_be_visible()
    expect(anna.get_by_role("button", name="Vraag", exact=True)).to_have_count(0)
    expect(anna.get_by_role("link", name=soft("Praktijkvoorbeelden"))).to_be_visible()


def test_who_was_erased_reads_so_and_may_join_again(evening: Hall, screens: Screens) -> None:
    anna = screens.phone()
    forgets(screens, evening, "D001")

    expect(anna.get_by_text("Deze telefoon kennen wij niet meer.")).to_be_visible()
    assert look_at(anna, "erased") + reflows(anna, "erased") == []
    joins(anna)
    expect(anna.get_by_text("Verbonden")).to_be_visible()
    assert [p["pseudonym"] for p in evening.record()["participants"]] == ["D001", "D002"]


def test_who_finds_it_full_gets_in_as_soon_as_there_is_room(small: Hall, screens: Screens) -> None:
    small.joined()
    late = screens.at(f"/m/{small.code}")
    expect(late.get_by_role("alert")).to_contain_text("Vraag de begeleider om plaats te maken")
    expect(late.get_by_label("Uw eigen code")).to_be_visible()
    assert look_at(late, "full") + reflows(late, "full") == []
    late.get_by_label("Namens wie bent u hier?").select_option("Woonstichting Proef")
    sends("Probeer het nog eens", late)
    expect(late.get_by_label("Namens wie bent u hier?")).to_have_value("Woonstichting Proef")

    assert small.facilitator.does("places").status_code == 200
    late.get_by_role("button", name="Probeer het nog eens").click()
    expect(late.get_by_text("Verbonden")).to_be_visible()
