"""What came after the evening as sheets: additions, reactions, what became of it, signatures."""

from collections.abc import Iterable, Iterator
from typing import Any

from exports.became import Consequence
from exports.tables.sheet import Sheet, column, sheet
from exports.tables.source import SheetSource
from sessions.rulings import Ruling, Rulings
from sessions.signing import Signature, Variant, latest

Row = dict[str, Any]

ADDITIONS = {
    True: ("reference", "item", "text", "corrects", "done_by", "at"),
    False: ("reference", "item", "text", "corrects"),
}
REACTIONS = {
    True: ("reference", "item", "text", "verdict", "because", "withdrawn", "at"),
    False: ("reference", "item", "text", "verdict", "because", "withdrawn"),
}
"""No edition tells who reacted; the public one also not when, which could give them away."""
BECAME = (
    "reference", "title", "about", "outcome", "concerned", "blocks", "chapter", "because",
    "rests_on",
)  # fmt: skip
SIGNATURES = {
    True: ("revision", "agreement", "party", "signed", "day", "function"),
    False: ("agreement", "party", "signed", "day", "function"),
}
RULINGS = {
    True: (
        "number", "reference", "sort", "ruling", "everywhere", "because", "done_by", "at",
        "undone_at",
    ),
    False: ("reference", "sort", "ruling", "everywhere"),
}  # fmt: skip
"""Never the value: not what stood there, and not the fingerprint that we know it by."""
ADOPTED = ("for_whom", "format", "digest")


def afterwards_sheets(source: SheetSource) -> Iterator[Sheet]:
    """Always all of them, so that whoever reads them by program finds what is not there too."""
    internal = source.is_internal
    yield _sheet(source, "additions", ADDITIONS[internal], _additions(source))
    yield _sheet(source, "reactions", REACTIONS[internal], _reactions(source))
    yield _sheet(source, "became", BECAME, _became(source))
    yield _sheet(source, "signatures", SIGNATURES[internal], _signatures(source))
    yield _sheet(source, "rulings", RULINGS[internal], _rulings(source))
    yield _sheet(source, "adopted", ADOPTED, _adopted(source))


def review_facts(source: SheetSource) -> Row:
    """The days of the check round and the adopting, as facts of the meeting, where they are."""
    review, words = source.record.review, source.words
    days = {"planned": review.planned, "last_day": review.last_day}
    facts: Row = {name: day.isoformat() for name, day in days.items() if day}
    if review.issue:
        facts["issue"] = review.issue
    if adopted := review.adopted:
        facts["adopted_at"] = adopted.at
        facts["adopted_by"] = _role(source, adopted.by)
        facts["adopted_version"] = adopted.version
        facts["adopted_digest"] = adopted.digest
        moved = source.minutes.changed_since
        facts["changed_since"] = words("fact.yes" if moved else "fact.no")
    return facts


def _sheet(source: SheetSource, name: str, columns: Iterable[str], rows: Iterable[Row]) -> Sheet:
    return sheet(name, source.words, [column(each, source.words) for each in columns], rows)


def _role(source: SheetSource, label: str) -> str:
    """`coordinator:1` in words, without the number."""
    return source.words(f"role.{label.partition(':')[0]}")


def _additions(source: SheetSource) -> Iterator[Row]:
    for each in source.record.review.additions:
        yield {
            "reference": each.reference,
            "item": each.item or None,
            "text": each.text,
            "corrects": each.corrects,
            "done_by": _role(source, each.by),
            "at": each.at,
        }


def _reactions(source: SheetSource) -> Iterator[Row]:
    for each in source.record.review.reactions:
        marked = each.verdict or "unjudged"
        yield {
            "reference": each.reference,
            "item": each.item or None,
            "text": each.text,
            "verdict": None if each.withdrawn else source.words(f"verdict.{marked}"),
            "because": each.because,
            "withdrawn": each.withdrawn,
            "at": each.at,
        }


def _became(source: SheetSource) -> Iterator[Row]:
    for each in source.minutes.became:
        for outcome in each.outcomes:
            about = {"reference": each.reference, "title": each.title}
            yield about | _outcome(source, outcome)


def _outcome(source: SheetSource, outcome: Consequence) -> Row:
    named = source.words(f"chapter.{outcome.chapter}") if outcome.chapter else ""
    return {
        "about": outcome.about,
        "outcome": source.words(f"outcome.{outcome.what}"),
        "concerned": outcome.n,
        "blocks": [str(number) for number in outcome.blocks],
        "chapter": outcome.title or named,
        "because": outcome.reason,
        "rests_on": outcome.references,
    }


def _signatures(source: SheetSource) -> Iterator[Row]:
    """Every entry for who keeps them; for everybody where each party stands now."""
    kept = source.record.signatures
    now = [each for variant in Variant for each in latest(kept, variant).values()]
    for each in kept if source.is_internal else now:
        yield _signature(source, each)


def _signature(source: SheetSource, signature: Signature) -> Row:
    return {
        "revision": signature.revision,
        "agreement": source.words(f"variant.{signature.variant}"),
        "party": signature.party,
        "signed": source.words(f"signed.{signature.state}"),
        "day": signature.day.isoformat() if signature.day else None,
        "function": signature.function,
    }


def _rulings(source: SheetSource) -> Iterator[Row]:
    """In public only what holds now, about texts that stand there for everybody to read."""
    kept = source.record.rulings
    if not source.is_internal:
        standing, seen = Rulings(kept), _in_sight(source)
        kept = tuple(r for r in kept if r.place in seen and standing.holds(r))
    for each in kept:
        yield _ruling(source, each)


def _ruling(source: SheetSource, ruling: Ruling) -> Row:
    return {
        "number": ruling.number,
        "reference": ruling.place,
        "sort": source.words(f"sort.{ruling.sort}"),
        "ruling": source.words(f"ruling.{ruling.verdict}"),
        "everywhere": ruling.everywhere,
        "because": ruling.reason,
        "done_by": _role(source, ruling.by),
        "at": ruling.at,
        "undone_at": ruling.undone_at,
    }


def _in_sight(source: SheetSource) -> frozenset[str]:
    """The references of texts that this edition shows."""
    minutes, review = source.minutes, source.record.review
    quotes = (entry.quote for part in minutes.appendix for entry in part.entries)
    asked = (*minutes.answered, *minutes.open_questions, *minutes.left_out)
    return frozenset(
        (
            *(quote.reference for quote in quotes if quote.text and not quote.withheld),
            *(each.reference for each in asked if each.question),
            *(note.reference for note in source.record.notes),
            *(each.reference for each in review.additions),
            *(each.reference for each in review.reactions if each.text),
        )
    )


def _adopted(source: SheetSource) -> Iterator[Row]:
    """The files that are kept, and how to see that one is still the same."""
    adopted = source.record.review.adopted
    for each in adopted.files if adopted else ():
        if source.is_internal or each.edition == source.minutes.edition:
            whom = source.words(f"edition.{each.edition}.name")
            yield {"for_whom": whom, "format": each.form, "digest": each.digest}
