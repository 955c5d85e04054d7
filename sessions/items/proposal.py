"""Voorstel: a text that organisations agree to, agree to with a reservation, or do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from sessions import owners
from sessions.errors import Malformed
from sessions.items.contribution import Contribution, Voice, heard
from sessions.items.item import TEXT_LIMIT, AnswerBody, Checked, Item, Openness, told

SLOT = "position"
"""An organisation has one position on a proposal: a later one replaces it."""


class Stand(StrEnum):
    """Where an organisation stands."""

    AGREE = "agree"
    RESERVATION = "reservation"
    DISAGREE = "disagree"


class Rule(StrEnum):
    """When a proposal is adopted, of the organisations that took a position.

    A reservation is a yes that a council or a board must still confirm; unanimous is without any.
    """

    NOBODY_AGAINST = "nobody_against"
    MAJORITY = "majority"
    UNANIMOUS = "unanimous"


class Position(AnswerBody):
    """Where the organisation stands; `mandate` is in which function somebody speaks for it."""

    position: Stand = Field(strict=False)
    reservation: str = Field(default="", max_length=120)
    text: str = Field(default="", max_length=TEXT_LIMIT)
    mandate: str = Field(default="", max_length=120)


@dataclass(frozen=True, slots=True)
class ProposalTally:
    """Each organisation once: its reference by name, and per stand the references.

    `on_behalf` counts the positions that the secretary entered.
    """

    n: int
    on_behalf: int
    positions: Mapping[Stand, tuple[str, ...]]
    organisations: Mapping[str, str]
    adopted: bool

    def count(self, stand: Stand) -> int:
        return len(self.positions[stand])


class Proposal(Item):
    """A text to decide on; `rule` is the meeting's where the proposal has none of its own."""

    kind: Literal["proposal"] = "proposal"
    open: Openness = Openness.PER_ORGANISATION
    rule: Rule | None = None

    bodies: ClassVar[TypeAdapter[Any] | None] = TypeAdapter(Position)

    @model_validator(mode="after")
    def _is_by_name(self) -> Self:
        if self.open not in {Openness.PER_ORGANISATION, Openness.BY_NAME}:
            raise ValueError("agenda.proposal_is_open")
        return self

    @property
    def adopted_when(self) -> Rule:
        return self.rule or Rule.NOBODY_AGAINST

    def accept(self, body: Position) -> Checked:
        said = {name: told(getattr(body, name)) for name in ("reservation", "text", "mandate")}
        if body.position is Stand.RESERVATION and not said["reservation"]:
            raise Malformed("answer.which_body")
        if body.position is Stand.DISAGREE and not said["text"]:
            raise Malformed("answer.why_not")
        if body.position is not Stand.RESERVATION:
            said["reservation"] = ""
        return Checked(
            answer={"position": body.position.value} | {k: v for k, v in said.items() if v},
            slot=SLOT, table=body.table, on_behalf_of=body.on_behalf_of,
        )  # fmt: skip

    def tally(
        self,
        contributions: Sequence[Contribution],
        voices: Mapping[str, Voice],
        smallest: int,  # noqa: ARG002 -- positions are by name, however few there are
    ) -> ProposalTally:
        given = [c for c in heard(contributions, voices) if owners.is_party(c.owner)]
        positions = {
            stand: tuple(c.reference for c in given if c.answer["position"] == stand)
            for stand in Stand
        }
        return ProposalTally(
            n=len(given),
            on_behalf=sum(c.entered_by is not None for c in given),
            positions=positions,
            organisations={owners.party_of(c.owner): c.reference for c in given},
            adopted=self._adopted({stand: len(found) for stand, found in positions.items()}),
        )

    def _adopted(self, counts: Mapping[Stand, int]) -> bool:
        yes, no = counts[Stand.AGREE] + counts[Stand.RESERVATION], counts[Stand.DISAGREE]
        match self.adopted_when:
            case Rule.NOBODY_AGAINST:
                return yes > 0 and not no
            case Rule.MAJORITY:
                return yes > no
            case Rule.UNANIMOUS:
                return yes > 0 and yes == counts[Stand.AGREE] and not no
