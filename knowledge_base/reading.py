"""Reading entries from Markdown with front matter; every mistake is told with its place."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from knowledge_base.entry import Entry, EntryMistake, Story
from knowledge_base.words import FOLDER, load_yaml

ENTRIES = FOLDER / "entries"
FRONT = re.compile(r"\A---\n(?P<front>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)
NOT_READ = (
    "Deze gegevens zijn niet te lezen. Zet een zin met een dubbele punt tussen aanhalingstekens."
)
FEWEST_PHRASINGS, MOST_PHRASINGS = 2, 12


def is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def are_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def is_text_or_none(value: object) -> bool:
    return value is None or is_text(value)


def are_phrasings(value: object) -> bool:
    return (
        isinstance(value, list)
        and are_texts(value)
        and FEWEST_PHRASINGS <= len(value) <= MOST_PHRASINGS
    )


def is_source(value: object) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() == {"file", "title"}
        and all(map(is_text, value.values()))
    )


def is_reference_date(value: object) -> bool:
    return value is None or (
        isinstance(value, str) and re.fullmatch(r"\d{4}(-\d{2})?", value) is not None
    )


def is_date(value: object) -> bool:
    return type(value) is date


# What each field must be, and how the curator is told.
FIELDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "question": (is_text, "een vraag"),
    "phrasings": (are_phrasings, "een lijst van twee tot twaalf vragen"),
    "municipality": (is_text_or_none, "een gemeente of regio, of null"),
    "themes": (are_texts, "een lijst van thema's"),
    "target_groups": (are_texts, "een lijst van doelgroepen"),
    "source": (is_source, "`file` en `title` van het verhaal"),
    "as_of": (is_reference_date, "een maand (2023-08), een jaar ('2023') of null"),
    "checked_on": (is_date, "een datum, zoals 2026-11-22"),
    "checked_by_role": (is_text, "een functie"),
    "question_en": (is_text, "de vraag in het Engels"),
    "answer_en": (is_text, "het antwoord in het Engels"),
}


class UnreadableEntriesError(ValueError):
    """One or more entries cannot be read; `mistakes` tells what and where."""

    def __init__(self, mistakes: tuple[EntryMistake, ...]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


def read_entries(folder: Path = ENTRIES) -> tuple[Entry, ...]:
    """Every entry of the folder, by file name; all mistakes are told at once."""
    entries: list[Entry] = []
    mistakes: list[EntryMistake] = []
    for path in sorted(folder.glob("*.md")):
        try:
            entries.append(entry_of(path.stem, path.read_text(encoding="utf-8")))
        except UnreadableEntriesError as unreadable:
            mistakes.extend(unreadable.mistakes)
    if mistakes:
        raise UnreadableEntriesError(tuple(mistakes))
    return tuple(entries)


def entry_of(name: str, text: str) -> Entry:
    """The entry that a Markdown text with front matter holds."""
    file = f"{name}.md"
    parts = FRONT.match(text)
    if parts is None:
        raise UnreadableEntriesError(
            (
                EntryMistake(
                    file, 1, "Het bestand begint niet met gegevens tussen twee regels `---`."
                ),
            )
        )
    fields = fields_of(file, parts["front"])
    body = " ".join(parts["body"].split())
    found = tuple(mistakes_in(file, parts["front"], fields))
    if not body:
        found += (EntryMistake(file, None, "Het antwoord onder de gegevens ontbreekt."),)
    if found:
        raise UnreadableEntriesError(found)
    for key in ("phrasings", "themes", "target_groups"):
        fields[key] = tuple(fields[key])
    fields["source"] = Story(**fields["source"])
    return Entry(**fields, id=name, answer=body)


def fields_of(file: str, front: str) -> dict[str, Any]:
    try:
        fields = load_yaml(front)
    except (yaml.YAMLError, ValueError) as broken:
        mark = getattr(broken, "problem_mark", None)
        line = mark.line + 2 if mark else None
        raise UnreadableEntriesError((EntryMistake(file, line, NOT_READ),)) from None
    if not isinstance(fields, dict):
        raise UnreadableEntriesError(
            (EntryMistake(file, 2, "Hier horen regels als `question: …`."),)
        )
    return fields


def mistakes_in(file: str, front: str, fields: dict[str, Any]) -> Iterator[EntryMistake]:
    for key in fields.keys() - FIELDS.keys():
        meant, _, _ = process.extractOne(str(key), list(FIELDS), scorer=fuzz.ratio)
        sentence = f"`{key}` bestaat niet; bedoelt u `{meant}`?"
        yield EntryMistake(file, line_of(front, str(key)), sentence)
    for key, (fits, expected) in FIELDS.items():
        if key not in fields:
            yield EntryMistake(file, None, f"`{key}` ontbreekt; hier hoort {expected}.")
        elif not fits(fields[key]):
            yield EntryMistake(file, line_of(front, key), f"Bij `{key}` hoort {expected}.")


def line_of(front: str, key: str) -> int | None:
    """The line in the file; the front matter starts on its second."""
    for number, line in enumerate(front.splitlines(), start=2):
        if line.startswith(f"{key}:"):
            return number
    return None
