"""A house that is killed while it mails: nobody is forgotten, and hardly anybody hears twice."""

import asyncio
from pathlib import Path

import pytest

from bot.rehearsal.server import DATABASE, start_server, stop_server
from tests.mail.office import MailRoom, postage
from tests.posting import PATIENCE
from tests.postman import Postman
from tests.sessions.storage.hall import open_hall

pytestmark = pytest.mark.slow

PEOPLE, KILLS = 9, 2


async def until_mailed(postman: Postman, count: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(postman.mails) < count:  # noqa: ASYNC110 -- there is no bell on the other side
            await asyncio.sleep(0.005)


async def test_kill_9_while_mail_goes_out(tmp_path: Path, postman: Postman, port: int) -> None:
    async with open_hall(f"sqlite:///{tmp_path / DATABASE}") as hall:
        room = MailRoom(hall, postage(port))
        for number in range(PEOPLE):
            await room.asks(await hall.joins(), f"p{number}@example.org")
        await room.ends()
        await room.goes_round()
    postman.takes = 0.05
    settings = {
        "SAMENSPEL_SMTP": f"smtp://localhost:{port}",
        "SAMENSPEL_MAIL_FROM": "huis@example.org",
        "SAMENSPEL_PUBLIC_URL": "https://doemee.example",
    }

    for _ in range(KILLS):
        before = len(postman.mails)
        server = await start_server(tmp_path, settings)
        await until_mailed(postman, before + 3)
        server.process.kill()
        await server.process.wait()
    server = await start_server(tmp_path, settings)
    async with asyncio.timeout(PATIENCE):
        while len(set(postman.whom)) < PEOPLE:  # noqa: ASYNC110 -- as above
            await asyncio.sleep(0.02)
    await asyncio.sleep(1)
    await stop_server(server)

    assert set(postman.whom) == {f"p{number}@example.org" for number in range(PEOPLE)}
    assert len(postman.mails) <= PEOPLE + KILLS
    assert len({mail["Message-ID"] for mail in postman.mails}) == PEOPLE
