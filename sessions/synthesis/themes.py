"""Themes in open answers: by the programme's list, and by groups for what fits nowhere there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sessions.arrangement import AnswerTheme, Aside, Member, Score, Themes
from sessions.programme import Theme as Seed
from sessions.synthesis.clusters import clusters
from sessions.synthesis.encoding import Encoder
from sessions.synthesis.labels import apart, keywords
from sessions.synthesis.quoting import QuotableAnswer, with_quotes
from sessions.synthesis.saying import same_as, says_nothing
from sessions.synthesis.sorting import Fit, fit
from sessions.synthesis.vectors import GRAMS, by_runs, normed, vectors_of

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Matrix = NDArray[float32]

__all__ = ["QuotableAnswer", "find_themes", "place_new"]

BEST = 3
NOWHERE = 0.03
"""Below this an answer shares no word or meaning with a theme; above it, chance is possible."""
DOUBT = 0.5
"""What the best theme's share must be where the answer's own words say little."""
FEW = 3
"""Among fewer themes one is always ahead, so there only an answer's own words tell."""
CLEAR = 0.06
"""What an answer must share with a theme itself to need no confirmation."""
AHEAD = 1.6
"""So many times the next theme's share needs no confirmation, where its own words agree."""


def find_themes(
    answers: Sequence[QuotableAnswer], seeds: Sequence[Seed], encoder: Encoder | None = None
) -> Themes:
    """Every answer in one theme, or aside with a reason; the same input gives the same themes.

    Without an encoder answers are compared by their runs of characters.
    """
    judged = [(a, says_nothing(a.text)) for a in answers]
    telling = [a for a, reason in judged if reason is None]
    found = _arranged(telling, seeds, encoder) if telling else []
    named = {theme.label for theme in found}
    themes = Themes(
        themes=tuple(found),
        aside=tuple(Aside(a.reference, why) for a, why in judged if why is not None),
        silent=tuple(seed.name for seed in seeds if seed.name not in named),
        model=encoder.name if encoder else GRAMS,
        fingerprint=encoder.fingerprint if encoder else "",
    )
    return with_quotes(themes, telling)


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows that belong together; `sure` are those that need no confirmation."""

    label: str
    rows: tuple[int, ...]
    seeded: bool = False
    sure: frozenset[int] = frozenset()


def _arranged(
    telling: Sequence[QuotableAnswer], seeds: Sequence[Seed], encoder: Encoder | None
) -> list[AnswerTheme]:
    """A repeat goes where the answer goes that it repeats, and weighs nothing in the sums."""
    repeats = same_as([a.text for a in telling])
    first = [place for place in range(len(telling)) if place not in repeats]
    texts = [telling[place].text for place in first]
    vectors, around = vectors_of(texts, [f"{s.name} {' '.join(s.words)}" for s in seeds], encoder)
    groups = _seeded(fit(vectors, around), seeds) if seeds else []
    taken = {row for group in groups for row in group.rows}
    left = [row for row in range(len(texts)) if row not in taken]
    groups += _unseeded(vectors, left, texts, [group.label for group in groups])
    best = _scores(vectors, groups)
    members: list[tuple[AnswerTheme, list[tuple[int, Member]]]] = []
    for group in groups:
        own = [
            (first[row], Member(telling[first[row]].reference, row in group.sure, best[row]))
            for row in group.rows
        ]
        leaders = dict(own)
        own += [
            (place, replace(leaders[lead], reference=telling[place].reference,
                            same_as=leaders[lead].reference))
            for place, lead in repeats.items() if lead in leaders
        ]  # fmt: skip
        members.append((AnswerTheme(group.label, (), seeded=group.seeded), own))
    made = [replace(t, members=tuple(m for _, m in sorted(own, key=_place))) for t, own in members]
    return sorted(made, key=lambda theme: -len(theme.members))


def _place(placed: tuple[int, Member]) -> int:
    return placed[0]


def _seeded(fits: Fit, seeds: Sequence[Seed]) -> list[_Group]:
    """The themes of the programme with what fits them; what fits none is left out."""
    rows: dict[int, list[int]] = {}
    sure: set[int] = set()
    for row, column in enumerate(fits.best.tolist()):
        share, own = fits.share[row, column], fits.alike[row].max()
        if own < NOWHERE and (share < DOUBT or len(seeds) < FEW):
            continue
        rows.setdefault(column, []).append(row)
        others = [other for place, other in enumerate(fits.share[row]) if place != column]
        ahead = len(seeds) >= FEW and own >= CLEAR and share >= AHEAD * max(others, default=0.0)
        if ahead and fits.alike[row].argmax() == column:
            sure.add(row)
    return [
        _Group(seeds[column].name, tuple(found), seeded=True, sure=frozenset(sure))
        for column, found in sorted(rows.items())
    ]


def _unseeded(
    vectors: "Matrix", left: Sequence[int], texts: Sequence[str], taken: Sequence[str]
) -> list[_Group]:
    """Groups of what fits nowhere; a person has to confirm each of them."""
    found = [[left[row] for row in rows] for rows in clusters(vectors[list(left)])]
    names = [keywords([texts[row] for row in rows], texts) for rows in found]
    labels = apart([*taken, *names])[len(taken) :]
    return [_Group(label, tuple(rows)) for label, rows in zip(labels, found, strict=True)]


def _scores(vectors: "Matrix", groups: Sequence[_Group]) -> list[tuple[Score, ...]]:
    """Per answer the three themes whose middle is nearest."""
    import numpy as np

    middles = normed(np.array([vectors[list(group.rows)].sum(axis=0) for group in groups]))
    labels = [group.label for group in groups]
    return [
        tuple(
            Score(labels[column], round(max(float(row[column]), 0.0), 3))
            for column in np.argsort(-row, kind="stable")[:BEST].tolist()
        )
        for row in vectors @ middles.T
    ]


def place_new(themes: Themes, answers: Sequence[QuotableAnswer]) -> Themes:
    """Put answers that came later beside what they are most like; move nothing else.

    What people arranged stands. A new answer is “te bevestigen”, and its theme keeps its state.
    """
    known = set(themes.references)
    late = [a for a in answers if a.reference not in known]
    reasons = {a.reference: says_nothing(a.text) for a in late}
    aside = tuple(Aside(r, why) for r, why in reasons.items() if why is not None)
    told = [a for a in late if reasons[a.reference] is None]
    grown = replace(themes, aside=(*themes.aside, *aside))
    return with_quotes(_placed(grown, told, answers), answers) if told else grown


def _placed(
    themes: Themes, told: Sequence[QuotableAnswer], answers: Sequence[QuotableAnswer]
) -> Themes:
    if not themes.themes:
        return replace(themes, themes=tuple(find_themes(told, ()).themes))
    texts = {a.reference: a.text for a in answers}
    vectors = by_runs([*texts.values()])
    rows = {reference: row for row, reference in enumerate(texts)}
    groups = [
        _Group(theme.label, tuple(rows[r] for r in theme.references if r in rows))
        for theme in themes.themes
    ]
    best = _scores(vectors, groups)
    by_label: dict[str, list[Member]] = {}
    for answer in told:
        scores = best[rows[answer.reference]]
        by_label.setdefault(scores[0].label, []).append(Member(answer.reference, best=scores))
    return replace(
        themes,
        themes=tuple(
            replace(theme, members=(*theme.members, *by_label.get(theme.label, ())))
            for theme in themes.themes
        ),
    )
