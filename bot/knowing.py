"""The base that a house asks: what ships, with what its curators changed laid over it."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.agendas import open_store
from knowledge_base.entry import Entry
from knowledge_base.overlaying import overlaid, shipped_texts
from knowledge_base.reading import UnreadableEntriesError
from knowledge_base.search import Base, Finding, load_base
from sessions.actions.curating import changed_entries
from sessions.errors import Malformed
from sessions.storage.store import Store


class Knowledge:
    """Answers from one whole base; a change puts another in its place."""

    def __init__(self) -> None:
        self._base = load_base()

    @property
    def entries(self) -> Sequence[Entry]:
        return self._base.entries

    def find(self, question: str, previous: str = "") -> Finding:
        return self._base.find(question, previous)

    def get_ready(self) -> None:
        self._base.get_ready()

    async def reload(self, store: Store) -> None:
        """Ask what curators made of it from now on; what cannot be read leaves it as it was."""
        changed = await changed_texts(store)
        try:
            self._base = await asyncio.to_thread(built, changed)
        except UnreadableEntriesError as unreadable:
            logging.getLogger(__name__).warning("knowledge.not_reloaded why=%s", unreadable)


async def changed_texts(store: Store) -> dict[str, str]:
    return {version.name: version.text for version in await changed_entries(store)}


async def checked(changed: Mapping[str, str]) -> None:
    """Refuse, with the first mistake's sentence, what `knowledge check` would refuse."""
    try:
        await asyncio.to_thread(overlaid, changed)
    except UnreadableEntriesError as unreadable:
        raise Malformed("knowledge.mistake", said=unreadable.mistakes[0].sentence) from None


def built(changed: Mapping[str, str]) -> Base:
    """The base as it ships where nothing was changed; that is calibrated."""
    if not changed:
        return load_base()
    base = Base(overlaid(changed), semantic=load_base().mode == "semantic")
    base.get_ready()
    return base


async def entry_texts(database: str | None) -> dict[str, str]:
    """The Markdown of every entry by its name, as a house with this database has it."""
    store, _ = open_store(database)
    try:
        return shipped_texts() | await changed_texts(store)
    finally:
        store.close()


def write_entries(folder: Path, texts: Mapping[str, str]) -> None:
    """One file for each entry, as the repository keeps them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
