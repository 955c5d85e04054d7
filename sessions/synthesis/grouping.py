"""Which theme an answer to an open question belongs to."""

from collections.abc import Sequence

from sessions.items.contribution import Contribution
from sessions.record import Record

Themes = Sequence[tuple[str, tuple[Contribution, ...]]]
"""Names of themes with what was said under each; answers without a theme stand under no name."""


def confirmed_themes(record: Record) -> dict[str, str]:
    """By reference the theme that it stands under, where a facilitator confirmed that theme."""
    return {
        reference: theme.label
        for found in record.themes.values()
        for theme in found.confirmed
        for reference in theme.references
    }


def themes_of(record: Record, texts: Sequence[Contribution]) -> Themes:
    """Each answer under its confirmed theme, else under the one that it named itself.

    In the order in which the themes come up; everything that asks for themes asks here.
    """
    confirmed, named = confirmed_themes(record), dict[str, list[Contribution]]()
    for each in texts:
        own = str(each.answer.get("theme", ""))
        named.setdefault(confirmed.get(each.reference, own), []).append(each)
    return [(name, tuple(said)) for name, said in named.items()]
