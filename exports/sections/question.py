"""An open question in the minutes: every contribution, under its theme."""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.attribution import Quote, quote
from exports.sections.response import Response, response
from exports.sections.speaking import Spoken, spoken
from sessions.items.contribution import heard
from sessions.meeting import Scheduled
from sessions.record import Record
from sessions.synthesis.grouping import themes_of


@dataclass(frozen=True, slots=True)
class ThemeHeard:
    """Contributions under one theme, confirmed or named; those under none have no `name`."""

    name: str
    quotes: tuple[Quote, ...]

    @property
    def spoken(self) -> Spoken:
        """Who speaks for it."""
        return spoken(self.quotes)


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What was said; `groups` counts people per group, `pooled` those in groups too small."""

    response: Response
    themes: tuple[ThemeHeard, ...]
    recognitions: int
    target_groups: Mapping[str, int]
    not_named: tuple[str, ...]
    groups: Mapping[str, int]
    pooled: int


def question_result(record: Record, scheduled: Scheduled) -> QuestionResult:
    tally = record.tally(scheduled.number)
    texts = {
        c.reference: c
        for c in heard(record.given(scheduled.number), record.voices)
        if "text" in c.answer
    }
    quotes = {r: quote(record, c, tally.recognitions.get(r, 0)) for r, c in texts.items()}
    found = sorted(themes_of(record, [texts[r] for r in tally.references]), key=_is_nameless)
    return QuestionResult(
        response=response(record, texts.values()),
        themes=tuple(
            ThemeHeard(name, tuple(quotes[c.reference] for c in said)) for name, said in found
        ),
        recognitions=sum(tally.recognitions.values()),
        target_groups=tally.target_groups,
        not_named=tally.not_named,
        groups=tally.by_group,
        pooled=tally.pooled,
    )


def _is_nameless(theme: tuple[str, object]) -> bool:
    """What stands under no theme comes last."""
    return not theme[0]
