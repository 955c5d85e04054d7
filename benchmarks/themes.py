"""Themes found in texts of which the theme is known, beside TF-IDF with k-means in the same run.

The texts lie beside the repository. The seeds are what a coordinator would write: a name and a
few words per theme. The adjusted Rand index is 0 for chance and 1 for the same themes.
"""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import mean
from time import perf_counter

import numpy as np

from benchmarks.row import Row
from sessions.arrangement import Themes
from sessions.programme import Theme
from sessions.synthesis.encoding import Encoder, installed_encoder
from sessions.synthesis.themes import QuotableAnswer, find_themes
from sessions.synthesis.vectors import normed, words_in

FILE = Path(__file__).parents[2] / "shared" / "data" / "themes" / "dekamer_nl_dev.csv"
SIZES = (60, 200, 500)
DRAWS = 3
AIMS = {"without the extra": 0.25, "with `semantic`": 0.45}
SECONDS = 5.0
SEEDS = (
    Theme("Vervoerbeleid", ("trein", "station", "spoor", "NMBS", "luchthaven", "rijbewijs")),
    Theme("Gezondheidsbeleid", ("ziekenhuis", "patiënten", "geneesmiddelen", "artsen", "ziekte")),
    Theme("Openbare veiligheid", ("politie", "brandweer", "terreur", "criminaliteit")),
    Theme("Fiscaliteit", ("belasting", "btw", "fiscus", "aangifte", "belastingplichtige")),
    Theme("Migratiebeleid", ("asielzoekers", "vluchtelingen", "visum", "opvang", "asiel")),
    Theme("Defensiebeleid", ("leger", "militairen", "defensie", "soldaten", "kazerne")),
    Theme("Overheid", ("ambtenaren", "overheidsdiensten", "administratie", "instellingen")),
    Theme("Strafrecht", ("gevangenis", "gedetineerden", "straf", "rechtbank", "veroordeling")),
    Theme("Buitenlands beleid", ("ambassade", "mensenrechten", "conflict", "diplomatie")),
    Theme("Economisch beleid", ("bedrijven", "consumenten", "handel", "ondernemingen")),
)


def rows() -> list[Row]:
    if not FILE.exists():
        return [Row("texts with a known theme", f"absent: {FILE.name} is not there")]
    with FILE.open(encoding="utf-8", newline="") as file:
        texts = [(row["text"], row["label"]) for row in csv.DictReader(file)]
    ways: dict[str, Encoder | None] = {"without the extra": None}
    if encoder := installed_encoder():
        encoder.encode(["een eerste keer lezen"])
        ways["with `semantic`"] = encoder
    return [
        row for name, way in ways.items() for size in SIZES for row in _size(texts, size, name, way)
    ]


def _size(
    texts: Sequence[tuple[str, str]], size: int, name: str, encoder: Encoder | None
) -> list[Row]:
    scores, beside, alone, seconds, lost = [], [], [], [], 0
    for draw in range(DRAWS):
        drawn = Random(draw).sample(list(texts), size)
        labels = [label for _, label in drawn]
        answers = [QuotableAnswer(str(n), text) for n, (text, _) in enumerate(drawn)]
        started = perf_counter()
        found = find_themes(answers, SEEDS, encoder)
        seconds.append(perf_counter() - started)
        lost += size - len(list(found.references))
        scores.append(rand_index(_groups(found, size), labels))
        alone.append(rand_index(_groups(find_themes(answers, (), encoder), size), labels))
        beside.append(rand_index(k_means([text for text, _ in drawn], len(SEEDS), draw), labels))
    aim = AIMS[name] if size == 200 else None
    quality = Row(
        f"themes in {size} texts, {name}: adjusted Rand index (dropped)",
        f"{mean(scores):.2f} ({lost})",
        f"TF-IDF and k-means {mean(beside):.2f}; no theme list {mean(alone):.2f}",
        f"at least {aim:.2f} (0)" if aim else "",
        lost == 0 and (aim is None or mean(scores) >= aim),
    )
    if size < SIZES[-1]:
        return [quality]
    took = Row(
        f"themes in {size} texts, {name}: time",
        f"{min(seconds):.1f} s",
        aim=f"under {SECONDS:.0f} s",
        reached=min(seconds) < SECONDS,
    )
    return [quality, took]


def _groups(found: Themes, size: int) -> list[int]:
    """The theme of each text by number; what was set aside is a group of its own."""
    groups = [len(found.themes)] * size
    for number, theme in enumerate(found.themes):
        for reference in theme.references:
            groups[int(reference)] = number
    return groups


def rand_index(found: Sequence[object], known: Sequence[object]) -> float:
    """The adjusted Rand index of two divisions of the same things."""

    def pairs(counts: Counter[object]) -> float:
        return sum(n * (n - 1) / 2 for n in counts.values())

    both: Counter[object] = Counter(zip(found, known, strict=True))
    ours, theirs = pairs(Counter(found)), pairs(Counter(known))
    chance = ours * theirs / (len(found) * (len(found) - 1) / 2)
    most = (ours + theirs) / 2
    return (pairs(both) - chance) / (most - chance) if most != chance else 1.0


def k_means(texts: Sequence[str], groups: int, seed: int) -> list[int]:
    """What is usually done: TF-IDF of words, and Lloyd's algorithm from ten random starts."""
    said = [Counter(words_in(text)) for text in texts]
    spread = Counter(word for words in said for word in words)
    columns = {word: place for place, word in enumerate(spread)}
    table = np.zeros((len(texts), len(columns)), dtype=np.float32)
    for row, words in zip(table, said, strict=True):
        for word, times in words.items():
            row[columns[word]] = times * (np.log((1 + len(texts)) / (1 + spread[word])) + 1)
    table = normed(table)
    chance = np.random.default_rng(seed)
    tries = [
        _lloyd(table, table[chance.choice(len(table), groups, replace=False)]) for _ in range(10)
    ]
    return max(tries, key=lambda made: made[0])[1]


def _lloyd(
    table: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]",
    middles: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]",
) -> tuple[float, list[int]]:
    nearest = (table @ middles.T).argmax(axis=1)
    for _ in range(50):
        middles = normed(np.array([table[nearest == n].sum(axis=0) for n in range(len(middles))]))
        moved = (table @ middles.T).argmax(axis=1)
        if (moved == nearest).all():
            break
        nearest = moved
    return float((table @ middles.T).max(axis=1).sum()), nearest.tolist()
