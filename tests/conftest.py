"""What many tests ask for: a database of either engine, and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.engines import Cluster, chromium_program, postgresql_cluster

# Other people's work on the same machine is no reason to fail; the rest stays as it is chosen.
settings.register_profile(
    "patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """One PostgreSQL for the run; under pytest-xdist one per worker."""
    with postgresql_cluster() as cluster:
        yield cluster


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'samenspel.db'}"


@pytest.fixture
def postgresql_url(postgresql: Cluster) -> Iterator[str]:
    with postgresql.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database, on SQLite (a temporary file) and once more on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program; start it with `tests.engines.CHROMIUM_ARGUMENTS`."""
    return chromium_program()
