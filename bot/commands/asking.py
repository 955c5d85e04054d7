"""The commands that ask the knowledge base and look after it."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from bot.conversation.faq import LEFT_ALONE
from bot.conversation.texts import words_in
from bot.conversation.voicing import question_of, silence, source_of, text_of
from bot.unusable import Unusable
from knowledge_base.calibrating import WorseThanBeforeError, calibrate, publish
from knowledge_base.calibration import Mode, shipped_calibrations, stale
from knowledge_base.entry import mistakes
from knowledge_base.likeness import encoder_is_installed
from knowledge_base.measuring import unknown_in_golden
from knowledge_base.reading import UnreadableEntriesError, read_entries
from knowledge_base.search import Advice, Library

# Signs that some programs take for the end of a line; one line of JSON is one question.
LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
NAMES: dict[Mode, str] = {"core": "zonder de uitbreiding", "semantic": "met `semantic`"}

LARGEST_BATCH = 1_000_000
"""Signs in a file of questions."""


def questions_in(batch: IO[str]) -> list[str]:
    """A question for every line that says something."""
    text = batch.read(LARGEST_BATCH + 1)
    if len(text) > LARGEST_BATCH:
        raise Unusable(f"{batch.name}: dit bestand is te groot.")
    questions = list(filter(str.strip, text.split("\n")))
    if not questions:
        raise Unusable(f"{batch.name}: hier staan geen vragen in.")
    return questions


def answers(
    base: Library, questions: Iterable[str], *, as_json: bool, language: str
) -> Iterator[str]:
    """One line per question as JSON, or the answer as people read it."""
    for question in questions:
        found = base.find(question)
        if as_json:
            yield json.dumps(as_data(found, language), ensure_ascii=False).translate(LINE_ENDS)
        else:
            yield as_words(found, language)


def as_data(found: Advice, language: str) -> dict[str, Any]:
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


def as_words(found: Advice, language: str) -> str:
    words = words_in(language)
    if entry := found.entry:
        told = (question_of(entry, language), text_of(entry, language), source_of(entry, language))
        return "\n".join(told)
    if found.places:
        return f"{words('faq.which_place')}\n" + "\n".join(f"- {place}" for place in found.places)
    if found.options:
        options = "\n".join(f"- {question_of(option, language)}" for option in found.options)
        return f"{words('faq.did_you_mean')}\n{options}"
    reason = found.reason or "unknown"
    way_on = "" if reason in LEFT_ALONE else f" {words('faq.ask_facilitator')}"
    return f"{silence(reason, language)}{way_on}"


def mistakes_in_base() -> tuple[list[str], int]:
    """What is wrong with the base, and how many entries it has."""
    try:
        entries = read_entries()
    except UnreadableEntriesError as unreadable:
        return [str(mistake) for mistake in unreadable.mistakes], 0
    wrong = [str(mistake) for mistake in mistakes(entries)]
    wrong += [
        f"golden.yaml: `{name}` bestaat niet meer; wijs deze vragen een ander voorbeeld toe."
        for name in unknown_in_golden(entries)
    ]
    old = stale(entries, shipped_calibrations())
    if mode := next((mode for mode in modes() if mode in old), None):
        wrong.append(
            f"De kennisbank is veranderd sinds zij is geijkt ({NAMES[mode]}). "
            "Zolang antwoordt zij voorzichtiger. Draai: samenspel knowledge calibrate"
        )
    return wrong, len(entries)


def modes() -> tuple[Mode, ...]:
    """The ways of searching that can be tried on this machine."""
    return ("core", "semantic") if encoder_is_installed() else ("core",)


def calibrate_base(progress: Callable[[str], None]) -> Iterator[str]:
    """Calibrate and publish; tells each mode's figures, or why nothing was published."""
    entries = read_entries()
    if wrong := mistakes(entries):
        raise Unusable(f"{wrong[0]} Zie verder: samenspel knowledge check")
    made = {mode: calibrate(entries, mode, progress) for mode in modes()}
    try:
        publish(made)
    except WorseThanBeforeError as worse:
        raise Unusable(
            f"Niet gepubliceerd: van de goedgekeurde vragen is {worse.now.precision:.1%} goed "
            f"beantwoord, en dat was {worse.before.precision:.1%} ({NAMES[worse.mode]})."
        ) from None
    except OSError as failed:
        raise Unusable(f"De ijking kon niet worden bewaard: {failed}.") from None
    for mode, calibration in made.items():
        yield (
            f"{NAMES[mode]}: antwoordt vanaf {calibration.answer_from:.2f}, "
            f"stelt voor vanaf {calibration.suggest_from:.2f}; van de goedgekeurde vragen "
            f"{calibration.direct:.0%} direct, daarvan {calibration.precision:.1%} goed"
        )
    if "semantic" not in made:
        yield "De uitbreiding `semantic` is hier niet geïnstalleerd; die is dus niet geijkt."


def contents(base: Library) -> Iterator[str]:
    for entry in base.entries:
        yield f"{entry.id}\t{entry.municipality or '-'}\t{entry.question}"
