"""Showing groups without giving anybody away."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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
        if openness is Openness.PER_KIND or not speaks_for_party(voice):
            guarded.add(label)
    return _break_safely(groups, guarded, smallest)


def kinds_to_name(voices: Iterable[Voice], smallest: int) -> frozenset[str]:
    """Kinds that a quote may carry: large enough, and a quote without one hides its speaker."""
    sizes = Counter(voice.kind for voice in voices if voice.counts and voice.joined)
    return frozenset(sizes) - too_small(sizes, smallest)


def too_small(sizes: Mapping[str, int], smallest: int) -> frozenset[str]:
    """Groups to close where their total is known: the small ones, and others to hide those."""
    return _pooled(sizes, sizes, smallest)


def speaks_for_party(voice: Voice) -> bool:
    """Whether this is an organisation's voice, and not somebody's own."""
    return bool(voice.organisation) and voice.kind not in PERSONAL_KINDS


def _label(voice: Voice, openness: Openness) -> str:
    if openness is Openness.PER_KIND or not speaks_for_party(voice):
        return voice.kind
    if openness is Openness.BY_NAME and voice.name:
        return f"{voice.name}, {voice.organisation}"
    return voice.organisation


def _break_safely(
    groups: Mapping[str, list[Contribution]], guarded: set[str], smallest: int
) -> Breakdown:
    """Show what may be shown; when even everybody together hides nobody, show no groups."""
    sizes = {label: people(members) for label, members in groups.items()}
    pooled = sorted(_pooled(sizes, guarded, smallest))
    hidden = pooled if _hides(sizes, pooled, smallest) else []
    return Breakdown(
        groups={g: tuple(groups[g]) for g in sorted(groups) if g not in pooled},
        pooled=tuple(c for g in hidden for c in groups[g]),
        pooled_groups=tuple(pooled),
    )


def _pooled(sizes: Mapping[str, int], guarded: Collection[str], smallest: int) -> frozenset[str]:
    """Guarded groups that are too small, and as many others as it takes to hide them."""
    by_size = sorted(sizes, key=lambda group: (sizes[group], group))
    pooled = [g for g in by_size if g in guarded and sizes[g] < smallest]
    others = [g for g in by_size if g not in pooled]
    while pooled and others and not _hides(sizes, pooled, smallest):
        pooled.append(others.pop(0))
    return frozenset(pooled)


def _hides(sizes: Mapping[str, int], pooled: Collection[str], smallest: int) -> bool:
    return len(pooled) > 1 and sum(sizes[group] for group in pooled) >= smallest


def people(contributions: Sequence[Contribution]) -> int:
    """How many different participants stand behind these contributions."""
    return len({c.participant for c in contributions})
