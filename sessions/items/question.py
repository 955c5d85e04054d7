"""Thematische vraag: open text, as often as a person likes; others can recognise it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag, TypeAdapter

from sessions import owners
from sessions.errors import Malformed
from sessions.items.breakdown import break_down, people
from sessions.items.contribution import Contribution, Voice, heard
from sessions.items.item import TEXT_LIMIT, AnswerBody, Checked, Item, told


class QuestionAnswer(AnswerBody):
    """One contribution; with `replaces` it changes an earlier one of the same owner."""

    text: str = Field(max_length=TEXT_LIMIT)
    theme: str = Field(default="", max_length=120)
    target_group: str = Field(default="", max_length=120)
    replaces: str | None = Field(default=None, max_length=40)


class Recognition(AnswerBody):
    """“Herken ik ook”: support for somebody else's contribution."""

    recognise: str = Field(max_length=40)


@dataclass(frozen=True, slots=True)
class QuestionTally:
    """How much was given, by how many, and about whom; the themes come from synthesis.

    `references` are the contributions with words, `by_theme` those that named a theme.
    """

    n: int
    people: int
    on_behalf: int
    references: tuple[str, ...]
    recognitions: Mapping[str, int]
    by_theme: Mapping[str, tuple[str, ...]]
    target_groups: Mapping[str, int]
    not_named: tuple[str, ...]
    by_group: Mapping[str, int]
    pooled: int


class Question(Item):
    """An open question."""

    kind: Literal["question"] = "question"

    bodies: ClassVar[TypeAdapter[Any] | None] = TypeAdapter(
        Annotated[
            Annotated[QuestionAnswer, Tag("answer")] | Annotated[Recognition, Tag("recognition")],
            Discriminator(
                lambda body: (
                    "recognition" if isinstance(body, dict) and "recognise" in body else "answer"
                )
            ),
        ]
    )

    def accept(self, body: QuestionAnswer | Recognition) -> Checked:
        if isinstance(body, Recognition):
            return Checked(
                answer={"recognise": body.recognise}, slot=f"recognise:{body.recognise}",
                recognises=body.recognise, table=body.table, on_behalf_of=body.on_behalf_of,
            )  # fmt: skip
        text = told(body.text)
        if not text:
            raise Malformed("answer.empty")
        if body.theme and self.themes and body.theme not in self.themes:
            raise Malformed("answer.no_such_theme", theme=body.theme)
        if body.target_group and self.target_groups and body.target_group not in self.target_groups:
            raise Malformed("answer.no_such_target_group", target_group=body.target_group)
        named = {"theme": told(body.theme), "target_group": told(body.target_group)}
        return Checked(
            answer={"text": text} | {k: v for k, v in named.items() if v},
            replaces=body.replaces, table=body.table, on_behalf_of=body.on_behalf_of,
        )  # fmt: skip

    def tally(
        self, contributions: Sequence[Contribution], voices: Mapping[str, Voice], smallest: int
    ) -> QuestionTally:
        given = heard(contributions, voices)
        texts = [c for c in given if "text" in c.answer]
        present = {c.reference for c in texts}
        recognised = Counter(
            c.answer["recognise"]
            for c in given
            if "recognise" in c.answer and c.answer["recognise"] in present
        )
        own = [c for c in texts if owners.is_person(c.owner)]
        groups = break_down(own, voices, self.open, smallest)
        named = Counter(c.answer["target_group"] for c in texts if c.answer.get("target_group"))
        return QuestionTally(
            n=len(texts),
            people=people(texts),
            on_behalf=sum(c.entered_by is not None for c in texts),
            references=tuple(c.reference for c in texts),
            recognitions=dict(sorted(recognised.items())),
            by_theme=_by_theme(texts),
            target_groups=dict(sorted(named.items())),
            not_named=tuple(g for g in self.target_groups if g not in named),
            by_group={label: people(members) for label, members in groups.groups.items()},
            pooled=people(groups.pooled),
        )


def _by_theme(texts: Sequence[Contribution]) -> dict[str, tuple[str, ...]]:
    named = sorted({c.answer["theme"] for c in texts if c.answer.get("theme")})
    return {t: tuple(c.reference for c in texts if c.answer.get("theme") == t) for t in named}
