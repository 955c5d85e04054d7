"""Somebody who types markup, scripts and worse in every field: it stays text, everywhere."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import ConsoleMessage, Dialog, Error, Page, Response, expect

from tests.browser.conftest import LAPTOP, WALL, Open, Screens
from tests.browser.looking import signed_in, without_sandbox
from tests.serving import Hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script><b class=ingebroken>vet</b>"
TEMPLATES = "{{7*7}} {% raw %} ${7*7} <%= 7*7 %> #{7*7} '\"><svg/onload=alert(3)>"
ODD = "\u202eomgekeerd\u202c \u200b\u2066links\u2069 👩‍👩‍👧 🏠 e\u0301 \ufffd javascript:alert(4)"
HOSTILE = f"{MARKUP} {TEMPLATES} {ODD}"
HUGE = ("<i>lang</i> " * 6000)[: 64 * 1024]

FIELDS = """input:not([type=hidden], [type=radio], [type=checkbox], [type=file], [type=date],
    [type=number], [readonly]), textarea"""

FORMS = f"""() => [...document.querySelectorAll("main form")].map((form) => {{
  const fields = [...form.querySelectorAll(`{FIELDS}`)].filter((e) => e.checkVisibility());
  const told = [form.getAttribute("action"), ...fields.map((e) => e.id || e.name)];
  return fields.length ? told.map((each) => `${{each}},`).join("") : "";
}})"""
"""Where each form goes and what can be typed there; empty where nothing can."""

MOST_FORMS = 40

STRANGE = """() => [...document.querySelectorAll(
    "script:not([src]), iframe, object, embed, .ingebroken, [onerror], [onload]," +
    "a[href^='javascript']")]
    .map((e) => e.outerHTML.slice(0, 120))"""
"""What only stands in a page when something typed became more than text."""

VIOLATED = """() => addEventListener("securitypolicyviolation",
    (event) => console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`))"""


@dataclass
class Watch:
    """Looks over the shoulder of everybody: what a page must never do is written down."""

    seen: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)

    def over(self, *pages: Page) -> None:
        for page in pages:
            page.on("dialog", self._dismisses)
            page.on("console", self._hears)
            page.on("response", self._broke)
            page.add_init_script(f"({VIOLATED})()")
            page.reload()
            self.pages.append(page)

    def _dismisses(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _hears(self, message: ConsoleMessage) -> None:
        refused = re.search(r"status of 4\d\d", message.text)  # a sentence for who typed it
        if message.type == "error" and not refused:
            self.seen.append(f"console {message.text}")

    def _broke(self, answer: Response) -> None:
        if answer.status >= 500:
            self.seen.append(f"{answer.status} {answer.url}")

    @property
    def all(self) -> list[str]:
        """What went wrong so far, with what stands in the pages now."""
        strange = [each for page in self.pages for each in page.evaluate(STRANGE)]
        return self.seen + strange


def is_sent(answer: Response) -> bool:
    return answer.request.method in {"POST", "PUT"}


OVERTAKEN = ("ERR_ABORTED", "interrupted by another navigation")


def goes_to(page: Page, path: str) -> None:
    """By its address; what was sent just before may still bring a page of its own in between."""
    for _ in range(3):
        try:
            page.goto(path)
        except Error as error:
            if not any(each in error.message for each in OVERTAKEN):
                raise
            page.wait_for_load_state()
        else:
            return
    page.goto(path)


def is_sent_before(form: str, done: list[str]) -> bool:
    """Also one that has more rows by now: a list that is asked for grows by what it is given."""
    return any(form.startswith(each) and kinds_of(form) == kinds_of(each) for each in done)


def kinds_of(form: str) -> set[str]:
    return set(re.sub(r"\d+,", ",", form).split(","))


def types_everywhere(page: Page, path: str, words: str) -> int:
    """The same in every field of every form of a page, sent; gives how many forms were sent."""
    done: list[str] = []
    while True:
        goes_to(page, path)
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => (d.open = true))")
        forms: list[str] = page.evaluate(FORMS)
        # What was sent may add and take away forms: they are known by where they go.
        fresh = [each for each in forms if each and not is_sent_before(each, done)]
        if not fresh:
            return len(done)
        assert len(done) < MOST_FORMS, fresh
        done.append(fresh[0])
        form = page.locator("main form").nth(forms.index(fresh[0]))
        for each in form.locator(FIELDS).all():
            if each.is_visible():
                each.fill(words)
        with page.expect_response(is_sent):
            form.get_by_role("button").last.click()
        page.wait_for_load_state()


def test_what_a_phone_sends_is_text_for_everybody(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna, bob, watch = screens.phone(), screens.phone(), Watch()
    wall, bea = screens.at(f"/scherm/{evening.code}", WALL), screens.console(LAPTOP)
    watch.over(anna, bob, wall, bea)
    opens(7)
    anna.get_by_label("Uw antwoord").fill(HUGE)
    anna.get_by_role("button", name="Bewaar mijn antwoord").click()
    expect(anna.locator(".fout")).to_contain_text("te groot om te ontvangen")
    anna.get_by_label("Uw antwoord").fill(HOSTILE)
    anna.get_by_role("button", name="Bewaar mijn antwoord").click()

    for page in (bob, bea):
        expect(page.get_by_text(MARKUP).first).to_be_visible()
        expect(page.get_by_text(TEMPLATES).first).to_be_visible()
    given = evening.record()["contributions"][0]["reference"]
    evening.facilitator.does(f"contributions/{given}/show")
    evening.facilitator.does("items/7/reveal")
    expect(wall.get_by_text(MARKUP)).to_be_visible()
    for words in (HOSTILE, HUGE):
        types_everywhere(anna, f"/m/{evening.code}/vraag", words)
        types_everywhere(anna, f"/m/{evening.code}/mijn-inbreng", words)

    assert watch.all == []


def test_a_stranger_at_the_door_is_told_so_in_a_sentence(evening: Hall, screens: Screens) -> None:
    stranger, watch = screens.at("/"), Watch()
    watch.over(stranger)
    for words in (HOSTILE, HUGE[:4000]):
        stranger.goto("/")
        stranger.get_by_label("Code").fill(words)
        stranger.get_by_role("button", name="Ga verder").click()
        expect(stranger.get_by_role("alert")).to_be_visible()
        types_everywhere(stranger, f"/m/{evening.code}", words)

    assert watch.all == []


def test_what_a_facilitator_types_is_text_up_to_the_minutes(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    bea, wall, watch = screens.console(LAPTOP), screens.at(f"/scherm/{evening.code}", WALL), Watch()
    watch.over(bea, wall)
    opens(7)
    evening.joined().gives(7, {"text": HOSTILE}, "k")
    evening.joined().does("ask", question=HOSTILE)
    places = ("", "/aanmeldingen", "/zaal", "/kaart/7")
    sent = [types_everywhere(bea, f"/regie/{evening.code}{place}", HOSTILE) for place in places]
    types_everywhere(bea, f"/regie/{evening.code}/kaart/7", HUGE)
    assert min(sent) >= 1
    bea.goto(f"/regie/{evening.code}")
    bea.get_by_label("Wat staat er in het verslag?").fill(HOSTILE)
    bea.get_by_role("button", name="Leg dit vast").click()
    expect(bea.get_by_role("listitem").filter(has_text=MARKUP).first).to_be_visible()

    evening.facilitator.does("end")
    minutes = f"/api/v1/meetings/{evening.code}/exports/minutes.html"
    bea.route("**/exports/**", without_sandbox)
    bea.goto(minutes)
    expect(bea.get_by_text(MARKUP).first).to_be_visible()
    assert watch.all == []


def test_what_a_coordinator_types_is_text(evening: Hall, screens: Screens) -> None:
    carla, watch = signed_in(screens, evening, "coordinator"), Watch()
    watch.over(carla)
    evening.facilitator.does("items/7/open")
    evening.joined().gives(7, {"text": HOSTILE, "theme": "Ontmoeten"}, "k")
    carla.goto("/coordinatie")
    carla.locator("main a").first.click()
    carla.wait_for_url("**/coordinatie/trajecten/*")
    programme = carla.url
    vision = f"/visie/{evening.code}"
    for path in (
        programme, f"{programme}/nieuw", "/coordinatie/mensen",
        f"/coordinatie/bewaren/{evening.code}", vision, f"{vision}/bronnen", f"{vision}/versies",
    ):  # fmt: skip
        types_everywhere(carla, path, HOSTILE)
    types_everywhere(carla, "/coordinatie/mensen", HUGE)

    assert watch.all == []
