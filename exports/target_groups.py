"""For whom something was said: target groups against themes, and about whom nothing came."""

from collections import Counter
from dataclasses import dataclass

from exports.attribution import withheld
from sessions.items.contribution import heard
from sessions.record import Record

MOST_REFERENCES = 5
"""References in one cell; the appendix has them all."""


@dataclass(frozen=True, slots=True)
class GroupsHeard:
    """Per target group the references of contributions that name it, for each theme.

    The last column, without a name, holds those that named no theme. `unheard` are groups of the
    programme about which nothing came.
    """

    themes: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    unheard: tuple[str, ...]


def groups_heard(record: Record) -> GroupsHeard:
    """The words themselves stay where they are: a cell only points to them."""
    found: dict[tuple[str, str], list[str]] = {}
    for scheduled in record.running_order:
        for each in heard(record.given(scheduled.number), record.voices):
            if (group := each.answer.get("target_group")) and not withheld(record, each):
                found.setdefault((group, each.answer.get("theme", "")), []).append(each.reference)
    used = Counter(theme for _, theme in found)
    themes = tuple(t.name for t in record.programme.themes if used[t.name])
    others = tuple(sorted(t for t in used if t and t not in themes))
    columns = (*themes, *others, *([""] if used[""] else []))
    wanted = record.programme.target_groups
    named = dict.fromkeys((*wanted, *sorted({group for group, _ in found})))
    spoken = {group for group, _ in found}
    return GroupsHeard(
        themes=columns,
        rows=tuple(
            (group, tuple(tuple(found.get((group, theme), ())) for theme in columns))
            for group in named
            if group in spoken
        ),
        unheard=tuple(group for group in wanted if group not in spoken),
    )
