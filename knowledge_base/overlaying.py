"""The shipped entries with those that a curator changed laid over them, checked as files are."""

import json
from collections.abc import Mapping
from pathlib import Path

from knowledge_base.entry import Entry, EntryMistake, mistakes
from knowledge_base.reading import ENTRIES, UnreadableEntriesError, entry_of

FIRST_PHRASING = "phrasings:\n"


def shipped_texts(folder: Path = ENTRIES) -> dict[str, str]:
    """The Markdown of every entry, by its name."""
    paths = sorted(folder.glob("*.md"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def overlaid(changed: Mapping[str, str]) -> tuple[Entry, ...]:
    """Every entry, a changed one as it was changed; raise `UnreadableEntriesError` for mistakes."""
    texts = shipped_texts() | dict(changed)
    entries = tuple(entry_of(name, texts[name]) for name in sorted(texts))
    if found := mistakes(entries):
        raise UnreadableEntriesError(found)
    return entries


def with_phrasing(name: str, text: str, phrasing: str) -> str:
    """The text of an entry that can be asked in one more way; what else it says stays as it is."""
    before, found, after = text.partition(FIRST_PHRASING)
    if not found:
        sentence = "De vragen onder `phrasings` horen elk op een eigen regel."
        raise UnreadableEntriesError((EntryMistake(f"{name}.md", None, sentence),))
    line = json.dumps(" ".join(phrasing.split()), ensure_ascii=False)
    return f"{before}{found}  - {line}\n{after}"
