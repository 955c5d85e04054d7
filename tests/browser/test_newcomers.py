import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATIENCE, Open, Screens
from tests.serving import Hall

pytestmark = pytest.mark.browser


def test_a_late_joiner_sees_what_is_open_now(evening: Hall, screens: Screens, opens: Open) -> None:
    opens(2)
    evening.facilitator.does("items/2/close")
    opens(7)
    evening.joined().gives(7, {"text": "De koffie."}, "k")

    late = screens.phone()
    expect(late.get_by_role("heading", name="Wat werkt nu al goed?")).to_be_visible()
    late.get_by_label("Uw antwoord").fill("De bus rijdt weer.")
    late.get_by_role("button", name="Bewaar mijn antwoord").click()
    expect(late.locator("[data-own]").get_by_text("De bus rijdt weer.")).to_be_visible()


def test_an_answer_without_javascript(browser: Browser, evening: Hall, opens: Open) -> None:
    opens(5)
    context = browser.new_context(base_url=evening.base, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"/m/{evening.code}")
    page.get_by_label("Namens wie bent u hier?").select_option("Ik doe mee voor mijzelf")
    page.get_by_role("button", name="Doe mee").click()
    page.get_by_label("Plaats van Een woning").select_option("2")
    page.get_by_label("Plaats van Een huisarts").select_option("1")
    page.get_by_role("button", name="Verstuur deze volgorde").click()

    expect(page.get_by_text("Opgeslagen om")).to_be_visible()
    kept = [c["answer"] for c in evening.record()["contributions"]]
    context.close()
    assert kept == [{"choice": [2, 1, 3]}]


def test_the_keyboard_alone_comes_in_and_answers(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    opens(2)
    page = screens.at(f"/m/{evening.code}")
    page.get_by_label("Namens wie bent u hier?").focus()
    page.keyboard.type("Ik doe mee")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Verbonden")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Verstuur mijn keuze")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main").get_by_text("Opgeslagen om")).to_be_visible()
    assert [c["answer"] for c in evening.record()["contributions"]] == [{"choice": [2]}]
