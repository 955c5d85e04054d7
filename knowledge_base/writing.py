"""Writing an entry as the Markdown that it is read from, so that the base stays reviewable text."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import wrap
from typing import Any

import yaml

from knowledge_base.entry import Entry
from knowledge_base.words import load_yaml

LINE = 100
"""Characters in a line of the English answer."""


def written(entry: Entry) -> str:
    """The text of an entry; reading it gives the same entry."""
    fields = {
        "question": entry.question,
        "phrasings": entry.phrasings,
        "municipality": entry.municipality,
        "themes": entry.themes,
        "target_groups": entry.target_groups,
        "source": {"file": entry.source.file, "title": entry.source.title},
        "as_of": entry.as_of,
        "checked_on": entry.checked_on,
        "checked_by_role": entry.checked_by_role,
        "question_en": entry.question_en,
        "answer_en": entry.answer_en,
    }
    return written_fields(fields, entry.answer)


def written_fields(fields: Mapping[str, Any], answer: str) -> str:
    """Whatever somebody filled in, also where reading it will tell a mistake."""
    front = "\n".join(line for key, value in fields.items() for line in _lines(key, value))
    sentences = re.split(r"(?<=[.?!])\s+", " ".join(answer.split()))
    return "---\n{}\n---\n{}\n".format(front, "\n".join(sentences))


def _lines(key: str, value: Any) -> Iterator[str]:
    match value:
        case tuple() if value:
            yield f"{key}:"
            yield from (f"  - {_plain(each)}" for each in value)
        case tuple():
            yield f"{key}: []"
        case dict():
            yield f"{key}:"
            yield from (f"  {name}: {_plain(each)}" for name, each in value.items())
        case str() if key == "answer_en" and value.strip():
            yield f"{key}: >-"
            words = " ".join(_printable(value).split())
            yield from wrap(
                words, LINE - 1, initial_indent="  ", subsequent_indent="  ",
                break_long_words=False, break_on_hyphens=False,
            )  # fmt: skip
        case _:
            yield f"{key}: {_plain(value)}"


def _plain(value: object) -> str:
    """As people would write it; between quotes only where it would be read as something else."""
    if value is None:
        return "null"
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(_printable(str(value)).split())
    if _is_read_as_it_is(text):
        return text
    return f"'{text}'" if text and "'" not in text else json.dumps(text, ensure_ascii=False)


def _is_read_as_it_is(text: str) -> bool:
    try:
        return bool(load_yaml(f"a: {text}\nb:\n  - {text}\n") == {"a": text, "b": [text]})
    except (yaml.YAMLError, ValueError):
        return False


def _printable(text: str) -> str:
    """Without signs that no file can hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign.isspace())
