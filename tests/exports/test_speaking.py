"""Of many contributions a few speak in the minutes; the others are found by their number."""

from hypothesis import given
from hypothesis import strategies as st

from exports.attribution import Quote, Withheld
from exports.sections.speaking import MOST_AGAINST, MOST_VOICES, MOST_WHOLE, spoken
from tests.exports.evenings import patiently, words
from tests.exports.reading import page
from tests.exports.records import Evening, crowd, question


@st.composite
def quotes(draw: st.DrawFn) -> list[Quote]:
    """What people said, some of it not to be quoted, of kinds that may be named or not."""
    reasons = st.sampled_from([Withheld.NOTHING] * 4 + [Withheld.NOT_QUOTABLE])
    made = []
    for number in range(draw(st.integers(0, 20))):
        reason, text = draw(reasons), draw(words)
        label = draw(st.sampled_from(["", "gemeente", "bewoners"]))
        recognised = draw(st.integers(0, 3))
        made.append(
            Quote(f"B1.1-{number:03d}", "" if reason else text, reason, label,
                  recognised=recognised)
        )  # fmt: skip
    return made


@given(quotes())
@patiently
def test_everything_is_quoted_or_named_by_its_number_once(given_ones: list[Quote]) -> None:
    found = spoken(given_ones)

    told = [q.reference for q in (*found.voices, *found.against)]
    assert sorted([*told, *found.rest]) == [q.reference for q in given_ones]
    if len(given_ones) > MOST_WHOLE:
        assert len(found.voices) <= MOST_VOICES
        assert len(found.against) <= MOST_AGAINST
        assert all(q.text for q in (*found.voices, *found.against))


def said(number: int, text: str, **more: object) -> Quote:
    return Quote(f"B1.1-{number:03d}", text, Withheld.NOTHING, **more)  # type: ignore[arg-type]


def test_who_is_recognised_speaks_and_who_repeats_does_not() -> None:
    same = [said(n, f"De koffie op dinsdag in het buurthuis{'!' * n}") for n in range(6)]
    other = said(7, "Een lift in de flat", recognised=3)

    found = spoken([*same, other])

    assert found.voices[0] == other
    assert [q in same for q in found.voices[1:]] == [True]


def test_the_other_view_has_its_place() -> None:
    plain = [said(n, f"Er is een bankje nodig in straat {n}") for n in range(7)]
    against = said(8, "Een bankje is geen goed idee.")

    found = spoken([*plain, against])

    assert found.against == (against,)
    assert against not in found.voices


def test_the_minutes_say_where_the_others_are() -> None:
    evening = Evening(question())
    for number, who in enumerate(crowd(evening)):
        evening.says(who, 1, text=f"Buurthuis {number} moet open blijven, ook in jaar {number}.")

    text = page(evening.record()).text

    assert "Nog 12 bijdragen staan in de bijlage:" in text
    assert text.count("moet open blijven") == MOST_VOICES + 16
