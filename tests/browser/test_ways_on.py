"""What goes wrong around a meeting: each time a sentence, and a way on."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LAPTOP, Open, Screens, stepped
from tests.browser.looking import signed_in
from tests.serving import Hall

pytestmark = pytest.mark.browser


def given(evening: Hall) -> list[object]:
    return [c["answer"] for c in evening.record()["contributions"] if c["current"]]


def returns(page: Page, code: str) -> None:
    """Somebody at the door types the code that their other phone shows."""
    page.get_by_text("Ik deed al mee").click()
    page.get_by_label("Uw eigen code").fill(code)
    page.get_by_role("button", name="Ga verder waar ik was").click()


def own_code(page: Page) -> str:
    """What Mijn inbreng shows to go on with elsewhere."""
    page.goto(page.url.split("?")[0].rstrip("/") + "/mijn-inbreng")
    return page.get_by_text("Op een andere telefoon verder?").locator("b").inner_text()


def test_a_link_that_was_used_says_so_and_leads_on(evening: Hall, screens: Screens) -> None:
    link = evening.facilitator.client.post("/api/v1/staff", json={"name": "Bea"}).json()["link"]
    bea = screens.at(link, LAPTOP)
    bea.wait_for_url("**/regie")
    thief = screens.at(link)

    expect(thief.get_by_role("alert")).to_be_visible()
    expect(thief.get_by_text("Vraag die aan een collega")).to_be_visible()
    bea.goto(link)
    expect(bea.get_by_role("alert")).to_be_visible()
    bea.get_by_role("link", name="Ga naar uw bijeenkomsten").click()
    expect(bea.get_by_role("heading", name="Uw bijeenkomsten")).to_be_visible()


def test_whoever_comes_after_the_end_reads_so_and_may_return(
    evening: Hall, screens: Screens
) -> None:
    anna = screens.phone()
    evening.facilitator.does("end")
    late = screens.at(f"/m/{evening.code}")

    expect(late.get_by_text("Deze bijeenkomst is afgelopen.")).to_be_visible()
    expect(late.get_by_role("button", name="Doe mee")).to_have_count(0)
    expect(late.get_by_role("link", name="Ik heb een andere code")).to_be_visible()
    expect(anna.get_by_text("Dank voor uw inbreng")).to_be_visible()


def test_the_back_button_after_the_door_leads_inside(evening: Hall, screens: Screens) -> None:
    page = screens.at("/")
    page.get_by_label("Code").fill(evening.code)
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_label("Namens wie bent u hier?").select_option("Gemeente Proefstad")
    page.get_by_role("button", name="Doe mee").click()
    page.get_by_text("Verbonden").wait_for()
    page.go_back()

    expect(page.get_by_text("Verbonden")).to_be_visible()
    assert [p["organisation"] for p in evening.record()["participants"]] == ["Gemeente Proefstad"]


def test_the_back_button_after_an_answer_loses_nothing(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(7)
    anna.get_by_label("Uw antwoord").fill("De koffie.")
    anna.get_by_role("button", name="Bewaar mijn antwoord").click()
    expect(anna.locator("[data-own]").get_by_text("Opgeslagen om")).to_be_visible()
    anna.get_by_label("Nog een antwoord").fill("En de bus")
    anna.get_by_role("link", name="Stel een vraag").click()
    expect(anna.get_by_label("Uw vraag")).to_be_visible()
    anna.go_back()

    expect(anna.get_by_label("Nog een antwoord")).to_have_value("En de bus")
    expect(anna.get_by_text("Verbonden")).to_be_visible()
    assert given(evening) == [{"text": "De koffie."}]


def test_two_phones_with_one_code_are_one_person(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    code = own_code(anna)
    other = screens.at(f"/m/{evening.code}")
    returns(other, code)
    expect(other.get_by_text("Verbonden")).to_be_visible()
    anna.goto(f"/m/{evening.code}")
    opens(2)
    anna.get_by_label("Ontmoeten").check()
    anna.get_by_role("button", name="Verstuur mijn keuze").click()
    expect(anna.locator("main").get_by_text("Opgeslagen om")).to_be_visible()
    other.reload()
    expect(other.get_by_label("Ontmoeten")).to_be_checked()
    other.get_by_label("Zorg dichtbij").check()
    other.get_by_role("button", name="Verander mijn antwoord").click()
    expect(other.locator("main").get_by_text("Opgeslagen om")).to_be_visible()

    assert given(evening) == [{"choice": [2]}]
    assert len(evening.record()["participants"]) == 1


def test_a_code_that_nobody_has_is_refused_in_a_sentence(evening: Hall, screens: Screens) -> None:
    page = screens.at(f"/m/{evening.code}")
    returns(page, "ZZZZ-9999")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Uw eigen code")).to_be_visible()
    expect(page.get_by_role("button", name="Doe mee")).to_be_visible()


def test_two_tabs_of_the_console_know_the_same(evening: Hall, screens: Screens) -> None:
    bea = signed_in(screens, evening, "facilitator", "Bea")
    bea.goto(f"/regie/{evening.code}")
    other = bea.context.new_page()
    other.goto(f"/regie/{evening.code}")
    bea.get_by_role("button", name="Open 1: Mededeling").click()

    for tab in (bea, other):
        stepped(tab, "geopend · onderdeel 1")
    other.get_by_role("button", name="Maak ongedaan").click()
    expect(bea.get_by_role("button", name="Open 1: Mededeling")).to_be_enabled()
    assert {i["state"] for i in evening.record()["items"]} == {"waiting"}


def test_who_is_signed_out_elsewhere_reads_how_to_come_back(
    evening: Hall, screens: Screens
) -> None:
    bea = signed_in(screens, evening, "facilitator", "Bea")
    bea.goto(f"/regie/{evening.code}")
    expect(bea.get_by_text("Verbonden")).to_be_visible()
    bea.context.clear_cookies()
    bea.get_by_role("button", name="Open 1: Mededeling").click()

    expect(bea.get_by_role("alert")).to_contain_text("Meld u eerst aan")
    expect(bea.get_by_role("link", name="Meld u aan met een passkey")).to_be_visible()
    assert {i["state"] for i in evening.record()["items"]} == {"waiting"}
