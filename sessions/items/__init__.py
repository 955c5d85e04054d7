"""The kinds of item; this is the list."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from sessions.items.casus import Casus
from sessions.items.item import Item
from sessions.items.notice import Notice
from sessions.items.poll import Poll
from sessions.items.proposal import Proposal
from sessions.items.question import Question

KINDS: dict[str, type[Item]] = {
    "poll": Poll,
    "question": Question,
    "casus": Casus,
    "proposal": Proposal,
    "notice": Notice,
}

AnyItem = Annotated[Poll | Question | Casus | Proposal | Notice, Field(discriminator="kind")]

read_item: TypeAdapter[Poll | Question | Casus | Proposal | Notice] = TypeAdapter(AnyItem)
"""Reads an item back from the JSON in which storage keeps it."""
