"""Two texts of the vision laid over each other, whichever two of those that were kept."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.document import FORMATS
from exports.edition import Edition
from exports.orders import DocumentOrder, VisionWorkshop
from exports.vision import lines_of
from exports.vision_compared import NOW, compare_versions, compile_compared, lay_out_compared
from sessions.dossier import Dossier
from sessions.errors import Unknown
from sessions.synthesis.comparing import Change
from sessions.vision_versions import KeptSentence
from tests.exports.evenings import NASTY, patiently, words
from tests.exports.programmes import programme
from tests.exports.reading import Page
from tests.exports.records import MADE_AT
from tests.exports.test_vision import draft, version, with_versions

FIRST = KeptSentence("block/1/claim/1", "themes", 6, "Thema’s", "Wij bouwen dicht bij de winkels.")
SECOND = replace(FIRST, text="Wij bouwen naast de winkels.")
GONE = KeptSentence("money/1", "money", 9, "Geld", "Wij betalen samen.")


def kept(*texts: tuple[KeptSentence, ...]) -> Dossier:
    versions = (version(n, f"Stap {n}", lines) for n, lines in enumerate(texts, start=1))
    return with_versions(programme(), *versions)


def seen(dossier: Dossier, first: int, second: int) -> str:
    compared = compile_compared(dossier, MADE_AT, Edition.PUBLIC, (first, second))
    return Page(lay_out_compared(compared, "nl", "html")).text


def test_any_two_versions_can_be_compared() -> None:
    dossier = kept((FIRST, GONE), (SECOND,), (SECOND, GONE))

    there, back = seen(dossier, 1, 2), seen(dossier, 2, 1)

    assert "van versie 1 (Stap 1) naar versie 2 (Stap 2)" in there
    assert "(gewijzigd) Wij bouwen [weg: dicht bij] [nieuw: naast] de winkels." in there
    assert "(weggevallen) Wij betalen samen." in there
    assert "(gewijzigd) Wij bouwen [weg: naast] [nieuw: dicht bij] de winkels." in back
    assert "(nieuw) Wij betalen samen." in back
    assert "Wij bouwen" not in seen(dossier, 2, 3)


def test_a_version_can_be_compared_with_the_text_of_now() -> None:
    now = lines_of(draft(programme()))
    dossier = kept(now, (*now, GONE))

    assert "Er veranderde niets" in seen(dossier, 1, NOW)
    assert "van versie 2 (Stap 2) naar de tekst van nu" in seen(dossier, 2, NOW)
    assert "(weggevallen) Wij betalen samen." in seen(dossier, 2, NOW)


def test_a_quote_that_is_gone_today_is_in_no_older_text() -> None:
    """Whoever gave it may not want to be quoted any more."""
    quoted = replace(FIRST, quotes=("Dit zei ik ooit.",))

    assert "Dit zei ik ooit" not in seen(kept((quoted,), ()), 1, 2)


def test_a_version_that_is_not_there_cannot_be_compared() -> None:
    with pytest.raises(Unknown):
        compare_versions(kept((FIRST,)), MADE_AT, Edition.PUBLIC, (1, 2))


@pytest.mark.parametrize("form", list(FORMATS))
def test_a_comparison_comes_out_in_every_format(form: str) -> None:
    dossier = kept((FIRST,), (replace(SECOND, text=NASTY[0]),))

    shop = VisionWorkshop(dossier, MADE_AT, Edition.PUBLIC, since=1, until=2)
    made = shop.make(DocumentOrder("vision", form, Edition.PUBLIC))

    assert len(made) > 300
    assert b"<script>alert" not in made


@given(st.lists(words, max_size=3), st.lists(words, max_size=3))
@patiently
def test_what_is_only_in_one_of_two_texts_is_told_and_the_way_back_mirrors_it(
    one: list[str], other: list[str]
) -> None:
    texts = [
        tuple(replace(GONE, place=f"money/{n}", text=text) for n, text in enumerate(said))
        for said in (one, other)
    ]
    dossier = kept(*texts)

    def told(*numbers: int) -> list[tuple[str, Change]]:
        found = compare_versions(dossier, MADE_AT, Edition.INTERNAL, (numbers[0], numbers[1]))
        return sorted((d.place, d.change) for chapter in found for d in chapter.differences)

    mirror = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}
    assert told(1, 1) == told(2, 2) == []
    assert sorted((at, mirror.get(what, what)) for at, what in told(1, 2)) == told(2, 1)
