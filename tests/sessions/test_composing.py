"""What each thing that a coordinator does makes of the vision."""

import pytest

from sessions.composing import (
    add,
    advance,
    amend,
    answer,
    compose,
    decide,
    merge,
    move,
    reject,
    remove,
    revise,
    settle,
    split,
)
from sessions.errors import Refusal
from sessions.vision import Vision
from sessions.vision_entries import CHAPTERS, Chapter, Fate, Heeded, State
from tests.sessions.visions import after

REPORT = {"title": "Woonzorganalyse 2026", "author": "Bureau Proef"}


def refused(vision: Vision, *edits: object) -> str:
    with pytest.raises(Refusal) as caught:
        after(vision, *edits)  # type: ignore[arg-type]
    return caught.value.key


def test_sources_figures_and_letters_are_numbered_each_by_itself() -> None:
    vision = after(
        Vision(),
        add("source", REPORT),
        add("source", {"title": "Tabel wachtlijsten", "kind": "table"}),
        add("figure", {"title": "Wachtenden", "says": "120", "source": "R2", "page": "4"}),
        add("outside", {"origin": "interview", "text": "Wij wachten op een lift."}),
        add("outside", {"origin": "mail", "text": "Eens met alles."}),
        add("outside", {"origin": "mail", "text": "Oneens."}),
    )

    assert [s.reference for s in vision.sources] == ["R1", "R2"]
    assert [f.reference for f in vision.figures] == ["C1"]
    assert [o.reference for o in vision.outside] == ["G-001", "M-001", "M-002"]


def test_a_number_that_was_taken_away_is_not_given_again() -> None:
    vision = after(Vision(), add("source", REPORT), remove("source/R1"), add("source", REPORT))

    assert [s.reference for s in vision.sources] == ["R2"]


def test_a_source_that_is_cited_stays() -> None:
    vision = after(
        Vision(),
        add("source", REPORT),
        compose({"words": "Er is te weinig.", "chapter": "task", "cites": ("R1 p.12",)}),
    )

    assert refused(vision, remove("source/R1")) == "vision.still_cited"
    assert refused(vision, amend("source/R1", {"title": " "})) == "answer.empty"


def test_a_block_goes_into_another_and_keeps_its_words_and_references() -> None:
    vision = after(
        Vision(),
        decide("theme:wonen", "themes"),
        decide("theme:zorg", "themes"),
        revise(1, {"words": "Wij bouwen."}),
        revise(2, {"words": "Wij zorgen.", "added": ("B1.3-004",)}),
        merge(2, into=1),
    )

    block, gone = vision.block(1), vision.block(2)

    assert block is not None
    assert gone is not None
    assert (block.of, block.words, block.added) == (
        ("theme:wonen", "theme:zorg"),
        "Wij bouwen.\nWij zorgen.",
        ("B1.3-004",),
    )
    assert (gone.fate, gone.into) == (Fate.MERGED, 1)
    assert [b.number for b in vision.blocks_of("theme:zorg")] == [1]
    assert refused(vision, merge(1, into=1)) == "vision.no_merge"


def test_a_rejection_has_a_reason_and_a_split_has_words() -> None:
    vision = after(Vision(), decide("poll:B1.2", "ambitions"))

    assert refused(vision, reject(1, "  ")) == "vision.needs_reason"
    assert refused(vision, split(1, [], "Iets")) == "vision.needs_words_and_references"
    assert refused(vision, decide("poll:B1.2", "themes")) == "vision.already_decided"
    assert refused(vision, revise(9, {"words": "Iets"})) == "vision.unknown"


def test_blocks_change_places_within_their_chapter() -> None:
    vision = after(
        Vision(), *(decide(f"theme:{name}", "themes") for name in "abc"), move(3, -1), move(1, 5)
    )

    assert [b.number for b in vision.blocks] == [3, 2, 1]


def test_a_municipality_takes_one_step_at_a_time_and_answers_every_amendment() -> None:
    asked = {"municipality": "Emmen", "text": "Noem de jongeren."}
    vision = after(
        Vision(),
        add("amendment", asked),
        *(advance("Emmen", state, "2027-06-01") for state in list(State)[1:4]),
    )

    assert refused(vision, advance("Coevorden", State.COUNCIL, "")) == "vision.step_skipped"
    assert refused(vision, advance("Emmen", State.ADOPTED, "")) == "vision.amendments_open"
    answered = after(
        vision,
        amend("amendment/1", {"verdict": Heeded.ADOPTED, "answer": "Zij staan in hoofdstuk 5."}),
        advance("Emmen", State.ADOPTED, "2027-06-20"),
    )
    assert answered.standing("Emmen").state is State.ADOPTED


def test_chapters_can_be_named_moved_left_out_and_added() -> None:
    vision = after(
        Vision(),
        settle(Chapter("money", title="Wat het kost", rank=5)),
        settle(Chapter("eigen-1", title="Kernen", rank=65)),
        settle(Chapter("regional", left_out=True)),
    )

    keys = [c.key for c in vision.chapters]

    assert keys[:2] == ["summary", "money"]
    assert keys[keys.index("eigen-1") - 1] == "themes"
    assert set(keys) == {*CHAPTERS, "eigen-1"}


def test_an_answer_says_why_and_names_a_block_that_exists() -> None:
    vision = after(Vision(), add("outside", {"origin": "mail", "text": "Vergeet ons niet."}))
    no = {"verdict": Heeded.REJECTED, "answer": " "}
    yes = {"verdict": Heeded.ADOPTED, "answer": "Zij staan erbij.", "block": 7}

    assert refused(vision, answer("outside/M-001", no)) == "vision.needs_reason"
    assert refused(vision, answer("outside/M-001", yes)) == "vision.unknown"
    after(vision, answer("outside/M-001", {**no, "verdict": Heeded.OPEN}))
