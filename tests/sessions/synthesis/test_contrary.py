"""What may be another view, measured on answers written by hand: a hint, that is mostly right."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sessions.composing import decide, revise
from sessions.dossier import Dossier
from sessions.synthesis.building_blocks import propose
from sessions.synthesis.built import Built, accepted
from sessions.synthesis.contrary import seem_contrary
from sessions.synthesis.landing import Why, landings
from sessions.vision import Vision
from tests.exports.records import Evening, question
from tests.sessions.visions import after


def measured(name: str) -> tuple[float, float]:
    """Precision and recall on a set of answers."""
    written = (Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8")
    views: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(written)
    found = {
        texts[place]
        for theme in views.values()
        for texts in [[*theme["same"], *theme["other"]]]
        for place in seem_contrary(texts)
    }
    other = {text for theme in views.values() for text in theme["other"]}
    return len(found & other) / len(found), len(found & other) / len(other)


@pytest.mark.parametrize(
    ("name", "right", "most"),
    [("other_views", 0.9, 0.85), ("views_looked_at", 0.9, 0.7), ("views_kept_apart", 0.75, 0.15)],
)
def test_most_of_what_it_finds_is_another_view(name: str, right: float, most: float) -> None:
    """Of answers that no rule was made beside it finds one in six: a hint, and no count."""
    precision, recall = measured(name)

    assert precision >= right
    assert recall >= most


@pytest.mark.parametrize(
    "text",
    [
        "Er is geen buurthuis in ons dorp.",
        "De maaltijden worden bezorgd, tegen een kleine prijs.",
        "Niemand kan zonder het buurthuis.",
        "Tegen de avond is het buurthuis vol.",
    ],
)
def test_that_something_lacks_is_no_other_view(text: str) -> None:
    others = ["Het buurthuis is fijn.", "Meer tijd voor het buurthuis.", "De maaltijden zijn goed."]

    assert seem_contrary([*others, text]) == frozenset()


def test_not_wanting_is_another_view_only_of_what_others_name() -> None:
    said = "Geen buurthuis erbij, alstublieft."

    assert seem_contrary(["Een buurthuis in elk dorp", "Koffie op dinsdag", said]) == {2}
    assert seem_contrary(["Een bus naar de stad", "Koffie op dinsdag", said]) == frozenset()


def test_where_most_object_that_is_what_the_theme_says() -> None:
    texts = [f"Het werkt hier niet, zei {n}." for n in range(5)]

    assert seem_contrary([*texts, "Het loket is fijn."]) == frozenset()


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_texts_can_be_laid_beside_each_other(texts: list[str]) -> None:
    found = seem_contrary(texts)

    assert found <= set(range(len(texts)))
    assert found == seem_contrary(texts)


LIKES, OBJECTS = "B1.1-001", "B1.1-002"


def told() -> Dossier:
    evening = Evening(question())
    evening.says(evening.joins(), 1, text="De koffie op dinsdag.", theme="Ontmoeten")
    evening.says(evening.joins(), 1, text="De koffie is geen goed idee.", theme="Ontmoeten")
    record = evening.record()
    [proposal] = propose([record])
    vision = after(Vision(), decide(proposal.key, "themes"))
    return Dossier(record.programme, (record,), vision)


def built(dossier: Dossier, vision: Vision) -> Built:
    [block] = accepted(vision, propose(dossier.records))
    return block


def why(dossier: Dossier, vision: Vision) -> Why:
    return landings(dossier.records, vision, propose(dossier.records))[OBJECTS].why


def test_words_alone_only_say_perhaps() -> None:
    dossier = told()
    block = built(dossier, dossier.vision)

    assert (block.support, block.dissent, block.guessed) == (
        (LIKES,),
        (OBJECTS,),
        frozenset({OBJECTS}),
    )
    assert block.contrary == ()
    assert why(dossier, dossier.vision) is Why.MAYBE


def test_the_coordinator_confirms_another_view() -> None:
    dossier = told()
    vision = after(dossier.vision, revise(1, {"dissent": (OBJECTS,)}))

    assert built(dossier, vision).contrary == (OBJECTS,)
    assert built(dossier, vision).whole
    assert why(dossier, vision) is Why.DIFFERS


def test_the_coordinator_says_that_it_is_none() -> None:
    dossier = told()
    vision = after(dossier.vision, revise(1, {"agreeing": (OBJECTS,)}))
    block = built(dossier, vision)

    assert (block.support, block.dissent) == ((LIKES, OBJECTS), ())
    assert block.whole
    assert why(dossier, vision) is Why.SUPPORTS
