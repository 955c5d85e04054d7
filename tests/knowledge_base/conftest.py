import pytest

from knowledge_base.search import Base, load_base


@pytest.fixture(scope="session")
def base() -> Base:
    return load_base()
