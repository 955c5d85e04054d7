"""Putting the entries in order for a question, and the signs that tell how sure that order is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from knowledge_base.entry import Entry
from knowledge_base.index import QueryWord, Scores

RIGHT_PLACE = 0.5  # for an entry about the municipality that the question names
GENERAL = 0.05  # for an entry about no municipality, when the question names none
RIGHT_KIND = 0.1  # for an entry that tells what kind of thing is asked for
LONGEST_LEAD = 0.5
MANY_TERMS = 6


@dataclass(frozen=True)
class Candidate:
    entry: Entry
    number: int  # its place in the base and in every list of scores
    score: float


@dataclass(frozen=True)
class Look:
    """A question beside every entry that it can be about."""

    words: tuple[str, ...]  # mended
    terms: tuple[QueryWord, ...]
    named: frozenset[str]  # municipalities
    scores: Scores
    ranked: tuple[Candidate, ...]


def rank(entries: Sequence[Entry], scores: Scores, named: frozenset[str]) -> tuple[Candidate, ...]:
    """The entries about the places that are named, and those about none; best first."""
    fitting = [
        number
        for number, entry in enumerate(entries)
        if entry.municipality is None or not named or entry.municipality in named
    ]
    together = equal_weights(scores, fitting)
    candidates = [
        Candidate(
            entries[number],
            number,
            together[number]
            + RIGHT_KIND * scores.kind[number]
            + place_bonus(entries[number], named),
        )
        for number in fitting
    ]
    return tuple(sorted(candidates, key=lambda each: -each.score))


def equal_weights(scores: Scores, fitting: Sequence[int]) -> dict[int, float]:
    """The mean of the ways, each measured against its best fitting entry."""
    ways = scores.ways()
    tops = [max((way[number] for number in fitting), default=0.0) or 1.0 for way in ways]
    return {
        number: sum(way[number] / top for way, top in zip(ways, tops, strict=True)) / len(ways)
        for number in fitting
    }


def place_bonus(entry: Entry, named: frozenset[str]) -> float:
    if named:
        return RIGHT_PLACE if entry.municipality in named else 0.0
    return GENERAL if entry.municipality is None else 0.0


def signs(look: Look) -> Mapping[str, float]:
    """What tells whether the best entry is the right one; each from 0 to 1."""
    best, scores = look.ranked[0], look.scores
    covered, lead = scores.whole[best.number], lead_of(look.ranked)
    found = {
        "always": 1.0,
        "covered": covered,
        "lead": lead,
        "covered and ahead": covered * (LONGEST_LEAD + lead),
        "agreement": agreement(look),
        "terms": min(MANY_TERMS, len(look.terms)) / MANY_TERMS,
        "place named": float(bool(look.named)),
        "place not named": float(not look.named and best.entry.municipality is not None),
        "kind told": scores.kind[best.number],
        "kind not told": float(scores.lacking[best.number]),
        "asked": scores.asked[best.number],
        "answer": scores.answer[best.number],
    }
    if scores.meaning:
        lines, whole = scores.meaning
        found["meaning"] = max(0.0, whole[best.number])
        found["meaning above the middle"] = max(0.0, lines[best.number] - median(lines))
    return found


def lead_of(ranked: Sequence[Candidate]) -> float:
    if len(ranked) == 1:
        return LONGEST_LEAD
    return min(LONGEST_LEAD, ranked[0].score - ranked[1].score)


def agreement(look: Look) -> float:
    """The part of the ways that put the best entry first by themselves."""
    best, ways = look.ranked[0].number, look.scores.ways()
    numbers = [each.number for each in look.ranked]
    return sum(way[best] >= max(way[n] for n in numbers) for way in ways) / len(ways)
