"""The agenda editor with JavaScript: form and text follow each other while somebody writes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, Screens
from tests.serving import Hall

pytestmark = pytest.mark.browser


def test_the_agenda_is_checked_while_somebody_writes(evening: Hall, screens: Screens) -> None:
    page = screens.console(LAPTOP)
    page.goto(f"/coordinatie/bijeenkomsten/{evening.code}/draaiboek")
    text = page.get_by_label("Tekst (YAML)")
    expect(page.get_by_text("Het draaiboek klopt.")).to_be_visible()

    page.get_by_label("Titel", exact=True).fill("Een avond over wonen")
    expect(text).to_have_value(re.compile("titel: Een avond over wonen"))

    page.get_by_label("Aantal plaatsen").fill("dertig")
    expect(page.get_by_text("Het draaiboek klopt.")).to_be_hidden()
    page.get_by_label("Aantal plaatsen").fill("30")
    expect(text).to_have_value(re.compile("plaatsen: 30"))
    expect(page.get_by_text("Het draaiboek klopt.")).to_be_visible()

    whole = text.input_value()
    text.fill(whole.replace("opties:", "keuzes:", 1))
    expect(page.get_by_text("bedoelt u `opties`?")).to_be_visible()
    text.fill(whole.replace("Een avond over wonen", "Nog een titel"))
    expect(page.get_by_text("Het draaiboek klopt.")).to_be_visible()
    expect(page.get_by_label("Titel", exact=True)).to_have_value("Nog een titel")
    expect(text).to_be_focused()

    page.get_by_role("button", name="Vervang het draaiboek").click()
    page.wait_for_url("**/coordinatie/trajecten/*")
    kept = evening.record()["meeting"]
    assert (kept["title"], kept["places"]) == ("Nog een titel", 30)
