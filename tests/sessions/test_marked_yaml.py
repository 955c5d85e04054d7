import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.marked_yaml import DEEPEST, MOST_NODES, Marked, UnreadableError, read_marked
from tests.sessions.making import patiently


def values(marked: Marked) -> Any:
    """What was read, without the lines."""
    if isinstance(marked.value, dict):
        return {key: values(each) for key, each in marked.value.items()}
    if isinstance(marked.value, list):
        return [values(each) for each in marked.value]
    return marked.value


def trouble(text: str) -> tuple[int, str, dict[str, object]]:
    with pytest.raises(UnreadableError) as caught:
        read_marked(text)
    mistake = caught.value.mistake
    return mistake.line, mistake.key, mistake.values


def test_every_value_and_every_key_remembers_its_line() -> None:
    marked = read_marked("titel: Start\nopties:\n  - Ja\n\n  - Nee\nplaats: {naam: Emmen}\n")

    assert marked.line == 1
    assert marked.key_lines == {"titel": 1, "opties": 2, "plaats": 6}
    assert [each.line for each in marked.value["opties"].value] == [3, 5]
    assert marked.value["plaats"].key_lines == {"naam": 6}


def test_times_numbers_and_yes_are_read_as_words() -> None:
    assert values(read_marked("[19:30, 007, ja, true, 2027-03-11, 1e3]")) == [
        "19:30", "007", "ja", "true", "2027-03-11", "1e3",
    ]  # fmt: skip


def test_what_is_left_empty_is_absent_and_what_is_quoted_is_not() -> None:
    assert values(read_marked("[~, null, '', '~', {a: }]")) == [None, None, "", "~", {"a": None}]


def test_an_alias_stands_for_what_it_names() -> None:
    assert values(read_marked("a: &een [1]\nb: *een")) == {"a": ["1"], "b": ["1"]}


def test_json_is_read_too_with_tabs_and_with_an_emoji_in_two_halves() -> None:
    written = {"titel": "Wonen 😀", "items": [{"een": "1"}, None]}

    assert values(read_marked(json.dumps(written, indent="\t"))) == written
    assert values(read_marked(json.dumps({"😀": "a"}, separators=(",", ":")))) == {"😀": "a"}


def test_half_a_character_does_not_get_through() -> None:
    assert values(read_marked(r'{"\ud83d": "\ude00!"}')) == {"\ufffd": "\ufffd!"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b\ntitel: Wonen: een thuis voor iedereen\n", 2),
        ("titel: 'n Goed begin\nplaats: Emmen\n", 1),
        ("- 'n Goed begin: nu\n- b\n", 1),
        ('a: b\ntekst: "Ja" zegt mevrouw De Vries\n', 2),
        ("a: b\ntekst: [let op] dit is nieuw\n", 2),
        ("tekst: *let op* dit is nieuw\n", 1),
        ("tekst: & nog iets\n", 1),
        ("tekst: > meer dan honderd\n", 1),
        ("tekst: % van de huurders\n", 1),
        ("tekst: @emmen\n", 1),
        ("vraag: ? hoe dan\n", 1),
        ("opties: [Ja, Wat bedoelt u?, Nee]\n", 1),
        ("opties: [Ja,\n  Wat bedoelt u?,\n  Nee]\n", 2),
        ("- {vraag: Wat ziet u?, vanuit: bril}\n", 1),
        ("opties: [Eerst: dit: dan dat, Nee]\n", 1),
        ("opties: ['Ja' zegt zij, Nee]\n", 1),
        ("a: b\ntekst: 'Ja, zegt zij\nc: d\n", 2),
    ],
)
def test_a_sentence_over_which_yaml_stumbles_needs_quotes(text: str, line: int) -> None:
    assert trouble(text) == (line, "agenda.quote_this", {})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("titel Start\nniveau: uitvoerend\n", 2),
        ("titel: a\n niveau: b\n", 2),
        ("a: b\nopties: [Ja, Nee\nresultaat: na\n", 2),
        ("a: b\nopties: [Ja, Nee", 2),
        ("opties: [Ja\n", 1),
        ("a: b\n\tc: d\n", 2),
        ("  a: b\n c: d\n", 2),
        ("a: b\n---\nc: d\n", 2),
        ("a: b\nc: \x07\n", 2),
        ('a: "\\UFFFFFFFF"\n', 1),
        ("%YAML " + "9" * 5_000 + ".1\n---\na: b\n", 1),
        ("PK\x03\x04\x14\x00", 1),
    ],
)
def test_what_is_no_yaml_is_refused_with_its_line(text: str, line: int) -> None:
    assert trouble(text) == (line, "agenda.no_yaml", {})


@pytest.mark.parametrize("text", ["", "\n\n", "# alleen een opmerking\n", "---\n", "''"])
def test_an_empty_file_is_empty(text: str) -> None:
    assert trouble(text) == (1, "agenda.empty", {})


def test_a_key_is_given_once() -> None:
    assert trouble("titel: a\nplaats: b\ntitel: c\n") == (
        3,
        "agenda.double_key",
        {"found": "titel"},
    )


def test_a_key_is_text() -> None:
    assert trouble("a: b\n[c, d]: e\n") == (2, "agenda.key_no_text", {})


@pytest.mark.parametrize("tag", ["!geheim", "!!python/object/apply:os.system", "!!int"])
def test_tags_are_not_followed(tag: str) -> None:
    assert trouble(f"a: b\nc: {tag} d\n") == (2, "agenda.no_tags", {})


def test_lists_inside_lists_end_somewhere() -> None:
    assert trouble(f"a:\n  {'[' * DEEPEST}{']' * DEEPEST}") == (2, "agenda.too_deep", {})
    assert trouble("a: &zelf [*zelf]\n") == (1, "agenda.too_deep", {})
    assert trouble("[" * 9_000) == (1, "agenda.too_deep", {})


def test_a_few_aliases_cannot_become_a_whole_library() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 7)]

    line, key, filled = trouble("\n".join(lines))

    assert (line, key, filled) == (1, "agenda.too_large", {"most": MOST_NODES})


trees = st.recursive(
    st.none() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@patiently
@given(trees.filter(lambda tree: tree not in (None, "")))
def test_any_json_is_read_as_it_was_written(tree: Any) -> None:
    assert values(read_marked(json.dumps(tree))) == tree


@patiently
@given(st.text(st.sampled_from("ab:-?&*!|>%@`'\"[]{},#~ \t\n\r\\\0\ud800\u2028é😀"), max_size=40))
def test_any_text_is_read_or_refused_with_a_line_inside_it(text: str) -> None:
    try:
        read_marked(text)
    except UnreadableError as error:
        line = error.mistake.line
    else:
        return

    assert 1 <= line <= max(1, len(text.splitlines()))
