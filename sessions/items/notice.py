"""Mededeling: the programme, a break, what happens next; asks nothing."""

from collections.abc import Mapping, Sequence
from typing import Literal

from sessions.items.contribution import Contribution, Voice
from sessions.items.item import Item


class Notice(Item):
    """Something said to everybody."""

    kind: Literal["notice"] = "notice"

    def tally(
        self,
        contributions: Sequence[Contribution],  # noqa: ARG002 -- a notice is a kind like any other
        voices: Mapping[str, Voice],  # noqa: ARG002 -- same
        smallest: int,  # noqa: ARG002 -- same
    ) -> None:
        return None
