"""Every address there is, walked by who has no business there: nobody reads what is another's."""

from collections.abc import Iterator
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

DOORS = ("/in/", "/uit", "/aanmelden", "/api/v1/sign-in", "/coordinatie/ik")
"""What is about oneself: coming in, going out, one's own devices."""

STREAMS = ("/live",)
"""What answers for as long as one listens; it tells numbers and nothing else."""


def addresses(code: str, programme: int, routes: list[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
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

    def addresses(self) -> list[tuple[str, str]]:
        all_ = addresses(self.code, self.programme, ROUTES)
        return [(m, p) for m, p in all_ if not p.startswith(DOORS) and not p.endswith(STREAMS)]

    def record(self) -> str:
        found = self.hall.facilitator.client.get(f"/api/v1/meetings/{self.code}/record")
        assert found.status_code == 200
        assert SECRET in found.text
        return found.text


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
    for method, path in (("GET", console), ("GET", f"{vision}/bronnen"), ("GET", f"{console}/aanmeldingen")):
        assert SECRET in boss.request(method, path).text, path
    return found


def reads(who: httpx.Client, theirs: Theirs, expected: set[int]) -> list[tuple[str, str, int]]:
    """Walk everywhere; give the addresses that let somebody in, or show the secret."""
    before, let_in = theirs.record(), []
    for method, path in theirs.addresses():
        answer = who.request(method, path, data=None if method == "GET" else {"verb": "end"})
        assert answer.status_code < 500, (method, path)
        assert SECRET not in answer.text, (method, path)
        if answer.status_code not in expected:
            let_in.append((method, path, answer.status_code))
    assert theirs.record() == before
    return let_in


def test_a_coordinator_of_another_programme_reads_and_changes_nothing(hall: Hall, theirs: Theirs) -> None:
    boss = Visitor(hall.facilitator.client)
    for role in ("coordinator", "facilitator"):
        carla = comes_in(hall, invited(boss, "Carla", role, str(here(hall))))
        print(role)
        for x in reads(carla.client, theirs, {403, 404}): print(x)


def test_b(hall: Hall, theirs: Theirs) -> None:
    for who in (hall.joined(), hall.stranger(), Hall(hall.base, theirs.code, hall.facilitator, hall.clients).joined()):
        print("-----")
        for x in reads(who.client, theirs, {401, 403, 404}): print(x)
