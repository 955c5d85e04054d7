"""What a bad line, a trembling hand, a full phone and a second tab must not cost anybody."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open, Screens
from tests.browser.test_phone import SAVED, kept, send, write
from tests.serving import Hall

pytestmark = pytest.mark.browser

FULL = """() => {
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") };
}"""
"""From here on the phone keeps what it has, and takes nothing new."""

FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("no", "SecurityError") }, configurable: true });"""


def sends_without_a_line(page: Page, words: str) -> None:
    expect(page.get_by_label("Uw antwoord")).to_be_visible()
    page.context.set_offline(offline=True)
    write(page, words)
    send(page)


def own(page: Page, words: str) -> None:
    """Wait until the page shows these words as kept."""
    row = page.locator("[data-own] > li").filter(has_text=words)
    expect(row.get_by_text(SAVED)).to_be_visible()


def test_a_hand_that_trembles_sends_once(evening: Hall, screens: Screens, opens: Open) -> None:
    anna, sent = screens.phone(), list[str | None]()
    anna.on("request", lambda r: sent.append(r.post_data) if r.method == "PUT" else None)
    opens(7)
    write(anna, "De koffie.")
    for _ in range(2):
        anna.get_by_role("button", name="Bewaar mijn antwoord").press("Enter")

    own(anna, "De koffie.")
    write(anna, "De bus.")
    send(anna)
    own(anna, "De bus.")
    assert sent == ['{"text":"De koffie."}', '{"text":"De bus."}']
    assert kept(evening) == [{"text": "De koffie."}, {"text": "De bus."}]


def test_a_phone_that_is_full_loses_no_words(evening: Hall, screens: Screens, opens: Open) -> None:
    anna = screens.phone()
    opens(7)
    sends_without_a_line(anna, "De koffie.")
    expect(anna.locator("[data-own] [data-waiting]")).to_have_count(1)
    anna.evaluate(FULL)
    write(anna, "De bus.")
    send(anna)
    expect(anna.locator("[data-own] [data-waiting]")).to_have_count(2)
    anna.context.set_offline(offline=False)

    own(anna, "De koffie.")
    own(anna, "De bus.")
    assert kept(evening) == [{"text": "De koffie."}, {"text": "De bus."}]


def test_a_browser_that_keeps_nothing_still_answers(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    anna.context.add_init_script(FORBIDDEN)
    opens(7)
    anna.reload()
    expect(anna.get_by_text("Verbonden")).to_be_visible()
    write(anna, "De koffie.")
    send(anna)

    own(anna, "De koffie.")
    assert kept(evening) == [{"text": "De koffie."}]


def test_the_page_of_a_hotspot_is_no_thank_you(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    """The wifi wants a click first, and answers everything with a page of its own."""
    anna, asked = screens.phone(), list[str]()
    opens(7)

    def hotspot(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=200, content_type="text/html", body="<h1>Gratis wifi</h1>")
        else:
            route.continue_()

    write(anna, "De koffie.")
    anna.route("**/answer", hotspot)
    send(anna)

    own(anna, "De koffie.")
    assert len(asked) == 2
    assert kept(evening) == [{"text": "De koffie."}]


def test_a_second_tab_does_not_go_on_saying_that_something_waits(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    opens(7)
    anna = screens.phone()
    other = anna.context.new_page()
    other.goto(f"/m/{evening.code}")
    expect(other.get_by_text("Verbonden")).to_be_visible()
    sends_without_a_line(anna, "De koffie.")
    expect(other.locator("form").get_by_text("Wacht op verbinding")).to_be_visible()
    anna.context.set_offline(offline=False)

    for tab in (anna, other):
        own(tab, "De koffie.")
        expect(tab.get_by_text("Wacht op verbinding")).to_have_count(0)
    assert kept(evening) == [{"text": "De koffie."}]


def test_a_phone_that_is_not_known_any_more_keeps_the_words_for_who_joins_again(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    """The page lay open all night, and its cookie is over."""
    anna = screens.phone()
    opens(7)
    write(anna, "De koffie.")
    anna.context.clear_cookies()
    send(anna)
    anna.get_by_label("Namens wie bent u hier?").select_option("Gemeente Proefstad")
    with anna.expect_navigation():
        anna.get_by_role("button", name="Doe mee").click()

    expect(anna.get_by_label("Uw antwoord")).to_have_value("De koffie.")
    assert kept(evening) == []
    send(anna)
    own(anna, "De koffie.")
    assert kept(evening) == [{"text": "De koffie."}]


def test_half_a_sentence_outlives_the_end_of_the_meeting(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(7)
    write(anna, "De koffie is")
    evening.facilitator.does("end")

    expect(anna.get_by_text("Dank voor uw inbreng")).to_be_visible()
    expect(anna.get_by_label("Dit is niet verstuurd")).to_have_value("De koffie is")


def test_half_a_sentence_stays_in_sight_when_its_question_is_taken_back(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(7)
    write(anna, "De koffie is")
    evening.facilitator.does("undo")

    expect(anna.get_by_text("Er staat nu geen vraag open")).to_be_visible()
    expect(anna.get_by_label("Dit is niet verstuurd")).to_have_value("De koffie is")
    opens(7)
    expect(anna.get_by_label("Uw antwoord")).to_have_value("De koffie is")
    expect(anna.get_by_label("Dit is niet verstuurd")).to_have_count(0)


def test_a_question_that_did_not_arrive_says_so_and_is_asked_once(
    evening: Hall, screens: Screens
) -> None:
    """The house had heard it; only the thank-you was lost."""
    anna, heard = screens.phone(), list[str]()
    anna.get_by_role("link", name="Stel een vraag").click()
    expect(anna.get_by_text("Verbonden")).to_be_visible()

    def lose_the_first(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        heard.append(route.request.post_data or "")
        answer = route.fetch()
        if len(heard) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    anna.route("**/vraag", lose_the_first)
    anna.get_by_label("Uw vraag").fill("Wanneer komt het verslag?")
    anna.get_by_role("button", name="Vraag", exact=True).click()
    expect(anna.locator("form.stel [data-missed]")).to_be_visible()
    expect(anna.get_by_label("Uw vraag")).to_have_value("Wanneer komt het verslag?")
    anna.get_by_role("button", name="Vraag", exact=True).click()
    expect(anna.get_by_text("18 maart 2027")).to_have_count(1)
    expect(anna.locator("[data-missed]")).to_have_count(0)
    assert heard[0] == heard[1]

    anna.unroute("**/vraag")
    anna.get_by_label("Uw vraag").fill("Waar is de koffie?")
    anna.get_by_role("button", name="Vraag", exact=True).click()
    expect(anna.get_by_text("Waar is de koffie?")).to_be_visible()


def test_a_page_that_missed_what_it_heard_of_fetches_it_yet(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    """The stream said there was news; fetching that failed, and no other news came."""
    anna, failed = screens.phone(), list[str]()

    def fail_once(route: Route) -> None:
        failed.append(route.request.url)
        if len(failed) == 1:
            route.abort()
        else:
            route.continue_()

    anna.route(re.compile(rf"/m/{evening.code}$"), fail_once)
    opens(2)

    expect(anna.get_by_role("button", name="Verstuur mijn keuze")).to_be_visible()
    assert len(failed) >= 2
