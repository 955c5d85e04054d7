"""Where the sides of a casus differ, and what they share: by words and by nothing else.

A side is a pair of glasses, a table or a kind of organisation. It names a theme when one of the
theme's words stands in what it wrote. The same record gives the same comparison.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge_base.words import shipped_lexicon, stem
from sessions import owners
from sessions.items.breakdown import people, too_small
from sessions.items.casus import Casus, From, StepTally
from sessions.items.contribution import Contribution, heard
from sessions.meeting import Scheduled
from sessions.people import find_organisation
from sessions.programme import Theme
from sessions.record import Record
from sessions.synthesis.saying import same_as, says_nothing
from sessions.synthesis.vectors import words_in

COMPOUND = 5
"""Letters of a stem from which a longer word that begins with it is about the same."""

Stems = frozenset[str]
Sides = Mapping[str, Sequence[Contribution]]


@dataclass(frozen=True, slots=True)
class Side:
    """One side and where it says it."""

    name: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A theme in one step: which sides name it, and which answered and did not."""

    step: int
    theme: str
    named: tuple[Side, ...]
    silent: tuple[str, ...]

    @property
    def divides(self) -> bool:
        return len(self.named) == 1 and bool(self.silent)

    @property
    def is_shared(self) -> bool:
        return len(self.named) > 1


@dataclass(frozen=True, slots=True)
class Alike:
    """An answer that several sides gave in nearly the same words."""

    step: int
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A party of which something was asked, and that took on no action in the same casus."""

    party: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that can be said of the sides of one casus.

    `steps` are those in which there were two sides. `nameless` are, per side, answers there in
    which no theme was recognised; `closed` says that kinds were left out as too small.
    """

    steps: tuple[int, ...] = ()
    subjects: tuple[Subject, ...] = ()
    alike: tuple[Alike, ...] = ()
    nameless: tuple[Side, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    closed: bool = False

    @property
    def divided(self) -> tuple[Subject, ...]:
        return tuple(each for each in self.subjects if each.divides)

    @property
    def shared(self) -> tuple[Subject, ...]:
        return tuple(each for each in self.subjects if each.is_shared)


def compare(record: Record, scheduled: Scheduled) -> Comparison:
    """Lay the sides of a casus beside each other, step by step; lessons are no sides."""
    casus = scheduled.item
    assert isinstance(casus, Casus)
    themes = {t.name: _phrases(t) for t in _themes(record, casus)}
    steps = [s for s in record.tally(scheduled.number).steps if not casus.steps[s.step - 1].lesson]
    found = [(step.step, *_sides(record, scheduled, step)) for step in steps]
    beside = [(number, sides) for number, sides, _ in found if len(sides) > 1]
    subjects = tuple(s for number, sides in beside for s in _subjects(number, sides, themes))
    return Comparison(
        steps=tuple(number for number, _ in beside),
        subjects=subjects,
        alike=tuple(a for number, sides in beside for a in _alike(number, sides)),
        nameless=_nameless([sides for _, sides in beside], subjects),
        unanswered=tuple(_unanswered(record, scheduled)),
        closed=any(closed for _, _, closed in found),
    )


def _nameless(steps: Sequence[Sides], subjects: Sequence[Subject]) -> tuple[Side, ...]:
    """What each side says beside the themes."""
    named = {r for s in subjects for side in s.named for r in side.references}
    left: dict[str, list[str]] = {}
    for sides in steps:
        for name, said in sides.items():
            alone = [c.reference for c in said if c.reference not in named]
            left.setdefault(name, []).extend(alone)
    return tuple(Side(name, tuple(found)) for name, found in left.items() if found)


def _unanswered(record: Record, scheduled: Scheduled) -> Iterator[Unanswered]:
    given = [c for c in heard(record.given(scheduled.number), record.voices) if not record.hides(c)]
    owners = [str(c.answer.get("owner", "")) for c in given if "action" in c.answer]
    taken = {plain for owner in owners for plain in _called(record, owner)}
    asked: dict[str, list[str]] = {}
    for each in given:
        if party := str(each.answer.get("to", "")):
            asked.setdefault(party, []).append(each.reference)
    for party, references in sorted(asked.items()):
        if not _called(record, party) & taken:
            yield Unanswered(party, tuple(references))


def _called(record: Record, name: str) -> frozenset[str]:
    """A party by its name and by its kind: somebody may ask “gemeente”, and a town take it on."""
    party = find_organisation(name, record.programme.organisations)
    return frozenset({party.name, party.kind} if party else {name.casefold()} - {""})


def _themes(record: Record, casus: Casus) -> list[Theme]:
    """All of the programme; those that only the casus names stand on their own name."""
    listed = record.programme.themes
    known = {theme.name for theme in listed}
    return [*listed, *(Theme(n) for n in casus.themes if n not in known)]


def _sides(record: Record, scheduled: Scheduled, tally: StepTally) -> tuple[Sides, bool]:
    """What each side says, without what says nothing, what is hidden, and small groups."""
    given = {c.reference: c for c in heard(record.given(scheduled.number), record.voices)}
    texts = {
        name: [given[r] for r in references] for name, references in tally.by_perspective.items()
    }
    casus = scheduled.item
    assert isinstance(casus, Casus)
    worn = casus.perspectives if casus.steps[tally.step - 1].viewpoint is From.GLASSES else ()
    kinds = {n: people(t) for n, t in texts.items() if not _is_open(n, worn)}
    closed = too_small(kinds, record.meeting.smallest_group) | {""}
    told = {
        name: [c for c in said if not record.hides(c) and not says_nothing(c.answer["text"])]
        for name, said in texts.items()
        if name not in closed
    }
    return {n: said for n, said in told.items() if said}, any(n for n in closed if n in kinds)


def _is_open(name: str, worn: Collection[str]) -> bool:
    """Glasses and tables give nobody away; a kind of organisation may, also one called like them.

    `worn` are the glasses of a step; where people speak for their own kind, there are none.
    """
    return name in worn or owners.is_table(name)


def _subjects(step: int, sides: Sides, themes: Mapping[str, Sequence[Stems]]) -> Iterator[Subject]:
    stems = {c.reference: _stems(c.answer["text"]) for said in sides.values() for c in said}
    for theme, phrases in themes.items():
        found = {
            name: tuple(c.reference for c in said if _names(stems[c.reference], phrases))
            for name, said in sides.items()
        }
        if any(found.values()):
            yield Subject(
                step,
                theme,
                tuple(Side(name, references) for name, references in found.items() if references),
                tuple(name for name, references in found.items() if not references),
            )


def _alike(step: int, sides: Sides) -> Iterator[Alike]:
    """Answers of different sides that repeat each other nearly word for word."""
    said = [(name, c) for name, texts in sides.items() for c in texts]
    repeats = same_as([c.answer["text"] for _, c in said])
    for first in dict.fromkeys(repeats.values()):
        places = [first, *(n for n, of in repeats.items() if of == first)]
        by_side: dict[str, list[str]] = {}
        for name, c in (said[place] for place in sorted(places)):
            by_side.setdefault(name, []).append(c.reference)
        if len(by_side) > 1:
            yield Alike(step, tuple(Side(name, tuple(refs)) for name, refs in by_side.items()))


def _phrases(theme: Theme) -> list[Stems]:
    """The name of a theme and each of its words; all of a phrase must be there."""
    return [found for words in (theme.name, *theme.words) if (found := _stems(words))]


def _stems(text: str) -> Stems:
    filler = shipped_lexicon().filler
    return frozenset(stem(word) for word in words_in(text) if word not in filler)


def _names(stems: Stems, phrases: Sequence[Stems]) -> bool:
    return any(all(_holds(stems, part) for part in phrase) for phrase in phrases)


def _holds(stems: Stems, part: str) -> bool:
    """The word itself, or a longer one that begins with it: ontmoeten, ontmoetingsplek."""
    if part in stems:
        return True
    return len(part) >= COMPOUND and any(word.startswith(part) for word in stems)
