"""The pages beside the evening, from an empty house to a vision, with what real life fills in."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from tests.browser.album import Album
from tests.browser.conftest import LAPTOP, Screens
from tests.browser.minutes import states
from tests.browser.places import (
    ADMIN,
    ANNA,
    BOTH,
    CHECKED,
    COORDINATOR,
    EMPTY,
    HELD,
    PLANNED,
    RUNNING,
    SCRIPTLESS,
    SHEET,
    STRANGER,
    VISIONARY,
    Place,
    sends,
)
from tests.browser.test_axe import come_in, reflows
from tests.browser.tour import KINDS, TOUR, People, people_in, through
from tests.serving import ADMIN as TOKEN
from tests.serving import Hall, Somebody, hall_with, open_house

LONG = (
    "Stichting Samenwerkende Woonzorgvoorzieningen, Buurthuizen en Dorpshuizen in "
    "Zuidoost-Drenthe en de Veenkoloniën"
)
PARTIES = f"""
  - {{naam: "{LONG}", soort: zorgaanbieder}}
  - {{naam: Seniorenraad Borger-Odoorn, soort: senioren}}
  - {{naam: Huurdersvereniging De Veste, soort: huurders}}
  - {{naam: Gemeente Coevorden, soort: gemeente}}
themas:"""
AGENDA = TOUR.replace("\nthemas:", PARTIES, 1) + (
    "  - voorstel: Wij maken samen één woonzorgvisie\n"
    "    tekst: Drie gemeenten, één visie. Elke raad besluit zelf.\n"
)
NEXT = (
    AGENDA.replace("Startbijeenkomst Woonzorgvisie", "Wonen en zorg in de buurt, wie doet wat")
    .replace("datum: 2027-03-11", "datum: 2027-04-15\n  niveau: bestuurlijk")
)  # fmt: skip
PARAGRAPH = (
    "Mijn moeder woont al veertig jaar in dezelfde straat. Zij wil daar blijven, ook nu de trap "
    "haar te steil wordt. Wij hebben drie keer gebeld over een traplift en drie keer een ander "
    "antwoord gekregen. Het helpt als één mens het hele verhaal kent. "
)
TEXTS = (
    (PARAGRAPH * 9)[:2000],
    "De wijkbus is fijn. Bel mij gerust op 06-12345678 of mail wonen@proefstad.nl. Tot dan.",
    "Mail naar wonen@proefstad.nl, mijn BSN is 123456782.",
    "Mijn moeder woont op Dorpsstraat 5, 7811 AB Emmen.",
)
SIGNED_UP = "\n".join(
    f"{name}; {party}"
    for name, party in (
        ("Anneke de Vries-van der Meulen", "Gemeente Emmen"), ("Bob", "Welzijnswerk Coevorden"),
        ("Fatima El Amrani", LONG), ("Jan Peter Hendrik Zwaagstra", "Seniorenraad Borger-Odoorn"),
        ("Wim", ""), ("Thea Nijenhuis", "Huurdersvereniging De Veste"),
    )
)  # fmt: skip


@dataclass
class Tour:
    """Somebody with a camera, who can look over everybody's shoulder."""

    screens: Screens
    album: Album
    chapter: str = ""
    known: dict[str, object] = field(default_factory=dict)
    anna: Somebody | None = None
    _pages: dict[str, Page] = field(default_factory=dict)

    def shows(self, chapter: str, places: tuple[Place, ...]) -> None:
        self.album.chapter(chapter)
        for place in places:
            try:
                self._take(place, f"{chapter}-{place.name}")
            except PlaywrightError as error:  # the others can still be looked at
                self.album.missed.append(f"{chapter}-{place.name}: {error.message[:200]}")

    def _take(self, place: Place, name: str) -> None:
        page = self.page_of(place.who)
        page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})
        page.goto(self._address(place))
        if place.press:
            place.press(page)
        if place.paper:
            self._print(page, name)
        else:
            self.album.take_all(page, name, BOTH)
            self.album.missed += reflows(page, name)

    def _print(self, page: Page, name: str) -> None:
        """The first three sheets, one below the other, as a printer gets them."""
        page.set_viewport_size({"width": SHEET[0], "height": 3 * SHEET[1]})
        page.emulate_media(media="print")
        self.album.take(page, name, whole=False)
        page.emulate_media(media="screen")

    def page_of(self, who: str) -> Page:
        if who not in self._pages:
            self._pages[who] = self._arrives(who)
        return self._pages[who]

    def _arrives(self, who: str) -> Page:
        if who == STRANGER:
            return self.screens.at("/", LAPTOP)
        if who == SCRIPTLESS:
            page = self.screens.at("/", LAPTOP)
            page.route(re.compile(r"/static/.*\.js"), lambda route: route.abort())
            return page
        if who == ANNA:
            assert self.anna
            return come_in(self.screens, self.anna, LAPTOP)
        return self._signed_in(who)

    def _signed_in(self, role: str) -> Page:
        """Coming in uses a link up; that link is kept, to see what it says the second time."""
        hall = self.screens.hall
        page = self.screens.at("/", LAPTOP)
        if role == ADMIN:
            there = {"name": "regie", "value": TOKEN, "url": hall.base}
            page.context.add_cookies([there])  # type: ignore[list-item]
            return page
        said = {"name": {COORDINATOR: "Carla Jansen"}.get(role, "Bea"), "role": role}
        link = hall.facilitator.client.post("/api/v1/staff", json=said).json()["link"]
        self.known["used"] = link.rpartition("/")[2]
        page.goto(link)
        page.wait_for_url("**/regie")
        return page

    def _address(self, place: Place) -> str:
        path = place.path
        for name, value in {"code": self.screens.hall.code, **self.known}.items():
            path = path.replace(f"{{{name}}}", str(value))
        plain = "exports/" in path or "/visie." in path
        return path if plain else f"{path}{'&' if '?' in path else '?'}taal={place.language}"


@contextmanager
def lobby(base: str) -> Iterator[Hall]:
    """A house without any meeting, and whoever keeps it."""
    with ExitStack() as clients:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        keeper = clients.enter_context(httpx.Client(base_url=base, headers=headers, timeout=30))
        yield Hall(base, "", Somebody(keeper), clients)


def nothing_yet(browser: Browser, album: Album, folder: Path) -> None:
    """What a house says in which nobody did anything."""
    with open_house(folder / "empty.db") as base, lobby(base) as hall:
        Tour(Screens(browser, hall), album).shows("empty", EMPTY)


def between(browser: Browser, album: Album, folder: Path) -> None:
    """One programme, from its first agenda to a version of its vision."""
    file = folder / "between.db"
    with open_house(file) as base, hall_with(base, AGENDA) as hall, hall_with(base, NEXT):
        tour = Tour(Screens(browser, hall), album)
        prepare(tour, hall)
        tour.shows("planned", PLANNED)
        people = people_in(hall)
        tour.anna = people.anna
        hold(tour, hall, people)
        check(tour, f"sqlite:///{file}")
        sign(hall)
        tour.shows("held", HELD)
        grow(tour, hall)
        tour.shows("vision", VISIONARY)


def check(tour: Tour, database: str) -> None:
    """The minutes from their first plan to adopted."""
    hall, desk, phone = tour.screens.hall, tour.page_of(COORDINATOR), tour.page_of(ANNA)
    state = ""
    try:
        for state in states(hall, desk, phone, database):
            tour.shows(f"minutes-{state}", CHECKED)
    except PlaywrightError as error:  # making five documents takes long on a busy machine
        tour.album.missed.append(f"minutes, after {state}: {error.message[:200]}")


def prepare(tour: Tour, hall: Hall) -> None:
    """A link that nobody used yet, colleagues, and the number of the programme."""
    boss = hall.facilitator.client
    for name, role in (("Bram", "facilitator"), ("Cor de Boer", "curator")):
        boss.post("/api/v1/staff", json={"name": name, "role": role}).raise_for_status()
    made = boss.post("/api/v1/staff", json={"name": "Els"}).json()
    tour.known |= {"link": made["link"].rpartition("/")[2], "programme": 1}
    tour.page_of(COORDINATOR)


def hold(tour: Tour, hall: Hall, people: People) -> None:
    """The evening itself; in the middle of its question everybody stops to look."""
    does = hall.facilitator.does
    sign_up(hall)
    for number in range(1, len(KINDS) + 1):
        for stop in through(hall, people, number):
            if stop.name == "7-question-answered":
                for place, text in enumerate(TEXTS):
                    somebody = hall.joined(organisation=LONG, name="Fatima El Amrani")
                    somebody.gives(number, {"text": text}, f"t{place}").raise_for_status()
                tour.shows("running", RUNNING)
    does("items/9/open").raise_for_status()
    take_positions(people, 9)
    for verb in ("close", "reveal"):
        does(f"items/9/{verb}").raise_for_status()
    for kind, said in (("decision", "Wij gaan door met één visie."), ("note", "Er was koffie.")):
        does("notes", kind=kind, text=said).raise_for_status()
    people.anna.does("ask", question="Wanneer komt het verslag?")
    people.bob.does("ask", question="Hoe laat gaat de bakker in Emmen open?")


POSITIONS: tuple[dict[str, str], ...] = (
    {"position": "agree", "mandate": "wethouder"},
    {"position": "reservation", "reservation": "de raad van commissarissen"},
    {"position": "disagree", "text": "Wij willen eerst weten wat het kost."},
)


def take_positions(people: People, number: int) -> None:
    """One agrees, one with a reservation, one does not."""
    for person, position in zip((people.anna, people.bob, people.eve), POSITIONS, strict=True):
        person.gives(number, position, "p").raise_for_status()


def sign_up(hall: Hall) -> None:
    posts = hall.facilitator.client.post
    assert posts(f"/regie/{hall.code}/aanmeldingen", data={"list": SIGNED_UP}).is_redirect
    for number, state in ((1, "present"), (3, "present"), (4, "cancelled")):
        posts(f"/regie/{hall.code}/aanmelding", data={"number": number, "state": state})


def sign(hall: Hall) -> None:
    """Some put their name under the covenant, one will not."""
    for party, state, day in (
        ("Gemeente Emmen", "signed", "2026-06-03"), (LONG, "declines", ""),
        ("Woonstichting Proef", "not_yet", ""),
    ):  # fmt: skip
        said = {"variant": "covenant", "party": party, "state": state, "day": day}
        said |= {"function": "wethouder Wonen"} if day else {}
        where = f"/coordinatie/bijeenkomsten/{hall.code}/ondertekening"
        assert hall.facilitator.client.post(where, data=said).is_redirect


def grow(tour: Tour, hall: Hall) -> None:
    """Sources, words and a first version, so that there is something to compare."""
    carla, home = tour.page_of(COORDINATOR), f"/visie/{hall.code}"
    posts, data = carla.request.post, {"place": "bronnen"}
    origin = {"Origin": hall.base}
    for what, said in (
        ("bron", {"title": "Woonzorgopgave in Drenthe", "author": "Provincie Drenthe",
                  "year": "2025", "where": "provincie.drenthe.nl", "kind": "report"}),
        ("cijfer", {"title": "Mensen van 75 en ouder in 2040", "says": "Een op de vier.",
                    "source": "R1", "page": "p. 12"}),
        ("reactie", {"origin": "mail", "text": "Vergeet de dorpen zonder winkel niet.",
                     "organisation": LONG, "kind": "bewoners", "quotable": "yes"}),
    ):  # fmt: skip
        posts(f"{home}/{what}", form={**data, "key": what, **said}, headers=origin)
    carla.goto(home)
    for _ in range(2):
        sends("Neem op", carla)
    carla.goto(f"{home}/versies")
    carla.get_by_label("Waarvoor is deze versie?").fill("Voor het college")
    sends("Leg deze versie vast", carla)
    carla.goto(home)
    carla.locator("#blokken summary").first.click()
    carla.get_by_label("Uw eigen woorden, een zin per regel").first.fill(
        "Wij drinken elke week koffie in elk dorp.\nWie niet kan komen, halen wij op."
    )
    with carla.expect_navigation():
        carla.locator("#blokken").get_by_role("button", name="Bewaar").first.click()
