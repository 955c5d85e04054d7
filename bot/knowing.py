"""The base that a house asks: what ships, with what its curators changed laid over it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from pathlib import Path

from bot.opening import open_store
from knowledge_base.calibration import Calibration, Mode, fingerprint
from knowledge_base.entry import Entry, EntryMistake
from knowledge_base.overlaying import overlaid, shipped_texts, with_phrasing
from knowledge_base.reading import UnreadableEntriesError
from knowledge_base.search import Advice, Base, load_base
from sessions.actions.curating import calibration_of, changed_entries, versions_in
from sessions.errors import Malformed, Unknown
from sessions.storage.entry_versions import PHRASING, TRYING, EntryVersion
from sessions.storage.store import Store


class Knowledge:
    """Answers from one whole base; a change puts another in its place."""

    def __init__(self) -> None:
        self._base = load_base()
        self._changing = asyncio.Lock()
        self.news = asyncio.Event()
        """Set when there is something to try."""

    @property
    def entries(self) -> Sequence[Entry]:
        return self._base.entries

    @property
    def mode(self) -> Mode:
        return self._base.mode

    @property
    def calibration(self) -> Calibration:
        return self._base.calibration

    @property
    def is_calibrated(self) -> bool:
        """Was its calibration made for these very entries? Else it answers more carefully."""
        return self.calibration.base == fingerprint(self.entries)

    def find(self, question: str, previous: str = "") -> Advice:
        return self._base.find(question, previous)

    def get_ready(self) -> None:
        self._base.get_ready()

    async def reload(self, store: Store) -> None:
        """Ask what curators made of it from now on; what cannot be read leaves it as it was."""
        async with self._changing:
            changed = await changed_texts(store)
            if not changed:
                self._base = load_base()
                return
            try:
                entries = await asyncio.to_thread(overlaid, changed)
            except UnreadableEntriesError as unreadable:
                logging.getLogger(__name__).warning("knowledge.not_reloaded why=%s", unreadable)
                return
            made = await calibration_of(store, fingerprint(entries), load_base().mode)
            calibration = Calibration(**made) if made else None
            self._base = await asyncio.to_thread(_ready, entries, calibration)

    async def replace(
        self,
        changed: Mapping[str, str],
        calibration: Calibration,
        publish: Callable[[], Awaitable[bool]],
    ) -> None:
        """Make another base ready, and ask that one from the moment that it is published."""
        entries = await asyncio.to_thread(overlaid, changed)
        base = await asyncio.to_thread(_ready, entries, calibration)
        async with self._changing:
            if await publish():
                self._base = base


def _ready(entries: Sequence[Entry], calibration: Calibration | None) -> Base:
    base = Base(entries, semantic=load_base().mode == "semantic", calibration=calibration)
    base.get_ready()
    return base


async def changed_texts(store: Store) -> dict[str, str]:
    """What is live of what curators changed."""
    return {version.name: version.text for version in await changed_entries(store)}


async def coming_texts(store: Store) -> dict[str, str]:
    """… and what is to be tried laid over that: the next change is built on it."""
    changed = await changed_texts(store)
    for version in await versions_in(store, TRYING):
        changed[version.name] = version.text
    return changed


def text_now(version: EntryVersion, changed: Mapping[str, str]) -> str:
    """What a change makes of its entry as it is now; a phrasing leaves the rest as it is."""
    if version.kind != PHRASING:
        return version.text
    return phrased(version.name, changed, version.added)


def phrased(name: str, changed: Mapping[str, str], added: str) -> str:
    """The text of an entry with one more way to ask it."""
    texts = shipped_texts() | dict(changed)
    if name not in texts:
        raise Unknown("knowledge.entry_unknown")
    try:
        return with_phrasing(name, texts[name], added)
    except UnreadableEntriesError as unreadable:
        raise _refused(unreadable) from None


async def mistakes_with(changed: Mapping[str, str]) -> tuple[EntryMistake, ...]:
    """Everything that `knowledge check` would say about these changes."""
    try:
        await asyncio.to_thread(overlaid, changed)
    except UnreadableEntriesError as unreadable:
        return unreadable.mistakes
    return ()


async def checked(changed: Mapping[str, str]) -> None:
    """Refuse, with the first mistake's sentence, what `knowledge check` would refuse."""
    if found := await mistakes_with(changed):
        raise _refused(UnreadableEntriesError(found))


def _refused(unreadable: UnreadableEntriesError) -> Malformed:
    return Malformed("knowledge.mistake", said=unreadable.mistakes[0].sentence)


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


def without(versions: Iterable[EntryVersion], number: int) -> dict[str, str]:
    """What is live once the version with this number was taken back."""
    return {version.name: version.text for version in versions if version.id != number}
