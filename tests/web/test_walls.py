"""Every address there is, walked by who has no business there: nobody reads what is another's."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import httpx
import pytest
from starlette.routing import BaseRoute, Mount, Route

from bot.web.app import ROUTES
from tests.serving import Hall, Somebody
from tests.web.browsing import Visitor
from tests.web.test_coordination import comes_in, elsewhere, here, invited
from tests.web.test_forms_from_elsewhere import FILLED

SECRET = "Zwaluwnest"
"""What only those of one programme say; it stands in everything that they have."""

PARTS = FILLED | {
    "format": "html", "form:path": "elders", "verb:str": "end", "verb": "hide", "kind": "minutes",
    "reference": "B1.3-001", "place": "bronnen",
}  # fmt: skip

OF_ONESELF = ("/in/", "/uit", "/aanmelden", "/api/v1/sign-in", "/coordinatie/ik",
              "/coordinatie/mensen/")  # fmt: skip
"""Coming in, going out, one's own devices; and colleagues, by numbers that are no programme's."""

FOR_EVERYBODY = (
    "/", "/openapi.json", "/healthz", "/readyz", "/metrics", "/static/ijktabel",
    "/toegankelijkheid", "/privacy", "/voorbeelden", "/voorbeelden/ijktabel", "/api/v1/join",
)  # fmt: skip
"""What is no meeting's own, and the door, which wants a code that is right."""

VISION = "/m/{code}/visie"
"""The door; and for whoever takes part the public text of the vision, open questions among it."""

WALL = ("/api/v1/meetings/{code}/live", "/api/v1/meetings/{code}/telegram", "/c/{code}",
        "/m/{code}", "/m/{code}/verslag", VISION,
        "/m/{code}/elders", "/m/{code}/doemee", "/m/{code}/terug", "/scherm/{code}")  # fmt: skip
"""What whoever knows the code may see and fill in: the doors, and the wall of the hall."""

OWN_LISTS = ("/coordinatie", "/coordinatie/trajecten", "/coordinatie/mensen", "/regie",
             "/regie/bijeenkomsten", "/regie/collega", "/regie/nieuw", "/api/v1/staff",
             "/api/v1/meetings", "/coordinatie/bewaren")  # fmt: skip
"""Pages and forms about one's own programmes, also for whoever runs others."""


FOR_CURATORS = "/regie/kennisbank"
"""Where a curator reads what the base could not answer, wherever it was asked; nobody else does."""

OWN_PAGES = (
    "/api/v1/meetings/{code}", "/api/v1/meetings/{code}/me", "/api/v1/meetings/{code}/seat",
    "/api/v1/meetings/{code}/ask", "/api/v1/meetings/{code}/items/2/answer", "/m/{code}/vraag",
    "/m/{code}/verslag.ics", "/m/{code}/exports/concept.html", "/m/{code}/mijn-inbreng",
    "/m/{code}/planning.ics", "/m/{code}/ik", "/m/{code}/onderdelen/2",
    "/m/{code}/onderdelen/2/intrekken", "/api/v1/meetings/{code}/review",
    "/api/v1/meetings/{code}/reactions", "/api/v1/meetings/{code}/reactions/2",
    "/m/{code}/mail",
)  # fmt: skip
"""What is there for whoever takes part."""


def addresses(
    code: str, programme: int, routes: list[BaseRoute], before: str = ""
) -> Iterator[tuple[str, str]]:
    """Every route with every method, as it is for this meeting of this programme."""
    parts = PARTS | {"code": code, "programme:int": str(programme), "number:int": str(programme)}
    for route in routes:
        if isinstance(route, Mount):
            yield from addresses(code, programme, list(route.routes), before + route.path)
        elif isinstance(route, Route):
            path = before + route.path
            for name, value in parts.items():
                path = path.replace(f"{{{name}}}", value)
            assert "{" not in path, f"say what stands for a part of {path}"
            yield from ((method, path) for method in sorted((route.methods or set()) - {"HEAD"}))


@dataclass
class Theirs:
    """A meeting of another programme, in which everything holds the secret."""

    hall: Hall
    code: str
    programme: int

    def addresses(self, but: Collection[str] = ()) -> list[tuple[str, str]]:
        """Where a wall must be; `but` not there, with the code filled in."""
        open_to_all = {p.replace("{code}", self.code) for p in (*FOR_EVERYBODY, *WALL, *but)}
        return [
            (method, path)
            for method, path in addresses(self.code, self.programme, ROUTES)
            if not path.startswith(OF_ONESELF) and path not in open_to_all
        ]

    def record(self) -> str:
        """All of it but the version, which moves when somebody gets their code to come back."""
        found = self.hall.facilitator.client.get(f"/api/v1/meetings/{self.code}/record")
        assert found.status_code == 200
        assert SECRET in found.text
        return re.sub(r'"version":\d+,"date"', "", found.text)


def does(boss: httpx.Client, path: str, **fields: str) -> None:
    answer = boss.post(path, data=fields)
    assert answer.status_code == 303, (path, answer.status_code)


@pytest.fixture
def theirs(hall: Hall) -> Theirs:
    code, programme = elsewhere(hall)
    boss = hall.facilitator.client
    there = Hall(hall.base, code, Somebody(boss, code), hall.clients)
    ella = there.joined(name=f"Ella {SECRET}")
    there.facilitator.does("items/3/open")
    assert ella.gives(3, {"text": f"De {SECRET} werkt"}, "een").status_code == 200
    assert ella.does("ask", question=f"Wat kost een {SECRET} in Verweggistan?").status_code == 200
    console, vision = f"/regie/{code}", f"/visie/{code}"
    does(boss, f"{console}/notitie", kind="decision", text=f"Wij bouwen een {SECRET}")
    does(boss, f"{console}/aanmeldingen", list=f"naam;organisatie\nMevrouw {SECRET};Gemeente")
    does(boss, f"{vision}/bron", place="bronnen", title=f"Rapport {SECRET}", key="een")
    does(boss, f"{vision}/versie", place="versies", purpose=f"Voor {SECRET}")
    does(boss, f"{console}/verslag", do="add", item="3", text=f"Zie {SECRET}")
    found = Theirs(hall, code, programme)
    for path in (console, f"{vision}/bronnen", f"{console}/aanmeldingen"):
        assert SECRET in boss.get(path).text, path
    return found


def tries(who: httpx.Client, method: str, path: str) -> httpx.Response:
    if method == "GET":
        return who.get(path)
    if path.startswith("/api/"):
        return who.request(method, path, json={})
    return who.request(method, path, data={"verb": "end"})


def walks(who: httpx.Client, theirs: Theirs, but: Collection[str] = ()) -> None:
    """Try every address; each one says no, shows nothing, and changes nothing."""
    before = theirs.record()
    assert len(theirs.addresses(but)) > 50
    for method, path in theirs.addresses(but):
        answer = tries(who, method, path)
        led_back = method == "GET" and answer.status_code == 303
        told = (method, path, answer.status_code)
        # 429 for whoever guessed the keys in links of mails a few times, as this walk does
        assert led_back or answer.status_code in {401, 403, 404, 429}, told
        assert SECRET not in answer.text, (method, path)
    for path in (*FOR_EVERYBODY, *WALL[1:], *but):
        answer = who.get(path.replace("{code}", theirs.code), follow_redirects=True)
        theirs_to_read = but is OWN_PAGES and path == VISION
        assert SECRET not in answer.text or path.startswith(FOR_CURATORS) or theirs_to_read, path
    assert theirs.record() == before


@pytest.mark.parametrize("role", ["coordinator", "facilitator"])
def test_who_runs_another_programme_reads_nothing_here(
    hall: Hall, theirs: Theirs, role: str
) -> None:
    boss = Visitor(hall.facilitator.client)
    carla = comes_in(hall, invited(boss, "Carla", role, str(here(hall))))

    walks(carla.client, theirs, OWN_LISTS)


def test_a_curator_reads_the_base_and_no_meeting(hall: Hall, theirs: Theirs) -> None:
    said = {"name": "Cor", "role": "curator"}
    link = hall.facilitator.client.post("/api/v1/staff", json=said).json()["link"]
    token = link.rpartition("/")[2]
    key = hall.stranger().client.post("/api/v1/sign-in", json={"token": token}).json()["token"]
    cor = hall.stranger(Authorization=f"Bearer {key}")
    base = [path for _, path in theirs.addresses() if path.startswith(FOR_CURATORS)]

    assert cor.client.get("/regie/kennisbank").status_code == 200
    walks(cor.client, theirs, (*OWN_LISTS, *base))


def test_who_takes_part_in_another_meeting_reads_nothing_here(hall: Hall, theirs: Theirs) -> None:
    walks(hall.joined().client, theirs)


def test_who_is_not_signed_in_reads_nothing(hall: Hall, theirs: Theirs) -> None:
    walks(hall.stranger().client, theirs)


def test_who_takes_part_here_stays_out_of_what_is_for_the_crew(hall: Hall, theirs: Theirs) -> None:
    anna = Hall(hall.base, theirs.code, hall.facilitator, hall.clients).joined()

    walks(anna.client, theirs, OWN_PAGES)
