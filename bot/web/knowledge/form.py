"""The form of an entry: its fields as typed, the Markdown that they make, and what is wrong."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from bot.web.forms import Form
from bot.web.wording import Wording
from knowledge_base.entry import Entry, EntryMistake, shipped_sources
from knowledge_base.words import words_of
from knowledge_base.writing import written_fields

Fields = Mapping[str, str]

NAMES = (
    "question", "phrasings", "answer", "municipality", "themes", "target_groups", "source",
    "as_of", "checked_on", "checked_by_role", "question_en", "answer_en",
)  # fmt: skip
"""The fields, in the order of the form."""

ROLE = "kennisbeheerder"
NAME_WORDS, NAME_LENGTH = 7, 60
"""How much of its question the name of a new entry takes."""

KEY = re.compile(r"`(\w+)`")
OTHER = re.compile(r" in ([a-z0-9-]+)\.md")
ABOUT_ANSWER = ("Het antwoord", "De zinnen", "De langste zin")


def fields_of(entry: Entry) -> dict[str, str]:
    """What the form shows of an entry."""
    return {
        "question": entry.question,
        "phrasings": "\n".join(entry.phrasings),
        "answer": entry.answer,
        "municipality": entry.municipality or "",
        "themes": ", ".join(entry.themes),
        "target_groups": ", ".join(entry.target_groups),
        "source": entry.source.file,
        "as_of": entry.as_of or "",
        "checked_on": entry.checked_on.isoformat(),
        "checked_by_role": entry.checked_by_role,
        "question_en": entry.question_en,
        "answer_en": entry.answer_en,
    }


def fresh_fields(questions: Sequence[str], today: date) -> dict[str, str]:
    """An empty form for what was asked: the first wording is the question."""
    first, *others = questions or [""]
    begun = {"question": first, "phrasings": "\n".join(others), "checked_by_role": ROLE}
    return dict.fromkeys(NAMES, "") | begun | {"checked_on": today.isoformat()}


def sent_fields(form: Form) -> dict[str, str]:
    return {name: form.get(name) for name in NAMES}


def text_of(fields: Fields) -> str:
    """The Markdown that the fields make, right or wrong: reading it tells."""
    titles = {source.file: source.title for source in shipped_sources()}
    file = fields["source"]
    front = {
        "question": fields["question"],
        "phrasings": _split(fields["phrasings"], "\n"),
        "municipality": fields["municipality"].strip() or None,
        "themes": _split(fields["themes"], ","),
        "target_groups": _split(fields["target_groups"], ","),
        "source": {"file": file, "title": titles[file]} if file in titles else "",
        "as_of": fields["as_of"].strip() or None,
        "checked_on": _day(fields["checked_on"]),
        "checked_by_role": fields["checked_by_role"],
        "question_en": fields["question_en"],
        "answer_en": fields["answer_en"],
    }
    return written_fields(front, fields["answer"])


def _split(text: str, by: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(by) if part.strip())


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return text


def name_for(question: str, taken: Collection[str]) -> str:
    """What the file of a new entry will be called."""
    words = "-".join(words_of(question)[:NAME_WORDS])[:NAME_LENGTH].strip("-") or "voorbeeld"
    names = (words, *(f"{words}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def told_mistakes(
    found: Iterable[EntryMistake], name: str, entries: Sequence[Entry], w: Wording
) -> list[tuple[str, str]]:
    """Each mistake as the field that it is about (empty: none in particular) and a sentence."""
    questions = {entry.id: entry.question for entry in entries}

    def other(match: re.Match[str]) -> str:
        return "" if match[1] == name else f" bij “{questions.get(match[1], match[1])}”"

    told = []
    for mistake in found:
        key = KEY.search(mistake.sentence)
        place = key[1] if key and key[1] in NAMES else ""
        if place or mistake.sentence == "Het antwoord onder de gegevens ontbreekt.":
            told.append((place or "answer", w(f"knowledge.wrong.{place or 'answer'}")))
            continue
        file = mistake.file.removesuffix(".md")
        where = "" if file == name else f" ({questions.get(file, file)})"
        about = "answer" if mistake.sentence.startswith(ABOUT_ANSWER) else ""
        told.append((about, OTHER.sub(other, mistake.sentence) + where))
    return told


def known_values(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """What is used already, to choose from: the same thing keeps the same name."""
    places = {entry.municipality for entry in entries if entry.municipality}
    return {
        "municipality": sorted(places),
        "themes": sorted({theme for entry in entries for theme in entry.themes}),
        "target_groups": sorted({group for entry in entries for group in entry.target_groups}),
    }
