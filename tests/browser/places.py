"""Every page there is a picture of: where it is, who looks, and after which press."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Page

from tests.browser.conftest import LAPTOP, PHONE

BOTH = {"phone": PHONE, "laptop": LAPTOP}
SHEET = (794, 1123)
"""A4 at 96 dots an inch."""

ADMIN, COORDINATOR, FACILITATOR, CURATOR = "admin", "coordinator", "facilitator", "curator"
STRANGER, SCRIPTLESS, ANNA = "stranger", "scriptless", "anna"
"""Who looks: by their role, somebody who is not signed in, or somebody who takes part."""

Press = Callable[[Page], None]


@dataclass(frozen=True)
class Place:
    """A page to take a picture of; `{code}` and the like stand for what only the house knows."""

    name: str
    path: str
    who: str = COORDINATOR
    press: Press | None = None
    language: str = "nl"
    paper: bool = False


def sends(button: str, page: Page) -> None:
    """Press a button, and see what comes of it."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def fills(label: str, text: str, button: str, page: Page) -> None:
    page.get_by_label(label).first.fill(text)
    sends(button, page)


def unfolds(page: Page) -> None:
    """Open the first thing that is folded."""
    page.locator("main details:not([open]) > summary").first.click()


def unfolds_all(page: Page) -> None:
    page.locator("main details").evaluate_all("all => all.forEach((one) => { one.open = true; })")


def adds_nothing(page: Page) -> None:
    """A source without a title."""
    unfolds(page)
    sends("Voeg bron toe", page)


def invites(page: Page) -> None:
    """A colleague for every programme."""
    page.locator("#nieuw").get_by_label("Alle trajecten").check()
    fills("Naam", "Dirk van den Berg-Zonderland", "Maak een link", page)


def is_refused(page: Page) -> None:
    """A link sends its form by itself."""
    page.get_by_role("alert").wait_for()


def pastes(text: str, page: Page) -> None:
    """An agenda, in the box that is folded until somebody wants it."""
    unfolds(page)
    fills("Plak uw draaiboek", text, "Maak deze bijeenkomst", page)


def pastes_too_much(page: Page) -> None:
    pastes("x" * 70_000, page)


def sends_an_old_form(page: Page) -> None:
    """A form of a page that was made before an update: it holds what nobody knows any more."""
    page.locator("form input[name=verb], form input[name=do]").first.evaluate(
        "field => { field.value = 'was ooit iets'; }"
    )
    page.locator("form:has(input[name=verb]) button").first.click()


PROGRAMME = "/coordinatie/trajecten/{programme}"
MEETING = "/coordinatie/bijeenkomsten/{code}"
REGIE = "/regie/{code}"
VISION = "/visie/{code}"
BASE = "/regie/kennisbank"

EMPTY = (
    Place("meetings", "/regie", ADMIN),
    Place("programmes", "/coordinatie", ADMIN),
    Place("people", "/coordinatie/mensen", ADMIN),
    Place("keeping", "/coordinatie/bewaren", ADMIN),
    Place("curator", BASE, CURATOR),
    Place("curator-log", f"{BASE}/logboek", CURATOR),
)
"""A house in which nothing was made yet."""

PLANNED = (
    Place("code", "/", STRANGER),
    Place("wrong-code", "/?code=000001", STRANGER),
    Place("door", "/m/{code}", STRANGER),
    Place("door-english", "/m/{code}", STRANGER, language="en"),
    Place("privacy", "/privacy", STRANGER),
    Place("privacy-english", "/privacy", STRANGER, language="en"),
    Place("accessibility", "/toegankelijkheid", STRANGER),
    Place("accessibility-english", "/toegankelijkheid", STRANGER, language="en"),
    Place("sign-in", "/aanmelden", STRANGER),
    Place("sign-in-known", "/aanmelden"),
    Place("link", "/in/{link}", SCRIPTLESS),
    Place("link-expired", "/in/verlopen", STRANGER, is_refused),
    Place("link-used", "/in/{used}", COORDINATOR, is_refused),
    Place("not-signed-in", "/coordinatie", STRANGER),
    Place("not-yours", "/coordinatie/bewaren", CURATOR),
    Place("lost", "/nergens", STRANGER),
    Place("lost-english", "/nergens", STRANGER, language="en"),
    Place("from-elsewhere", "/van-elders", STRANGER),
    Place("too-large", "/regie", COORDINATOR, pastes_too_much),
    Place("meetings", "/regie", FACILITATOR),
    Place("meetings-untitled", "/regie", FACILITATOR, partial(sends, "Maak de bijeenkomst")),
    Place("meetings-english", "/regie", FACILITATOR, language="en"),
    Place(
        "meetings-mistakes",
        "/regie",
        FACILITATOR,
        partial(pastes, "bijeenkomst: {titel: Leeg}"),
    ),
    Place("programmes", "/coordinatie"),
    Place("programme-planned", PROGRAMME),
    Place("programme-english", PROGRAMME, language="en"),
    Place("programme-parties", PROGRAMME, press=unfolds_all),
    Place("programme-reader", PROGRAMME, FACILITATOR),
    Place("agenda-new", f"{PROGRAMME}/nieuw"),
    Place("agenda-change", f"{MEETING}/draaiboek"),
    Place(
        "agenda-mistakes",
        f"{MEETING}/draaiboek",
        press=partial(fills, "Tekst (YAML)", "onderdelen: [", "Controleer"),
    ),
    Place("agenda-copy", f"{MEETING}/kopie"),
    Place("people", "/coordinatie/mensen"),
    Place("people-change", "/coordinatie/mensen", press=unfolds),
    Place("people-mistake", "/coordinatie/mensen", press=partial(sends, "Maak een link")),
    Place(
        "people-link",
        "/coordinatie/mensen",
        press=invites,
    ),
    Place("people-reader", "/coordinatie/mensen", FACILITATOR),
    Place("account", "/coordinatie/ik"),
    Place("keeping", "/coordinatie/bewaren"),
    Place("personal-none", f"{MEETING}/persoonsgegevens"),
    Place("signatures-none", f"{MEETING}/ondertekening"),
    Place("sign-ups-none", f"{REGIE}/aanmeldingen", FACILITATOR),
    Place("tables-none", f"{REGIE}/zaal", FACILITATOR),
    Place("practice", f"{REGIE}/oefenen", FACILITATOR),
    Place("cards", f"{REGIE}/kaarten", FACILITATOR),
    Place("cards-printed", f"{REGIE}/kaarten", FACILITATOR, paper=True),
    Place("vision-none", VISION),
    Place("vision-sources-none", f"{VISION}/bronnen"),
    Place("vision-versions-none", f"{VISION}/versies"),
    Place("vision-compare-none", f"{VISION}/vergelijk"),
    Place("examples", "/voorbeelden", STRANGER),
    Place("examples-none", "/voorbeelden?gemeente=Appelscha", STRANGER),
    Place("examples-town", "/voorbeelden?gemeente=Zoetermeer", STRANGER),
    Place("example", "/voorbeelden/ijktabel", STRANGER),
    Place("example-english", "/voorbeelden/zoetermeer-tijd", STRANGER, language="en"),
    Place("example-lost", "/voorbeelden/appeltaart", STRANGER),
)
"""Before the evening: made, and nobody came yet."""

RUNNING = (
    Place("sign-ups", f"{REGIE}/aanmeldingen", FACILITATOR),
    Place("tables", f"{REGIE}/zaal", FACILITATOR),
    Place("practice-not-now", f"{REGIE}/oefenen", FACILITATOR),
    Place("card-question", f"{REGIE}/kaart/7", FACILITATOR),
    Place("card-empty", f"{REGIE}/kaart/7", FACILITATOR, partial(sends, "Bewaar dit antwoord")),
    Place("themes-none", f"{REGIE}/themas/7", FACILITATOR),
    Place("themes-found", f"{REGIE}/themas/7", FACILITATOR, partial(sends, "Zoek thema")),
    Place("themes-change", f"{REGIE}/themas/7", FACILITATOR, unfolds),
    Place("themes-confirmed", f"{REGIE}/themas/7", FACILITATOR, partial(sends, "Bevestig")),
    Place("asked", f"{REGIE}/vragen", FACILITATOR),
)
"""While the question is open."""

CHECKED = (
    Place("desk", f"{REGIE}/verslag"),
    Place("phone", "/m/{code}/verslag", ANNA),
    Place("home", "/m/{code}", ANNA),
)
"""The minutes, in each of their states."""

HELD = (
    Place("meetings", "/regie", FACILITATOR),
    Place("programme", PROGRAMME),
    Place("programme-reader", PROGRAMME, FACILITATOR),
    Place("keeping", "/coordinatie/bewaren"),
    Place("erasing", "/coordinatie/bewaren/{code}"),
    Place("erasing-mistake", "/coordinatie/bewaren/{code}", press=partial(sends, "Wis alle namen")),
    Place("personal", f"{MEETING}/persoonsgegevens"),
    Place("personal-stays", f"{MEETING}/persoonsgegevens", press=unfolds),
    Place("personal-decided", f"{MEETING}/persoonsgegevens", press=partial(sends, "Weglaten")),
    Place("old-form", f"{MEETING}/persoonsgegevens", press=sends_an_old_form),
    Place("signatures", f"{MEETING}/ondertekening?variant=covenant"),
    Place("signatures-change", f"{MEETING}/ondertekening?variant=covenant", press=unfolds),
    Place("terms", f"{MEETING}/afspraken"),
    Place("minutes-page", "/api/v1/meetings/{code}/exports/minutes.html"),
    Place("agreements-page", "/api/v1/meetings/{code}/exports/agreements.html"),
    Place("mine", "/m/{code}/mijn-inbreng", ANNA),
    Place("ask", "/m/{code}/vraag", ANNA),
    Place("tables", f"{REGIE}/zaal", FACILITATOR),
)
"""After the evening."""

VISIONARY = (
    Place("vision-waiting", VISION),
    Place("vision-accepted", VISION, press=partial(sends, "Neem op")),
    Place("vision-change", VISION, press=unfolds_all),
    Place("vision-sources", f"{VISION}/bronnen"),
    Place("vision-sources-mistake", f"{VISION}/bronnen", press=adds_nothing),
    Place("vision-chapters", f"{VISION}/hoofdstukken"),
    Place("vision-versions", f"{VISION}/versies"),
    Place("vision-compare", f"{VISION}/vergelijk?van=1&naar=0"),
    Place("vision-personal", f"{VISION}/persoonsgegevens"),
    Place("vision-reader", VISION, FACILITATOR),
    Place("vision-read", "/m/{code}/visie", ANNA),
    Place("vision-page", f"{VISION}/visie.html?edition=public"),
)
"""What the evening grows into."""

CURATING = (
    Place("curator", BASE, CURATOR),
    Place("curator-english", BASE, CURATOR, language="en"),
    Place("curator-entries", f"{BASE}/voorbeelden", CURATOR),
    Place("curator-choose", f"{BASE}/voorbeelden?gap=1&zoek=ijktabel", CURATOR),
    Place("curator-new", f"{BASE}/nieuw?gap=1&gap=2", CURATOR),
    Place("curator-change", f"{BASE}/voorbeeld/ijktabel", CURATOR),
    Place("curator-draft", f"{BASE}/versie/1", CURATOR),
    Place("curator-log", f"{BASE}/logboek", CURATOR),
)
"""The curator's loop, in a house where something of everything waits."""

EVENING = (
    Place("phone", "/m/{code}", ANNA),
    Place("wall", "/scherm/{code}", STRANGER),
    Place("console", REGIE, FACILITATOR),
)
"""What stands open all evening; `tests/browser/shots.py` follows it from state to state."""

PLACES = (*EMPTY, *PLANNED, *RUNNING, *CHECKED, *HELD, *VISIONARY, *CURATING, *EVENING)

FORM_ONLY = "leads whoever reloads a form back to its page"
A_FILE = "is saved as a file"
UNSEEN = {
    "/c/{code}": "leads on to the door",
    "/m/{code}/planning.ics": A_FILE,
    "/m/{code}/verslag.ics": A_FILE,
    "/m/{code}/exports/concept.html": "is the minutes, of which there is a picture",
    "/m/{code}/{form:path}": FORM_ONLY,
    "/regie/{code}/{what}": FORM_ONLY,
    "/m/{code}/post/{key}": "wants the key of a mail; tests/browser/test_mail.py looks at it",
    "/m/{code}/post/{key}/stop": "wants the key of a mail; tests/browser/test_mail.py looks at it",
    "/regie/nieuw": FORM_ONLY,
    "/regie/bijeenkomsten": FORM_ONLY,
    "/regie/collega": FORM_ONLY,
    "/regie/kennisbank/vraag": FORM_ONLY,
    "/regie/kennisbank/hoort-bij": FORM_ONLY,
    "/regie/kennisbank/terug": FORM_ONLY,
    "/coordinatie/trajecten": "is the list of programmes, after a form was refused",
    "/coordinatie/trajecten/{number:int}/{part}": FORM_ONLY,
    "/coordinatie/mensen/{number:int}": FORM_ONLY,
    "/coordinatie/ik/apparaten": FORM_ONLY,
    "/coordinatie/ik/passkeys": FORM_ONLY,
}
"""Addresses without a picture, and why."""
