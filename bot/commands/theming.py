"""The command that finds themes in a file of answers."""

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from bot.commands.agendas import read_agenda_file
from bot.unusable import Unusable, read_at_most
from sessions.arrangement import AnswerTheme as Found
from sessions.arrangement import Themes, as_json
from sessions.programme import Theme
from sessions.synthesis.encoding import installed_encoder
from sessions.synthesis.themes import QuotableAnswer, find_themes

KINDS = ("soort", "kind")
"""Columns in which a file may say from which kind of organisation an answer came."""

LARGEST_FILE = 20_000_000
"""Bytes in a file of answers: far more than a region says in a year."""


def read_answers(path: Path, column: str) -> list[QuotableAnswer]:
    """The rows of a CSV file as answers; the reference is the row's number, from 0."""
    try:
        text = read_at_most(path, LARGEST_FILE).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(
            f"{path} is niet te lezen als tekst in UTF-8. "
            "Bewaar het in het rekenblad als “CSV UTF-8”."
        ) from None
    if not text.strip():
        raise Unusable(f"{path} is leeg.")
    try:
        rows = csv.DictReader(StringIO(text, newline=""), delimiter=_separator(text))
        names = rows.fieldnames or []
        if column not in names:
            raise Unusable(
                f"{path} heeft geen kolom “{column}”. Er zijn: {', '.join(names) or 'geen'}."
            )
        return [QuotableAnswer(str(n), row[column] or "", _kind(row)) for n, row in enumerate(rows)]
    except csv.Error as wrong:
        raise Unusable(f"{path} is geen goed CSV-bestand: {wrong}.") from None


def _separator(text: str) -> str:
    """A semicolon where the first line has more of them: Dutch spreadsheets write those."""
    heading = text.partition("\n")[0]
    return ";" if heading.count(";") > heading.count(",") else ","


def _kind(row: dict[str, str | None]) -> str:
    return next((found for name in KINDS if (found := row.get(name))), "")


def theme_lines(
    path: Path, column: str, agenda: Path | None, tell: Callable[[str], None]
) -> tuple[dict[str, Any], list[str]]:
    """The themes as data, and as lines that people read."""
    answers = read_answers(path, column)
    plans = read_agenda_file(agenda).themes if agenda else ()
    seeds = [Theme(plan.name, tuple(plan.words)) for plan in plans]
    tell(f"{len(answers)} antwoorden gelezen, thema's zoeken …")
    found = find_themes(answers, seeds, installed_encoder())
    texts = {answer.reference: answer.text for answer in answers}
    return as_data(found, texts), list(_spoken(found, texts))


def as_data(found: Themes, texts: dict[str, str]) -> dict[str, Any]:
    """The shape that other programs rest on: every row in one theme, or among the outliers."""
    return {
        "themes": [
            {
                "label": theme.label,
                "quotes": [texts[quote.reference] for quote in theme.quotes],
                "rows": sorted(int(reference) for reference in theme.references),
                "members": as_json(found)["themes"][place]["members"],
            }
            for place, theme in enumerate(found.themes)
        ],
        "outliers": [int(each.reference) for each in found.aside],
        "set_aside": {reason.value: n for reason, n in found.set_aside().items()},
        "silent": list(found.silent),
        "model": found.model,
        "fingerprint": found.fingerprint,
    }


def _spoken(found: Themes, texts: dict[str, str]) -> list[str]:
    lines = [line for theme in found.themes for line in _theme(theme, texts)]
    if found.aside:
        lines.append(f"Apart gezet, geen antwoord of “weet niet”: {len(found.aside)}")
    if found.silent:
        lines.append(f"Niets over: {', '.join(found.silent)}")
    return [*lines, f"Gevonden met: {found.model}"]


def _theme(theme: Found, texts: dict[str, str]) -> list[str]:
    doubtful = sum(not member.confirmed for member in theme.members)
    return [
        f"{theme.label}: {len(theme.members)}, waarvan te bevestigen {doubtful}",
        *(f"  - {' '.join(texts[quote.reference].split())[:160]}" for quote in theme.quotes),
    ]
