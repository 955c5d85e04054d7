"""Peiling: one, several, a scale, a ranking or points; in one round or two."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, TypeAdapter, model_validator

from sessions import owners
from sessions.errors import Malformed
from sessions.items.breakdown import Breakdown, break_down, speaks_for_party
from sessions.items.contribution import Contribution, Voice, heard
from sessions.items.item import AnswerBody, Checked, Item, Openness, told

OTHER_LIMIT = 300
"""Characters in "anders, namelijk": one option among others, not an essay."""

Option = Annotated[str, Field(min_length=1, max_length=300)]
Points = Annotated[int, Field(ge=0, le=1_000_000)]


class Choose(StrEnum):
    """What a poll asks for."""

    ONE = "one"
    MANY = "many"
    SCALE = "scale"
    RANK = "rank"
    POINTS = "points"


class PollAnswer(AnswerBody):
    """An answer to a poll: one of `choice` (with `other`), `points` or `value`."""

    choice: list[int] | None = Field(default=None, max_length=50)
    points: dict[str, Points] | None = Field(default=None, max_length=50)
    value: int | None = None
    other: Annotated[str, Field(max_length=OTHER_LIMIT), AfterValidator(told)] = ""


@dataclass(frozen=True, slots=True)
class OptionTally:
    """One option: people who chose it, its score, and its share of all score (sums to one).

    The score is what the kind of poll counts: people (one, several, scale), Borda points with
    the options left unranked sharing what remains (ranking), or points. `voices` is the score
    when every organisation that may be shown has one voice; None where the item promised to
    show no organisations, because with the totals it would tell what a single one answered.
    """

    number: int
    label: str
    count: int
    score: float
    share: float
    first: int
    voices: float | None


@dataclass(frozen=True, slots=True)
class RoundTally:
    """One round of a poll, each participant counted once."""

    round: int
    n: int
    on_behalf: int
    options: tuple[OptionTally, ...]
    mean: float | None
    spread: float | None
    other: tuple[str, ...]
    by_group: Mapping[str, tuple[int, ...]]
    pooled: tuple[int, ...]
    pooled_groups: tuple[str, ...]
    tables: int
    table_counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PollTally:
    """All rounds; `shift` is how each option's count moved between the first and the last."""

    rounds: tuple[RoundTally, ...]
    shift: tuple[int, ...]

    @property
    def last(self) -> RoundTally:
        return next((r for r in reversed(self.rounds) if r.n or r.tables), self.rounds[0])


class Poll(Item):
    """A question with options."""

    kind: Literal["poll"] = "poll"
    choose: Choose = Choose.ONE
    options: tuple[Option, ...] = Field(default=(), max_length=50)
    max: int | None = Field(default=None, ge=1, le=50)
    lowest: int = Field(default=1, ge=-100, le=100, alias="from")
    highest: int = Field(default=10, ge=-100, le=100, alias="to")
    labels: tuple[str, ...] = Field(default=(), max_length=2)
    total: int = Field(default=100, ge=1, le=1_000)
    other: bool = False
    rounds: int = Field(default=1, ge=1, le=2)

    bodies: ClassVar[TypeAdapter[Any] | None] = TypeAdapter(PollAnswer)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.choose is Choose.SCALE:
            if self.lowest >= self.highest:
                raise ValueError("agenda.scale_upside_down")
            if self.highest - self.lowest >= 50:  # noqa: PLR2004 -- as many as there may be options
                raise ValueError("agenda.scale_too_long")
        elif len(self.options) < 2:  # noqa: PLR2004 -- one option is no choice
            raise ValueError("agenda.too_few_options")
        if len(set(self.options)) < len(self.options):
            raise ValueError("agenda.double_option")
        if self.other and self.choose not in {Choose.ONE, Choose.MANY}:
            raise ValueError("agenda.other_needs_choice")
        return self

    @property
    def last_round(self) -> int:
        return self.rounds

    @property
    def choices(self) -> tuple[tuple[int, str], ...]:
        """The numbers that may be answered, each with its words."""
        if self.choose is Choose.SCALE:
            return tuple((n, str(n)) for n in range(self.lowest, self.highest + 1))
        return tuple(enumerate(self.options, start=1))

    def accept(self, body: PollAnswer) -> Checked:
        if body.other and not self.other:
            raise Malformed("answer.no_other")
        read = {
            Choose.SCALE: self._value,
            Choose.POINTS: self._points,
        }.get(self.choose, self._choice)(body)
        if body.other:
            read["other"] = body.other
        return Checked(
            answer=read, slot="choice", table=body.table, round=body.round,
            on_behalf_of=body.on_behalf_of,
        )  # fmt: skip

    def _choice(self, body: PollAnswer) -> dict[str, Any]:
        picked = body.choice or []
        if body.points is not None or body.value is not None or not (picked or body.other):
            raise Malformed("answer.choose_option")
        if unknown := [n for n in picked if not 1 <= n <= len(self.options)]:
            raise Malformed("answer.no_such_option", option=unknown[0], last=len(self.options))
        if len(set(picked)) < len(picked):
            raise Malformed("answer.chosen_twice")
        ticks = len(picked) + bool(body.other)
        if self.choose is Choose.ONE and ticks > 1:
            raise Malformed("answer.choose_one")
        if self.choose is Choose.MANY and self.max and ticks > self.max:
            raise Malformed("answer.choose_at_most", max=self.max)
        return {"choice": picked if self.choose is Choose.RANK else sorted(picked)}

    def _value(self, body: PollAnswer) -> dict[str, Any]:
        if body.value is None or body.choice is not None or body.points is not None:
            raise Malformed("answer.choose_value", low=self.lowest, high=self.highest)
        if not self.lowest <= body.value <= self.highest:
            raise Malformed("answer.choose_value", low=self.lowest, high=self.highest)
        return {"value": body.value}

    def _points(self, body: PollAnswer) -> dict[str, Any]:
        given = body.points
        if given is None or body.choice is not None or body.value is not None:
            raise Malformed("answer.divide_points", total=self.total)
        if unknown := [n for n in given if n not in self._numbers]:
            raise Malformed("answer.no_such_option", option=unknown[0], last=len(self.options))
        if sum(given.values()) != self.total:
            raise Malformed("answer.points_off", total=self.total, given=sum(given.values()))
        return {"points": {n: p for n, p in sorted(given.items(), key=lambda x: int(x[0])) if p}}

    @property
    def _numbers(self) -> frozenset[str]:
        return frozenset(str(n) for n, _ in self.choices)

    def scores(self, answer: Mapping[str, Any]) -> dict[int, float]:
        """What one answer adds to each option."""
        if self.choose is Choose.SCALE:
            return {answer["value"]: 1.0}
        if self.choose is Choose.POINTS:
            return {int(n): float(p) for n, p in answer["points"].items()}
        if self.choose is Choose.RANK:
            return self._borda(answer["choice"])
        return dict.fromkeys(answer["choice"], 1.0)

    def _borda(self, ranked: Sequence[int]) -> dict[int, float]:
        """Borda count: n-1 for the first place; unranked options share the places left."""
        most = len(self.options) - 1
        points = {n: float(most - place) for place, n in enumerate(ranked)}
        rest = [n for n, _ in self.choices if n not in points]
        left = sum(range(len(rest)))
        return points | {n: left / len(rest) for n in rest}

    def tally(
        self, contributions: Sequence[Contribution], voices: Mapping[str, Voice], smallest: int
    ) -> PollTally:
        counted = heard(contributions, voices)
        rounds = tuple(
            self._round(turn, [c for c in counted if c.round == turn], voices, smallest)
            for turn in range(1, self.rounds + 1)
        )
        first, last = rounds[0], rounds[-1]
        shift = (
            tuple(b.count - a.count for a, b in zip(first.options, last.options, strict=True))
            if first is not last and first.n and last.n
            else ()
        )
        return PollTally(rounds, shift)

    def _round(
        self, turn: int, given: list[Contribution], voices: Mapping[str, Voice], smallest: int
    ) -> RoundTally:
        people = [c for c in given if owners.is_person(c.owner)]
        tables = [c for c in given if owners.is_table(c.owner)]
        groups: Breakdown = break_down(people, voices, self.open, smallest)
        mean, spread = _mean_and_spread([c.answer["value"] for c in people if "value" in c.answer])
        return RoundTally(
            round=turn,
            n=len(people),
            on_behalf=sum(c.entered_by is not None for c in people),
            options=self._options(people, self._one_voice_each(groups, voices)),
            mean=mean,
            spread=spread,
            other=tuple(c.reference for c in people if c.answer.get("other")),
            by_group={label: self._counts(members) for label, members in groups.groups.items()},
            pooled=self._counts(groups.pooled) if groups.pooled else (),
            pooled_groups=groups.pooled_groups,
            tables=len(tables),
            table_counts=self._counts(tables) if tables else (),
        )

    def _counts(self, given: Iterable[Contribution]) -> tuple[int, ...]:
        """People per option: first places in a ranking, anybody who gave a point."""
        picked = [self._picked(c.answer) for c in given]
        return tuple(sum(n in each for each in picked) for n, _ in self.choices)

    def _picked(self, answer: Mapping[str, Any]) -> set[int]:
        if self.choose is Choose.RANK:
            return set(answer["choice"][:1])
        return set(self.scores(answer))

    def _options(
        self, given: list[Contribution], one_voice: Mapping[int, float] | None
    ) -> tuple[OptionTally, ...]:
        scored = [self.scores(c.answer) for c in given]
        score = {n: sum(s.get(n, 0.0) for s in scored) for n, _ in self.choices}
        whole = sum(score.values())
        firsts = [max(s, key=lambda n: (s[n], -n)) for s in scored if s]
        counts = self._counts(given)
        return tuple(
            OptionTally(
                number=n, label=label, count=counts[i], score=score[n],
                share=score[n] / whole if whole else 0.0,
                first=firsts.count(n), voices=one_voice[n] if one_voice else None,
            )
            for i, (n, label) in enumerate(self.choices)
        )  # fmt: skip

    def _one_voice_each(
        self, groups: Breakdown, voices: Mapping[str, Voice]
    ) -> dict[int, float] | None:
        """Per option the sum over the organisations shown of their people's average."""
        if self.open not in {Openness.PER_ORGANISATION, Openness.BY_NAME}:
            return None
        teams: dict[str, list[Mapping[int, float]]] = {}
        for each in chain.from_iterable(groups.groups.values()):
            voice = voices.get(each.participant)
            if voice and speaks_for_party(voice):
                teams.setdefault(voice.organisation, []).append(self.scores(each.answer))
        return {
            n: sum(s.get(n, 0.0) / len(team) for team in teams.values() for s in team)
            for n, _ in self.choices
        }


def _mean_and_spread(values: Sequence[int]) -> tuple[float | None, float | None]:
    """Mean and population standard deviation; None where nobody gave a value."""
    if not values:
        return None, None
    mean = sum(values) / len(values)
    return mean, (sum((v - mean) ** 2 for v in values) / len(values)) ** 0.5
