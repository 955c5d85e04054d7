"""The stand-in as a process: how it starts, stops, and says what is missing."""

import asyncio
import subprocess
import sys
from contextlib import suppress
from json import loads
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.rehearsal.botapi.process import running_botapi
from bot.rehearsal.server import NotRunningError

COMMAND = [sys.executable, "-m", "bot.rehearsal.botapi"]

WITHOUT = """
import sys
sys.modules["telegram"] = None
from bot.rehearsal.botapi.__main__ import main
main([])
"""


async def test_it_answers_until_it_is_stopped(tmp_path: Path) -> None:
    async with (
        running_botapi(tmp_path, token="7:EIGEN") as running,
        ClientSession() as session,
        session.get(f"{running.base}/bot7:EIGEN/getMe") as response,
    ):
        told = await response.json()

    assert told["result"]["id"] == 7
    assert running.process.returncode == 0
    assert (tmp_path / "botapi-errors.log").read_text() == ""


async def test_a_poller_does_not_keep_it_from_stopping(tmp_path: Path) -> None:
    async with ClientSession() as session:
        async with running_botapi(tmp_path) as running:
            url = f"{running.base}/bot{running.token}/getUpdates"
            polling = asyncio.create_task(session.get(url, params={"timeout": 50}).__aenter__())
            await asyncio.sleep(0.2)

        assert running.process.returncode == 0
        with suppress(OSError):
            await polling


async def test_one_that_cannot_start_says_why(tmp_path: Path) -> None:
    with pytest.raises(NotRunningError) as failed:
        async with running_botapi(tmp_path, tmp_path / "weg.json"):
            pass

    assert "weg.json" in failed.value.last_words


def test_it_stops_when_whoever_started_it_is_gone() -> None:
    with subprocess.Popen(
        [*COMMAND, "--leash"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert loads(process.stdout.readline())["port"] > 0

        process.stdin.close()

        assert process.wait(timeout=60) == 0


def test_without_the_extra_one_sentence_says_what_to_install() -> None:
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=False
    )

    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == (
        "Voor het oefenen met Telegram is meer nodig: installeer Samenspel met de toevoeging"
        " rehearsal, met: pip install 'samenspel[rehearsal]'\n"
    )
