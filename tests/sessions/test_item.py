import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.errors import Malformed
from sessions.items import KINDS
from sessions.items.item import Item, told
from sessions.items.notice import Notice
from tests.sessions.making import patiently


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Een lift.\n", "Een lift."),
        ("Eerst dit\r\ndan dat", "Eerst dit\ndan dat"),
        ("Een\ttab en een\nregel", "Een\ttab en een\nregel"),
        ("Cafe\u0301 met e\u0301e\u0301n trap", "Café met één trap"),
        ("Bel \x00mij\x1b[31m", "Bel mij[31m"),
        ("gezin \U0001f469\u200d\U0001f467", "gezin \U0001f469\u200d\U0001f467"),
        ("\u202egnilaw", "gnilaw"),
        ("half \ud83d", "half"),
        (" \u2067\x07 ", ""),
    ],
)
def test_a_text_is_kept_without_what_no_document_can_hold(typed: str, kept: str) -> None:
    assert told(typed) == kept


@patiently
@given(st.text(st.characters()))
def test_what_is_kept_can_be_written_anywhere_and_told_again(typed: str) -> None:
    kept = told(typed)

    assert told(kept) == kept
    assert kept.encode().decode() == kept
    assert {unicodedata.category(c) for c in kept if c not in "\n\t"}.isdisjoint({"Cc", "Cs"})


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.bodies])
def test_every_kind_reads_and_counts_what_it_asks(kind: type[Item]) -> None:
    """An item by itself takes nothing and counts nothing."""
    assert kind.tally is not Item.tally
    assert kind.accept is not Item.accept


def test_what_asks_nothing_takes_nothing_and_counts_nothing() -> None:
    notice = Notice(title="Pauze")

    with pytest.raises(Malformed, match="asks_nothing"):
        notice.check({"text": "Toch iets."})
    assert notice.tally((), {}, 4) is None


@pytest.mark.parametrize(("word", "kind"), KINDS.items())
def test_the_list_of_kinds_says_what_each_calls_itself(word: str, kind: type[Item]) -> None:
    assert kind.model_fields["kind"].default == word
