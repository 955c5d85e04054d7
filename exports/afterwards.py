"""What came after the evening, as JSON: the check round, adopting, signatures, terms, decisions.

People are pseudonyms here, staff are roles. What was decided about personal data never has the
value itself, nor its fingerprint: a telephone number is found back by trying all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from exports.became import Became
from sessions.reviewing import Addition, AdoptedMinutes, Issue, LeftOut, Reaction, Review
from sessions.rulings import Ruling
from sessions.signing import Signature
from sessions.terms import Terms


def day_json(day: date | None) -> str | None:
    """A day as 2027-03-11."""
    return day.isoformat() if day else None


def review_json(review: Review) -> dict[str, Any]:
    """The check round, with every reaction and how it was marked."""
    return {
        "planned": day_json(review.planned),
        "last_day": day_json(review.last_day),
        "additions": [_addition(each) for each in review.additions],
        "reactions": [_reaction(each) for each in review.reactions],
        "issues": [_issue(each) for each in review.issues],
        "left_out": [_left_out(each) for each in review.left_out],
        "adopted": _adopted(review.adopted) if review.adopted else None,
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "number": issue.number,
        "at": issue.at.isoformat(),
        "by": issue.by,
        "version": issue.version,
        "digest": issue.digest or None,
    }


def _left_out(left: LeftOut) -> dict[str, Any]:
    return {
        "question": left.reference,
        "reason": left.reason,
        "by": left.by,
        "at": left.at.isoformat(),
        "back_by": left.back_by,
        "back_at": left.back_at.isoformat() if left.back_at else None,
    }


def _addition(added: Addition) -> dict[str, Any]:
    return {
        "reference": added.reference,
        "item": added.item or None,
        "text": added.text,
        "corrects": added.corrects,
        "by": added.by,
        "at": added.at.isoformat(),
    }


def _reaction(said: Reaction) -> dict[str, Any]:
    return {
        "reference": said.reference,
        "item": said.item or None,
        "participant": said.by,
        "text": said.text,
        "at": said.at.isoformat(),
        "verdict": said.verdict.value if said.verdict else None,
        "because": said.because,
        "withdrawn": said.withdrawn,
    }


def _adopted(adopted: AdoptedMinutes) -> dict[str, Any]:
    return {
        "at": adopted.at.isoformat(),
        "by": adopted.by,
        "issue": adopted.issue,
        "version": adopted.version,
        "digest": adopted.digest,
        "files": [
            {"edition": each.edition, "format": each.form, "digest": each.digest}
            for each in adopted.files
        ],
    }


def signatures_json(signatures: Iterable[Signature]) -> list[dict[str, Any]]:
    """Every entry about who signed, oldest first; the last one of a party counts."""
    return [
        {
            "revision": each.revision,
            "agreement": each.variant.value,
            "party": each.party,
            "state": each.state.value,
            "day": day_json(each.day),
            "function": each.function,
        }
        for each in signatures
    ]


def terms_json(terms: Mapping[str, Terms]) -> list[dict[str, Any]]:
    """What was agreed about each action, by its reference."""
    return [
        {
            "action": reference,
            "binding": agreed.binding.value if agreed.binding else None,
            "means": agreed.means,
            "measure": agreed.measure,
        }
        for reference, agreed in sorted(terms.items())
    ]


def rulings_json(rulings: Iterable[Ruling]) -> list[dict[str, Any]]:
    """Every decision about personal data, also those that were taken back."""
    return [
        {
            "number": each.number,
            "place": each.place,
            "sort": each.sort.value,
            "verdict": each.verdict.value,
            "everywhere": each.everywhere,
            "reason": each.reason,
            "by": each.by,
            "at": each.at.isoformat(),
            "undone_by": each.undone_by,
            "undone_at": each.undone_at.isoformat() if each.undone_at else None,
        }
        for each in rulings
    ]


def became_json(became: Iterable[Became]) -> list[dict[str, Any]]:
    """What the vision did with each item and each decision."""
    return [
        {
            "reference": each.reference,
            "title": each.title,
            "outcomes": [
                asdict(outcome)
                | {"blocks": list(outcome.blocks), "references": list(outcome.references)}
                for outcome in each.outcomes
            ],
        }
        for each in became
    ]
