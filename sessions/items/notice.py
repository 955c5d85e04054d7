"""Mededeling: the programme, a break, what happens next; asks nothing."""

from typing import Literal

from sessions.items.item import Item


class Notice(Item):
    """Something said to everybody."""

    kind: Literal["notice"] = "notice"
