from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Hall, hall_with, open_house


@pytest.fixture(scope="module")
def house_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def house_file(house_folder: Path) -> str:
    """Where the served house keeps everything."""
    return f"sqlite:///{house_folder / 'house.db'}"


@pytest.fixture(scope="module")
def house(house_folder: Path) -> Iterator[str]:
    """One served house for a file of tests; each test has a meeting of its own."""
    with open_house(house_folder / "house.db") as base:
        yield base


@pytest.fixture
def hall(house: str) -> Iterator[Hall]:
    with hall_with(house) as hall:
        yield hall
