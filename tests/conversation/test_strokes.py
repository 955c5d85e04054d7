from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.strokes import parts_of


def test_a_bar_wins_and_a_slash_needs_room() -> None:
    assert parts_of("wij | bellen / mailen | 1 mei", 3) == ["wij", "bellen / mailen", "1 mei"]
    assert parts_of("wij / bellen en/of mailen / 1/5", 3) == ["wij", "bellen en/of mailen", "1/5"]
    assert parts_of("Bel de huisarts en/of de wijk", 3) == ["Bel de huisarts en/of de wijk"]


@given(st.text(), st.integers(1, 4))
def test_there_are_never_more_parts_than_asked_for(line: str, most: int) -> None:
    parts = parts_of(line, most)

    assert 1 <= len(parts) <= most
    assert [part.strip() for part in parts] == parts
