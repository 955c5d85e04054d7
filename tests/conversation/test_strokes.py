from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.strokes import parts_of

SAID = st.sampled_from(["", "wij", "bel Jan", "en/of", "1/5", "/start", "wij/", "//"])
"""What may stand between two slashes, with nothing at all among it."""


def test_a_bar_wins_and_a_slash_needs_room() -> None:
    assert parts_of("wij | bellen / mailen | 1 mei", 3) == ["wij", "bellen / mailen", "1 mei"]
    assert parts_of("wij / bellen en/of mailen / 1/5", 3) == ["wij", "bellen en/of mailen", "1/5"]
    assert parts_of("Bel de huisarts en/of de wijk", 3) == ["Bel de huisarts en/of de wijk"]


def test_a_part_that_was_left_empty_keeps_its_place() -> None:
    assert parts_of("/ bel Jan / morgen", 3) == ["", "bel Jan", "morgen"]
    assert parts_of("Jan / / morgen", 3) == ["Jan", "", "morgen"]
    assert parts_of("Jan / bellen /", 3) == ["Jan", "bellen", ""]


@given(st.lists(SAID, min_size=2, max_size=4))
def test_what_is_said_with_slashes_is_taken_apart_as_it_was_said(said: list[str]) -> None:
    assert parts_of(" / ".join(said), 4) == said
    assert parts_of(" / ".join(said).strip(), 4) == said


@given(st.text(), st.integers(1, 4))
def test_there_are_never_more_parts_than_asked_for(line: str, most: int) -> None:
    parts = parts_of(line, most)

    assert 1 <= len(parts) <= most
    assert [part.strip() for part in parts] == parts
