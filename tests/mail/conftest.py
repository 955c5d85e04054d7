from collections.abc import AsyncIterator, Iterator

import pytest

from bot import delivery
from tests.mail.office import MailRoom, postage
from tests.postman import Postman, delivering
from tests.sessions.storage.hall import Hall, open_hall


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def port(postman: Postman) -> Iterator[int]:
    """Where the mail server listens."""
    with delivering(postman) as port:
        yield port


@pytest.fixture
async def hall(database_url: str) -> AsyncIterator[Hall]:
    async with open_hall(database_url) as hall:
        yield hall


@pytest.fixture
def room(hall: Hall, port: int, monkeypatch: pytest.MonkeyPatch) -> MailRoom:
    monkeypatch.setattr(delivery, "FIRST_RETRY", 0.01)
    return MailRoom(hall, postage(port))
