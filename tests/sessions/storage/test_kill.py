import asyncio
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from time import monotonic, sleep

import pytest

from sessions.storage.store import Store
from tests.serving import PATIENCE
from tests.sessions.storage.hall import QUESTION, Hall, open_hall
from tests.tree import ROOT

PHONES = 25
KILLS = 3


async def test_nothing_acknowledged_is_lost_and_nothing_counts_twice(
    database_url: str, tmp_path: Path
) -> None:
    async with open_hall(database_url) as hall:
        await asyncio.gather(*(hall.joins() for _ in range(PHONES)))
        await hall.does("open", QUESTION)

    heard: list[tuple[str, str, str]] = []
    for time in range(KILLS):
        heard += killed_in_a_burst(database_url, hall.code, tmp_path / f"burst-{time}")

    acknowledged = {key for sign, key, _ in heard if sign == "!"}
    sent = {key: who for _, key, who in heard}
    hall = Hall(Store(database_url), hall.code)
    kept = Counter(key for _, _, key in await hall.rows())
    assert acknowledged - kept.keys() == set()
    assert set(kept.values()) == {1}

    for key in sent.keys() - acknowledged:  # these phones never heard: they try again
        await hall.says(sent[key], QUESTION, key, text="Koffie in het buurthuis")
    rows = await hall.rows()
    assert sorted(key for _, _, key in rows) == sorted(sent)
    assert [reference for reference, _, _ in rows] == [
        f"B1.{QUESTION}-{n:03d}" for n in range(1, len(sent) + 1)
    ]
    hall.store.close()


def killed_in_a_burst(url: str, code: str, log: Path) -> list[tuple[str, str, str]]:
    """Let people answer in a process of its own, kill it, and read what it had said."""
    module = "tests.sessions.storage.answers_until_killed"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", module, url, code, log.name], cwd=ROOT, stdout=output
        )
        try:
            until_it_answers(process, log)
            sleep(random.uniform(0.02, 0.25))
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
    lines = [line.split() for line in log.read_text().splitlines()]
    return [(sign, key, who) for sign, key, who in lines]


def until_it_answers(process: "subprocess.Popen[bytes]", log: Path) -> None:
    begun = monotonic()
    while "!" not in log.read_text():
        if process.poll() is not None or monotonic() - begun > PATIENCE:
            pytest.fail("the process that should answer did not")
        sleep(0.01)
