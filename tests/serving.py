"""A real house on a real port, in a thread of its own, and the people who come to it."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import httpx
import structlog

from bot.house import House, Server
from bot.serving import listen
from bot.settings import Settings
from tests.lagging import LAG, Lagging

ADMIN = "a-token-for-tests-only"

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody: what we serve is plain HTTP, and reading certificates costs a client 30 ms."""

PATIENCE = 240
"""Seconds in which a house must stand, or be gone again, however busy the machine is."""

AGENDA = """
traject: Woonzorgvisie Proefstad
bijeenkomst:
  titel: Startbijeenkomst
  kleinste_groep: 2
  tafels: 2
organisaties:
  - {naam: Gemeente Proefstad, soort: gemeente}
  - {naam: Woonstichting Proef, soort: corporatie}
themas:
  - {naam: Ontmoeten, woorden: [buurthuis]}
onderdelen:
  - mededeling: Welkom
    tekst: Fijn dat u er bent.
  - peiling: Welke opgave raakt uw werk het meest?
    kies: een
    opties: [Passende woningen, Zorg dichtbij, Ontmoeten]
    anders: ja
  - vraag: Wat werkt nu al goed?
    themas: [Ontmoeten]
  - casus: Mevrouw De Vries wil thuis blijven wonen
    brillen: [bewoner, gemeente]
    stappen:
      - vraag: Wat ziet u door deze bril?
        vanuit: bril
      - vraag: Wat kan uw organisatie zelf doen?
        vanuit: eigen
    tafels: 2
  - peiling: Verdeel honderd punten
    kies: punten
    opties: [Bouwen, Verbouwen]
    rondes: 2
"""


@contextmanager
def open_house(database: Path, /, **other: Any) -> Iterator[str]:
    """Serve this database until the block ends; gives the address. `other` are more settings."""
    structlog.reset_defaults()  # a command that served in this process sends the log elsewhere
    listening = listen("127.0.0.1", 0, tries=1)
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    known = {"database": f"sqlite:///{database}", "public_url": base, "admin_token": ADMIN}
    settings = Settings(**{**known, **other})
    started, servers = Event(), list[Server]()

    async def serve() -> None:
        house = House(settings)
        if LAG:
            house.app = Lagging(house.app)
        servers.append(house.server())
        started.set()
        await house.serve(listening, servers[0])
        house.close()

    thread = Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert started.wait(PATIENCE)
        _wait_until_it_answers(base)
        yield base
    finally:
        servers[0].stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        listening.close()


def _wait_until_it_answers(base: str) -> None:
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            httpx.get(f"{base}/readyz", verify=PLAIN).raise_for_status()
        except httpx.TransportError:
            sleep(0.02)
            continue
        return
    raise TimeoutError(base)


@dataclass
class Somebody:
    """A person with a browser: a client that keeps its own cookies."""

    client: httpx.Client
    code: str = ""

    def gives(self, number: int, body: Any, key: str) -> httpx.Response:
        return self.client.put(
            f"/api/v1/meetings/{self.code}/items/{number}/answer",
            json=body,
            headers={"Idempotency-Key": key},
        )

    def sees(self) -> dict[str, Any]:
        seen: dict[str, Any] = self.client.get(f"/api/v1/meetings/{self.code}").json()
        return seen

    def does(self, path: str, **body: Any) -> httpx.Response:
        return self.client.post(f"/api/v1/meetings/{self.code}/{path}", json=body)


@dataclass
class Hall:
    """One meeting on a served house; everybody's connections end with it."""

    base: str
    code: str
    facilitator: Somebody
    clients: ExitStack

    def stranger(self, **headers: str) -> Somebody:
        headers = {"Origin": self.base} | headers  # as every browser says with its forms
        client = httpx.Client(base_url=self.base, headers=headers, timeout=PATIENCE, verify=PLAIN)
        return Somebody(self.clients.enter_context(client), self.code)

    def joined(self, **said: Any) -> Somebody:
        """Somebody new who came in by the code."""
        person = self.stranger()
        answer = person.client.post("/api/v1/join", json={"code": self.code, **said})
        assert answer.status_code == 201, answer.text
        return person

    def record(self) -> dict[str, Any]:
        answer = self.facilitator.client.get(f"/api/v1/meetings/{self.code}/record")
        assert answer.status_code == 200, answer.text
        record: dict[str, Any] = answer.json()
        return record


@contextmanager
def hall_with(base: str, agenda: str = AGENDA) -> Iterator[Hall]:
    """A meeting of this agenda, and its facilitator."""
    with ExitStack() as clients:
        headers = {"Authorization": f"Bearer {ADMIN}"}
        boss = clients.enter_context(
            httpx.Client(base_url=base, headers=headers, timeout=PATIENCE, verify=PLAIN)
        )
        made = boss.post("/api/v1/meetings", content=agenda.encode())
        assert made.status_code == 201, made.text
        code = made.json()["code"]
        yield Hall(base, code, Somebody(boss, code), clients)
