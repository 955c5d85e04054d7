"""Casus: a case in steps, seen through perspectives, that ends in actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter

from sessions import owners
from sessions.errors import Malformed
from sessions.items.breakdown import kinds_to_name, people
from sessions.items.contribution import Contribution, Voice, heard
from sessions.items.item import TEXT_LIMIT, AnswerBody, Checked, Item, Name, told


class From(StrEnum):
    """From where somebody speaks in a step."""

    GLASSES = "glasses"
    OWN = "own"


class Step(BaseModel):
    """One step of a casus; with `to` the answer names the party it addresses.

    A step that asks for a `lesson` comes last in the minutes, apart from what is compared.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    ask: str = Field(min_length=1, max_length=300)
    viewpoint: From = Field(default=From.GLASSES, alias="from")
    to: Literal["party", ""] = ""
    lesson: bool = False


class CasusAnswer(AnswerBody):
    """What a table, or somebody at no table, writes in one step."""

    step: int = Field(ge=1, le=20)
    text: str = Field(max_length=TEXT_LIMIT)
    perspective: str = Field(default="", max_length=120)
    to: str = Field(default="", max_length=120)


class CasusAction(AnswerBody):
    """Who does what, with whom, by when."""

    action: str = Field(max_length=TEXT_LIMIT)
    owner: str = Field(default="", max_length=120)
    with_: list[Annotated[str, Field(max_length=120)]] = Field(
        default_factory=list, max_length=20, alias="with"
    )
    by: str = Field(default="", max_length=40)
    replaces: str | None = Field(default=None, max_length=40)


@dataclass(frozen=True, slots=True)
class StepTally:
    """One step: the references per perspective (or kind of organisation), and who they address."""

    step: int
    n: int
    by_perspective: Mapping[str, tuple[str, ...]]
    addressed: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CasusTally:
    """Each table and each person alone once per step; actions as often as they were named."""

    n: int
    people: int
    on_behalf: int
    tables: tuple[int, ...]
    steps: tuple[StepTally, ...]
    actions: tuple[str, ...]


class Casus(Item):
    """A case with a person in it."""

    kind: Literal["casus"] = "casus"
    perspectives: tuple[Name, ...] = Field(default=(), max_length=20)
    steps: tuple[Step, ...] = Field(min_length=1, max_length=20)

    bodies: ClassVar[TypeAdapter[Any] | None] = TypeAdapter(
        Annotated[
            Annotated[CasusAnswer, Tag("answer")] | Annotated[CasusAction, Tag("action")],
            Discriminator(
                lambda body: "action" if isinstance(body, dict) and "action" in body else "answer"
            ),
        ]
    )

    @property
    def last_step(self) -> int:
        return len(self.steps)

    def perspective_of(self, table: int) -> str:
        """The glasses a table gets: dealt round, so that each is worn before one comes twice."""
        return self.perspectives[(table - 1) % len(self.perspectives)] if self.perspectives else ""

    def accept(self, body: CasusAnswer | CasusAction) -> Checked:
        return self._action(body) if isinstance(body, CasusAction) else self._answer(body)

    def _answer(self, body: CasusAnswer) -> Checked:
        text = told(body.text)
        if not text:
            raise Malformed("answer.empty")
        if body.step > len(self.steps):
            raise Malformed("answer.no_such_step", step=body.step, last=len(self.steps))
        if body.perspective and body.perspective not in self.perspectives:
            raise Malformed("answer.no_such_perspective", perspective=body.perspective)
        answer: dict[str, Any] = {"step": body.step, "text": text}
        perspective = body.perspective or (self.perspective_of(body.table) if body.table else "")
        if perspective and self.steps[body.step - 1].viewpoint is From.GLASSES:
            answer["perspective"] = perspective
        if to := told(body.to):
            answer["to"] = to
        return Checked(
            answer=answer, slot=f"step:{body.step}", table=body.table,
            on_behalf_of=body.on_behalf_of,
        )  # fmt: skip

    def _action(self, body: CasusAction) -> Checked:
        what = told(body.action)
        if not what:
            raise Malformed("answer.empty")
        answer: dict[str, Any] = {"action": what}
        if owner := told(body.owner):
            answer["owner"] = owner
        if partners := [name for name in map(told, body.with_) if name]:
            answer["with"] = partners
        if body.by:
            answer["by"] = _day(body.by)
        return Checked(
            answer=answer, replaces=body.replaces, table=body.table,
            on_behalf_of=body.on_behalf_of,
        )  # fmt: skip

    def tally(
        self,
        contributions: Sequence[Contribution],
        voices: Mapping[str, Voice],
        smallest: int,
    ) -> CasusTally:
        given = heard(contributions, voices)
        texts = [c for c in given if "step" in c.answer]
        return CasusTally(
            n=len(texts),
            people=people(given),
            on_behalf=sum(c.entered_by is not None for c in given),
            tables=tuple(sorted({c.table for c in given if c.table})),
            steps=tuple(
                self._step(number, texts, voices, smallest)
                for number in range(1, len(self.steps) + 1)
            ),
            actions=tuple(c.reference for c in given if "action" in c.answer),
        )

    def _step(
        self, number: int, texts: list[Contribution], voices: Mapping[str, Voice], smallest: int
    ) -> StepTally:
        here = [c for c in texts if c.answer["step"] == number]
        kinds = kinds_to_name(voices.values(), smallest)
        seen: dict[str, list[str]] = {}
        addressed: dict[str, list[str]] = {}
        for each in here:
            seen.setdefault(self._through(each, voices, kinds), []).append(each.reference)
            if to := each.answer.get("to"):
                addressed.setdefault(to, []).append(each.reference)
        return StepTally(
            step=number,
            n=len(here),
            by_perspective={k: tuple(v) for k, v in sorted(seen.items(), key=self._order)},
            addressed={k: tuple(v) for k, v in sorted(addressed.items())},
        )

    def _through(
        self, given: Contribution, voices: Mapping[str, Voice], kinds: frozenset[str]
    ) -> str:
        """The perspective a text was written through; for "own" the kind, if it hides anybody."""
        glasses = self.steps[given.answer["step"] - 1].viewpoint is From.GLASSES
        dealt = self.perspective_of(given.table) if glasses and given.table else ""
        if perspective := given.answer.get("perspective") or dealt:
            return str(perspective)
        if given.table:
            return owners.table(given.table)
        voice = voices.get(given.participant)
        return voice.kind if voice and voice.kind in kinds else ""

    def _order(self, pair: tuple[str, list[str]]) -> tuple[int, int, str]:
        """As the coordinator wrote the perspectives; then kinds, then tables by their number."""
        name = pair[0]
        if name in self.perspectives:
            return self.perspectives.index(name), 0, name
        return len(self.perspectives), owners.table_of(name) or 0, name


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Malformed("answer.no_such_day", day=text) from None
