"""Who speaks for a theme in the minutes, and where the others are found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exports.attribution import Quote
from sessions.synthesis.contrary import seem_contrary
from sessions.synthesis.heart import by_likeness
from sessions.synthesis.saying import same_as

MOST_WHOLE = 6
"""Contributions that stand under a theme in full; of more, some speak for the others."""
MOST_VOICES = 4
MOST_AGAINST = 2
LOOKED_AT = 40
"""The first so many are laid beside each other: what says the same speaks once."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is quoted, what may be another view, and the references of everything else."""

    voices: tuple[Quote, ...]
    against: tuple[Quote, ...] = ()
    rest: tuple[str, ...] = ()


def spoken(quotes: Sequence[Quote]) -> Spoken:
    """A few in full; of many those that most others recognise or resemble, each kind in turn."""
    if len(quotes) <= MOST_WHOLE:
        return Spoken(tuple(quotes))
    shown = [q for q in quotes if q.text and not q.withheld and not q.merged_into]
    contrary = seem_contrary([q.text for q in shown])
    against = _foremost((shown[place] for place in sorted(contrary)), MOST_AGAINST)
    voices = _foremost((q for q in shown if q not in against), MOST_VOICES)
    told = {q.reference for q in (*voices, *against)}
    rest = tuple(q.reference for q in quotes if q.reference not in told)
    return Spoken(voices, against, rest)


def _foremost(quotes: Iterable[Quote], most: int) -> tuple[Quote, ...]:
    """Whoever was recognised most comes first; a kind speaks again when the others have spoken."""
    given = list(quotes)
    if not given:
        return ()
    alike = [given[place] for place in by_likeness(tuple(q.text for q in given))]
    ordered = sorted(alike, key=lambda q: -q.recognised)
    first = list({q.label: q for q in reversed(ordered)}.values())[::-1]
    again = [q for q in ordered if q not in first]
    return _each_once([*first, *again][:LOOKED_AT])[:most]


def _each_once(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """What several people wrote in almost the same words speaks once."""
    again = same_as([q.text for q in quotes])
    return tuple(q for place, q in enumerate(quotes) if place not in again)
