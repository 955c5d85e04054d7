"""Two tabs with one outbox, and a network that answers in the place of the house."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open, Screens
from tests.browser.test_bad_line import own
from tests.browser.test_phone import kept, send, write
from tests.serving import Hall

pytestmark = pytest.mark.browser

FULL_FOR_ONE = """() => {
  const keeps = Storage.prototype.setItem;
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") };
  window.makeRoom = () => (Storage.prototype.setItem = keeps);
}"""
"""This tab can keep nothing, until there is room again."""


def waiting(page: Page, *words: str) -> None:
    rows = page.locator("[data-own] [data-waiting]")
    expect(rows).to_have_count(len(words))
    for said in words:
        expect(rows.filter(has_text=said)).to_be_visible()


def test_two_tabs_keep_what_the_other_could_not_and_what_it_could(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    opens(7)
    one = screens.phone()
    two = one.context.new_page()
    two.goto(f"/m/{evening.code}")
    expect(two.get_by_label("Uw antwoord")).to_be_visible()
    expect(one.get_by_label("Uw antwoord")).to_be_visible()
    one.context.set_offline(offline=True)
    one.evaluate(FULL_FOR_ONE)
    write(one, "De koffie.")
    send(one)
    waiting(one, "De koffie.")
    write(two, "De bus.")
    send(two)
    waiting(two, "De bus.")
    waiting(one, "De koffie.", "De bus.")
    one.evaluate("() => window.makeRoom()")
    write(one, "De brug.")
    send(one)
    waiting(one, "De koffie.", "De bus.", "De brug.")
    waiting(two, "De koffie.", "De bus.", "De brug.")
    one.context.set_offline(offline=False)

    for words in ("De koffie.", "De bus.", "De brug."):
        own(one, words)
    said = [str(answer["text"]) for answer in kept(evening)]
    assert sorted(said) == ["De brug.", "De bus.", "De koffie."]


def test_what_an_earlier_version_of_the_page_kept_is_sent_yet(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    opens(7)
    anna = screens.phone()
    expect(anna.get_by_label("Uw antwoord")).to_be_visible()
    url = f"/api/v1/meetings/{evening.code}/items/7/answer"
    entry = {"key": "k" * 32, "url": url, "method": "PUT", "type": "application/json"}
    entry |= {"text": '{"text":"De koffie."}', "form": "7.answer", "words": "De koffie."}
    anna.evaluate(
        "([name, entry]) => localStorage.setItem(name, JSON.stringify([entry]))",
        [f"samenspel.{evening.code}.outbox", entry],
    )
    anna.reload()

    own(anna, "De koffie.")
    assert kept(evening) == [{"text": "De koffie."}]
    assert anna.evaluate("Object.keys(localStorage).filter((n) => /outbox/.test(n))") == []


def test_a_thank_you_of_somebody_else_is_none(evening: Hall, screens: Screens, opens: Open) -> None:
    """A portal that speaks JSON, and a reply that breaks off: the answer stays, under its key."""
    anna, keys = screens.phone(), list[str]()
    opens(7)

    def portal(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            kind, body = "application/captive+json", '{"captive": true}'
            route.fulfill(status=200, content_type=kind, body=body)
        elif len(keys) == 2:
            route.fulfill(response=route.fetch(), body='{"saved": tr')
        else:
            route.continue_()

    anna.route("**/answer", portal)
    write(anna, "De koffie.")
    send(anna)

    own(anna, "De koffie.")
    waiting(anna)
    assert keys == [keys[0]] * 3
    assert kept(evening) == [{"text": "De koffie."}]


@pytest.mark.parametrize("status", [403, 413])
def test_a_filter_that_turns_one_answer_away_does_not_hold_up_the_next(
    evening: Hall, screens: Screens, opens: Open, status: int
) -> None:
    anna, turned = screens.phone(), list[str]()
    opens(7)

    def screen(route: Route) -> None:
        if "union select" in (route.request.post_data or ""):
            turned.append(route.request.headers["idempotency-key"])
            route.fulfill(status=status, content_type="text/html", body="<h1>Forbidden</h1>")
        else:
            route.continue_()

    anna.route("**/answer", screen)
    write(anna, "Een union select van huurders.")
    send(anna)
    waiting(anna, "Een union select van huurders.")
    write(anna, "De bus.")
    send(anna)

    own(anna, "De bus.")
    expect(anna.get_by_text("Niet verstuurd: een filter")).to_be_visible()
    field = anna.get_by_label("Uw antwoord").or_(anna.get_by_label("Nog een antwoord"))
    expect(field).to_have_value("Een union select van huurders.")
    waiting(anna)
    assert turned == [turned[0]] * 3
    assert kept(evening) == [{"text": "De bus."}]


def test_a_network_that_asks_who_is_there_turns_nothing_away(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna, asked = screens.phone(), list[int]()
    opens(7)

    def gate(route: Route) -> None:
        asked.append(len(asked))
        if len(asked) <= 3:  # as often as a filter gets
            status = [401, 407, 511][asked[-1]]
            route.fulfill(status=status, content_type="text/html", body="<h1>Wie bent u?</h1>")
        else:
            route.continue_()

    anna.route("**/answer", gate)
    write(anna, "De koffie.")
    send(anna)

    own(anna, "De koffie.")
    assert kept(evening) == [{"text": "De koffie."}]
