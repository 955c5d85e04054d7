"""The least that a vote over HTTP can be: bare ASGI, a cookie, and the same durable write.

`python -m benchmarks.bare FOLDER PORT PHONES` furnishes a meeting, prints a cookie for each phone
as one line of JSON, and takes votes until it is stopped.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from starlette.types import Receive, Scope, Send

from benchmarks.load import AGENDA
from bot.house import configured
from bot.rehearsal.server import HOST
from bot.serving import listen
from sessions.actions import arriving, planning, running
from sessions.agenda import read_agenda
from sessions.storage.migrating import migrate
from sessions.storage.store import Store
from sessions.storage.unit import Keeping, Unit, as_json
from sessions.storage.writer import Writer


class BareVote:
    """An ASGI application that does nothing but take votes."""

    def __init__(self, writer: Writer, phones: dict[str, arriving.Joined]) -> None:
        self._writer = writer
        self._phones = phones

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        who = self._phones[headers[b"cookie"].decode()]
        message = await receive()
        keeping = _keeping(who, headers[b"idempotency-key"].decode(), json.loads(message["body"]))
        [kept] = await self._writer.keep(Unit(1, (keeping,)))
        thanks = {"saved": True, "reference": f"B1.1-{kept.number:03d}", "revision": kept.revision}
        body = json.dumps(thanks).encode()
        told = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": told})
        await send({"type": "http.response.body", "body": body})


def _keeping(who: arriving.Joined, key: str, answer: object) -> Keeping:
    return Keeping(
        item_id=1,
        participant_id=who.participant_id,
        owner=f"person:{who.pseudonym}",
        slot="choice",
        key=key,
        round=1,
        origin="browser",
        answer=as_json(answer),
        digest="0" * 64,
        at=datetime.now(UTC),
    )


async def furnish(store: Store, phones: int) -> dict[str, arriving.Joined]:
    """A meeting with an open poll, and everybody by the cookie they will send."""
    code = await planning.load(store, planning.ADMIN, read_agenda(json.dumps(AGENDA)))
    record = await store.record(code)
    await running.carry_out(store, record, planning.ADMIN, running.RunOrder("open", 1))
    joined = [await arriving.join(store, arriving.Introduction(code)) for _ in range(phones)]
    return {f"deelnemer_{code}={each.token}": each for each in joined}


async def serve(folder: Path, port: int, phones: int) -> None:
    url = f"sqlite:///{folder / 'bare.db'}"
    migrate(url)
    store = Store(url)
    known = await furnish(store, phones)
    print(json.dumps(list(known)), flush=True)
    config = configured(BareVote(store.writer, known))
    with listen(HOST, port, tries=1) as listening:
        await uvicorn.Server(config).serve([listening])
    store.close()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
