"""An open question in the minutes: every contribution, under the theme it named."""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.attribution import Quote, quote
from exports.sections.response import Response, response
from sessions.items.contribution import heard
from sessions.meeting import Scheduled
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class Theme:
    """Contributions that named one theme; those that named none have no `name`."""

    name: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What was said; `groups` counts people per group, `pooled` those in groups too small."""

    response: Response
    themes: tuple[Theme, ...]
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
    named = {r for references in tally.by_theme.values() for r in references}
    themes = [Theme(t, tuple(quotes[r] for r in found)) for t, found in tally.by_theme.items()]
    if rest := tuple(quotes[r] for r in tally.references if r not in named):
        themes.append(Theme("", rest))
    return QuestionResult(
        response=response(record, texts.values()),
        themes=tuple(themes),
        recognitions=sum(tally.recognitions.values()),
        target_groups=tally.target_groups,
        not_named=tally.not_named,
        groups=tally.by_group,
        pooled=tally.pooled,
    )
