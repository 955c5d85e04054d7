"""Two versions of a vision laid over each other: nothing is lost, and nothing is made up."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from sessions.synthesis.comparing import Change, Differing, WordFate, compare, words_changed
from sessions.vision_versions import KeptSentence

TEXTS = st.text("ab. ", max_size=12).map(str.strip)
PLACES = st.sampled_from(
    [f"block/1/claim/{n}" for n in range(1, 5)]
    + [f"chapter/frame/{n}" for n in range(1, 4)]
    + ["block/1/claim", "summary/0", "doing/B1.2-001"]
)
CHAPTERS = st.sampled_from(["summary", "themes", "money"])


@st.composite
def drafts(draw: st.DrawFn) -> tuple[KeptSentence, ...]:
    places = draw(st.lists(PLACES, unique=True, max_size=7))
    return tuple(KeptSentence(p, draw(CHAPTERS), 1, "Titel", draw(TEXTS)) for p in places)


def lines(*said: str, chapter: str = "themes") -> tuple[KeptSentence, ...]:
    """What a coordinator wrote in one block, a sentence per line."""
    return tuple(
        KeptSentence(f"block/1/claim/{n}", chapter, 6, "Thema's", text)
        for n, text in enumerate(said, 1)
    )


def told(chapters: Sequence[Differing]) -> list[tuple[str, str]]:
    return [(d.change, " ".join(w.text for w in d.words)) for c in chapters for d in c.differences]


@given(drafts())
def test_a_version_beside_itself_shows_nothing(draft: tuple[KeptSentence, ...]) -> None:
    assert compare(draft, draft) == ()


@given(drafts(), drafts())
def test_every_sentence_of_both_is_the_same_or_told_once(
    before: tuple[KeptSentence, ...], after: tuple[KeptSentence, ...]
) -> None:
    found = [d for c in compare(before, after) for d in c.differences]
    now = [d for d in found if d.change is not Change.REMOVED]
    gone = [d for d in found if d.change is Change.REMOVED]
    fresh = sum(d.change is Change.ADDED for d in now)

    assert len({d.place for d in now}) == len(now)
    assert len({d.place for d in gone}) == len(gone)
    assert len(before) - len(gone) == len(after) - fresh


@given(TEXTS, TEXTS)
def test_what_is_laid_over_each_other_holds_both_texts(was: str, now: str) -> None:
    parts = words_changed(was, now)

    old = " ".join(p.text for p in parts if p.kept is not WordFate.NEW)
    new = " ".join(p.text for p in parts if p.kept is not WordFate.GONE)
    assert (old, new) == (" ".join(was.split()), " ".join(now.split()))


def test_a_sentence_put_in_front_leaves_the_others_as_they_were() -> None:
    before = lines("Wij bouwen.", "Ouderen beslissen mee.")

    after = lines("Eerst dit.", "Wij bouwen.", "Ouderen beslissen mee.")

    assert told(compare(before, after)) == [("added", "Eerst dit.")]


def test_a_sentence_that_moved_up_and_changed_is_still_the_same_sentence() -> None:
    before = lines("Weg ermee.", "Wij bouwen dicht bij de winkels.")

    after = lines("Wij bouwen naast de winkels.")

    assert told(compare(before, after)) == [
        ("changed", "Wij bouwen dicht bij naast de winkels."),
        ("removed", "Weg ermee."),
    ]


def test_a_sentence_in_another_chapter_moved() -> None:
    before = lines("Wij bouwen.")

    after = lines("Wij bouwen.", chapter="money")

    assert told(compare(before, after)) == [("moved", "Wij bouwen.")]


def test_sentences_that_share_next_to_nothing_are_told_whole() -> None:
    parts = words_changed("Een bankje bij de halte helpt.", "Wij bouwen de woningen.")

    assert [p.kept for p in parts] == [WordFate.GONE, WordFate.NEW]
