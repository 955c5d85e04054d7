"""The base that a command asks: what ships, or as the house has it whose database is at hand."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings
from bot.unusable import Unusable
from knowledge_base.search import Library, load_base

SHIPPED = "Dit zijn de voorbeelden die met Samenspel meekomen."
UNREAD = "De database kan niet worden gelezen"
BEHIND = "De database is van een andere versie. Draai eerst: samenspel migrate"


@dataclass(frozen=True, slots=True)
class AtHand:
    """A base, and for standard error whose it is."""

    base: Library
    whose: str


def base_at_hand(database: str | None) -> AtHand:
    """The base of the database that was named; else of the one in the settings, if there is one.

    Nothing is made or moved to another version here. Who named a database hears why it cannot be
    read; who named none gets what ships, and hears it as well.
    """
    url = database or Settings().database
    if database is None and _is_missing(url):
        return AtHand(load_base(), SHIPPED)
    if why := _hindrance(url):
        if database is not None:
            raise Unusable(f"{why}.")
        return AtHand(load_base(), f"{why}. {SHIPPED}")
    return asyncio.run(_laid_over(url))


def _is_missing(url: str) -> bool:
    """Whether it is a file that is not there: seen without loading anything for a database."""
    name = url.partition("?")[0].removeprefix("sqlite:///")
    return url.startswith("sqlite:///") and not Path(name).exists()


def _hindrance(url: str) -> str:
    """Why this database cannot be read now; empty when it can."""
    from sessions.errors import Refusal  # all of this only where there is something to read
    from sessions.storage.engine import open_reading, sqlite_file
    from sessions.storage.migrating import HEAD, version_of

    try:
        file = sqlite_file(url)
        if file is not None and not file.exists():
            return "Deze database bestaat niet"
        engine = open_reading(url)
        try:
            found = version_of(engine)
        finally:
            engine.dispose()
    except Refusal:
        return "SAMENSPEL_DATABASE is geen adres van een database"
    except Exception as error:  # noqa: BLE001 -- whatever keeps us out, the person hears of it
        return f"{UNREAD} ({type(error).__name__})"
    return "" if found == HEAD else BEHIND


async def _laid_over(url: str) -> AtHand:
    """What curators changed over what ships; without changes the base is made once."""
    from bot.knowing import Knowledge, changed_texts
    from sessions.storage.store import Store

    store = Store(url)
    try:
        changed = await changed_texts(store)
        if not changed:
            return AtHand(load_base(), f"In dit huis is niets veranderd. {SHIPPED}")
        knowledge = Knowledge()
        await knowledge.reload(store)
    finally:
        store.close()
    counted = "1 voorbeeld" if len(changed) == 1 else f"{len(changed)} voorbeelden"
    return AtHand(knowledge, f"Dit zijn de voorbeelden van dit huis: {counted} veranderd of nieuw.")
