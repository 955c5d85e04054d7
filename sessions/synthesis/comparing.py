"""What changed between two versions of the vision: per chapter, per sentence, word by word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from sessions.vision_versions import KeptSentence

LIKE = 0.4
"""Share of the same words from which a sentence of the coordinator is the old one, changed."""
OWN = ("block/", "chapter/")
"""Where the coordinator writes sentences one below the other, so that their numbers move."""
LEAST_SHARED = 0.3
"""Below this share of the same words a sentence is told as a whole: crumbs explain nothing."""


class Change(StrEnum):
    """What became of a sentence."""

    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


class WordFate(StrEnum):
    """What became of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ComparedWords:
    """Words next to each other that share their fate."""

    kept: WordFate
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One sentence that is not what it was; `place` is where it stands now, or stood."""

    place: str
    change: Change
    words: tuple[ComparedWords, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """A chapter with what changed in it; a title is empty where a version kept none."""

    key: str
    number: int
    title: str
    differences: tuple[Difference, ...]


def compare(before: Sequence[KeptSentence], after: Sequence[KeptSentence]) -> tuple[Differing, ...]:
    """Chapters in the order of the later version, those that are gone at the end.

    A version compared with itself has no differences; every sentence of both is the same in both,
    or in exactly one difference.
    """
    earlier = _paired(before, after)
    used = {line.place for line in earlier.values()}
    found: dict[str, list[Difference]] = defaultdict(list)
    named = {line.chapter: line for line in (*before, *after)}
    for line in after:
        if (told := _told(earlier.get(line.place), line)) is not None:
            found[line.chapter].append(told)
    for line in before:
        if line.place not in used:
            gone = ComparedWords(WordFate.GONE, line.said)
            found[line.chapter].append(Difference(line.place, Change.REMOVED, (gone,)))
    order = dict.fromkeys(line.chapter for line in (*after, *before))
    return tuple(
        Differing(key, named[key].number, named[key].title, tuple(found[key]))
        for key in order
        if key in found
    )


def changes_by_place(chapters: Iterable[Differing]) -> Mapping[str, Change]:
    """What became of each sentence that is still there, by where it stands."""
    differences = (d for chapter in chapters for d in chapter.differences)
    return {d.place: d.change for d in differences if d.change is not Change.REMOVED}


def _told(was: KeptSentence | None, now: KeptSentence) -> Difference | None:
    if was is None:
        return Difference(now.place, Change.ADDED, (ComparedWords(WordFate.NEW, now.said),))
    if was.said != now.said:
        return Difference(now.place, Change.CHANGED, words_changed(was.said, now.said))
    if was.chapter and was.chapter != now.chapter:
        return Difference(now.place, Change.MOVED, (ComparedWords(WordFate.SAME, now.said),))
    return None


def _paired(
    before: Sequence[KeptSentence], after: Sequence[KeptSentence]
) -> dict[str, KeptSentence]:
    """For each place of now the sentence that stood there before, also where it had a new number.

    First what is the same word for word, then what stands in the same place; of what the
    coordinator writes line by line, that which is much alike.
    """
    left, pairs = {line.place: line for line in before}, dict[str, KeptSentence]()
    for find in (_unmoved, _twin, _at_its_place, _most_like):
        for line in after:
            if line.place not in pairs and (was := find(line, left)) is not None:
                pairs[line.place] = left.pop(was.place)
    return pairs


def _unmoved(now: KeptSentence, before: Mapping[str, KeptSentence]) -> KeptSentence | None:
    was = before.get(now.place)
    return was if was and was.said == now.said else None


def _twin(now: KeptSentence, before: Mapping[str, KeptSentence]) -> KeptSentence | None:
    """The same words in the same spot, under another number."""
    parent = _parent(now.place)
    alike = (was for was in before.values() if was.said == now.said)
    return next((was for was in alike if _parent(was.place) == parent), None)


def _at_its_place(now: KeptSentence, before: Mapping[str, KeptSentence]) -> KeptSentence | None:
    return None if _is_counted(now.place) else before.get(now.place)


def _is_counted(place: str) -> bool:
    """Whether a place is only a line number of hers, which another sentence may have now."""
    return place.startswith(OWN) and place.rpartition("/")[2].isdecimal()


def _most_like(now: KeptSentence, before: Mapping[str, KeptSentence]) -> KeptSentence | None:
    """What was written in the same spot and is much alike; only of what the coordinator writes."""
    parent = _parent(now.place)
    if not parent.startswith(OWN):
        return None
    beside = [line for line in before.values() if _parent(line.place) == parent]
    best = max(beside, key=lambda line: _likeness(line.said, now.said), default=None)
    return best if best and _likeness(best.said, now.said) >= LIKE else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _parent(place: str) -> str:
    """`block/3/claim` for `block/3/claim/1`, and for `block/3/claim` itself."""
    head, _, tail = place.rpartition("/")
    return place if tail == "claim" else head


def words_changed(was: str, now: str) -> tuple[ComparedWords, ...]:
    """One sentence laid over the other, word by word; the old words before the new ones."""
    old, new = was.split(), now.split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LEAST_SHARED:
        parts = [(WordFate.GONE, old), (WordFate.NEW, new)]
    else:
        parts = []
        for kind, start, end, at, until in matcher.get_opcodes():
            if kind == "equal":
                parts.append((WordFate.SAME, old[start:end]))
            else:
                parts += [(WordFate.GONE, old[start:end]), (WordFate.NEW, new[at:until])]
    return tuple(ComparedWords(kept, " ".join(words)) for kept, words in parts if words)
