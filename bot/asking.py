"""The commands that ask the knowledge base and look after it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from knowledge_base.entry import Entry, mistakes
from knowledge_base.search import Finding, load_base


def answers(questions: Sequence[str], *, as_json: bool, language: str) -> Iterator[str]:
    """One line per question as JSON, or the answer as people read it."""
    base = load_base()
    for question in questions:
        found = base.find(question)
        if as_json:
            yield json.dumps(as_data(found, language), ensure_ascii=False)
        else:
            yield as_words(found, language)


def as_data(found: Finding, language: str) -> dict[str, Any]:
    """The shape that other programs rest on."""
    entry = found.entry
    return {
        "question": found.question,
        "action": found.action,
        "answer": text_of(entry, language) if entry else "",
        "entry": entry.id if entry else None,
        "source_file": entry.source.file if entry else None,
        "confidence": round(found.confidence, 4),
        "options": [
            {
                "entry": option.id,
                "question": option.question,
                "answer": text_of(option, language),
                "source_file": option.source.file,
            }
            for option in found.options
        ],
        "best": {
            "entry": found.best.id,
            "answer": text_of(found.best, language),
            "source_file": found.best.source.file,
        }
        if found.best
        else None,
        "abstained": found.action == "abstain",
    }


def as_words(found: Finding, language: str) -> str:
    if entry := found.entry:
        return f"{entry.question}\n{text_of(entry, language)}\nBron: {entry.source.title}"
    if found.options:
        options = "\n".join(f"- {option.question}" for option in found.options)
        return f"Bedoelt u een van deze vragen?\n{options}"
    return "Dat weet ik niet."


def text_of(entry: Entry, language: str) -> str:
    return (entry.answer_en if language == "en" else "") or entry.answer


def mistakes_in_base() -> tuple[list[str], int]:
    """What is wrong with the base, and how many entries it has."""
    base = load_base()
    return [str(m) for m in mistakes(base.entries)], len(base.entries)


def contents() -> Iterator[str]:
    for entry in load_base().entries:
        yield f"{entry.id}\t{entry.municipality or '-'}\t{entry.question}"
