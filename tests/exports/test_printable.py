import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.fonts import coverage, families, files
from exports.printable import clusters, plainly_printable, printable


def test_our_own_letter_comes_first_and_emoji_last() -> None:
    assert families()[0] == "Atkinson Hyperlegible"
    assert families()[-1] == "Noto Emoji"
    assert {"Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew"} <= set(families())


def test_each_font_says_what_it_can_show() -> None:
    shown = dict(zip([path.stem for path in files()], coverage(), strict=True))

    assert set(map(ord, "aZ09é€‘’−")) <= shown["AtkinsonHyperlegible-Regular"]
    assert ord("م") in shown["NotoSansArabic[wght]"]
    assert ord("💚") in shown["NotoEmoji[wght]"]
    assert not any(ord("中") in codes for codes in coverage())


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Gewone woorden", "Gewone woorden"),
        ("één café", "één café"),
        ("e\u0301e\u0301n", "één"),
        ("مرحبا 👵🏽 💚 שלום", "مرحبا 👵🏽 💚 שלום"),
        ("中", "[teken U+4E2D]"),
        ("★\n☐", "[teken U+2605]\n[teken U+2610]"),
        ("\ufeffvoor\U000e0041na", "voorna"),
        ("\ue000", "[teken U+E000]"),
        ("\u0338 los", "[teken U+0338] los"),
        ("中\u0338", "[teken U+4E2D][teken U+0338]"),
    ],
)
def test_only_what_can_be_shown_is_printed(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_drawings_get_our_own_letter_alone() -> None:
    assert plainly_printable("één م\u0338 💚") == (
        "één [teken U+0645][teken U+0338] [teken U+1F49A]"
    )


@pytest.mark.parametrize(
    ("typed", "apart"),
    [
        ("ab", ["a", "b"]),
        ("e\u0338x", ["e\u0338", "x"]),
        ("👵🏽!", ["👵🏽", "!"]),
        ("👨\u200d👧", ["👨\u200d👧"]),
        ("🇳🇱🇧🇪", ["🇳🇱", "🇧🇪"]),
        ("\u0915\u094d\u0937", ["\u0915\u094d\u0937"]),
    ],
)
def test_what_is_drawn_as_one_stays_together(typed: str, apart: list[str]) -> None:
    assert list(clusters(typed)) == apart


@given(st.text())
def test_clusters_lose_nothing(text: str) -> None:
    assert "".join(clusters(text)) == text


@given(st.text())
def test_printing_twice_changes_nothing_more(text: str) -> None:
    assert printable(printable(text)) == printable(text)
