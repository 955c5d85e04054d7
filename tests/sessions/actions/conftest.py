"""The hall, on both engines."""

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import Engine

from sessions.storage.engine import open_writing
from sessions.storage.migrating import migrate
from tests.engines import Cluster
from tests.reusing import EMPTIED
from tests.sessions.storage.hall import Hall, open_hall


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    async with open_hall(database_url) as hall:
        yield hall


@pytest.fixture(scope="session")
def furnished(postgresql: Cluster) -> Iterator[Engine]:
    """One database with its tables for all evenings: making it takes longer than most of them."""
    with postgresql.database() as url:
        migrate(url)
        engine = open_writing(url)
        yield engine
        engine.dispose()


@pytest.fixture
def postgresql_url(furnished: Engine) -> str:
    with furnished.begin() as connection:
        connection.exec_driver_sql(EMPTIED)
    return furnished.url.render_as_string(hide_password=False)
