"""What we say as Telegram takes it: pieces that fit, and buttons for a thumb."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.reply import Choice, Say
from bot.telegram.writing import (
    LONGEST,
    LONGEST_LABEL,
    MOST_BUTTONS,
    first_piece,
    keyboard,
    pieces,
    units,
    worded,
)

patiently = settings(deadline=None, max_examples=200)
"""Other people's work on the same machine is no reason to fail."""

CONSOLE = "https://doemee.example/in/abc"

texts = st.lists(
    st.sampled_from(["woord", " ", "\n", "\n\n", "😀", "x" * 90, "é", "👨‍👩‍👧", "\u2003"])
    | st.text(max_size=8)
).map("".join)


def rows(*choices: Choice) -> list[list[str]]:
    shown = keyboard(Say("?", choices))
    return [[button.text for button in row] for row in shown.inline_keyboard] if shown else []


def buttons(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(label, f"pick:1:1:{n}") for n, label in enumerate(labels))


@patiently
@given(texts, st.integers(2, 60))
def test_no_piece_is_too_long_and_only_white_space_is_lost(text: str, most: int) -> None:
    found = pieces(text, most)

    assert [piece for piece in found if units(piece) > most] == []
    assert [piece for piece in found if not piece] == []
    assert "".join("".join(found).split()) == "".join(text.split())


@patiently
@given(texts)
def test_a_text_that_fits_stays_as_it_is(text: str) -> None:
    assert pieces(text, max(units(text), 1)) == ([text] if text.strip() else [])


@pytest.mark.parametrize("length", [4_095, 4_096, 4_097, 5_000, 12_289])
def test_long_words_are_cut_where_telegram_counts(length: int) -> None:
    plain, wide = pieces("x" * length), pieces("😀" * length)

    assert [len(p) for p in plain[:-1]] == [LONGEST] * (len(plain) - 1)
    assert [len(p) for p in wide[:-1]] == [LONGEST // 2] * (len(wide) - 1)
    assert ("".join(plain), "".join(wide)) == ("x" * length, "😀" * length)


def test_a_text_is_cut_between_words() -> None:
    assert pieces("een twee drie vier", 9) == ["een twee", "drie vier"]
    assert pieces("een twee\n\ndrie vier", 12) == ["een twee", "drie vier"]


def test_nothing_but_white_space_is_nothing() -> None:
    assert pieces(" \n" * 5_000) == []
    assert pieces("") == []


@patiently
@given(texts, st.integers(0, 2))
def test_a_change_of_a_message_always_fits_in_one(text: str, times: int) -> None:
    shown = first_piece((text + " ") * 30**times)

    assert 0 < units(shown) <= LONGEST


def test_a_change_that_is_too_long_says_that_there_was_more() -> None:
    assert first_piece("woord " * 2_000).endswith("woord …")
    assert first_piece("woord") == "woord"
    assert first_piece("") == "…"


def test_short_buttons_stand_side_by_side_and_long_ones_under_each_other() -> None:
    assert rows(*buttons(*map(str, range(1, 11)))) == [list("12345"), [*"6789", "10"]]
    assert rows(*buttons("Ja", "Nee", "Geen mening", "Ok")) == [["Ja", "Nee"], ["Geen mening"],
                                                             ["Ok"]]  # fmt: skip


def test_plus_stands_beside_its_minus() -> None:
    pairs = [
        Choice(f"{sign} {label}", f"{verb}:1:1:{n}")
        for n, label in enumerate(["Wonen", "Zorg"], start=1)
        for sign, verb in (("+", "plus"), ("−", "minus"))
    ]

    assert rows(*pairs, Choice("Klaar", "done:1:1:0")) == [
        ["+ Wonen", "− Wonen"], ["+ Zorg", "− Zorg"], ["Klaar"],
    ]  # fmt: skip


def test_a_long_label_is_shortened_and_the_text_has_it_whole() -> None:
    [[label]] = rows(*buttons("Passende woningen voor iedereen " * 3))

    assert (len(label) <= LONGEST_LABEL, label[-1]) == (True, "…")


@pytest.mark.parametrize("label", ["", " ", "\n\t", "\u200b", "\u202e\u202c", "\u2060\ufeff"])
def test_a_button_without_a_word_gets_three_dots(label: str) -> None:
    """Telegram refuses the whole message for it."""
    assert rows(*buttons(label)) == [["…"]]


def test_there_are_never_more_buttons_than_telegram_takes() -> None:
    assert sum(map(len, rows(*buttons(*map(str, range(250)))))) == MOST_BUTTONS


def test_without_buttons_there_is_no_keyboard() -> None:
    assert keyboard(Say("Dag")) is None


def test_a_press_brings_back_what_the_button_means() -> None:
    shown = keyboard(Say("?", (Choice("Ja", "pick:1:1:1"),)))

    assert shown
    [[button]] = shown.inline_keyboard
    assert (button.callback_data, button.url, button.web_app) == ("pick:1:1:1", None, None)


def test_a_page_opens_in_the_browser_or_inside_telegram() -> None:
    page, phone = Choice("Regie", "", CONSOLE), Choice("Meedoen", "", "https://x.example/m/482716")
    shown = keyboard(Say("?", (page, phone)))

    assert shown
    [[console], [app]] = shown.inline_keyboard
    assert (console.url, console.web_app, console.callback_data) == (CONSOLE, None, None)
    assert app.web_app
    assert (app.url, app.web_app.url) == (None, "https://x.example/m/482716")


@pytest.mark.parametrize("page", ["http://127.0.0.1:8000/in/abc", "http://doemee.example/in/abc"])
def test_an_address_that_no_button_can_hold_is_in_the_text(page: str) -> None:
    say = Say("Hier is uw link.", (Choice("Openen", "", page), Choice("Terug", "back")))

    assert worded(say) == f"Hier is uw link.\n\nOpenen: {page}"
    assert rows(*say.choices) == [["Terug"]]
    assert worded(Say("Hier", (Choice("Openen", "", CONSOLE),))) == "Hier"


@patiently
@given(st.lists(st.builds(Choice, st.text(max_size=70), st.text(min_size=1, max_size=20))))
def test_any_buttons_make_a_keyboard_in_their_order(choices: list[Choice]) -> None:
    shown = keyboard(Say("?", tuple(choices)))

    found = [b.callback_data for row in shown.inline_keyboard for b in row] if shown else []
    assert found == [choice.id for choice in choices][:MOST_BUTTONS]
