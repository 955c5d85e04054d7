"""Whatever is said of the draft, in whatever order: the minutes have all of it, once."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from exports.edition import Edition
from exports.personal_data import masked
from sessions.errors import Refusal
from sessions.items.item import told
from sessions.reviewing import Review, Verdict
from sessions.storage import review_tables, tables
from sessions.storage.reviewing import ReviewAct, add_act, add_reaction, read_review
from tests.exports.evenings import patiently, words
from tests.exports.reading import page
from tests.exports.records import full_evening

TODAY = date(2027, 3, 18)
PEOPLE = ("D001", "D002")


@dataclass(frozen=True)
class Step:
    """One thing that somebody sends; `twice` when the network repeats it."""

    act: ReviewAct
    twice: bool


@st.composite
def steps(draw: st.DrawFn) -> list[Step]:
    whats = st.sampled_from(["reaction", "reaction", "changed", "withdrawn", "verdict"])
    made = []
    for place, what in enumerate(draw(st.lists(whats, max_size=8))):
        about = draw(st.integers(0, 3))
        verdict = draw(st.sampled_from(Verdict)).value if what == "verdict" else ""
        act = ReviewAct(what=what, by=draw(st.sampled_from(PEOPLE)), about=about, word=verdict,
                  text=told(draw(words)) or "woorden", key=f"k{place}",
                  at=datetime(2027, 3, 18, tzinfo=UTC))  # fmt: skip
        made.append(Step(act, draw(st.booleans())))
    return made


def sent(script: list[Step]) -> tuple[Review, dict[int, Any]]:
    """What the database makes of it, and what we think ourselves: words by number, or None."""
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine, [review_tables.review_acts])
    expected: dict[int, Any] = {}
    with engine.connect() as connection:
        add_act(connection, 1, ReviewAct(what="opened", by="", word=TODAY.isoformat()))
        for step in script:
            _expect(expected, step.act)
            for _ in range(1 + step.twice):
                _send(connection, step.act)
        review = read_review(connection, 1, 1)
    engine.dispose()
    return review, expected


def _send(connection: Any, act: ReviewAct) -> None:
    try:
        if act.what == "verdict":
            add_act(connection, 1, act)
        else:
            add_reaction(connection, 1, act, TODAY)
    except Refusal:
        return


def _expect(expected: dict[int, Any], act: ReviewAct) -> None:
    if act.what == "reaction":
        expected[len(expected) + 1] = (act.by, act.text)
        return
    held = expected.get(act.about)
    if held and held[0] == act.by and act.what != "verdict":
        expected[act.about] = (act.by, act.text) if act.what == "changed" else None


@given(steps())
@settings(patiently, max_examples=60)
def test_every_reaction_is_kept_once_as_it_was_said_last(script: list[Step]) -> None:
    review, expected = sent(script)

    kept = {r.number: None if r.withdrawn else (r.by, r.text) for r in review.reactions}
    assert len(review.reactions) == len(kept)
    assert kept == expected


@given(steps())
@patiently
def test_every_reaction_stands_in_the_minutes_once(script: list[Step]) -> None:
    review, _ = sent(script)

    read = page(replace(full_evening().record(), review=review))

    places = [place for place in read.ids if place.startswith("B1.reactie-")]
    assert places == [r.reference for r in review.reactions]
    shown = [" ".join(masked(r.text, Edition.PUBLIC).split()) for r in review.reactions]
    assert [text for text in shown if text not in read.text] == []
    assert {target.removeprefix("#") for target in read.targets} - set(read.ids) == set()
