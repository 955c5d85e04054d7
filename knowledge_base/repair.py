"""Mending single words against the words we know: typos, split and joined compounds."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge_base.words import LONGEST_WORD, sound, stem

SHORTEST_BY_EAR = 4
SHORTEST_TO_GUESS = 7  # in a shorter word one other letter soon makes another word
CLOSE = 0.75  # two letters of eight
CLOSER = 0.8  # for words that were typed as one, or one as several
CLOSEST = 0.86  # the first letter is seldom mistyped
MOST_GUESSES = 12  # a text with more unknown words than this is not about our subject


class Repair:
    def __init__(
        self,
        *,
        known: Iterable[str],
        own: Iterable[str],
        names: Iterable[str],
        lines: Iterable[Sequence[str]],
    ) -> None:
        """`known` words are left as they are; words are joined and guessed towards `own`.

        Of `names` only the whole is known: their stem is another word, or none.
        """
        self.known = frozenset(known)
        self.own = frozenset(own)
        self.stems = frozenset(map(stem, self.own.difference(names)))
        self.sounds = {sound(word): word for word in sorted(self.known, reverse=True)}
        guessable = [word for word in sorted(self.known) if len(word) >= SHORTEST_TO_GUESS - 1]
        # What comes first wins from what is just as near.
        self.guessable = sorted(guessable, key=lambda word: word not in self.own)
        self.compounds = [word for word in sorted(self.own) if len(word) >= SHORTEST_TO_GUESS]
        self.runs = {
            "".join(run): run
            for line in lines
            for run in runs_of(line)
            if run[0] in self.own and run[-1] in self.own
        }
        self.guessable_runs = [joined for joined in self.runs if len(joined) >= SHORTEST_TO_GUESS]

    def mend(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words as they were probably meant; what cannot be guessed stays."""
        guess = sum(not self.knows(word) for word in words) <= MOST_GUESSES
        mended = tuple(self.mended(words, guess=guess))
        return tuple(self.mended(mended, guess=False))

    def mended(self, words: Sequence[str], *, guess: bool) -> Iterator[str]:
        place = 0
        while place < len(words):
            for count in (3, 2):
                together = words[place : place + count]
                if len(together) == count and (found := self.joined(together, guess=guess)):
                    yield from found
                    place += count
                    break
            else:
                yield from self.single(words[place], guess=guess)
                place += 1

    def knows(self, word: str) -> bool:
        return word in self.known or stem(word) in self.stems

    def joined(self, words: Sequence[str], *, guess: bool) -> tuple[str, ...]:
        """The compound that was typed as several words, or nothing."""
        whole = "".join(words)
        if len(whole) < SHORTEST_TO_GUESS:
            return ()
        if whole in self.own:
            return (whole,)
        if all(map(self.knows, words)):
            return ()
        if (alike := self.sounds.get(sound(whole))) in self.own:
            return (alike,)
        return () if not guess or all(map(self.mendable, words)) else self.guessed_joined(whole)

    def guessed_joined(self, whole: str) -> tuple[str, ...]:
        if near := nearest(whole, self.compounds, CLOSER):
            return (near,)
        near = nearest(whole, self.guessable_runs, CLOSER)
        return self.runs[near] if near else ()

    def mendable(self, word: str) -> bool:
        return self.knows(word) or self.single(word, guess=True) != (word,)

    def single(self, word: str, *, guess: bool) -> tuple[str, ...]:
        if self.knows(word):
            return (word,)
        if word in self.runs:
            return self.runs[word]
        if len(word) < SHORTEST_BY_EAR:
            return (word,)
        if alike := self.sounds.get(sound(word)):
            return (alike,)
        return self.guessed(word) if guess and len(word) >= SHORTEST_TO_GUESS else (word,)

    def guessed(self, word: str) -> tuple[str, ...]:
        if near := nearest(word, self.guessable, CLOSE):
            return (near,)
        near = nearest(word, self.guessable_runs, CLOSER)
        return self.runs[near] if near else (word,)


def runs_of(line: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Two and three words in a row: what somebody may type as one."""
    for count in (2, 3):
        for start in range(len(line) - count + 1):
            yield tuple(line[start : start + count])


def nearest(word: str, choices: Sequence[str], limit: float) -> str | None:
    """The likeliest choice; with another first letter it must be closer still."""
    if len(word) > LONGEST_WORD:  # with 400 letters this alone would take half a second
        return None
    found = process.extractOne(word, choices, scorer=OSA.normalized_similarity, score_cutoff=limit)
    if found is None:
        return None
    choice, likeness, _ = found
    return choice if likeness >= CLOSEST or choice[0] == word[0] else None
