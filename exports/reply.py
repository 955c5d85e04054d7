"""The nota van antwoord: every reaction and amendment, the answer, and whether the text changed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exports.edition import Edition
from exports.phrasing import Phrasing
from sessions.dossier import Dossier
from sessions.items.breakdown import PERSONAL_KINDS
from sessions.vision_entries import Amendment, Heeded, Outside


@dataclass(frozen=True, slots=True)
class Replied:
    """One reaction (`M-001`) or amendment (`A1`); without words where nobody may quote it.

    `who` is the organisation or the municipality; `block` the one that changed because of it.
    """

    reference: str
    text: str
    who: str
    minority: bool
    verdict: Heeded
    because: str
    block: int


@dataclass(frozen=True, slots=True)
class RepliesTogether:
    """Reactions about one theme together, or the amendments of one municipality."""

    title: str
    rows: tuple[Replied, ...]


@dataclass(frozen=True, slots=True)
class RepliesGiven:
    """All of it, with how many were answered how."""

    groups: tuple[RepliesTogether, ...]
    counts: tuple[tuple[Heeded, int], ...]


def reply(
    dossier: Dossier, edition: Edition, phrasing: Phrasing, titles: Mapping[str, str]
) -> RepliesGiven:
    """Reactions by theme, those without one last; then amendments by municipality.

    `titles` are those of chapters by their key.
    """
    words, vision = phrasing.words, dossier.vision
    themes = sorted({o.theme for o in vision.outside}, key=lambda name: (not name, name.casefold()))
    groups = [
        RepliesTogether(
            name or words("reply.no_theme"),
            tuple(_reaction(o, edition) for o in vision.outside if o.theme == name),
        )
        for name in themes
    ]
    towns = dict.fromkeys(a.municipality for a in vision.amendments)
    groups += [
        RepliesTogether(
            words("reply.amendments", municipality=name),
            tuple(_amendment(a, titles) for a in vision.amendments if a.municipality == name),
        )
        for name in towns
    ]
    return RepliesGiven(tuple(groups), _counts(row for group in groups for row in group.rows))


def _counts(rows: Iterable[Replied]) -> tuple[tuple[Heeded, int], ...]:
    counted = Counter(row.verdict for row in rows)
    return tuple((verdict, counted[verdict]) for verdict in Heeded if counted[verdict])


def _reaction(given: Outside, edition: Edition) -> Replied:
    """Who does not want to be quoted is not; for everybody a person's own words carry no name."""
    hidden = edition is Edition.PUBLIC and given.kind in PERSONAL_KINDS
    return Replied(
        given.reference,
        given.text if given.quotable else "",
        "" if hidden else given.organisation,
        given.against,
        given.verdict,
        given.answer,
        given.block,
    )


def _amendment(asked: Amendment, titles: Mapping[str, str]) -> Replied:
    """What it is about is the chapter: the municipality stands above it."""
    return Replied(
        f"A{asked.number}",
        asked.text,
        titles.get(asked.chapter, ""),
        asked.minority,
        asked.verdict,
        asked.answer,
        asked.block,
    )
