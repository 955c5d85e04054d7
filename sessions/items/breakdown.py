"""Showing groups without giving anybody away."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sessions.items.contribution import Contribution, Voice
from sessions.items.item import Openness

PERSONAL_KINDS = frozenset({"bewoners", "huurders", "senioren", "ervaringsdeskundigen", "overig"})
"""Kinds whose people speak for themselves: never by name, never in a group that is too small."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Contributions per group, safe to show beside their total.

    `groups` may be shown by name; `pooled` holds everybody whose own group is too small, under
    one heading; `pooled_groups` says which those were. A reader who subtracts all shown groups
    from the total is left with `pooled`, which is either empty or large enough itself.
    """

    groups: Mapping[str, tuple[Contribution, ...]] = field(default_factory=dict)
    pooled: tuple[Contribution, ...] = ()
    pooled_groups: tuple[str, ...] = ()


def break_down(
    contributions: Sequence[Contribution],
    voices: Mapping[str, Voice],
    openness: Openness,
    smallest: int,
) -> Breakdown:
    """Split by what the item promised: by kind, by organisation, by name, or not at all."""
    if openness is Openness.ANONYMOUS:
        return Breakdown()
    groups: dict[str, list[Contribution]] = defaultdict(list)
    guarded: set[str] = set()
    for each in contributions:
        voice = voices.get(each.participant, Voice("", "overig"))
        label = _label(voice, openness)
        groups[label].append(each)
        if openness is Openness.PER_KIND or not voice.organisation or _personal(voice):
            guarded.add(label)
    return _pool(groups, guarded, smallest)


def _personal(voice: Voice) -> bool:
    return voice.kind in PERSONAL_KINDS


def _label(voice: Voice, openness: Openness) -> str:
    if openness is Openness.PER_KIND or not voice.organisation or _personal(voice):
        return voice.kind
    if openness is Openness.BY_NAME and voice.name:
        return f"{voice.name}, {voice.organisation}"
    return voice.organisation


def _pool(groups: Mapping[str, list[Contribution]], guarded: set[str], smallest: int) -> Breakdown:
    """Pool guarded groups that are too small; widen the pool until it hides whoever is in it."""
    by_size = sorted(groups, key=lambda label: (people(groups[label]), label))
    pooled = [g for g in by_size if g in guarded and people(groups[g]) < smallest]
    shown = [g for g in by_size if g not in pooled]
    while pooled and shown and not _hides(groups, pooled, smallest):
        pooled.append(shown.pop(0))
    if pooled and not _hides(groups, pooled, smallest):
        return Breakdown(pooled_groups=tuple(sorted(pooled)))
    return Breakdown(
        groups={g: tuple(groups[g]) for g in sorted(shown)},
        pooled=tuple(c for g in sorted(pooled) for c in groups[g]),
        pooled_groups=tuple(sorted(pooled)),
    )


def _hides(groups: Mapping[str, list[Contribution]], pooled: list[str], smallest: int) -> bool:
    together = [c for g in pooled for c in groups[g]]
    return len(pooled) > 1 and people(together) >= smallest


def people(contributions: Sequence[Contribution]) -> int:
    """How many different participants stand behind these contributions."""
    return len({c.participant for c in contributions})
