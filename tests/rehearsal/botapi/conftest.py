"""A stand-in that runs, both clients, and somebody who pressed Start."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.rehearsal.botapi.pretend import Pretend, PretendPerson, pretend
from bot.rehearsal.botapi.process import BotApi, running_botapi
from tests.rehearsal.botapi.clients import CLIENTS, Client
from tests.rehearsal.botapi.document import bot_api_document


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def botapi(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotApi]:
    """One process for all; it checks every call where the Bot API's document lies at hand."""
    folder = tmp_path_factory.mktemp("botapi")
    async with running_botapi(folder, bot_api_document()) as running:
        yield running
    assert (folder / "botapi-errors.log").read_text() == ""


@pytest.fixture
async def outside(botapi: BotApi) -> AsyncIterator[Pretend]:
    """Everything outside the bot: as new, without limits, and true to the specification."""
    async with pretend(botapi.control) as fresh:
        await fresh.ask("reset")
        await fresh.limits(on=False)
        yield fresh
        assert await fresh.violations() == []


@pytest.fixture(params=sorted(CLIENTS))
async def client(
    request: pytest.FixtureRequest,
    outside: Pretend,
    botapi: BotApi,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Client]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else it warns of what it will do one day
    async with CLIENTS[request.param](botapi.base, botapi.token) as made:
        yield made


@pytest.fixture
async def twin(client: Client, botapi: BotApi) -> AsyncIterator[Client]:
    """A second process, as it were, with the same token."""
    make = CLIENTS["aiogram" if client.is_aiogram else "python-telegram-bot"]
    async with make(botapi.base, botapi.token) as made:
        yield made


@pytest.fixture
async def anna(outside: Pretend) -> PretendPerson:
    """She pressed Start, and the bot has heard of it."""
    anna = await outside.person("Anna", language_code="nl")
    await anna.starts()
    return anna


@pytest.fixture(scope="session")
def document() -> Path:
    """The machine-readable Bot API."""
    found = bot_api_document()
    if found is None:
        pytest.skip("the Bot API as JSON lies beside the repository, in ../shared/data/telegram")
    return found
