"""How a version is laid out for participants: every sentence once, every place once."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.landed import spot
from bot.web.phone.vision import parts
from sessions.vision_versions import KeptSentence
from tests.exports.evenings import patiently

places = st.sampled_from(["block/1/claim/1", "block/2/dissent", "chapter/money/1", "summary/0"])
lines = st.builds(
    KeptSentence, places, st.sampled_from(["money", "themes", ""]), st.integers(0, 3),
    st.text(max_size=5), st.text(max_size=9), st.just(("Een citaat",)),
)  # fmt: skip


@given(st.lists(lines, max_size=9))
@patiently
def test_every_sentence_stands_there_once_in_its_order(said: list[KeptSentence]) -> None:
    shown = [line for part in parts(said) for each in part.stretches for line in each.lines]

    assert shown == said


@given(st.lists(lines, max_size=9))
@patiently
def test_a_stretch_is_of_one_place(said: list[KeptSentence]) -> None:
    stretches = list(chain.from_iterable(part.stretches for part in parts(said)))

    assert [s for s in stretches if {spot(line) for line in s.lines} != {s.spot}] == []
