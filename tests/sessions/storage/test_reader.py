"""Reading together: everybody gets their own answer, and nobody the mistake of another."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from sessions.storage.engine import open_reading
from sessions.storage.reader import Reader
from tests.engines import furnish


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    url = f"sqlite:///{tmp_path / 'read.db'}"
    furnish(url)
    return Reader(open_reading(url))


async def test_a_mistake_is_for_whoever_made_it(reader: Reader) -> None:
    def one(connection: Connection) -> int:
        return int(connection.execute(text("SELECT 1")).scalar_one())

    def wrong(connection: Connection) -> int:
        return int(connection.execute(text("SELECT nothing")).scalar_one())

    asked = [reader.read(work) for _ in range(40) for work in (one, wrong)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    reader.close()

    assert answers[::2] == [1] * 40
    assert all(isinstance(answer, Exception) for answer in answers[1::2])


async def test_a_closed_reader_says_so(reader: Reader) -> None:
    reader.close()

    with pytest.raises(RuntimeError):
        await reader.read(lambda _connection: 1)
