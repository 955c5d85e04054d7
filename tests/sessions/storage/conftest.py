"""The hall, on both engines."""

from collections.abc import AsyncIterator

import pytest

from tests.sessions.storage.hall import Hall, open_hall


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    async with open_hall(database_url) as hall:
        yield hall
