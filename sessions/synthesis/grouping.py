"""Which theme an answer to an open question belongs to."""

from collections.abc import Sequence

from sessions.items.contribution import Contribution
from sessions.meeting import Scheduled
from sessions.record import Record

Themes = Sequence[tuple[str, tuple[Contribution, ...]]]
"""Names of themes with what was said under each; answers without a theme stand under no name."""


def themes_of(_record: Record, _scheduled: Scheduled, texts: Sequence[Contribution]) -> Themes:
    """The theme that each answer named itself, in the order in which they were first named.

    Everything that asks for themes asks here: what a facilitator confirmed can take its place.
    """
    named: dict[str, list[Contribution]] = {}
    for each in texts:
        named.setdefault(str(each.answer.get("theme", "")), []).append(each)
    return [(name, tuple(said)) for name, said in named.items()]
