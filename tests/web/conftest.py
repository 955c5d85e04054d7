from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Hall, hall_with, open_house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One served house for a file of tests; each test has a meeting of its own."""
    folder: Path = tmp_path_factory.mktemp("house")
    with open_house(folder / "house.db") as base:
        yield base


@pytest.fixture
def hall(house: str) -> Iterator[Hall]:
    with hall_with(house) as hall:
        yield hall
