"""Which answers speak for a theme: the one in the middle, then what differs most from it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sessions.arrangement import AnswerTheme, Chosen, Themes
from sessions.synthesis.vectors import by_runs

NEARNESS = 0.7
"""How much being typical of the theme weighs, against being unlike what was chosen."""
WITHOUT_KIND = 3
"""Answers of which no kind of organisation is known: so many speak at most."""


@dataclass(frozen=True, slots=True)
class QuotableAnswer:
    """One answer: its text, the kind of organisation it came from, and whether it may be quoted."""

    reference: str
    text: str
    kind: str = ""
    quotable: bool = True


def with_quotes(themes: Themes, answers: Sequence[QuotableAnswer]) -> Themes:
    """The same themes, each with its medoid and its quotes chosen anew.

    By the runs of characters alone, so that it gives the same on every machine.
    """
    known = {answer.reference: answer for answer in answers}
    return replace(themes, themes=tuple(_quoted(theme, known) for theme in themes.themes))


def _quoted(theme: AnswerTheme, known: Mapping[str, QuotableAnswer]) -> AnswerTheme:
    stands_for = Counter(m.same_as or m.reference for m in theme.members)
    able = [known[r] for r in theme.references if r in known and known[r].quotable]
    first = {m.reference for m in theme.members if not m.same_as}
    able = [a for a in able if a.reference in first] or able
    order = _by_marginal_relevance(able)
    return replace(
        theme,
        medoid=order[0].reference if order else "",
        quotes=tuple(Chosen(a.reference, max(stands_for[a.reference], 1)) for a in order),
    )


def _by_marginal_relevance(answers: Sequence[QuotableAnswer]) -> list[QuotableAnswer]:
    """Maximal marginal relevance, with at most one answer per kind of organisation."""
    if not answers:
        return []
    vectors = by_runs([answer.text for answer in answers])
    alike = (vectors @ vectors.T).tolist()
    typical = [sum(row) / len(row) for row in alike]
    chosen: list[int] = []
    while left := _allowed(answers, chosen):
        chosen.append(
            max(
                left,
                key=lambda n: (
                    NEARNESS * typical[n]
                    - (1 - NEARNESS) * max((alike[n][c] for c in chosen), default=0.0),
                    -n,
                ),
            )
        )
    return [answers[n] for n in chosen]


def _allowed(answers: Sequence[QuotableAnswer], chosen: Sequence[int]) -> list[int]:
    """Whoever still may speak: of kinds that did not, and at most three without a kind."""
    spoke = Counter(answers[n].kind for n in chosen)
    full = {kind for kind, times in spoke.items() if times >= (1 if kind else WITHOUT_KIND)}
    return [n for n, a in enumerate(answers) if n not in chosen and a.kind not in full]
