"""A phone that was away: one answer was refused, another still waits; looked at by axe."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Open, Screens
from tests.browser.test_axe import come_in, look_at, reflows, structure
from tests.serving import Hall, hall_with
from tests.web.evenings import EVENING

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANSWER = "**/items/7/answer"
QUEUE = (
    "() => Object.keys(localStorage).filter((n) => n.startsWith('samenspel.{code}.outbox.')).length"
)


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        yield hall


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_refused_answer_above_one_that_waits_has_nothing_wrong(
    evening: Hall, screens: Screens, opens: Open, language: str
) -> None:
    person = evening.joined(organisation="Gemeente Proefstad", language=language, quotable=True)
    page, sent = come_in(screens, person), list[str]()

    def let_one_through(route: Route) -> None:
        sent.append(route.request.headers["idempotency-key"])
        if sent[0] == sent[-1]:
            route.continue_()
        else:
            route.abort()

    opens(7)
    page.goto(f"/m/{evening.code}")
    page.locator("[data-connection] .staat").wait_for()
    page.context.set_offline(offline=True)
    for words in ("De koffie op dinsdag.", "De bus naar het dorp."):
        page.locator("#text").fill(words)
        page.locator("form[data-answer='7'] button.vol").first.click()
    expect(page.locator("[data-waiting]")).to_have_count(2)
    evening.facilitator.does("items/7/close")
    page.route(ANSWER, let_one_through)
    with page.expect_event("requestfailed", lambda _: len(set(sent)) == 2):
        page.context.set_offline(offline=False)
    expect(page.locator(".fout .staat")).to_be_visible()

    page.wait_for_function(f"({QUEUE.replace('{code}', evening.code)})() === 1")
    expect(page.locator("textarea#niet-verstuurd")).to_have_value("De koffie op dinsdag.")
    where = f"refused above one that waits {language}"
    assert look_at(page, where) + reflows(page, where) + structure(page, where, language) == []
    assert evening.record()["contributions"] == []
