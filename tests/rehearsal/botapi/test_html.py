"""Telegram's HTML without a server: what is read of it, and that nothing can break it."""

from contextlib import suppress
from html import escape

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.botapi.failures import ApiError
from bot.rehearsal.botapi.html import read_html
from bot.rehearsal.botapi.spans import Span, tidy, units

TAGS = ("b", "i", "u", "s", "tg-spoiler")
TEXT = st.text("aé👍 <&\n", max_size=6)


@st.composite
def nested_html(draw: st.DrawFn, depth: int = 3) -> str:
    """Text and tags in each other, every one closed."""
    pieces = []
    for _ in range(draw(st.integers(0, 3))):
        inner = draw(nested_html(depth - 1)) if depth else escape(draw(TEXT))
        tag = draw(st.sampled_from(TAGS))
        pieces += [escape(draw(TEXT)), f"<{tag}>{inner}</{tag}>"]
    return "".join(pieces)


@given(st.text())
def test_what_is_escaped_is_read_as_it_was(text: str) -> None:
    assert read_html(escape(text)) == (text, [])


@given(st.text("<>/&=\"' abehrfipo;#1👍", max_size=30))
def test_any_text_is_read_or_refused(source: str) -> None:
    with suppress(ApiError):
        text, spans = read_html(source)

        assert all(0 <= each.start < each.end <= units(text) for each in spans)


@given(nested_html())
def test_what_aiogram_writes_of_it_is_read_the_same(html: str) -> None:
    text, spans = tidy(*read_html(html))
    entities = [
        MessageEntity(type=each.kind, offset=each.start, length=each.end - each.start)
        for each in spans
    ]

    written = html_decoration.unparse(text, entities)

    assert tidy(*read_html(written)) == (text, spans)


@pytest.mark.parametrize(
    ("html", "text", "spans"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot; &nbsp; &#x1F44D;&#39;", "a <b> & \"c\" &nbsp; 👍'", []),
        ("<B>Zorg</B>", "Zorg", [Span("bold", 0, 4)]),
        ("👍<strong>a</strong><em>b</em>", "👍ab", [Span("bold", 2, 3), Span("italic", 3, 4)]),
        ('<span class="tg-spoiler">x</span>', "x", [Span("spoiler", 0, 1)]),
        ("<a href=voorbeeld.nl>x</a>", "x", [Span("text_link", 0, 1, {"url": "http://voorbeeld.nl/"})]),
        ('<a href="">geen</a>', "geen", []),
        ("<a>voorbeeld.nl</a>", "voorbeeld.nl",
            [Span("text_link", 0, 12, {"url": "http://voorbeeld.nl/"})]),
        ('<pre><code class="language-python">x</code></pre>', "x",
            [Span("pre", 0, 1, {"language": "python"})]),
        ("<blockquote expandable>x</blockquote>", "x", [Span("expandable_blockquote", 0, 1)]),
        ("<b>Zorg</>", "Zorg", [Span("bold", 0, 4)]),
    ],
)  # fmt: skip
def test_html_is_read(html: str, text: str, spans: list[Span]) -> None:
    assert read_html(html) == (text, spans)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("👍<abac>", 'Unsupported start tag "abac" at byte offset 4'),
        ("👍<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 4'),
        ("👍<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("👍<i    aba  =  ", 'Unclosed start tag "i" at byte offset 4'),
        ("👍<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 18"),
        ('👍<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 4"),
        ("👍</", "Unexpected end tag at byte offset 4"),
        ("👍<i>a</i   ", "Unclosed end tag at byte offset 8"),
        (
            "👍<i>a</em   >",
            'Unmatched end tag at byte offset 8, expected "</i>", found "</em>"',
        ),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_a_mistake_is_named_with_its_place(html: str, reason: str) -> None:
    with pytest.raises(ApiError) as refused:
        read_html(html)

    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([Span("bold", 0, 2), Span("bold", 2, 4)], [Span("bold", 0, 4)]),
        ([Span("bold", 0, 4), Span("code", 1, 3)], [Span("code", 1, 3)]),
        (
            [Span("bold", 0, 2), Span("italic", 1, 4)],
            [Span("bold", 0, 2), Span("italic", 1, 2), Span("italic", 2, 4)],
        ),
        ([Span("italic", 0, 4), Span("bold", 0, 4)], [Span("bold", 0, 4), Span("italic", 0, 4)]),
        ([Span("bold", 4, 5)], []),
    ],
)
def test_entities_are_put_in_order(spans: list[Span], left: list[Span]) -> None:
    assert tidy("Zorg dichtbij", spans) == ("Zorg dichtbij", left)
