import pytest

from knowledge_base.likeness import encoder_is_installed
from knowledge_base.reading import read_entries
from knowledge_base.search import Base, load_base


@pytest.fixture(scope="session")
def base() -> Base:
    return load_base()


@pytest.fixture(scope="session")
def core() -> Base:
    """The search as it is without the extra `semantic`."""
    return Base(read_entries())


@pytest.fixture(scope="session")
def semantic() -> Base:
    if not encoder_is_installed():
        pytest.skip("the extra `semantic` is not installed")
    return Base(read_entries(), semantic=True)


@pytest.fixture(scope="session", params=["core", "semantic"])
def either(request: pytest.FixtureRequest) -> Base:
    """Both ways of searching."""
    found: Base = request.getfixturevalue(request.param)
    return found
