"""A question that nobody knew: to the console and back, on pages that nobody reloads."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Screens
from tests.serving import Hall

pytestmark = pytest.mark.browser

UNKNOWN = "Hoe bak ik een appeltaart met rozijnen?"


def test_the_facilitators_answer_appears_on_the_page_of_who_asked(
    evening: Hall, screens: Screens
) -> None:
    anna, console = screens.phone(), screens.console()
    anna.get_by_role("link", name="Stel een vraag").click()
    anna.get_by_label("Uw vraag").fill(UNKNOWN)
    anna.get_by_role("button", name="Vraag", exact=True).click()
    expect(anna.get_by_text("Uw vraag ligt bij de begeleider")).to_be_visible()
    anna.get_by_label("Uw vraag").fill("en hoe lang")

    waiting = console.locator("li", has_text=UNKNOWN)
    waiting.get_by_text("Beantwoord").first.click()
    waiting.get_by_label("Uw antwoord").fill("Met veel boter.")
    waiting.get_by_role("button", name="Beantwoord").click()

    expect(anna.get_by_text("Met veel boter.")).to_be_visible()
    expect(anna.get_by_text("Antwoord van de begeleider")).to_be_visible()
    expect(anna.get_by_label("Uw vraag")).to_have_value("en hoe lang")
    expect(console.get_by_text("Er wacht nu geen vraag op u.")).to_be_visible()
    assert screens.complaints == []
