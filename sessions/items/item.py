"""What every kind of item has: its words, its openness, and how an answer is read."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from sessions.errors import Malformed
from sessions.items.contribution import Contribution, Voice

TEXT_LIMIT = 4_000
"""Characters in one free text: two pages of A4, and one Telegram message."""

Name = Annotated[str, Field(min_length=1, max_length=120)]
"""What an answer names in full: a theme, a target group, a perspective, a partner."""


class Openness(StrEnum):
    """How answers will be shown; said before the first word."""

    ANONYMOUS = "anonymous"
    PER_KIND = "per_kind"
    PER_ORGANISATION = "per_organisation"
    BY_NAME = "by_name"


class ShowResults(StrEnum):
    """When participants see the results."""

    LIVE = "live"
    AFTER = "after"
    NEVER = "never"


class OnBehalfOf(BaseModel):
    """For whom a pen holder, the secretary or the facilitator enters something."""

    model_config = ConfigDict(extra="forbid", strict=True)
    organisation: str = Field(default="", max_length=120)
    origin: str = Field(default="paper", pattern="^(paper|plenary|interview|mail)$")
    name: str = Field(default="", max_length=120)


class AnswerBody(BaseModel):
    """What may accompany an answer to any kind of item."""

    model_config = ConfigDict(extra="forbid", strict=True)
    table: int | None = Field(default=None, ge=1, le=99)
    round: int | None = Field(default=None, ge=1, le=2)
    on_behalf_of: OnBehalfOf | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer that fits its item, ready to be kept.

    `slot` names what a later answer of the same owner replaces; an empty slot means that
    each answer stands by itself. `replaces` and `recognises` are references of contributions.
    """

    answer: dict[str, Any]
    slot: str = ""
    replaces: str | None = None
    recognises: str | None = None
    table: int | None = None
    round: int | None = None
    on_behalf_of: OnBehalfOf | None = None


class Item(BaseModel):
    """One thing on the agenda, as the coordinator wrote it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kind: str
    title: str = Field(min_length=1, max_length=300)
    text: str = Field(default="", max_length=8_000)
    minutes: int | None = Field(default=None, ge=1, le=480)
    phone_minutes: int | None = Field(default=None, ge=0, le=480)
    show_results: ShowResults = ShowResults.AFTER
    open: Openness = Openness.ANONYMOUS
    target_groups: tuple[Name, ...] = ()
    themes: tuple[Name, ...] = ()
    notes: str = Field(default="", max_length=4_000)
    tables: int | None = Field(default=None, ge=1, le=99)

    bodies: ClassVar[TypeAdapter[Any] | None] = None
    """The pydantic type of an answer's body; None for an item that asks nothing."""

    @property
    def asks(self) -> bool:
        return self.bodies is not None

    @property
    def last_round(self) -> int:
        return 1

    @property
    def last_step(self) -> int:
        return 1

    def check(self, body: object) -> Checked:
        """Read an answer's body; raise `Malformed` with the sentence's key when it does not fit."""
        try:
            read = self.bodies.validate_python(body) if self.bodies else body
        except ValidationError as error:
            raise malformed(error) from None
        return self.accept(read)

    def accept(self, body: Any) -> Checked:  # noqa: ARG002 -- kinds that ask read it
        """Hold a well-formed body against this item's own rules; one without any takes nothing."""
        raise Malformed("answer.asks_nothing")

    def tally(
        self,
        contributions: Sequence[Contribution],  # noqa: ARG002 -- kinds that ask count them
        voices: Mapping[str, Voice],  # noqa: ARG002 -- same
        smallest: int,  # noqa: ARG002 -- same
    ) -> Any:
        """Count what was given, every revision in any order; None for what asks nothing."""
        return None


def malformed(error: ValidationError) -> Malformed:
    """The one sentence for what pydantic found wrong with a body."""
    first = error.errors(include_url=False, include_context=True, include_input=False)[0]
    place = str(first["loc"][-1]) if first["loc"] else "answer"
    if first["type"] == "string_too_long":
        return Malformed("answer.too_long", limit=first["ctx"]["max_length"])
    return Malformed("answer.malformed", place=place, why=first["type"])


_NEVER_KEPT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""Control characters, halves of characters, and what turns the direction of the text around it."""


def told(text: str) -> str:
    """A free text as it is kept: composed (NFC), trimmed, without what no document can hold."""
    return unicodedata.normalize("NFC", _NEVER_KEPT.sub("", text.replace("\r\n", "\n"))).strip()
